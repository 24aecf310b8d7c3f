"""Opposition windows as a calendar (RFC 5545): an all-day event for the last day of each.

The event is the end before any roll. It names brand, office and number, and neither the applicant
nor the mark, which may be a person's name: a calendar travels further than a report.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vText

from squatwatch.config import Language
from squatwatch.report.alerts_listing import level_text
from squatwatch.report.caution import caution, with_caution
from squatwatch.report.deadlines import (
    Deadline,
    closes_text,
    extension_text,
    number_text,
    rule_text,
)
from squatwatch.report.labels import label
from squatwatch.report.plain import plain

ALARM_DAYS = (20, 10, 3)
"""Days before the end on which to be reminded: a power of attorney that must be legalised takes
weeks, so the useful reminder is 15 to 20 days before the end."""


def icalendar(found: Sequence[Deadline], as_of: date, lang: Language, about: str = "") -> bytes:
    """The windows that have a date as a calendar file, the same bytes for the same windows.

    ``about`` is said of the calendar as a whole.

    An event keeps its UID from run to run (alert and office), so that a calendar that takes the
    file again moves the event and does not double it. DTSTAMP is the start of the as-of date, UTC.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//squatwatch//opposition windows//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", label("title.windows", lang))
    if about:
        calendar.add("x-wr-caldesc", vText(about))
    stamp = datetime.combine(as_of, time(), tzinfo=UTC)
    for one in found:
        if one.window.closes is not None:
            calendar.add_component(_event(one, one.window.closes, stamp, lang))
    data: bytes = calendar.to_ical()
    return data


def _event(one: Deadline, closes: date, stamp: datetime, lang: Language) -> Event:
    """The last day of a window; an all-day event without an end lasts one day."""
    event = Event()
    event.add("uid", f"{one.alert.alert_id}-{one.window.office}@squatwatch")
    event.add("dtstamp", stamp)
    event.add("dtstart", closes)
    event.add("summary", _summary(one, lang))
    event.add("description", "\n".join(map(plain, _description(one, lang))))
    # A watch list shows where a company will go next.
    event.add("class", "CONFIDENTIAL")
    event.add("transp", "TRANSPARENT")
    for days in ALARM_DAYS:
        event.add_component(_alarm(days, _summary(one, lang)))
    return event


def _alarm(days: int, summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(days=-days))
    return alarm


def _summary(one: Deadline, lang: Language) -> str:
    """What a calendar shows of the day; of low confidence it begins by saying so."""
    brand = " ".join(one.alert.assessment.brand.names[:2])
    said = f"{label('column.closes', lang)}: {brand}, {one.window.office} {number_text(one)}"
    return plain(": ".join(filter(None, (caution(one.window, lang), said))))


def _description(one: Deadline, lang: Language) -> list[str]:
    """The window in lines: dates, rule, what it rests on, and that it is no legal advice."""
    window = one.window
    told = {
        "column.closes": closes_text(window, lang),
        "column.rolled": with_caution(window.closes_rolled, window, lang) or _not_known(lang),
        "column.level": level_text(one.alert, lang),
        "column.rule": rule_text(window, lang),
        "column.extension": extension_text(window, lang),
        "column.confidence": label(f"confidence.{window.confidence}", lang),
        "column.source": f"{window.source} ({label('word.as_of', lang)} {window.as_of or '-'})",
    }
    lines = [f"{label(key, lang)}: {value}" for key, value in told.items()]
    return [*lines, label("note.deadlines", lang), label("note.disclaimer", lang)]


def _not_known(lang: Language) -> str:
    return label("note.not_known", lang)
