"""Where a filing stands at an office, and what a way to respond is worth there on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from squatwatch.assess.calendar import add_months
from squatwatch.assess.responses.law import Way
from squatwatch.assess.windows import window_state
from squatwatch.model import ENDED, Filing, Standing, Window

At = Literal["pending", "registered", "designated", "ended", "unknown"]
"""Where a filing stands at an office. ``designated``: its record is that of another office, which
does not tell whether this one has granted protection."""

Awaits = Literal["", "window", "registration", "date"]


@dataclass(frozen=True, slots=True)
class Chance:
    """Whether a way is open: its standing, the day it opens or ends, what it waits for."""

    standing: Standing
    day: date | None = None
    awaits: Awaits = ""


def stage_at(filing: Filing, office: str) -> At:
    """Where a filing stands at an office, as its record tells.

    >>> stage_at(Filing("DE", "1", status="opposed", registration_date=date(2025, 1, 1)), "DE")
    'registered'
    >>> stage_at(Filing("WO", "1", designations=("JP",), status="registered"), "JP")
    'designated'
    """
    if filing.status in ENDED:
        return "ended"
    if office != filing.office:
        return "designated"
    if filing.status == "registered" or registered_on(filing, office):
        return "registered"
    return "unknown" if filing.status == "unknown" else "pending"


def registered_on(filing: Filing, office: str) -> date | None:
    """The day of registration at an office.

    That of an international registration comes before any protection: it is none.
    """
    its_own = office == filing.office and not filing.ir_number and office != "WO"
    return filing.registration_date if its_own else None


def opposition(
    window: Window, filing: Filing, at: At, before_registration: str, as_of: date, way: Way
) -> Chance:
    """What opposition is worth; ``before_registration`` is before or after, none or unknown.

    What is registered under a rule of opposition before registration can no longer be opposed,
    whatever the dates say, unless the office registers ahead of its window (``way.stage`` any).
    """
    state = window_state(window, as_of)
    day = _last_day(window, as_of)
    granted = at == "registered" and before_registration == "before" and not filing.ir_number
    granted = granted and way.stage != "any"
    if state == "open":
        return Chance("unknown" if granted else "now", day)
    if state == "not-yet":
        return Chance("later", day, "window")
    if state == "closed":
        return Chance("unknown" if _doubtful(window) and not granted else "over", day)
    if granted:
        return Chance("over")
    if at == "pending" and (
        before_registration == "after"
        or (before_registration == "before" and not filing.publication_date)
    ):
        return Chance("later", None, "window")
    return Chance("unknown")


def after_registration(way: Way, filing: Filing, at: At, office: str, as_of: date) -> Chance:
    """What a way is worth that opens with registration, by its years."""
    if at == "pending":
        return Chance("later", None, "registration")
    if at != "registered":
        return Chance("unknown")
    registered = registered_on(filing, office)
    if registered is None:
        return Chance("now" if way.endless and way.from_years == 0 else "unknown")
    if way.from_years is None or (way.since and _oldest(filing, registered) < way.since):
        return Chance("unknown")
    opens = add_months(registered, 12 * way.from_years)
    if as_of < opens:
        return Chance("later", opens, "date")
    if way.to_years is None:
        return Chance("now" if way.endless else "unknown")
    ends = add_months(registered, 12 * way.to_years)
    return Chance("now" if as_of <= ends else "over", ends)


def chance(
    way: Way, opposing: Chance | None, filing: Filing, at: At, office: str, as_of: date
) -> Chance | None:
    """What a way is worth at an office; None where it does not come into question.

    ``opposing`` is what opposition is worth there, None where there is none.
    """
    if way.option == "opposition":
        return opposing
    match way.stage:
        case "none":
            return None
        case "any":
            return Chance("now")
        case "registered":
            return after_registration(way, filing, at, office, as_of)
        case "both":
            return _either(opposing, after_registration(way, filing, at, office, as_of))
        case "pending" | "before-close":
            return _before_registration(way, opposing, at)
        case _:
            # Whether an office takes observations is worth a question only while it examines.
            past = way.option == "observations" and at != "pending"
            return None if past else Chance("unknown")


def _either(opposing: Chance | None, after: Chance) -> Chance:
    """The better of opposition now and a request after registration."""
    if opposing is None or opposing.standing == "over":
        return after
    if opposing.standing == "unknown":
        return after if after.standing == "now" else Chance("unknown")
    return opposing


def _before_registration(way: Way, opposing: Chance | None, at: At) -> Chance | None:
    if at == "registered":
        return None
    ahead = opposing is not None and opposing.standing in ("now", "later")
    if way.stage == "before-close" and opposing is not None and opposing.standing != "later":
        return opposing
    return Chance("now" if ahead or (at == "pending" and way.stage == "pending") else "unknown")


def _last_day(window: Window, as_of: date) -> date | None:
    """The last day as counted; on the days to which the office moves it, the moved one."""
    if window.closes and window.closes_rolled and window.closes < as_of <= window.closes_rolled:
        return window.closes_rolled
    return window.closes


def _doubtful(window: Window) -> bool:
    """Whether the end is the earliest possible, or the rule too unsure to give anything up."""
    return window.confidence == "low" or "earliest" in window.rule


def _oldest(filing: Filing, registered: date) -> date:
    return min(filing.filing_date or registered, registered)
