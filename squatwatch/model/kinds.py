"""The closed lists: kinds of forms, marks and relations, statuses, levels, ways to respond."""

from __future__ import annotations

from typing import Literal, get_args

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
