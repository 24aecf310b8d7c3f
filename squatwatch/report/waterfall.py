"""One assessment as ``explain`` shows it: the sum of evidence, then what can be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from squatwatch.config import Language
from squatwatch.model import Alert, Evidence
from squatwatch.report.alerts_listing import level_text
from squatwatch.report.labels import in_language, label
from squatwatch.report.plain import plain
from squatwatch.report.responding import sections_of

BAR_BITS = 0.5
"""Bits that one block of a bar stands for."""


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of evidence with the sum of weights, in bits, before and after it."""

    item: Evidence
    before: float
    after: float


def steps(evidence: Sequence[Evidence]) -> Iterator[Step]:
    """The evidence in its order, each piece with the running sum.

    >>> [one.after for one in steps([Evidence("a", 2.0, "", ""), Evidence("b", -0.5, "", "")])]
    [2.0, 1.5]
    """
    total = 0.0
    for item in evidence:
        yield Step(item, total, total + item.weight)
        total += item.weight


def waterfall(alert: Alert, lang: Language) -> str:
    """Each piece of evidence with its weight in bits, the running sum, and the sentence.

    Below stand the windows, the ways to respond and the precedents, each as far as there are any.
    """
    found, filing = alert.assessment, alert.assessment.filing
    lines = [
        plain(f"{filing.office} {filing.application_number}  {filing.mark_text}"),
        plain(f"{label('column.brand', lang)}: {' · '.join(found.brand.names)}"),
        f"{label('column.level', lang)}: {level_text(alert, lang)}   "
        f"{label('column.score', lang)}: {found.score:.2f}",
        "",
    ]
    for step in steps(found.evidence):
        item = step.item
        said = in_language(item.text_en, item.text_zh, lang, " / ")
        lines.append(
            f"{item.weight:+6.1f} {step.after:+6.1f}  {_bar(item.weight):<14} "
            f"{plain(said)}  [{item.code}]"
        )
    lines += [*_sections(alert, lang), "", label("note.disclaimer", lang)]
    return "\n".join(lines) + "\n"


def _sections(alert: Alert, lang: Language) -> Iterator[str]:
    for section in sections_of(alert.assessment, lang):
        yield from ("", section.title)
        for item in section.items:
            yield plain(f"  {item.line}")
            yield from (plain(f"      {line}") for line in item.below)


def _bar(weight: float) -> str:
    blocks = min(round(abs(weight) / BAR_BITS), 14)
    return ("█" if weight > 0 else "░") * blocks
