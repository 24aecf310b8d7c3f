"""The open windows of a run's alerts and of those it reminds of, as a calendar."""

from __future__ import annotations

from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.report.deadlines import deadlines_of
from squatwatch.report.icalendar import icalendar
from squatwatch.report.run_lines import about


def windows_calendar(result: RunResult, lang: Language) -> bytes:
    """Each window with a date once, whether it is new, is reminded of, or both.

    The description of the calendar says what the run covered. Its events are those that
    ``deadlines --ics`` writes (``report.icalendar``), with the same identities.
    """
    alerts = {
        alert.alert_id: alert
        for alert in (*(one.alert for one in result.reminders), *result.alerts)
    }
    found = deadlines_of(alerts.values(), result.as_of)
    return icalendar(found, result.as_of, lang, about(result, lang))
