"""What is found: a hit, its evidence, windows, ways to respond, and the cases it resembles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from squatwatch.model.brand import Brand
from squatwatch.model.filing import Filing
from squatwatch.model.kinds import (
    ClearedBy,
    FormKind,
    Level,
    Relation,
    ResponseOption,
    Standing,
    UnitSource,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A form and a unit that satisfy the match relation.

    ``edits`` counts the edits on the channel named by ``relation`` (0 where it is identity or
    containment); ``similarity`` is in [0, 1].
    """

    brand_id: str
    form: str
    form_kind: FormKind
    form_weight: float
    unit: str
    unit_source: UnitSource
    relation: Relation
    edits: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """One weighed fact: bits (log2 of a likelihood ratio) for (> 0) or against (< 0)."""

    code: str
    weight: float
    text_en: str
    text_zh: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Window:
    """The time in which a filing can be opposed at one office.

    ``closes`` is the last day by the rule's count, ``closes_rolled`` the next working day where
    the office moves it. ``days_left`` counts from the as-of date to ``closes``; negative when it
    has closed.
    """

    office: str
    opens: date | None
    closes: date | None
    closes_rolled: date | None
    days_left: int | None
    rule: str
    source: str
    as_of: str
    confidence: str
    extension: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """A way to respond to a filing at one office, at the stage where the filing stands.

    ``standing`` says whether it is open now, opens later or is over; ``unknown`` where the record
    or the table does not tell. ``ground``, ``who`` and ``limit`` are the table's words;
    ``rests_on`` names what the owner holds that it can be based on (numbers of the rights file).
    ``closes`` is the last day where one can be computed. ``confidence`` is high, medium or low.
    """

    office: str
    option: ResponseOption
    standing: Standing
    text_en: str
    text_zh: str
    ground: str = ""
    who: str = ""
    limit: str = ""
    closes: date | None = None
    rests_on: tuple[str, ...] = ()
    source: str = ""
    as_of: str = ""
    confidence: str = "low"


@dataclass(frozen=True, slots=True)
class Precedent:
    """A documented case of the case library that resembles an alert, and in what.

    ``likeness`` is in [0, 1]; ``shared_en`` and ``shared_zh`` say what the two have in common.
    """

    case_id: str
    mark: str
    office: str
    year: str
    outcome_en: str
    outcome_zh: str
    source: str
    likeness: float
    shared_en: str
    shared_zh: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A brand and a filing with all evidence, a score in [0, 1] and a level."""

    brand: Brand
    filing: Filing
    hit: Hit
    evidence: tuple[Evidence, ...]
    score: float
    level: Level
    cleared_by: ClearedBy | None = None
    windows: tuple[Window, ...] = ()
    filer_group: str = ""
    responses: tuple[Response, ...] = ()
    precedents: tuple[Precedent, ...] = ()
