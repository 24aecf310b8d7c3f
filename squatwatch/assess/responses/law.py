"""What the tables know of an office: its ways to respond, and the facts beside its windows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal, cast

from squatwatch.assess.calendar import Rule, rules
from squatwatch.model import ResponseOption
from squatwatch.reference import table

Stage = Literal["pending", "before-close", "window", "both", "registered", "any", "none", ""]
"""When a way is open; ``reference/responses.csv`` explains the words."""

EVERYWHERE = "*"

_FROM_DEADLINES: Mapping[str, Mapping[str, str]] = {
    "opposition": {"who": "who_may_oppose"},
    "invalidity": {
        "statute": "bad_faith_ground",
        "limit": "invalidation_bad_faith_time_limit",
    },
}
"""The cells of ``deadlines.csv`` that stand in for an empty one of ``responses.csv``."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to respond at an office: a row of ``reference/responses.csv``, completed.

    ``from_years`` and ``to_years`` count from registration; ``to_years`` None means no end when
    ``endless``, and not known otherwise. ``of_its_own`` is False for what holds everywhere.
    ``source_kind`` is looked_up, statute_recall or practice.
    """

    option: ResponseOption
    stage: Stage
    from_years: int | None
    to_years: int | None
    endless: bool
    since: date | None
    statute: str
    ground_en: str
    ground_zh: str
    who: str
    limit: str
    characters: str
    source_kind: str
    source: str
    as_of: str
    confidence: str
    of_its_own: bool


@dataclass(frozen=True, slots=True)
class Law:
    """All that the tables know of an office; empty texts are not known.

    ``acting`` is the office that acts for the place (BX for NL), else the place itself: windows,
    ways and facts are those of the acting office.
    """

    office: str
    acting: str
    rules: tuple[Rule, ...]
    ways: tuple[Way, ...]
    first_to: str = ""
    well_known: str = ""
    non_use_years: str = ""
    madrid: str = ""
    note: str = ""

    def ways_of(self, option: ResponseOption) -> tuple[Way, ...]:
        """The ways of one kind."""
        return tuple(way for way in self.ways if way.option == option)

    def standing(self, route: str) -> str:
        """Whether opposition by that route comes before or after registration; or none, unknown."""
        found = [rule for rule in self.rules if rule.route in (route, "national")]
        best = min(found, key=lambda rule: rule.route != route, default=None)
        return best.standing if best else "unknown"


@cache
def law_of(office: str) -> Law:
    """What the tables know of an office; of one that they do not hold, what holds everywhere.

    >>> law_of("NL").acting, law_of("EM").standing("national"), law_of("GR").rules
    ('BX', 'before', ())
    >>> [way.statute for way in law_of("EM").ways_of("copyright")]
    ['EUTMR 2017/1001 art. 60(2)(c)']
    """
    cells = _cells(office)
    pointed = re.search(r"\bsee ([A-Z]{2})\b", cells.get("note", ""))
    if cells.get("source_kind") == "pointer" and pointed:
        return replace(law_of(pointed[1]), office=office)
    return Law(
        office=office,
        acting=office,
        rules=tuple(rule for rule in rules() if rule.office == office),
        ways=_ways(office, cells),
        first_to=cells.get("first_to_file_or_use", ""),
        well_known=cells.get("well_known_unregistered_protection", ""),
        non_use_years=cells.get("non_use_cancellation_years", ""),
        madrid=cells.get("madrid_member", ""),
        note=cells.get("note", ""),
    )


def offices() -> tuple[str, ...]:
    """The offices that the table of windows has rows for, in its order."""
    return tuple(dict.fromkeys(table("deadlines")["jurisdiction"]))


@cache
def _cells(office: str) -> dict[str, str]:
    """The national row of an office that holds now: the one that begins last."""
    rows = [
        row
        for row in table("deadlines").iter_rows(named=True)
        if row["jurisdiction"] == office and row["route"] == "national"
    ]
    return max(rows, key=lambda row: row["valid_from"], default={})


def _ways(office: str, cells: Mapping[str, str]) -> tuple[Way, ...]:
    """The office's own ways, and those of everywhere that it has no row for."""
    own = [row for row in _rows() if row["office"] == office]
    told = {row["option"] for row in own}
    general = [row for row in _rows() if row["office"] == EVERYWHERE and row["option"] not in told]
    return tuple(_way(row, cells) for row in (*own, *general))


def _way(row: Mapping[str, str], cells: Mapping[str, str]) -> Way:
    def text(name: str) -> str:
        told = _FROM_DEADLINES.get(row["option"], {}).get(name, "")
        return row[name] or cells.get(told, "")

    from_years, ends = row["from_years"], row["to_years"]
    of_non_use = row["option"] == "non-use"
    if of_non_use:
        from_years, ends = from_years or cells.get("non_use_cancellation_years", ""), "none"
    return Way(
        option=cast(ResponseOption, row["option"]),
        stage=cast(Stage, row["stage"]),
        from_years=int(from_years) if from_years else None if of_non_use else 0,
        to_years=int(ends) if ends.isdecimal() else None,
        endless=ends == "none",
        since=date.fromisoformat(row["since"]) if row["since"] else None,
        statute=text("statute"),
        ground_en=row["ground_en"],
        ground_zh=row["ground_zh"],
        who=text("who"),
        limit=text("limit") or (f"{from_years} years" if of_non_use and from_years else ""),
        characters=row["characters"],
        source_kind=row["source_kind"],
        source=row["source_url"],
        as_of=row["as_of"],
        confidence=row["confidence"],
        of_its_own=row["office"] != EVERYWHERE,
    )


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(table("responses").iter_rows(named=True))
