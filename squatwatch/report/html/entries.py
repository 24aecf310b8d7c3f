"""An alert as the page shows it: a line that can be sorted and filtered, and what opens below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from markupsafe import Markup

from squatwatch.config import Language
from squatwatch.forms.kinds import kind_names
from squatwatch.model import Alert, Assessment, Filing, Hit, Precedent, Response, Window
from squatwatch.report.alerts_listing import first_to_close
from squatwatch.report.html.letters import text_hit
from squatwatch.report.html.pictures.agreement import Agreement, agreement
from squatwatch.report.html.pictures.evidence import EvidenceRow, evidence_rows
from squatwatch.report.html.wording import Words
from squatwatch.report.labels import label
from squatwatch.report.responding import Item, sections_of

Thing = TypeVar("Thing", Window, Response, Precedent)

_EACH: tuple[Language, Language] = ("en", "zh")


@dataclass(frozen=True, slots=True)
class Body:
    """What opens below the line of an alert.

    ``caption`` says what the picture of agreement shows. Windows, responses and precedents come
    with the lines that belong below each.
    """

    agreement: Agreement
    caption: Markup
    evidence: tuple[EvidenceRow, ...]
    windows: tuple[tuple[Window, Item], ...]
    responses: tuple[tuple[Response, Item], ...]
    precedents: tuple[tuple[Precedent, Item], ...]

    @property
    def ways_now(self) -> int:
        """How many ways to respond there are now."""
        return sum(response.standing == "now" for response, _ in self.responses)


@dataclass(frozen=True, slots=True)
class Entry:
    """An alert in its place; without a body it has a line only."""

    alert: Alert
    place: int
    window: Window | None
    body: Body | None

    @property
    def mark(self) -> str:
        """What the filing is for; of a figurative one without words, the text that was hit."""
        found = self.alert.assessment
        return found.filing.mark_text or text_hit(found.hit, found.filing)

    @property
    def days_left(self) -> int | None:
        """Days until the first window closes that is open; None where none is known to be."""
        days = self.window.days_left if self.window else None
        return days if days is not None and days >= 0 else None


def entries(alerts: Sequence[Alert], words: Words, full: int) -> Iterator[Entry]:
    """The alerts in their order, the first so many with all there is to say of them."""
    for place, alert in enumerate(alerts):
        window = first_to_close(alert.assessment.windows)
        body = _body(alert.assessment, words) if place < full else None
        yield Entry(alert, place, window, body)


def _body(found: Assessment, words: Words) -> Body:
    drawn = agreement(found.hit, found.filing, _told(found.hit, found.filing, words))
    responses = tuple(item for item in found.responses if item.standing != "over")
    bare = replace(found, windows=(), responses=(), precedents=())
    return Body(
        agreement=drawn,
        caption=_caption(found.hit, words),
        evidence=evidence_rows(found.evidence),
        windows=_with_items(found.windows, replace(bare, windows=found.windows), words),
        responses=_with_items(responses, replace(bare, responses=responses), words),
        precedents=_with_items(found.precedents, replace(bare, precedents=found.precedents), words),
    )


def _with_items(
    things: Sequence[Thing], found: Assessment, words: Words
) -> tuple[tuple[Thing, Item], ...]:
    items = [item for one in sections_of(found, words.lang) for item in one.items]
    return tuple(zip(things, items, strict=True))


def _told(hit: Hit, filing: Filing, words: Words) -> str:
    """The picture of agreement in words."""
    return f"{words.text('page.agreement')}: {text_hit(hit, filing)} – {hit.form}"


def _caption(hit: Hit, words: Words) -> Markup:
    en, zh = (
        label("page.above_below", lang).format(
            source=label(f"unit.{hit.unit_source}", lang), form=hit.form, kind=kind
        )
        for lang, kind in zip(_EACH, kind_names(hit.form_kind), strict=True)
    )
    return words.said(en, zh)
