"""What the guide says of an office: facts in chapters, each with source, date and confidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from squatwatch.assess.calendar import Rule
from squatwatch.assess.responses.law import Law, Stage, Way, law_of
from squatwatch.assess.responses.wording import Said
from squatwatch.model import ResponseOption
from squatwatch.reference import table
from squatwatch.report.labels import label
from squatwatch.report.law_words import chinese

RECALL = "statute recall"
_WITH_FEES: tuple[ResponseOption, ...] = (
    "opposition", "observations", "invalidity", "non-use", "own-filing",
)  # fmt: skip
_CHAPTERS: Mapping[str, tuple[Stage, ...]] = {
    "title.guide_pending": ("pending", "before-close"),
    "title.guide_window": ("window", "both"),
    "title.guide_registered": ("registered", "", "none"),
    "title.guide_any": ("any",),
}
"""The stages that each chapter tells; what opens twice stands where it opens first."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the guide says; ``value`` is None when it is not known.

    ``details`` are further things by their label, such as who may act. ``source``, ``as_of`` and
    ``confidence`` are empty where nothing is known, or nothing but practice is told.
    """

    name: Said
    value: Said | None
    details: tuple[tuple[str, Said], ...] = ()
    source: str = ""
    as_of: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """Facts under a title; ``title`` is the key of a label."""

    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """All that the tables know of an office; ``acting`` is another one where that acts for it."""

    office: str
    name: Said
    acting: str
    chapters: tuple[Chapter, ...]


def guide_of(office: str) -> Guide:
    """The guide to an office by its code; of one without rows it says what is not known.

    >>> guide = guide_of("NL")
    >>> guide.acting, [chapter.title for chapter in guide.chapters][:2]
    ('BX', ['title.guide_office', 'title.windows'])
    """
    law = law_of(office)
    chapters = (
        Chapter("title.guide_office", tuple(_of_the_office(law))),
        Chapter("title.windows", tuple(_window(rule) for rule in law.rules) or (_no_window(),)),
        *(_ways(title, law) for title in _CHAPTERS),
        Chapter("title.guide_fees", tuple(_fee(law.acting, option) for option in _WITH_FEES)),
    )
    filled = tuple(chapter for chapter in chapters if chapter.facts)
    return Guide(office, office_name(office), law.acting, filled)


def office_name(office: str) -> Said:
    """The name of an office in both languages; its code where it has none."""
    for code, en, zh, _ in table("office_codes").iter_rows():
        if code == office:
            return Said(en, zh)
    return Said(office, office)


def words(text: str) -> Said:
    """A text of the tables in both languages."""
    return Said(text.replace("_", " ") if text.startswith("first_") else text, chinese(text))


def labelled(key: str, **values: str) -> Said:
    """A label in both languages, its braces filled."""
    return Said(*(label(key, lang).format(**values) for lang in ("en", "zh")))


def _of_the_office(law: Law) -> Iterator[Fact]:
    if law.acting != law.office:
        pointer = labelled("guide.pointer", office=law.office, acting=law.acting)
        yield Fact(labelled("guide.acting"), pointer)
    facts = {
        "guide.first_to": words(law.first_to) if law.first_to else None,
        "guide.madrid": _madrid(law.madrid),
        "guide.well_known": words(law.well_known) if law.well_known else None,
        "guide.non_use": words(f"{law.non_use_years} years") if law.non_use_years else None,
    }
    sure = recall_confidence(law)
    for key, value in facts.items():
        if value is None:
            yield Fact(labelled(key), None)
        else:
            yield Fact(labelled(key), value, source=RECALL, confidence=sure)


def _madrid(told: str) -> Said | None:
    member, _, year = told.partition(" ")
    if member == "Y":
        known = labelled("guide.madrid_since", year=year) if year else None
        return known or labelled("guide.madrid_member")
    return labelled("guide.madrid_no") if member == "N" else None


def recall_confidence(law: Law) -> str:
    """How sure the facts beside a window are: low where the office's own rule is, else medium."""
    national = [rule.confidence for rule in law.rules if rule.route == "national"]
    return "low" if "low" in national else "medium"


def _window(rule: Rule) -> Fact:
    details = [
        (key, words(text))
        for key, text in (
            ("word.who", rule.who_may_oppose),
            ("column.extension", rule.extendable),
            ("guide.valid_from", rule.valid_from.isoformat() if rule.valid_from else ""),
            ("guide.valid_to", rule.valid_to.isoformat() if rule.valid_to else ""),
            ("column.rolled", rule.roll if rule.period else ""),
            ("guide.note", rule.note),
        )
        if text and text != "unknown"
    ]
    known = rule.standing in ("before", "after", "none")
    return Fact(
        labelled("title.windows"),
        words(rule.text) if known else None,
        tuple(details),
        rule.source or rule.source_kind.replace("_", " "),
        rule.as_of,
        rule.confidence,
    )


def _no_window() -> Fact:
    return Fact(labelled("title.windows"), None)


def _ways(title: str, law: Law) -> Chapter:
    ways = [way for way in law.ways if way.stage in _CHAPTERS[title] and not _is_nothing(way)]
    return Chapter(title, tuple(_way(way, law) for way in ways))


def _is_nothing(way: Way) -> bool:
    """Whether a row only keeps a general way from standing where it does not belong."""
    return way.stage == "none" and not way.ground_en and way.source_kind == "practice"


def is_known(way: Way, law: Law) -> bool:
    """Whether the tables tell anything of a way at the office, even that there is none."""
    if way.option == "well-known" and not way.of_its_own:
        return bool(law.well_known)
    if way.option == "non-use" and not way.of_its_own:
        return bool(law.non_use_years)
    told = way.statute or way.limit or way.who
    return way.stage == "none" or bool(told if way.stage else way.of_its_own)


def _way(way: Way, law: Law) -> Fact:
    name = labelled(f"way.{way.option}")
    if not is_known(way, law):
        return Fact(name, None)
    value = labelled("guide.none" if way.stage == "none" else f"stage.{way.stage or 'unknown'}")
    details = tuple(_details(way))
    if way.source_kind == "practice":
        return Fact(name, value, details)
    source = way.source or way.source_kind.replace("_", " ")
    return Fact(name, value, details, source, way.as_of, way.confidence)


def _details(way: Way) -> Iterator[tuple[str, Said]]:
    """What a way rests on, who may take it and until when; what is asked for and not known too."""
    if way.ground_en:
        yield "guide.note", Said(way.ground_en, way.ground_zh)
    asked = way.source_kind != "practice" and way.stage not in ("any", "none")
    facts = [("word.ground", way.statute), ("word.who", way.who)]
    # Until when there can be opposition is told with the windows.
    facts += [("word.limit", way.limit)] if way.option != "opposition" else []
    for key, text in facts:
        if text or asked:
            yield key, words(text) if text else labelled("guide.unknown")


def _fee(office: str, option: ResponseOption) -> Fact:
    name = labelled(f"way.{option}")
    for row in table("fees").iter_rows(named=True):
        if (row["office"], row["option"]) == (office, option):
            told = f"{row['amount']} {row['currency']}"
            told_by = (row["source_url"], row["as_of"], row["confidence"])
            return Fact(name, Said(told, told), (), *told_by)
    return Fact(name, None)
