"""A filing that was handed in, as the row of an alert, and why none had told of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
from rapidfuzz.distance import OSA

from squatwatch.assess.assess import CONDUCT, TELLING
from squatwatch.assess.levels import level, score
from squatwatch.assess.tell import prior
from squatwatch.assess.weights import evidence_kinds
from squatwatch.model import Alert, Brand, Evidence, Filing, FormKind, application_key
from squatwatch.store.alerts import ALERT_SCHEMA
from squatwatch.store.reported import Missed
from squatwatch.text.normalize import joined, normalize

BY_OWNER = "reported.by-owner"
"""The evidence of an alert that the match relation does not find."""

_OF_THE_DAY = ("time.priority-open",)
"""Evidence that is told of a day and weighs nothing; it is found anew whenever one looks."""


def missed_by(known: pl.DataFrame, found: Alert | None, *, held: bool) -> tuple[Missed, str]:
    """Why no alert had told of a filing, and the level that it reached.

    ``known`` is the alert as the store keeps it (``ALERT_SCHEMA``; no row where there is none),
    ``found`` what a scan says of the filing. ``held``: the store held the filing.
    """
    if known.height:
        row = known.row(0, named=True)
        return _missed("cleared" if row["cleared_by"] else row["level"], "found")
    if not held:
        return "not-held", ""
    if found is None:
        return "no-relation", ""
    return _missed(found.assessment.level, "not-swept")


def _missed(reached: str, otherwise: Missed) -> tuple[Missed, str]:
    if reached == "cleared":
        return "cleared", reached
    return ("below" if reached == "low" else otherwise), reached


def row_of(alert: Alert) -> pl.DataFrame:
    """An alert of a scan as the store keeps it (``ALERT_SCHEMA``).

    Its sum is that of the evidence as it is told; the next sweep that looks at the filing puts
    the exact one in its place.
    """
    found, hit = alert.assessment, alert.assessment.hit
    facts = [item for item in found.evidence if item.code not in _OF_THE_DAY]
    bits = sum(item.weight for item in facts)
    known = any(one.name for one in found.filing.applicants)
    is_kept_so = found.level in ("high", "medium", "low")
    return _row(
        alert.alert_id,
        found.brand,
        found.filing,
        facts,
        day=alert.first_seen,
        level=found.level if is_kept_so else _column(level(pl.lit(bits), pl.lit(known))),
        cleared_by=found.cleared_by,
        score=found.score,
        bits=bits,
        conduct=any(_is_conduct(item) for item in facts),
        filer_group=found.filer_group,
        form=hit.form,
        form_kind=hit.form_kind,
        form_weight=hit.form_weight,
        unit=hit.unit,
        unit_source=hit.unit_source,
        relation=hit.relation,
        edits=hit.edits,
        similarity=hit.similarity,
        run_id=alert.run_id,
    )


def row_of_unmatched(brand: Brand, filing: Filing, identity: str, day: date) -> pl.DataFrame:
    """A filing that no form of the brand meets, as an alert at the level low.

    It is set beside the name of the brand that is nearest to the mark; ``relation`` is empty.
    """
    mark = joined(normalize(filing.mark_text))
    form, kind, edits, similarity = _nearest(brand, mark)
    bits = prior().weight
    return _row(
        identity,
        brand,
        filing,
        [prior(), *_evidence(BY_OWNER)],
        day=day,
        level="low",
        cleared_by=None,
        score=round(_column(score(pl.lit(bits))), 6),
        bits=bits,
        conduct=False,
        filer_group="",
        form=form,
        form_kind=kind,
        form_weight=1.0,
        unit=mark,
        unit_source="mark",
        relation="",
        edits=min(edits, 255),
        similarity=round(similarity, 4),
        run_id="",
    )


def _row(
    identity: str,
    brand: Brand,
    filing: Filing,
    facts: Iterable[Evidence],
    *,
    day: date,
    **found: Any,
) -> pl.DataFrame:
    row = {
        **found,
        "alert_id": identity,
        "brand_id": brand.brand_id,
        "office": filing.office,
        "application_key": application_key(filing.application_number),
        "evidence": [
            {
                "code": one.code,
                "weight": one.weight,
                "values": json.dumps(dict(one.values), ensure_ascii=False),
            }
            for one in facts
        ],
        "status": filing.status,
        "publication_date": filing.publication_date,
        "classes": list(filing.classes),
        "applicants": [one.name for one in filing.applicants],
        "first_seen": day,
        "changed": day,
    }
    return pl.DataFrame([row], schema=ALERT_SCHEMA)


def _evidence(code: str) -> list[Evidence]:
    kind = evidence_kinds()[code]
    return [Evidence(code, kind.weight, kind.text_en, kind.text_zh)]


def _is_conduct(item: Evidence) -> bool:
    """Whether evidence is of what the applicant does, and counts enough to be (``TELLING``)."""
    return item.code in CONDUCT and item.weight >= TELLING * evidence_kinds()[item.code].weight


def _nearest(brand: Brand, mark: str) -> tuple[str, FormKind, int, float]:
    """The name of the brand that is nearest to a mark, with the edits between them."""
    kinds: list[tuple[str, FormKind]] = [
        *((name, "official-latin") for name in brand.name_latin),
        *((name, "hanzi") for name in brand.name_zh),
        *((name, "official-other") for name in brand.other_names),
    ]
    spelled = [(name, kind, joined(normalize(name))) for name, kind in kinds]
    near = [
        (name, kind, OSA.distance(text, mark), OSA.normalized_similarity(text, mark))
        for name, kind, text in spelled
    ]
    return max(near, key=lambda one: one[3])


def _column(value: pl.Expr) -> Any:
    return pl.select(value).item()
