"""Which assessments become alerts, and what an alert holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from squatwatch.alerts.identity import alert_id, record_digest
from squatwatch.assess.assess import Assessed
from squatwatch.assess.levels import raised_by_urgency
from squatwatch.assess.tell import evidence, heaviest_first, prior
from squatwatch.assess.windows import windows_of
from squatwatch.model import (
    LEVELS,
    Alert,
    Assessment,
    Brand,
    Evidence,
    Filing,
    Hit,
    Level,
)
from squatwatch.schemas import filing_of

KEPT_FROM: Level = "medium"
"""Alerts are kept from this level up, and cleared ones that would have reached it."""


def alerts_of(
    assessed: Assessed,
    filings: pl.DataFrame,
    brands: Sequence[Brand],
    *,
    as_of: date,
    run_id: str,
    level: Level = KEPT_FROM,
    of_filing: tuple[str, str] | None = None,
) -> tuple[Alert, ...]:
    """The alerts at ``level`` and above, the most pressing first; cleared ones stand last.

    ``of_filing`` (office, application key) narrows them to one filing.
    """
    at_or_above = LEVELS[: LEVELS.index(level) + 1]
    # Pairs are never urgent by themselves: their windows raise those that are high.
    candidates = LEVELS[: max(LEVELS.index(level), LEVELS.index("high")) + 1]
    shown = assessed.pairs.filter(pl.col("level").is_in(candidates))
    if of_filing is not None:
        office, key = of_filing
        shown = shown.filter((pl.col("office") == office) & (pl.col("application_key") == key))
    facts = _by_pair(assessed.evidence, shown)
    records = {
        (row["office"], row["application_key"]): filing_of(row)
        for row in filings.join(shown, on=["office", "application_key"], how="semi").iter_rows(
            named=True
        )
    }
    by_id = {brand.brand_id: brand for brand in brands}
    weighed = [
        _weighed(
            row,
            by_id[row["brand_id"]],
            records[row["office"], row["application_key"]],
            facts.get(row["pair"], []),
            as_of,
        )
        for row in shown.iter_rows(named=True)
    ]
    alerts = [_alert(pair, as_of, run_id) for pair, reached in weighed if reached in at_or_above]
    return tuple(sorted(alerts, key=pressing_first))


def pressing_first(alert: Alert) -> tuple[int, float, str, str, str]:
    """The order of alerts: by level, score, then brand, office and number."""
    found = alert.assessment
    rank = len(LEVELS) if found.level == "cleared" else LEVELS.index(found.level)
    filing = found.filing
    return rank, -found.score, found.brand.brand_id, filing.office, filing.application_number


def _by_pair(evidence_rows: pl.DataFrame, shown: pl.DataFrame) -> dict[int, list[Evidence]]:
    facts: dict[int, list[Evidence]] = {}
    rows = evidence_rows.join(shown.select("pair"), on="pair", how="semi")
    for pair, code, times, values in rows.select("pair", "code", "times", "values").iter_rows():
        facts.setdefault(pair, []).append(evidence(code, times, values))
    return facts


def _weighed(
    row: dict[str, Any], brand: Brand, filing: Filing, facts: list[Evidence], as_of: date
) -> tuple[Assessment, Level]:
    """The assessment of a pair, and the level that it reaches; or would, were it not cleared."""
    windows = windows_of(filing, as_of)
    reached = raised_by_urgency(
        row["level"], row["bits"], conduct=row["conduct"], windows=windows, as_of=as_of
    )
    assessment = Assessment(
        brand=brand,
        filing=filing,
        hit=_hit(row),
        evidence=heaviest_first([prior(), *facts]),
        score=round(row["score"], 4),
        level="cleared" if row["cleared_by"] else reached,
        cleared_by=row["cleared_by"],
        windows=windows,
        filer_group=row["filer_group"] or "",
    )
    return assessment, reached


def _alert(assessment: Assessment, as_of: date, run_id: str) -> Alert:
    filing = assessment.filing
    return Alert(
        alert_id=alert_id(assessment.brand.brand_id, filing.office, filing.application_number),
        assessment=assessment,
        run_id=run_id,
        first_seen=as_of,
        changed=as_of,
        record_digest=record_digest(filing),
    )


def _hit(row: dict[str, Any]) -> Hit:
    return Hit(
        brand_id=row["brand_id"],
        form=row["form"],
        form_kind=row["form_kind"],
        form_weight=row["form_weight"],
        unit=row["unit"],
        unit_source=row["unit_source"],
        relation=row["relation"],
        edits=row["edits"],
        similarity=round(row["similarity"], 4),
    )


def counted(assessed: Assessed) -> Iterator[tuple[str, bool, int]]:
    """How many pairs at each level, by whether the applicant is known; ``cleared`` apart."""
    told = pl.when(pl.col("cleared_by").is_not_null()).then(pl.lit("cleared")).otherwise("level")
    counts = assessed.pairs.group_by(told.alias("level"), "applicant_known").len()
    yield from counts.sort("level", "applicant_known").iter_rows()
