"""The time in which a filing can be opposed: one window for each office concerned.

The office's own end date is preferred; else the window is computed from the rule that holds for
the day of publication (``reference/deadlines.csv``). A window without dates says why in ``rule``.
A rule is never surer than its row, and whatever makes a date doubtful stands beside it in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Literal

from squatwatch.assess.calendar import Rule, rules
from squatwatch.assess.window_words import sentence
from squatwatch.assess.working_days import EDITION
from squatwatch.model import ENDED, Filing, Window

__all__ = ["OFFICE_RECORD", "Rule", "State", "rules", "window_state", "windows_of"]

State = Literal["open", "closed", "not-yet", "unknown"]

OFFICE_RECORD = "office record"
"""The ``source`` of a window whose end the office itself gives."""

_SUREST_FIRST = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class _Clock:
    """The day a rule counts from; ``remark`` says why it is missing, or what makes it doubtful."""

    start: date | None
    remark: str = ""
    at_best: str = "high"


def windows_of(filing: Filing, as_of: date) -> tuple[Window, ...]:
    """The windows of one filing, seen on ``as_of``: one for each office that can be addressed.

    A filing at WO has one for each designated office, in the order of the record; another filing
    has its own office's first, then those of its designations. Never empty, never raises for a
    record with missing or contradicting dates: such a window has no dates and ``rule`` says why.

    >>> filing = Filing("KR", "40-2025-0000001", publication_date=date(2025, 7, 22))
    >>> [window] = windows_of(filing, date(2025, 8, 1))
    >>> window.rule, window.closes, window.days_left
    ('KR national: 30 days from publication', datetime.date(2025, 8, 21), 20)
    """
    own = () if filing.office == "WO" and filing.designations else (filing.office,)
    offices = dict.fromkeys((*own, *filing.designations))
    return tuple(_window(office, filing, as_of) for office in offices)


def window_state(window: Window, as_of: date) -> State:
    """Where a window stands on a day; a window is open on its last, rolled day too.

    ``unknown`` when it has no dates. Where the rule's text says that an end is the earliest
    possible, ``closed`` means that it may have closed.

    >>> [window] = windows_of(Filing("RU", "2024700001"), date(2024, 5, 1))
    >>> window_state(window, date(2024, 5, 1))
    'unknown'
    """
    if window.opens and as_of < window.opens:
        return "not-yet"
    if window.closes is None:
        return "unknown"
    return "open" if as_of <= (window.closes_rolled or window.closes) else "closed"


def _window(office: str, filing: Filing, as_of: date) -> Window:
    rule = _rule_for(office, filing, as_of)
    own_end = _own_end(office, filing)
    if own_end:
        return _window_of_record(office, filing, own_end, rule, as_of)
    if rule is None:
        text = _row_of(sentence("rule.missing", office=office), sentence("remark.low"))
        return Window(office, None, None, None, None, text, "", "", "low")
    return _computed(office, filing, rule, as_of)


def _window_of_record(
    office: str, filing: Filing, closes: date, rule: Rule | None, as_of: date
) -> Window:
    """The window as the office gives it; its source is the record as it stands on ``as_of``."""
    given = filing.opposition_start or filing.publication_date
    opens = given if given and given <= closes else None
    return Window(
        office=office,
        opens=opens,
        closes=closes,
        closes_rolled=rule.rolled(closes) if rule else None,
        days_left=(closes - as_of).days,
        rule=_row_of(sentence("rule.record", office=office), *_ended(filing)),
        source=OFFICE_RECORD,
        as_of=as_of.isoformat(),
        confidence="high",
        extension=rule.extendable if rule else "",
        after=rule.after if rule else "",
    )


def _computed(office: str, filing: Filing, rule: Rule, as_of: date) -> Window:
    """The window by the rule; without dates where the rule or the record gives none."""
    clock = _clock(office, filing, rule)
    opens = rule.opens(clock.start) if clock.start and rule.period else None
    closes = rule.closes(opens) if opens else None
    doubts = [*_doubts_of_clock(filing, rule, clock), *_doubts_of_end(filing, rule, opens, closes)]
    confidence = reduce(_less_sure, (at_best for _, at_best in doubts), rule.confidence)
    unsure = sentence("remark.low") if confidence == "low" else ""
    return Window(
        office=office,
        opens=opens,
        closes=closes,
        closes_rolled=rule.rolled(closes) if closes else None,
        days_left=(closes - as_of).days if closes else None,
        rule=_row_of(rule.text, *(remark for remark, _ in doubts), unsure, *_ended(filing)),
        source=rule.source or rule.source_kind.replace("_", " "),
        as_of=rule.as_of,
        confidence=confidence,
        extension=_extension(rule, opens if confidence != "low" else None),
        after=rule.after,
    )


def _doubts_of_clock(filing: Filing, rule: Rule, clock: _Clock) -> Iterator[tuple[str, str]]:
    """What is to be said of the day that is counted from, with the confidence it has at best."""
    if rule.period is None:
        return
    yield clock.remark, clock.at_best
    if clock.start and filing.ir_number and rule.route == "national":
        yield sentence("remark.designation"), "medium"


def _doubts_of_end(
    filing: Filing, rule: Rule, opens: date | None, closes: date | None
) -> Iterator[tuple[str, str]]:
    """What is to be said of the last day, with the confidence it has at best."""
    if opens is None or closes is None:
        return
    if rule.day_type == "business":
        yield _holidays_told(rule, opens, closes), "medium"
    elif rule.rolled(closes) is None and not rule.working_days.has(closes):
        yield sentence("remark.not_working"), "high"
    elif rule.rolls and not rule.working_days.known(closes, closes):
        yield sentence("remark.no_holidays"), "medium"
    if _registered_before(filing, rule, closes):
        yield sentence("remark.registered_early"), "low"


def _holidays_told(rule: Rule, opens: date, closes: date) -> str:
    """How holidays were left out of business days, and the end without leaving any out."""
    if not rule.working_days.known(opens, closes):
        return sentence("remark.no_holidays")
    day = rule.earliest(opens).isoformat()
    return sentence("remark.holidays", office=rule.office, edition=EDITION, day=day)


def _registered_before(filing: Filing, rule: Rule, closes: date) -> bool:
    """Whether a mark that is registered after its window was registered before it ended.

    The date of an international registration comes before every window.
    """
    if rule.standing != "before" or filing.ir_number:
        return False
    registered, published = filing.registration_date, filing.publication_date
    if registered is None:
        return False
    return (published or date.min) < registered <= closes


def _extension(rule: Rule, opens: date | None) -> str:
    """Whether the window can be extended, in the words of the table, and until when at most."""
    latest = rule.latest(opens) if opens else None
    if latest is None:
        return rule.extendable
    return sentence("extension.latest", words=rule.extendable, day=latest.isoformat())


def _rule_for(office: str, filing: Filing, as_of: date) -> Rule | None:
    """The rule that holds for the publication; for a filing not yet published, that of today."""
    route = _route(office, filing)
    usable = [
        rule
        for rule in rules()
        if rule.office == office
        and rule.route in (route, "national")
        and rule.holds_on(_day_of_rule(office, filing, rule) or as_of)
    ]
    return min(usable, key=lambda rule: rule.route != route, default=None)


def _day_of_rule(office: str, filing: Filing, rule: Rule) -> date | None:
    published = filing.publication_date if office == filing.office else None
    return published or _clock(office, filing, rule).start


def _route(office: str, filing: Filing) -> str:
    return "madrid" if filing.ir_number or office != filing.office else "national"


def _own_end(office: str, filing: Filing) -> date | None:
    """The end that the office gives; None when it lies before its start or names no one office."""
    end, start = filing.opposition_end, filing.opposition_start
    concerns = filing.designations if filing.office == "WO" else (filing.office,)
    if end is None or tuple(concerns) != (office,) or (start and start > end):
        return None
    return end


def _clock(office: str, filing: Filing, rule: Rule) -> _Clock:
    """The day from which the rule counts, as far as the record holds it."""
    if rule.counted_from.endswith("WIPO Gazette"):
        return _gazette_clock(office, filing)
    if office != filing.office:
        return _Clock(None, sentence("remark.other_office", office=office))
    if rule.counted_from == "filing":
        missing = "" if filing.filing_date else sentence("remark.no_filing")
        return _Clock(filing.filing_date, missing)
    if rule.standing == "after":
        return _registration_clock(filing)
    return _publication_clock(filing, rule)


def _gazette_clock(office: str, filing: Filing) -> _Clock:
    day = filing.publication_date
    if filing.office == "WO":
        return _Clock(day, "" if day else sentence("remark.no_gazette"))
    if day is None or office != filing.office:
        return _Clock(None, sentence("remark.no_gazette"))
    return _Clock(day, sentence("remark.gazette"), "medium")


def _publication_clock(filing: Filing, rule: Rule) -> _Clock:
    day, registered = filing.publication_date, filing.registration_date
    if day is None and filing.opposition_start and rule.counted_from == "publication":
        return _Clock(filing.opposition_start, sentence("remark.own_start"), "medium")
    if day is None:
        which = "registered_no" if filing.status == "registered" else "no"
        return _Clock(None, sentence(f"remark.{which}_publication"))
    # The date of an international registration comes before every publication of it.
    if registered and registered <= day and not filing.ir_number:
        return _Clock(day, sentence("remark.published_late"), "low")
    return _Clock(day)


def _registration_clock(filing: Filing) -> _Clock:
    """Publication of the registration, else the registration itself, which comes before it."""
    published, registered = filing.publication_date, filing.registration_date
    if registered is None:
        return _Clock(None, sentence("remark.no_registration"))
    if published and published >= registered:
        return _Clock(published)
    return _Clock(registered, sentence("remark.registration"), "medium")


def _ended(filing: Filing) -> tuple[str, ...]:
    return (sentence("remark.ended", status=filing.status),) if filing.status in ENDED else ()


def _row_of(*sentences: str) -> str:
    return "; ".join(filter(None, sentences))


def _less_sure(one: str, other: str) -> str:
    return max(one, other, key=_SUREST_FIRST.index)
