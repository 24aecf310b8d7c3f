"""Evidence as sentences, in English and Chinese."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from squatwatch.assess.weights import evidence_kinds
from squatwatch.model import Evidence


def evidence(code: str, times: float, values: str) -> Evidence:
    """One row of evidence as the noun, its sentences filled from its values (JSON).

    >>> evidence("class.same", 1.0, '{"classes": [9, 42]}').text_en
    'Same class as the brand: 9, 42'
    """
    kind = evidence_kinds()[code]
    known = json.loads(values)
    return Evidence(
        code=code,
        weight=round(kind.weight * times, 2) + 0.0,
        text_en=_filled(kind.text_en, known, ", "),
        text_zh=_filled(kind.text_zh, known, "、"),
        values=known,
    )


def prior() -> Evidence:
    """What holds before any evidence."""
    return evidence("prior", 1.0, "{}")


def heaviest_first(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The prior, then what weighs most; what weighs the same by code."""
    return tuple(
        sorted(found, key=lambda item: (item.code != "prior", -abs(item.weight), item.code))
    )


def _filled(sentence: str, values: Mapping[str, Any], comma: str) -> str:
    shown = {
        name: comma.join(str(item) for item in value) if isinstance(value, list) else value
        for name, value in values.items()
    }
    return sentence.format_map(shown)
