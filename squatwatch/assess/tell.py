"""Evidence as sentences, in English and Chinese."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import polars as pl

from squatwatch import reference
from squatwatch.assess.weights import Weights, default_weights
from squatwatch.model import Evidence


def evidence(code: str, times: float, values: str, weights: Weights | None = None) -> Evidence:
    """One row of evidence as the noun, its sentences filled from its values (JSON).

    >>> evidence("class.same", 1.0, '{"classes": [9, 42]}').text_en
    'Same class as the brand: 9, 42'
    >>> evidence("cleared.ended", 1.0, '{"status": "expired"}').text_zh
    '申请已终结：已过期'
    """
    kind = (weights or default_weights()).kinds[code]
    return weighed_evidence(code, round(kind.weight * times, 2) + 0.0, values)


def weighed_evidence(code: str, weight: float, values: str) -> Evidence:
    """Evidence that was weighed before: its weight in bits, its values as JSON."""
    kind, known = default_weights().kinds[code], json.loads(values)
    return Evidence(
        code=code,
        weight=weight,
        text_en=_filled(kind.text_en, known, ", ", place=0),
        text_zh=_filled(kind.text_zh, known, "、", place=1),
        values=known,
    )


def prior(weights: Weights | None = None) -> Evidence:
    """What holds before any evidence."""
    return evidence("prior", 1.0, "{}", weights)


def heaviest_first(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The prior, then what weighs most; what weighs the same by code."""
    return tuple(
        sorted(found, key=lambda item: (item.code != "prior", -abs(item.weight), item.code))
    )


def _filled(sentence: str, values: Mapping[str, Any], comma: str, place: int) -> str:
    """A sentence with its values, those that are codes in words of its language."""
    shown = {
        name: comma.join(str(item) for item in value) if isinstance(value, list) else value
        for name, value in values.items()
    }
    in_words = {
        name: _words()[name, value][place]
        for name, value in shown.items()
        if (name, value) in _words()
    }
    return sentence.format_map({**shown, **in_words})


@cache
def _words() -> Mapping[tuple[str, str], tuple[str, str]]:
    """What codes are called, English and Chinese, by the name of the value and the code."""
    kinds = reference.table("form_kinds").select(pl.lit("kind"), "kind", "en", "zh")
    status = pl.col("key").str.extract(r"^status\.(.+)$")
    labels = reference.table("labels").select(pl.lit("status"), status, "en", "zh").drop_nulls()
    others = reference.table("evidence_words").select("value", "code", "en", "zh")
    rows = (row for table in (kinds, labels, others) for row in table.iter_rows())
    return {(name, code): (en, zh) for name, code, en, zh in rows}
