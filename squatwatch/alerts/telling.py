"""What a sweep tells of: alerts that are new, that return, whose level rose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from squatwatch.alerts.kept import kept_alerts, lives_of
from squatwatch.alerts.life import Life
from squatwatch.model import LEVELS, SETTLED, SQUATWATCH, Decision, Level
from squatwatch.store import Store
from squatwatch.store.alerts import TOLD_SCHEMA

RETURNING = ("dismissed", "snoozed")
"""States from which a material change of the filing brings an alert back."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is told (``TOLD_SCHEMA``), and the decisions that bring settled alerts back."""

    told: pl.DataFrame
    decisions: tuple[Decision, ...]


def what_to_tell(
    store: Store, changed: pl.DataFrame, *, as_of: date, lowest: Level = "medium"
) -> Telling:
    """What is to be told on ``as_of`` of the alerts that the store keeps.

    ``changed`` (``alert_id, what_changed``): which material fields of filings have changed just
    now. An alert is told once as new; after that only when its level rises while it is open, or
    when it was dismissed or snoozed and its filing changed, or the snooze is over. What is below
    the ``lowest`` level, or cleared, is told when that ends.
    """
    lives = lives_of(store)
    levels = _levels(store, as_of).filter(pl.col("level").is_in(_from(lowest)))
    returning = dict(_returning(lives, dict(changed.iter_rows()), as_of))
    settled = [one for one, life in lives.items() if life.state in SETTLED and one not in returning]
    standing = levels.filter(~pl.col("alert_id").is_in(settled))
    last = store.last_told().rename({"level": "before"})
    rank = {level: place for place, level in enumerate(LEVELS)}
    rows = standing.join(last, on="alert_id", how="left", maintain_order="left").with_columns(
        what_changed=pl.col("alert_id").replace_strict(
            returning, default=None, return_dtype=pl.List(pl.String)
        ),
        rose=pl.col("level").replace_strict(rank) < pl.col("before").replace_strict(rank),
    )
    change = (
        pl.when(pl.col("what_changed").is_not_null()).then(pl.lit("returned"))
        .when(pl.col("before").is_null()).then(pl.lit("new"))
        .when("rose").then(pl.lit("risen"))
    )  # fmt: skip
    told = rows.with_columns(
        change=change, what_changed=pl.col("what_changed").fill_null([])
    ).filter(pl.col("change").is_not_null())
    back = told.filter(pl.col("change") == "returned").select("alert_id", "what_changed")
    decisions = tuple(
        _return(alert_id, what, lives[alert_id], as_of) for alert_id, what in back.iter_rows()
    )
    return Telling(told.select(TOLD_SCHEMA.names()).sort("alert_id"), decisions)


def farewells(gone: pl.DataFrame, lives: Mapping[str, Life], as_of: date) -> list[Decision]:
    """A last entry in the trail of each alert that is gone and that somebody had decided about.

    ``gone``: ``alert_id, brand_gone``; otherwise the office took the record back.
    """
    return [
        Decision(
            alert_id,
            moment_of(as_of, lives[alert_id].since),
            SQUATWATCH,
            "noted",
            why="the brand is watched no more" if brand_gone else "the office took the record back",
        )
        for alert_id, brand_gone in gone.iter_rows()
        if alert_id in lives
    ]


def moment_of(as_of: date, after: datetime | None = None) -> datetime:
    """When a sweep decides: the beginning of its day, or just after what was decided before."""
    day = datetime.combine(as_of, time(), UTC)
    return day if after is None or after < day else after + timedelta(microseconds=1)


def _from(lowest: Level) -> tuple[str, ...]:
    return LEVELS[: LEVELS.index(lowest) + 1]


def _levels(store: Store, as_of: date) -> pl.DataFrame:
    """The level of each alert that is not cleared: on that day windows may make it urgent."""
    kept = store.alert_levels()
    high = kept.filter(pl.col("level") == "high")["alert_id"]
    on_the_day = {
        alert.alert_id: alert.assessment.level
        for alert in kept_alerts(store, high, as_of=as_of, advise=False)
    }
    return kept.with_columns(
        pl.col("alert_id").replace_strict(on_the_day, default=pl.col("level")).alias("level")
    )


def _returning(
    lives: Mapping[str, Life], changed: Mapping[str, list[str]], as_of: date
) -> Iterator[tuple[str, list[str]]]:
    """The settled alerts that return, and what of their filings changed."""
    for alert_id, life in lives.items():
        if life.state in RETURNING and alert_id in changed:
            yield alert_id, changed[alert_id]
        elif life.state == "snoozed" and life.until and life.until < as_of:
            yield alert_id, []


def _return(alert_id: str, what: list[str], life: Life, as_of: date) -> Decision:
    why = f"changed: {', '.join(what)}" if what else f"snoozed until {life.until}"
    return Decision(alert_id, moment_of(as_of, life.since), SQUATWATCH, "in_review", why=why)
