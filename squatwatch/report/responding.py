"""Windows, ways to respond and precedents of an alert, as lines for people.

Each is a heading line with the lines that belong below it, for the terminal and for the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from squatwatch.config import Language
from squatwatch.model import Assessment, Precedent, Response, Window
from squatwatch.report.caution import window_text, with_caution
from squatwatch.report.labels import in_language, label
from squatwatch.report.law_words import law_words


@dataclass(frozen=True, slots=True)
class Item:
    """One thing told: its first line, and what belongs to it."""

    line: str
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Things of one kind under a title."""

    title: str
    items: tuple[Item, ...]


def sections_of(found: Assessment, lang: Language, *, over: bool = True) -> tuple[Section, ...]:
    """What can be done about a filing, in sections; one without items is left out.

    ``over`` includes the ways to respond that are over.
    """
    responses = [item for item in found.responses if over or item.standing != "over"]
    every = (
        Section(label("title.windows", lang), tuple(_window(item, lang) for item in found.windows)),
        Section(label("title.responses", lang), tuple(_response(item, lang) for item in responses)),
        Section(
            label("title.precedents", lang),
            tuple(_precedent(item, lang) for item in found.precedents),
        ),
    )
    return tuple(section for section in every if section.items)


def _window(window: Window, lang: Language) -> Item:
    closes = window_text(window, lang) or label("note.no_date", lang)
    below = [law_words(window.rule, lang)]
    if window.closes_rolled and window.closes_rolled != window.closes:
        below.append(_told("column.rolled", with_caution(window.closes_rolled, window, lang), lang))
    if window.extension:
        below.append(_told("column.extension", law_words(window.extension, lang), lang))
    below.append(law_words(window.after, lang))
    below.append(_sourced(window.source, window.as_of, window.confidence, lang))
    return Item(f"{window.office}  {closes}", tuple(filter(None, below)))


def _response(response: Response, lang: Language) -> Item:
    said = in_language(response.text_en, response.text_zh, lang, " / ")
    line = f"[{label(f'standing.{response.standing}', lang)}] {response.office}  {said}"
    return Item(line, tuple(_law_of(response, lang)))


def _law_of(response: Response, lang: Language) -> Iterator[str]:
    if response.source == "practice":
        return
    # The limit of an opposition is the rule of its window, which is told above.
    limit = "" if response.option == "opposition" else response.limit
    facts = (("word.ground", response.ground), ("word.who", response.who), ("word.limit", limit))
    told = [_told(key, law_words(text, lang), lang) for key, text in facts if text]
    if told:
        yield " · ".join(told)
    yield _sourced(response.source, response.as_of, response.confidence, lang)


def _precedent(case: Precedent, lang: Language) -> Item:
    outcome = in_language(case.outcome_en, case.outcome_zh, lang, " / ")
    shared = in_language(case.shared_en, case.shared_zh, lang, " / ")
    where = " ".join(filter(None, (case.office, case.year)))
    line = f"{case.case_id}  {case.mark} ({where}): {outcome}"
    return Item(line, tuple(filter(None, (shared, case.source))))


def _sourced(source: str, as_of: str, confidence: str, lang: Language) -> str:
    """Where a fact is from, how old it is and how sure."""
    sure = f"{label('column.confidence', lang)} {label(f'confidence.{confidence}', lang)}"
    return " · ".join(filter(None, (law_words(source, lang), as_of, sure)))


def _told(key: str, text: str, lang: Language) -> str:
    return f"{label(key, lang)}: {text}"
