"""The alerts of a sweep that are one's own, those too that its report has no room for.

A report shows the most pressing alerts of all; what is most pressing to one centre may not be
among them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import polars as pl

from squatwatch.alerts.kept import kept_alerts
from squatwatch.alerts.raising import pressing_first
from squatwatch.alerts.run import RunResult
from squatwatch.model import LEVELS
from squatwatch.notify.digest import MOST_LISTED
from squatwatch.store import Store

_RANK = {level: place for place, level in enumerate(LEVELS)}


def told_of(store: Store, result: RunResult) -> pl.DataFrame:
    """What the sweep tells of: ``alert_id, change, level, what_changed, brand_id, score``.

    The most pressing first. The sweep must be recorded, as it is within its transaction.
    """
    told = store.told_by(result.run_id)
    known = store.alerts(told["alert_id"]).select("alert_id", "brand_id", "score")
    return told.join(known, on="alert_id").sort(
        pl.col("level").replace_strict(_RANK, default=len(_RANK)), -pl.col("score"), "alert_id"
    )


def counted(told: pl.DataFrame, brand_ids: Collection[str]) -> tuple[tuple[str, int], ...]:
    """How many alerts of these brands are told at each level, those left out of the run too."""
    by_level = dict(_of(told, brand_ids).group_by("level").len().iter_rows())
    return tuple((level, by_level[level]) for level in LEVELS if level in by_level)


def with_left_out(
    store: Store, result: RunResult, told: pl.DataFrame, shares: Iterable[Collection[str]]
) -> RunResult:
    """The run with what a digest lists of each share of the brands, though it was left out.

    ``told`` as ``told_of`` gives it.
    """
    here = pl.Series([alert.alert_id for alert in result.alerts], dtype=pl.String)
    listed = pl.concat([told.clear(), *(_of(told, share).head(MOST_LISTED) for share in shares)])
    missing = listed.filter(~pl.col("alert_id").is_in(here.implode()))
    why = {row["alert_id"]: row for row in missing.iter_rows(named=True)}
    more = (
        replace(
            alert,
            change=why[alert.alert_id]["change"],
            what_changed=tuple(why[alert.alert_id]["what_changed"]),
        )
        for alert in kept_alerts(store, why, as_of=result.as_of)
    )
    return replace(result, alerts=tuple(sorted((*result.alerts, *more), key=pressing_first)))


def _of(told: pl.DataFrame, brand_ids: Collection[str]) -> pl.DataFrame:
    return told.filter(
        pl.col("brand_id").is_in(pl.Series(list(brand_ids), dtype=pl.String).implode())
    )
