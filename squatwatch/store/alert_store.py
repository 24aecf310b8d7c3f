"""The part of the store that remembers: alerts, decisions, sweeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import polars as pl

from squatwatch.model import Decision
from squatwatch.store import alerts
from squatwatch.store.alerts import SweepRecord
from squatwatch.store.open_store import OpenStore


class AlertStore(OpenStore):
    """Alerts with their trail, and what each sweep told (docs/adr/0029)."""

    def put_alerts(self, found: pl.DataFrame) -> None:
        """Write alerts (``store.alerts.ALERT_SCHEMA``); equal identities are replaced."""
        with self.atomically():
            alerts.put(self._connection, found)

    def alerts(self, alert_ids: pl.Series | None = None) -> pl.DataFrame:
        """The alerts of these identities, or all (``store.alerts.ALERT_SCHEMA``)."""
        return alerts.get(self._connection, alert_ids)

    def alert_keys(self) -> pl.DataFrame:
        """What every alert is on: ``alert_id, brand_id, office, application_key``."""
        return alerts.keys(self._connection)

    def alerts_without_record(self, alert_ids: pl.Series) -> pl.DataFrame:
        """Those of some alerts whose filing or brand is gone: ``alert_id, brand_gone``."""
        return alerts.without_record(self._connection, alert_ids)

    def remove_alerts(self, alert_ids: pl.Series) -> int:
        """Take alerts out, such as those of a brand that is gone; their trail stays."""
        with self.atomically():
            return alerts.remove(self._connection, alert_ids)

    def put_decisions(self, decisions: Iterable[Decision]) -> int:
        """Add decisions to the trail; what is there already stays. How many were added."""
        with self.atomically():
            return alerts.put_decisions(self._connection, decisions)

    def decisions(
        self, alert_ids: Sequence[str] | None = None, since: datetime | None = None
    ) -> tuple[Decision, ...]:
        """The trail in order: of some alerts or all, what was taken at a moment or later."""
        return alerts.decisions(self._connection, alert_ids, since)

    def put_sweep(self, record: SweepRecord, told: pl.DataFrame, groups: pl.DataFrame) -> None:
        """Write a sweep, what it tells of (``TOLD_SCHEMA``), the groups that it announces."""
        with self.atomically():
            alerts.put_sweep(self._connection, record, told, groups)

    def sweep_reported(self, run_id: str) -> None:
        """Note that the reports of a sweep are written."""
        with self.atomically():
            alerts.reported(self._connection, run_id)

    def sweeps(self, most: int | None = None) -> tuple[SweepRecord, ...]:
        """The sweeps, the latest first, ``most`` of them or all."""
        return alerts.sweeps(self._connection, most)

    def told_by(self, run_id: str) -> pl.DataFrame:
        """What a sweep told of (``store.alerts.TOLD_SCHEMA``)."""
        return alerts.told_by(self._connection, run_id)

    def last_told(self) -> pl.DataFrame:
        """At which level each alert was told last: ``alert_id, level``."""
        return alerts.last_told(self._connection)

    def alert_levels(self) -> pl.DataFrame:
        """The levels of all alerts that are not cleared: ``alert_id, level``."""
        return alerts.levels(self._connection)

    def groups_of_alerts(self, alert_ids: pl.Series) -> pl.DataFrame:
        """All alerts of the filer groups that these are of: ``alert_id, filer_group``."""
        return alerts.groups_of(self._connection, alert_ids)

    def alerts_of_groups(self, groups: pl.Series) -> pl.DataFrame:
        """All alerts of these filer groups: ``alert_id, filer_group``."""
        return alerts.of_groups(self._connection, groups)

    def alert_scores(self, alert_ids: pl.Series) -> pl.DataFrame:
        """The scores of some alerts: ``alert_id, score``."""
        return alerts.scores(self._connection, alert_ids)

    def announced_groups(self) -> pl.DataFrame:
        """Filer groups as they were announced: ``filer_group, run_id, brands, filings``."""
        return alerts.announced_groups(self._connection)
