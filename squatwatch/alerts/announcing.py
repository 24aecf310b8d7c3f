"""Filer groups, announced once and again only when they have grown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import polars as pl

from squatwatch.alerts.group_warning import GroupWarning, group_warnings
from squatwatch.alerts.kept import kept_alerts
from squatwatch.model import SETTLED
from squatwatch.store import Store

GROUP_SCHEMA = pl.Schema(
    {"filer_group": pl.String(), "brands": pl.List(pl.String), "filings": pl.Int32()}
)


def groups_to_announce(
    store: Store, *, as_of: date, told: Iterable[str] = ()
) -> tuple[GroupWarning, ...]:
    """The filer groups of the alerts ``told`` that were not announced, or have grown since.

    A group has two brands at least on which alerts stand: those that were cleared or settled tell
    nobody anything. It has grown when it took another brand, or filed once more. A group that
    became part of another is known by the identity that it had.
    """
    groups = store.groups_of_alerts(pl.Series(list(told), dtype=pl.String))
    if groups.is_empty():
        return ()
    known = _announced(store)
    standing = [
        alert
        for alert in kept_alerts(store, groups["alert_id"], as_of=as_of)
        if alert.state not in SETTLED and alert.assessment.level != "cleared"
    ]
    return tuple(
        warning
        for warning in group_warnings(standing)
        if len(warning.brands) > 1 and _has_grown(warning, known)
    )


def announced(warnings: Iterable[GroupWarning]) -> pl.DataFrame:
    """The warnings as rows to remember them by (``GROUP_SCHEMA``)."""
    rows = [
        (one.filer_group, [brand.brand_id for brand in one.brands], len(one.filings))
        for one in warnings
    ]
    return pl.DataFrame(rows, schema=GROUP_SCHEMA, orient="row")


def _announced(store: Store) -> Mapping[str, tuple[frozenset[str], int]]:
    """What each group had when it was announced last."""
    return {
        row["filer_group"]: (frozenset(row["brands"]), row["filings"])
        for row in store.announced_groups().iter_rows(named=True)
    }


def _has_grown(warning: GroupWarning, known: Mapping[str, tuple[frozenset[str], int]]) -> bool:
    before = [known[identity] for identity in warning.identities if identity in known]
    brands = frozenset().union(*(brands for brands, _ in before))
    return not ({brand.brand_id for brand in warning.brands} <= brands) or len(
        warning.filings
    ) > max((filings for _, filings in before), default=0)
