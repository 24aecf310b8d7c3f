"""The calendar of a run, read back by two readers that did not write it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import vobject
from icalendar import Calendar

from squatwatch.alerts.run import RunResult
from squatwatch.config import LANGUAGES, Language
from squatwatch.report.deadlines import deadlines_of
from squatwatch.report.icalendar import icalendar
from squatwatch.report.windows_calendar import windows_calendar
from tests.report.hostile_sweep import hostile_sweep
from tests.report.samples import AS_OF, result, sweep_result


def days(found: RunResult, lang: Language = "en") -> dict[str, date]:
    """The events by UID, as icalendar reads them; vobject must read the same."""
    data = windows_calendar(found, lang)
    events = {
        str(event["uid"]): event.decoded("dtstart") for event in Calendar.from_ical(data).events
    }
    other = vobject.readOne(data.decode())
    assert {one.uid.value: one.dtstart.value for one in other.contents.get("vevent", [])} == events
    return events


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_open_window_with_a_date_is_one_event(lang: Language) -> None:
    assert days(sweep_result(), lang) == {
        "b0d4f9075d517652-EM@squatwatch": date(2026, 2, 3),
        "10986a4800977db9-DE@squatwatch": date(2026, 3, 1),
        "fdfbb89f7ec3c6d2-BN@squatwatch": date(2026, 3, 1),
    }


def test_a_window_that_is_reminded_of_is_there_once_and_without_its_alert_too() -> None:
    only_reminded = replace(sweep_result(), alerts=())
    assert days(only_reminded) == {"b0d4f9075d517652-EM@squatwatch": date(2026, 2, 3)}
    assert days(replace(only_reminded, reminders=())) == {}


def test_the_events_are_those_of_deadlines() -> None:
    of_deadlines = icalendar(deadlines_of(result().alerts, AS_OF), AS_OF, "en")
    told = Calendar.from_ical(windows_calendar(result(), "en"))
    assert told.events == Calendar.from_ical(of_deadlines).events


def test_the_calendar_says_what_the_run_covered() -> None:
    told = Calendar.from_ical(windows_calendar(sweep_result(), "en"))
    lines = str(told["x-wr-caldesc"]).split("\\n")
    assert lines[0].startswith("inbox/broken.csv")
    assert "no data for the brands' markets: VN" in lines
    other = vobject.readOne(windows_calendar(sweep_result(), "en").decode())
    assert "no finding of bad faith" in other.x_wr_caldesc.value


def test_hostile_records_add_no_component() -> None:
    told = Calendar.from_ical(windows_calendar(hostile_sweep(), "both"))
    dated = deadlines_of(hostile_sweep().alerts, AS_OF)
    assert len(told.events) == len([one for one in dated if one.window.closes]) > 30
    assert {len(event.alarms.times) for event in told.events} == {3}
    assert {component.name for component in told.walk()} == {"VCALENDAR", "VEVENT", "VALARM"}
