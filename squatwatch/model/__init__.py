"""The nouns of squatwatch: immutable, for people and for the edges of the program.

Batches of them are Polars frames (``squatwatch.schemas``): on the hot path there is no Python
object a filing or a hit. The words are those of the design (docs/architecture.md).
"""

from squatwatch.model.alert import Alert, Change
from squatwatch.model.assessment import Assessment, Evidence, Hit, Precedent, Response, Window
from squatwatch.model.brand import Brand, Event, Form, Right
from squatwatch.model.decision import (
    REMARKS,
    SETTLED,
    SQUATWATCH,
    STATES,
    Decision,
    Remark,
    State,
)
from squatwatch.model.filing import Applicant, Filing, Goods, application_key
from squatwatch.model.kinds import (
    ENDED,
    FORM_KINDS,
    LEVELS,
    MARK_KINDS,
    NICE_CLASSES,
    RELATIONS,
    RESPONSE_OPTIONS,
    STATUSES,
    UNIT_SOURCES,
    ClearedBy,
    FormKind,
    FormPart,
    Level,
    MarkKind,
    Relation,
    ResponseOption,
    Script,
    SourceState,
    Standing,
    Status,
    UnitSource,
)
from squatwatch.model.source import Counts, SetAside, SourceFile

__all__ = [
    "ENDED",
    "FORM_KINDS",
    "LEVELS",
    "MARK_KINDS",
    "NICE_CLASSES",
    "RELATIONS",
    "REMARKS",
    "RESPONSE_OPTIONS",
    "SETTLED",
    "SQUATWATCH",
    "STATES",
    "STATUSES",
    "UNIT_SOURCES",
    "Alert",
    "Applicant",
    "Assessment",
    "Brand",
    "Change",
    "ClearedBy",
    "Counts",
    "Decision",
    "Event",
    "Evidence",
    "Filing",
    "Form",
    "FormKind",
    "FormPart",
    "Goods",
    "Hit",
    "Level",
    "MarkKind",
    "Precedent",
    "Relation",
    "Remark",
    "Response",
    "ResponseOption",
    "Right",
    "Script",
    "SetAside",
    "SourceFile",
    "SourceState",
    "Standing",
    "State",
    "Status",
    "UnitSource",
    "Window",
    "application_key",
]
