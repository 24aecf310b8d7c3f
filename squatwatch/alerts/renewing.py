"""What was found, as rows of alerts: new ones, and those that are known as they are now."""

from __future__ import annotations

from datetime import date

import polars as pl

from squatwatch.alerts.identity import alert_id
from squatwatch.alerts.looking import Found
from squatwatch.assess.evidence.family import EVIDENCE_SCHEMA
from squatwatch.store.alerts import ALERT_SCHEMA
from squatwatch.store.keys import KEY

PAIR = ["brand_id", *KEY]
KEPT_LEVELS = ("high", "medium")
"""Levels from which an alert is kept, cleared or not; what was one before stays one below them."""

MATERIAL = ("status", "publication_date", "classes", "applicants")
"""What brings a settled alert back when it changes in the record."""

_LAST = "known_"


def concerned(found: Found, alerts: pl.DataFrame) -> pl.Series:
    """The alerts (``alert_id`` of all, with ``PAIR``) on what was looked at, found again or not."""
    on = (
        alerts.join(found.assessed.pairs.select(PAIR), on=PAIR, how="semi"),
        alerts.join(found.due, on=KEY, how="semi"),
        alerts.filter(pl.col("brand_id").is_in(list(found.brand_ids))),
    )
    return pl.concat([one["alert_id"] for one in on]).unique(maintain_order=True)


def renewed(found: Found, known: pl.DataFrame, *, as_of: date, run_id: str) -> pl.DataFrame:
    """The alerts to be written (``ALERT_SCHEMA``), those only that are new or not as they were.

    ``known`` are the alerts of the store that are ``concerned``. An alert on what was looked at
    and is no longer found has the level low from now on.
    """
    told = _rows(found, known.select("alert_id", *PAIR)).join(
        known.select("alert_id", "first_seen").rename({"first_seen": "seen"}),
        on="alert_id", how="left", maintain_order="left",
    )  # fmt: skip
    dated = told.with_columns(
        first_seen=pl.col("seen").fill_null(as_of), changed=pl.lit(as_of), run_id=pl.lit(run_id)
    )
    every = pl.concat([dated.select(ALERT_SCHEMA.names()), _lost(found, known, dated, as_of)])
    return every.join(_same(every, known), on="alert_id", how="anti", maintain_order="left")


def material_changes(alerts: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Which of the ``MATERIAL`` fields differ: ``alert_id, what_changed``, a row if any does."""
    before = known.select("alert_id", *(pl.col(name).alias(_LAST + name) for name in MATERIAL))
    both = alerts.select("alert_id", *MATERIAL).join(before, on="alert_id")
    differs = [
        pl.when(pl.col(name).ne_missing(pl.col(_LAST + name))).then(pl.lit(name))
        for name in MATERIAL
    ]
    told = both.select("alert_id", what_changed=pl.concat_list(differs).list.drop_nulls())
    return told.filter(pl.col("what_changed").list.len() > 0)


def _rows(found: Found, known: pl.DataFrame) -> pl.DataFrame:
    """The pairs that are alerts, or were."""
    pairs = found.assessed.pairs.join(known, on=PAIR, how="left", maintain_order="left")
    kept = pairs.filter(pl.col("level").is_in(KEPT_LEVELS) | pl.col("alert_id").is_not_null())
    named = kept.with_columns(
        alert_id=_identities(kept),
        score=pl.col("score").round(6),
        similarity=pl.col("similarity").round(4),
        filer_group=pl.col("filer_group").fill_null(""),
    )
    records = found.filings.select(
        *KEY, "publication_date",
        told_status="status",
        told_classes="classes",
        told_applicants=pl.col("applicants").list.eval(pl.element().struct.field("name")),
    )  # fmt: skip
    return (
        named.drop("status", "classes", "applicants", "publication_date", strict=False)
        .join(records, on=KEY, how="left", maintain_order="left")
        .rename({f"told_{name}": name for name in ("status", "classes", "applicants")})
        .join(_evidence(found, kept), on="pair", how="left", maintain_order="left")
    )


def _identities(pairs: pl.DataFrame) -> pl.Series:
    made = [alert_id(*row) for row in pairs.select(PAIR).iter_rows()]
    return pl.Series("alert_id", made, dtype=pl.String)


def _evidence(found: Found, pairs: pl.DataFrame) -> pl.DataFrame:
    """The evidence on each pair as a list, the prior first."""
    kinds = found.assessed.weights.kinds
    bits = pl.col("code").replace_strict(
        {code: kind.weight for code, kind in kinds.items()}, return_dtype=pl.Float64
    )
    prior = pairs.select("pair", code=pl.lit("prior"), times=pl.lit(1.0), values=pl.lit("{}"))
    told = pl.concat([prior.cast(EVIDENCE_SCHEMA), found.assessed.evidence_on(pairs)])
    # Minus nothing is nothing, or equal alerts would not be equal.
    weight = (bits * pl.col("times")).round(2) + 0.0
    rows = told.select("pair", evidence=pl.struct("code", weight.alias("weight"), "values"))
    return rows.group_by("pair", maintain_order=True).agg("evidence")


def _lost(found: Found, known: pl.DataFrame, told: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Alerts on what was looked at that are no longer found."""
    of_filings = known.join(found.due, on=KEY, how="semi")
    of_brands = known.filter(pl.col("brand_id").is_in(list(found.brand_ids)))
    every = pl.concat([of_filings, of_brands]).unique("alert_id", maintain_order=True)
    gone = every.join(told, on="alert_id", how="anti", maintain_order="left")
    return gone.with_columns(
        level=pl.lit("low"),
        changed=pl.when(pl.col("level") == "low").then("changed").otherwise(as_of),
    ).select(ALERT_SCHEMA.names())


def _same(alerts: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The alerts that say what is known already; when and by which run is not compared."""
    said = [name for name in ALERT_SCHEMA if name not in ("changed", "run_id")]
    both = alerts.select(said).join(known.select(said), on="alert_id", suffix="_before")
    equal = [pl.col(name).eq_missing(pl.col(f"{name}_before")) for name in said[1:]]
    return both.filter(*equal).select("alert_id")
