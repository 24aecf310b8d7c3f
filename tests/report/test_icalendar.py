"""The calendar of windows, read back by readers that did not write it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from squatwatch.config import LANGUAGES, Language
from squatwatch.model import Brand
from squatwatch.report.deadlines import deadlines_of
from squatwatch.report.icalendar import ALARM_DAYS, icalendar
from tests.report.windows_sample import APPLICANT, AS_OF, alert, alerts, before, filing

DATED = {"MM": "20260111", "US": "20260122", "EM": "20260203", "CO": "20260216",
         "BN": "20260301", "DE": "20260430", "MN": "20260604"}  # fmt: skip
Component = list[tuple[str, str]]


def written(lang: Language = "both", as_of: date = AS_OF) -> bytes:
    return icalendar(deadlines_of(alerts(), AS_OF), as_of, lang)


def lines(data: bytes) -> list[str]:
    """The content lines of a calendar, unfolded as RFC 5545 (3.1) says."""
    assert data.endswith(b"\r\n")
    folded = data.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in folded), "a line of more than 75 octets"
    assert b"\n" not in b"".join(folded)
    joined: list[bytes] = []
    for line in folded:
        if line.startswith(b" "):
            joined[-1] += line[1:]
        else:
            joined.append(line)
    return [line.decode() for line in joined]


def components(data: bytes, wanted: str) -> Iterator[Component]:
    """The properties of every component of that name, without those inside it."""
    open_ones: list[tuple[str, Component]] = []
    for line in lines(data):
        name, _, value = line.partition(":")
        if name == "BEGIN":
            open_ones.append((value, []))
        elif name == "END":
            ended, properties = open_ones.pop()
            assert ended == value
            if ended == wanted:
                yield properties
        else:
            open_ones[-1][1].append((name, value))
    assert not open_ones


def unescaped(value: str) -> str:
    for sign, meant in (("\\n", "\n"), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\")):
        value = value.replace(sign, meant)
    return value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_dated_window_is_one_all_day_event(lang: Language) -> None:
    events = [dict(event) for event in components(written(lang), "VEVENT")]
    assert len(events) == len(DATED)
    for event in events:
        office = event["UID"].partition("@")[0].rpartition("-")[2]
        assert event["DTSTART;VALUE=DATE"] == DATED[office]
        assert event["DTSTAMP"] == "20260112T000000Z"
        assert "DTEND" not in "".join(event)
    [calendar] = components(written(lang), "VCALENDAR")
    assert ("VERSION", "2.0") in calendar
    assert {"PRODID", "CALSCALE"} <= {name for name, _ in calendar}


def test_alarms_stand_20_10_and_3_days_before() -> None:
    alarms = [dict(alarm) for alarm in components(written(), "VALARM")]
    assert [alarm["TRIGGER"] for alarm in alarms] == ["-P20D", "-P10D", "-P3D"] * len(DATED)
    assert {alarm["ACTION"] for alarm in alarms} == {"DISPLAY"}
    assert all(alarm["DESCRIPTION"] for alarm in alarms)
    assert ALARM_DAYS == (20, 10, 3)


def test_another_reader_reads_the_same() -> None:
    vobject = pytest.importorskip("vobject", reason="vobject, an independent reader, is missing")
    calendar = vobject.readOne(written().decode())
    read = {event.uid.value: event for event in calendar.vevent_list}
    assert len(read) == len(DATED)
    for one in deadlines_of(alerts(), AS_OF):
        if one.window.closes is None:
            continue
        event = read[f"{one.alert.alert_id}-{one.window.office}@squatwatch"]
        assert event.dtstart.value == one.window.closes
        assert "瑞幸咖啡" in event.summary.value
        assert one.window.rule in event.description.value
        triggers = [alarm.trigger.value for alarm in event.valarm_list]
        assert triggers == [timedelta(days=-days) for days in ALARM_DAYS]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_event_says_what_it_is_worth(lang: Language) -> None:
    for event in components(written(lang), "VEVENT"):
        told = unescaped(dict(event)["DESCRIPTION"])
        for one in ("zh", "en") if lang == "both" else (lang,):
            assert {"zh": "不构成恶意认定", "en": "no finding of bad faith"}[one] in told
            assert {"zh": "均需向当地律师核实", "en": "Verify every date"}[one] in told
            assert {"zh": "可信度", "en": "Confidence: "}[one] in told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_date_of_low_confidence_stands_bare(lang: Language) -> None:
    caution = {"zh": ["需核实"], "en": ["low confidence"], "both": ["需核实", "low confidence"]}
    events = {dict(event)["UID"]: dict(event) for event in components(written(lang), "VEVENT")}
    alarms = "".join(dict(alarm)["DESCRIPTION"] for alarm in components(written(lang), "VALARM"))
    for uid, event in events.items():
        for words in caution[lang]:
            assert (words in event["SUMMARY"]) == uid.endswith("-BN@squatwatch")
            assert not uid.endswith("-BN@squatwatch") or words in event["DESCRIPTION"]
    assert all(alarms.count(words) == len(ALARM_DAYS) for words in caution[lang])


def test_no_name_of_an_applicant_and_no_mark_is_in_it() -> None:
    """The marks of the sample hold the name of their applicant."""
    told = "".join(lines(written()))
    assert APPLICANT.upper() not in told.upper()
    assert "LUCKIN COFFEE" in told  # the brand that is watched


def test_the_same_windows_give_the_same_bytes() -> None:
    assert written() == written()
    assert len({written(lang) for lang in LANGUAGES}) == len(LANGUAGES)


def test_an_event_keeps_its_identity_from_day_to_day() -> None:
    later = AS_OF + timedelta(days=3)
    uids = [[dict(event)["UID"] for event in components(written(as_of=day), "VEVENT")]
            for day in (AS_OF, later)]  # fmt: skip
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == len(uids[0])


def test_a_hostile_number_adds_no_line() -> None:
    brand = Brand("b", name_latin=("A\r\nBEGIN:VALARM;x,y\\z\u202e",))
    hostile = alert(filing("US", "1\r\nATTENDEE:x", publication_date=before(3)), "high", brand)
    data = icalendar(deadlines_of([hostile], AS_OF), AS_OF, "en")
    [event] = components(data, "VEVENT")
    assert "ATTENDEE" not in dict(event)
    assert len(list(components(data, "VALARM"))) == len(ALARM_DAYS)
    assert "\u202e" not in data.decode()


def test_a_calendar_without_windows_is_a_calendar() -> None:
    data = icalendar((), AS_OF, "en")
    assert list(components(data, "VCALENDAR"))
    assert not list(components(data, "VEVENT"))


def test_the_last_day_of_time_has_an_event() -> None:
    window = alert(filing("US", "1", publication_date=date.max))
    assert b"99991231" in icalendar(deadlines_of([window], AS_OF), AS_OF, "en")
