"""Brands, filings and hits to weigh, made short."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import polars as pl

from squatwatch.assess.assess import Assessed, assess
from squatwatch.assess.evidence import Family, tell
from squatwatch.assess.evidence.words import with_words
from squatwatch.assess.hits import best_hits
from squatwatch.filers.register import Register
from squatwatch.model import Applicant, Brand, Event, Filing, Right, application_key
from squatwatch.schemas import BRAND_HIT_SCHEMA, FILING_SCHEMA, FORM_SCHEMA
from squatwatch.search import find_hits
from squatwatch.text.scripts import script_of


def hit(
    form: str, unit: str | None = None, whole: str | None = None, **facts: Any
) -> dict[str, Any]:
    """A hit of a form on a unit (the form itself) of a whole text (the unit itself)."""
    unit = form if unit is None else unit
    script = script_of(form)
    return {
        "brand_id": "brand",
        "office": "US",
        "application_key": "1",
        "form": form.upper(),
        "spelled": form,
        "form_kind": "official-latin",
        "form_weight": 1.0,
        "form_part": "whole",
        "script": script,
        "unit": unit,
        "whole": unit if whole is None else whole,
        "unit_source": "mark",
        "relation": {"latin": "spelling", "han": "hanzi"}.get(script, "script"),
        "edits": 0,
        "similarity": 1.0,
        "share": 1.0,
    } | facts


def hits(*rows: Mapping[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=BRAND_HIT_SCHEMA, orient="row")


def numbered(*rows: Mapping[str, Any]) -> pl.DataFrame:
    """Hits as the evidence of a hit takes them: each with its number in ``pair``."""
    return with_words(hits(*rows)).with_row_index("pair")


def answers(family: Family, pairs: pl.DataFrame) -> dict[int, str]:
    """What a family tells of pairs: its codes by pair."""
    return codes(tell(pairs, [family]))


def rests_on(family: Family, pairs: pl.DataFrame) -> list[dict[str, Any]]:
    """The values of what a family tells, in the order of the pairs."""
    return [json.loads(values) for values in tell(pairs, [family]).sort("pair")["values"]]


def filing(number: str, mark: str = "", *applicants: str, **facts: Any) -> Filing:
    """A filing at the USPTO by applicants of whom only the names are known."""
    given = {"applicants": tuple(map(Applicant, applicants))} | facts
    return Filing(given.pop("office", "US"), number, mark_text=mark, **given)


def batch(filings: Iterable[Filing]) -> pl.DataFrame:
    """Filings as the store gives them."""
    rows = [asdict(item) for item in filings]
    keys = [application_key(row["application_number"]) for row in rows]
    return pl.DataFrame(rows, schema=FILING_SCHEMA).with_columns(
        application_key=pl.Series(keys, dtype=pl.String)
    )


def own_forms(brands: Iterable[Brand]) -> pl.DataFrame:
    """The owners' own names as forms, and nothing else."""
    rows = [
        {
            "brand_id": brand.brand_id,
            "name": name,
            "form": name,
            "kind": "hanzi" if script_of(name) == "han" else "official-latin",
            "weight": 1.0,
            "script": script_of(name),
            "source": "owner",
            "part": "whole",
        }
        for brand in brands
        for name in brand.names
    ]
    return pl.DataFrame(rows, schema=FORM_SCHEMA)


def texts(filings: Iterable[Filing]) -> pl.DataFrame:
    """The texts of filings as the store gives them."""
    rows = [
        (item.office, application_key(item.application_number), source, text)
        for item in filings
        for source, found in (
            ("mark", (item.mark_text,)),
            ("translation", item.translation),
            ("transliteration", item.transliteration),
            ("pseudo-mark", item.pseudo_marks),
            ("description", (item.description,)),
        )
        for text in found
        if text
    ]
    schema = ("office", "application_key", "source", "text")
    return pl.DataFrame(rows, schema=dict.fromkeys(schema, pl.String), orient="row")


def weigh(
    brands: Sequence[Brand],
    filings: Sequence[Filing],
    rights: Sequence[Right] = (),
    events: Sequence[Event] = (),
    *,
    register: Register | None = None,
) -> Assessed:
    """Brands against filings, by the owners' own names."""
    best = best_hits(find_hits(own_forms(brands), texts(filings)))
    return assess(best, batch(filings), brands, rights, events, register=register)


def sums(assessed: Assessed) -> dict[int, float]:
    """What the evidence that is told of each pair comes to, the prior included."""
    bits = dict.fromkeys(assessed.pairs["pair"].to_list(), assessed.weights.prior)
    for pair, code, times in assessed.evidence.select("pair", "code", "times").rows():
        bits[pair] += assessed.weights[code] * times
    return bits


def by_number(assessed: Assessed, column: str) -> dict[str, Any]:
    """A column of the pairs by application number, where each filing has one pair."""
    found = assessed.pairs.select("application_key", column).rows()
    assert len(found) == len(dict(found)), "some filing has several pairs"
    return dict(found)


def told(assessed: Assessed, number: str) -> dict[str, dict[str, Any]]:
    """The evidence on one filing: values by code."""
    of_filing = assessed.pairs.filter(pl.col("application_key") == number).select("pair")
    rows = assessed.evidence.join(of_filing, on="pair").select("code", "values").rows()
    return {code: json.loads(values) for code, values in rows}


def codes(evidence: pl.DataFrame) -> dict[int, str]:
    """The one code that each pair has."""
    found = evidence.select("pair", "code").rows()
    assert len(found) == len(dict(found)), "some pair has several codes"
    return dict(found)


def day(text: str) -> date:
    return date.fromisoformat(text)
