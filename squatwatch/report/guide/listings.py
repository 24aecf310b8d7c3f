"""Which offices the guide knows and how well, and which of its rules nobody has checked lately."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from squatwatch.assess.calendar import Rule
from squatwatch.assess.responses.law import Law, law_of, offices
from squatwatch.config import Language
from squatwatch.reference import table
from squatwatch.report.guide.content import is_known, labelled, office_name, recall_confidence
from squatwatch.report.labels import in_language, label
from squatwatch.report.law_words import law_words
from squatwatch.report.listing import ListingFormat, listing

OFFICE_COLUMNS = (
    "office", "name_en", "name_zh", "acting", "windows", "confidence", "as_of", "read", "recalled",
    "unknown",
)  # fmt: skip
"""``read`` and ``recalled`` count rules and ways by how they are known; ``unknown`` counts ways."""
OFFICE_TABLE = ("office", "name", "windows", "confidence", "as_of", "read", "recalled", "unknown")
STALE_COLUMNS = ("office", "what", "route", "as_of", "age", "reason", "source", "confidence")
CHECKED_WITHIN_DAYS = 365
"""A rule that nobody has looked at for longer is told as stale."""
WINDOW, FACTS, FEE = "window", "facts", "fee"


@dataclass(frozen=True, slots=True)
class Stale:
    """A rule that is to be checked again, or for the first time.

    ``what`` is window, facts (of the office), fee, or a kind of way to respond; ``office`` is ``*``
    for what holds everywhere. ``age`` is in days, from the first day
    that its date can mean; None when it has no date. ``reason`` is old, recalled, not_researched
    or undated.
    """

    office: str
    what: str
    route: str
    as_of: str
    age: int | None
    reason: str
    source: str
    confidence: str


def offices_listing(
    listing_format: ListingFormat, lang: Language, terminal_width: int | None = None
) -> bytes:
    """The offices with the state of what is known of them, in the order of their codes."""
    rows = [_office_row(law_of(office)) for office in sorted(offices())]
    if listing_format != "table":
        return listing(rows, OFFICE_COLUMNS, listing_format)
    headings = {name: label(f"column.{name}", lang) for name in OFFICE_TABLE}
    told = [_office_told(row, lang) for row in rows]
    return listing(told, OFFICE_TABLE, "table", headings=headings, terminal_width=terminal_width)


def stale_rules(as_of: date) -> tuple[Stale, ...]:
    """The rules that nobody has checked for a year: those without a date, then the oldest first.

    A rule that was only recalled was never checked, however young it is.
    """
    rules = (_to_check(rule, as_of) for rule in _rules())
    return tuple(sorted((rule for rule in rules if rule.reason), key=_oldest_first))


def stale_listing(
    found: Sequence[Stale],
    listing_format: ListingFormat,
    lang: Language,
    terminal_width: int | None = None,
) -> bytes:
    """The rules to check, in a format."""
    rows = [asdict(one) for one in found]
    if listing_format != "table":
        return listing(rows, STALE_COLUMNS, listing_format)
    headings = {name: label(f"column.{name}", lang) for name in STALE_COLUMNS}
    told = [_stale_told(row, lang) for row in rows]
    return listing(told, STALE_COLUMNS, "table", headings=headings, terminal_width=terminal_width)


def _office_row(law: Law) -> dict[str, Any]:
    name = office_name(law.office)
    own = [way.source_kind for way in law.ways if way.of_its_own]
    kinds = [*(rule.source_kind for rule in law.rules), *own]
    return {
        "office": law.office,
        "name_en": name.en,
        "name_zh": name.zh,
        "acting": law.acting,
        "windows": [rule.text for rule in law.rules if rule.standing != "unknown"],
        "confidence": next((rule.confidence for rule in law.rules), "low"),
        "as_of": next((rule.as_of for rule in law.rules), ""),
        "read": kinds.count("looked_up"),
        "recalled": kinds.count("statute_recall"),
        "unknown": sum(not is_known(way, law) for way in law.ways),
    }


def _office_told(row: Mapping[str, Any], lang: Language) -> dict[str, Any]:
    name = in_language(row["name_en"], row["name_zh"], lang)
    pointer = f" → {row['acting']}" if row["acting"] != row["office"] else ""
    windows = [law_words(text, lang) for text in row["windows"]]
    return {
        **row,
        "name": f"{name}{pointer}",
        "windows": windows or label("guide.unknown", lang),
        "confidence": label(f"confidence.{row['confidence']}", lang),
    }


def _stale_told(row: Mapping[str, Any], lang: Language) -> dict[str, Any]:
    titles = {WINDOW: "title.windows", FACTS: "title.guide_office", FEE: "title.guide_fees"}
    what = labelled(titles.get(row["what"], f"way.{row['what']}"))
    return {
        **row,
        "what": in_language(what.en, what.zh, lang),
        "route": law_words(row["route"], lang),
        "as_of": row["as_of"] or label("guide.undated", lang),
        "reason": label(f"stale.{row['reason']}", lang),
        "source": law_words(row["source"], lang),
        "confidence": label(f"confidence.{row['confidence']}", lang),
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """A rule of any of the tables, as far as its source goes."""

    office: str
    what: str
    route: str
    as_of: str
    kind: str
    source: str
    confidence: str


def _rules() -> Iterator[_Known]:
    """Every rule of the tables that claims something of a law or a fee."""
    for office in offices():
        law = law_of(office)
        if law.acting == office:
            yield from map(_of_window, law.rules)
            yield from _of_the_office(law)
    for row in table("responses").iter_rows(named=True):
        if row["source_kind"] != "practice":
            yield _of_row(row, row["option"])
    for row in table("fees").iter_rows(named=True):
        yield _of_row(row, FEE)


def _of_window(rule: Rule) -> _Known:
    kind, source = rule.source_kind, rule.source or rule.source_kind.replace("_", " ")
    return _Known(rule.office, WINDOW, rule.route, rule.as_of, kind, source, rule.confidence)


def _of_the_office(law: Law) -> Iterator[_Known]:
    """The facts that stand beside the windows, for which deadlines.csv has no source."""
    if law.first_to or law.madrid or law.well_known or law.non_use_years:
        recalled = ("statute_recall", "statute recall")
        yield _Known(law.office, FACTS, "", "", *recalled, recall_confidence(law))


def _of_row(row: Mapping[str, str], what: str) -> _Known:
    kind = row["source_kind"]
    source = row["source_url"] or kind.replace("_", " ")
    return _Known(row["office"], what, "", row["as_of"], kind, source, row["confidence"])


def _to_check(rule: _Known, as_of: date) -> Stale:
    age = _age(rule.as_of, as_of)
    told = (rule.office, rule.what, rule.route, rule.as_of, age)
    return Stale(*told, _reason(rule.kind, age), rule.source, rule.confidence)


def _reason(kind: str, age: int | None) -> str:
    """Why a rule is to be checked; empty when it need not be."""
    match kind:
        case "statute_recall":
            return "recalled"
        case "not_researched":
            return kind
        case "pointer":
            return ""
        case _:
            return "undated" if age is None else "old" if age > CHECKED_WITHIN_DAYS else ""


def _age(told: str, as_of: date) -> int | None:
    """Days since the first day that a day, month or year can mean."""
    return (as_of - date.fromisoformat(f"{told}-01-01"[:10])).days if told else None


def _oldest_first(one: Stale) -> tuple[bool, int, str, str, str]:
    return one.age is not None, -(one.age or 0), one.office, one.what, one.route
