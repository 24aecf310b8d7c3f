"""The nouns of squatwatch: immutable, for people and for the edges of the program.

Batches of them are Polars frames (``squatwatch.schemas``): on the hot path there is no Python
object a filing or a hit. The words are those of the design (docs/architecture.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

FormKind = Literal[
    "official-latin", "official-other", "hanzi", "trad", "shinjitai",
    "pinyin", "pinyin-polyphone", "pinyin-u", "initials", "wade-giles", "postal",
    "jyutping", "hk-romanization", "hokkien", "teochew", "hakka", "palladius",
    "katakana", "onyomi", "hangul-mandarin", "hangul-sino", "sino-viet",
    "thai", "arabic", "devanagari", "translation", "translation-part",
]  # fmt: skip
"""How a form was made; a closed list."""

FormPart = Literal["whole", "place", "generic", "distinctive"]
"""The part of the name that a form renders."""

Script = Literal[
    "latin", "cyrillic", "greek", "han", "kana", "hangul", "thai", "arabic", "devanagari", "other"
]
"""The script a form is written in; Japanese with any kana counts as kana."""

UnitSource = Literal[
    "mark",
    "transliteration",
    "translation",
    "pseudo-mark",
    "description",
    "office-reading",
    "read-back",
]
"""The text of a filing that a unit was taken from; ``read-back`` is one in another script, read
back to Latin letters by squatwatch itself."""

Relation = Literal["spelling", "script", "hanzi", "sound", "inside"]
"""The channel of the match relation on which a form and a unit agree."""

Status = Literal[
    "filed", "published", "opposed", "registered",
    "refused", "withdrawn", "expired", "cancelled", "unknown",
]  # fmt: skip
"""Where a filing stands. The last four before ``unknown`` have ended."""

MarkKind = Literal["word", "figurative", "combined", "3d", "colour", "sound", "other"]

SourceState = Literal["begun", "taken"]
"""How far a source file has got: ``begun`` until all of it is in the store."""

Level = Literal["urgent", "high", "medium", "low", "cleared"]
ClearedBy = Literal["owner", "affiliate", "predates", "ended"]

ResponseOption = Literal[
    "observations", "opposition", "invalidity", "agent-filing", "earlier-right", "well-known",
    "copyright", "non-use", "expungement", "priority-filing", "own-filing", "negotiation",
    "monitor",
]  # fmt: skip
"""Ways to respond; a closed list. ``agent-filing``: against the filing of an agent or partner;
``earlier-right``: on the owner's own earlier registration or application at the office."""

Standing = Literal["now", "later", "over", "unknown"]
"""Whether something can be done now."""

FORM_KINDS: tuple[FormKind, ...] = get_args(FormKind)
RELATIONS: tuple[Relation, ...] = get_args(Relation)
UNIT_SOURCES: tuple[UnitSource, ...] = get_args(UnitSource)
STATUSES: tuple[Status, ...] = get_args(Status)
ENDED: frozenset[Status] = frozenset({"refused", "withdrawn", "expired", "cancelled"})
MARK_KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
RESPONSE_OPTIONS: tuple[ResponseOption, ...] = get_args(ResponseOption)
LEVELS: tuple[Level, ...] = ("urgent", "high", "medium", "low")
"""Levels from the most to the least pressing; ``cleared`` stands beside them."""

NICE_CLASSES = range(1, 46)
"""The Nice classes, 1 to 45."""


@dataclass(frozen=True, slots=True)
class Brand:
    """A watched mark with its names, owner, affiliates, partners and classes.

    Lists keep the order of the watch list. ``since`` is a year or an ISO date, as given.

    >>> Brand("huawei", name_zh=("华为",), name_latin=("HUAWEI",), since="1987").since_date
    datetime.date(1987, 1, 1)
    """

    brand_id: str
    name_zh: tuple[str, ...] = ()
    name_latin: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    owner_zh: str = ""
    owner_en: str = ""
    affiliates: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    classes: tuple[int, ...] = ()
    since: str = ""
    markets: tuple[str, ...] = ()
    region: str = ""
    contact: str = ""
    vienna: tuple[str, ...] = ()
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """All names that the owner gave, characters first."""
        return tuple(dict.fromkeys((*self.name_zh, *self.name_latin, *self.other_names)))

    @property
    def since_date(self) -> date | None:
        """The first day on which the brand can have been known; None when not given."""
        if not self.since:
            return None
        return date.fromisoformat(
            self.since if "-" in self.since else f"{int(self.since):04}-01-01"
        )


@dataclass(frozen=True, slots=True)
class Right:
    """A registration or application of the owner, at home or abroad."""

    brand_id: str
    office: str
    number: str
    mark: str = ""
    classes: tuple[int, ...] = ()
    filing_date: date | None = None
    registration_date: date | None = None
    status: Status = "unknown"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that made a brand known: launch, listing, fair, funding."""

    brand_id: str
    date: date
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """One string under which a brand may be filed, with how it was made.

    ``weight`` is in (0, 1]: 1 for what the owner uses, less the more steps lie between.
    ``source`` names the rule or table; ``name`` is the name the form was made from.
    """

    name: str
    form: str
    kind: FormKind
    weight: float
    script: Script
    source: str
    part: FormPart = "whole"


@dataclass(frozen=True, slots=True)
class Applicant:
    """One applicant as published. The country is register data, never evidence."""

    name: str
    country: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Goods:
    """The goods or services of one class; class 0 when the record names none."""

    nice_class: int
    text: str


@dataclass(frozen=True, slots=True)
class Filing:
    """One application or registration at an office, as its record stands now.

    The fields are the columns of the exchange file (docs/exchange.md). ``office`` is ISO 3166-1
    alpha-2, or EM, WO, BX, OA, AP.
    """

    office: str
    application_number: str
    registration_number: str = ""
    ir_number: str = ""
    mark_text: str = ""
    mark_kind: str = ""
    transliteration: tuple[str, ...] = ()
    translation: tuple[str, ...] = ()
    pseudo_marks: tuple[str, ...] = ()
    description: str = ""
    office_reading: tuple[str, ...] = ()
    classes: tuple[int, ...] = ()
    goods: tuple[Goods, ...] = ()
    similar_groups: tuple[str, ...] = ()
    applicants: tuple[Applicant, ...] = ()
    representative: str = ""
    filing_date: date | None = None
    priority_date: date | None = None
    publication_date: date | None = None
    registration_date: date | None = None
    expiry_date: date | None = None
    opposition_start: date | None = None
    opposition_end: date | None = None
    designations: tuple[str, ...] = ()
    status: Status = "unknown"
    status_raw: str = ""
    vienna_codes: tuple[str, ...] = ()
    image_url: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the records of a batch or a file."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0

    def __add__(self, other: Counts) -> Counts:
        """The counts of both.

        >>> Counts(new=1, changed=2) + Counts(new=3)
        Counts(new=4, changed=2, unchanged=0, deleted=0)
        """
        return Counts(
            self.new + other.new,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
            self.deleted + other.deleted,
        )


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that could not be read: where it stands and why it was set aside."""

    file: str
    position: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of an office as the store knows it, by its content.

    ``digest`` is the SHA-256 of its bytes in hexadecimal, ``name`` and ``size`` (bytes) those it
    had, ``reader`` the short name of the reader, ``taken_on`` the day that the caller gave.
    ``counts`` and ``set_aside`` (how many records) are those of the whole file once ``state`` is
    ``taken``.
    """

    digest: str
    name: str
    size: int
    reader: str
    taken_on: date
    counts: Counts = Counts()
    set_aside: int = 0
    state: SourceState = "begun"


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


@dataclass(frozen=True, slots=True)
class Alert:
    """An assessment worth a person's look, with an identity that outlives the run."""

    alert_id: str
    assessment: Assessment
    run_id: str
    first_seen: date
    changed: date
    state: str = "new"
    record_digest: str = ""


def application_key(number: str) -> str:
    """An application number without spaces and punctuation, in capitals.

    Offices and their exports print one number in several ways.

    >>> application_key("M 2012 00091"), application_key("40/2019/0000011")
    ('M201200091', '4020190000011')
    """
    return re.sub(r"[\W_]+", "", number).upper()
