"""Alerts in the store: what was found last of each, the trail of decisions, what was told."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import polars as pl

from squatwatch.model import Decision
from squatwatch.store.connection import Connection, first, loaded, query

EVIDENCE_TYPE = pl.Struct({"code": pl.String, "weight": pl.Float64, "values": pl.String})

ALERT_SCHEMA = pl.Schema(
    {
        "alert_id": pl.String(), "brand_id": pl.String(), "office": pl.String(),
        "application_key": pl.String(), "level": pl.String(), "cleared_by": pl.String(),
        "score": pl.Float64(), "bits": pl.Float64(), "conduct": pl.Boolean(),
        "filer_group": pl.String(), "form": pl.String(), "form_kind": pl.String(),
        "form_weight": pl.Float64(), "unit": pl.String(),
        "unit_source": pl.String(), "relation": pl.String(), "edits": pl.UInt8(),
        "similarity": pl.Float64(), "evidence": pl.List(EVIDENCE_TYPE), "status": pl.String(),
        "publication_date": pl.Date(), "classes": pl.List(pl.Int16),
        "applicants": pl.List(pl.String), "first_seen": pl.Date(), "changed": pl.Date(),
        "run_id": pl.String(),
    }
)  # fmt: skip
"""A batch of alerts, one row each. ``level`` is that of the evidence, before windows make it
urgent; ``status`` to ``applicants`` are those of the record when it was last looked at."""

TOLD_SCHEMA = pl.Schema(
    {
        "alert_id": pl.String(), "change": pl.String(), "level": pl.String(),
        "what_changed": pl.List(pl.String),
    }
)  # fmt: skip
"""What a sweep tells of: ``change`` (``model.Change``), the level then, which fields changed."""

_COLUMNS = ", ".join(f'"{name}"' for name in ALERT_SCHEMA)
_DECISION = 'alert_id, moment, who, action, why, until, "value"'

SweepState = Literal["found", "reported"]


@dataclass(frozen=True, slots=True)
class SweepRecord:
    """A sweep as it was recorded: ``told`` is what its reports need beside the alerts.

    ``state`` is ``found`` until its reports are written, then ``reported``.
    """

    run_id: str
    as_of: date
    told: Mapping[str, Any]
    state: SweepState


def put(connection: Connection, alerts: pl.DataFrame) -> None:
    """Write alerts (``ALERT_SCHEMA``); each replaces what was known of the same identity."""
    with loaded(connection, "incoming", alerts.select(ALERT_SCHEMA.names())):
        connection.execute("delete from alert where alert_id in (select alert_id from incoming)")
        connection.execute(f"insert into alert by name select {_COLUMNS} from incoming")  # noqa: S608


def get(connection: Connection, alert_ids: pl.Series | None) -> pl.DataFrame:
    """The alerts of these identities (``ALERT_SCHEMA``), all where None is given, by identity."""
    if alert_ids is None:
        found = query(connection, f"select {_COLUMNS} from alert order by alert_id")  # noqa: S608
        return found.cast(ALERT_SCHEMA)
    with loaded(connection, "wanted", pl.DataFrame({"alert_id": alert_ids.cast(pl.String)})):
        found = query(
            connection,
            f"select {_COLUMNS} from alert semi join wanted using (alert_id) order by alert_id",  # noqa: S608
        )
    return found.cast(ALERT_SCHEMA)


def keys(connection: Connection) -> pl.DataFrame:
    """What every alert is on: ``alert_id, brand_id, office, application_key``."""
    return query(
        connection,
        "select alert_id, brand_id, office, application_key from alert order by alert_id",
    )


def remove(connection: Connection, alert_ids: pl.Series) -> int:
    """Take alerts out, such as those of a brand that is gone; their trail stays."""
    with loaded(connection, "gone", pl.DataFrame({"alert_id": alert_ids.cast(pl.String)})):
        sql = "delete from alert where alert_id in (select alert_id from gone)"
        return int(first(connection, sql)[0])


def without_record(connection: Connection, alert_ids: pl.Series) -> pl.DataFrame:
    """Those of some alerts whose filing or brand is no longer here: ``alert_id, brand_gone``."""
    with loaded(connection, "wanted", pl.DataFrame({"alert_id": alert_ids.cast(pl.String)})):
        return query(
            connection,
            "select alert_id, brand_id not in (select brand_id from brand) as brand_gone"
            " from (from alert semi join wanted using (alert_id)) a"
            " where brand_gone or not exists (select 1 from filing f"
            " where f.office = a.office and f.application_key = a.application_key)"
            " order by alert_id",
        )


def put_decisions(connection: Connection, decisions: Iterable[Decision]) -> int:
    """Add decisions to the trail; those that are there already stay. How many were added."""
    frame = decision_frame(decisions)
    if frame.is_empty():
        return 0
    with loaded(connection, "incoming", frame):
        sql = f"""
            insert into decision by name select distinct on (decision_id) decision_id, {_DECISION}
            from incoming anti join decision using (decision_id)
        """  # noqa: S608 - our own columns
        return int(first(connection, sql)[0])


def decision_frame(decisions: Iterable[Decision]) -> pl.DataFrame:
    """Decisions as a batch, with their identities."""
    rows = [
        (one.decision_id, one.alert_id, one.moment, one.who, one.action, one.why, one.until,
         one.value)
        for one in decisions
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=_DECISION_SCHEMA, orient="row")


_DECISION_SCHEMA = pl.Schema(
    {
        "decision_id": pl.String, "alert_id": pl.String, "moment": pl.String, "who": pl.String,
        "action": pl.String, "why": pl.String, "until": pl.Date, "value": pl.String,
    }
)  # fmt: skip


def decisions(
    connection: Connection, alert_ids: Sequence[str] | None, since: datetime | None
) -> tuple[Decision, ...]:
    """The trail in order: of some alerts or of all, what was taken at a moment or later."""
    moment = Decision("", since, "", "noted").moment if since else ""
    sql = f"select {_DECISION} from decision where moment >= $moment"  # noqa: S608
    if alert_ids is not None:
        sql += " and alert_id in (select unnest($wanted::varchar[]))"
    given: dict[str, Any] = {"moment": moment}
    if alert_ids is not None:
        given["wanted"] = list(alert_ids)
    rows = query(connection, f"{sql} order by moment, decision_id", **given)
    return tuple(
        Decision(at=datetime.fromisoformat(row.pop("moment")), **row)
        for row in rows.iter_rows(named=True)
    )


# What a sweep tells -----------------------------------------------------------------------------


def put_sweep(
    connection: Connection, record: SweepRecord, told: pl.DataFrame, groups: pl.DataFrame
) -> None:
    """Write a sweep with what it tells of (``TOLD_SCHEMA``) and the groups that it announces.

    ``groups``: ``filer_group, brands, filings``. The same run is recorded once.
    """
    for table in ("sweep", "sweep_alert", "announced_group"):
        connection.execute(f"delete from {table} where run_id = ?", [record.run_id])  # noqa: S608
    connection.execute(
        "insert into sweep select ?, ?, (select coalesce(max(place), 0) + 1 from sweep), ?, ?",
        [record.run_id, record.as_of, json.dumps(record.told, ensure_ascii=False), record.state],
    )
    for table, rows in (("sweep_alert", told), ("announced_group", groups)):
        with loaded(connection, "incoming", rows.with_columns(run_id=pl.lit(record.run_id))):
            connection.execute(f"insert into {table} by name select * from incoming")  # noqa: S608


def reported(connection: Connection, run_id: str) -> None:
    """Note that the reports of a sweep are written."""
    connection.execute("update sweep set state = 'reported' where run_id = ?", [run_id])


def sweeps(connection: Connection, most: int | None) -> tuple[SweepRecord, ...]:
    """The sweeps, the latest first, ``most`` of them or all."""
    limit = "" if most is None else f" limit {most:d}"
    sql = f"select run_id, as_of, told::varchar, state from sweep order by place desc{limit}"  # noqa: S608
    return tuple(
        SweepRecord(run_id, as_of, json.loads(told), state)
        for run_id, as_of, told, state in query(connection, sql).iter_rows()
    )


def told_by(connection: Connection, run_id: str) -> pl.DataFrame:
    """What a sweep told of (``TOLD_SCHEMA``), by identity of the alert."""
    sql = (
        "select alert_id, change, level, what_changed from sweep_alert where run_id = $run_id"
        " order by alert_id"
    )
    return query(connection, sql, run_id=run_id).cast(TOLD_SCHEMA)


def last_told(connection: Connection) -> pl.DataFrame:
    """At which level each alert was told last: ``alert_id, level``."""
    return query(
        connection,
        "select alert_id, arg_max(level, place) as level from sweep_alert join sweep using (run_id)"
        " group by alert_id order by alert_id",
    )


def levels(connection: Connection) -> pl.DataFrame:
    """The levels of all alerts that are not cleared: ``alert_id, level``."""
    return query(
        connection, "select alert_id, level from alert where cleared_by is null order by alert_id"
    )


def groups_of(connection: Connection, alert_ids: pl.Series) -> pl.DataFrame:
    """All alerts of the filer groups that these are of: ``alert_id, filer_group``."""
    with loaded(connection, "wanted", pl.DataFrame({"alert_id": alert_ids.cast(pl.String)})):
        return query(
            connection,
            "select alert_id, filer_group from alert where filer_group in ("
            "select filer_group from alert semi join wanted using (alert_id)"
            " where filer_group <> '') order by filer_group, alert_id",
        )


def of_groups(connection: Connection, groups: pl.Series) -> pl.DataFrame:
    """All alerts of these filer groups: ``alert_id, filer_group``."""
    with loaded(connection, "wanted", pl.DataFrame({"filer_group": groups.cast(pl.String)})):
        return query(
            connection,
            "select alert_id, filer_group from alert semi join wanted using (filer_group)"
            " order by filer_group, alert_id",
        )


def scores(connection: Connection, alert_ids: pl.Series) -> pl.DataFrame:
    """The scores of some alerts: ``alert_id, score``."""
    with loaded(connection, "wanted", pl.DataFrame({"alert_id": alert_ids.cast(pl.String)})):
        return query(
            connection, "select alert_id, score from alert semi join wanted using (alert_id)"
        )


def announced_groups(connection: Connection) -> pl.DataFrame:
    """All groups as they were announced: ``filer_group, run_id, brands, filings``, in order."""
    return query(
        connection,
        "select g.* from announced_group g join sweep using (run_id) order by place, filer_group",
    )
