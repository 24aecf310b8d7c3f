"""Alerts: assessments worth a person's look, with an identity that outlives the run."""

from squatwatch.alerts.identity import alert_id, record_digest
from squatwatch.alerts.raising import alerts_of
from squatwatch.alerts.record import ALERT_SCHEMA_NAME, alert_record

__all__ = ["ALERT_SCHEMA_NAME", "alert_id", "alert_record", "alerts_of", "record_digest"]
