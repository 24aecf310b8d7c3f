"""The figures that a warning mechanism owes: how much, how early, how right, what came of it.

They are counted from what the store keeps: alerts, their trails, notices, and filings that owners
handed in. An alert belongs to the day on which it was first seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal, get_args

from squatwatch.alerts.life import RESPONSES, in_order, life_of
from squatwatch.assess.evaluation import Share
from squatwatch.assess.reach import reach
from squatwatch.filers.groups import filer_key
from squatwatch.model import LEVELS, Alert, Brand, Decision, Right, State, Window
from squatwatch.store.notices import NoticeRecord
from squatwatch.store.reported import MISSED, ReportedFiling

By = Literal["office", "class", "month", "region", "filer"]
BYS: tuple[By, ...] = get_args(By)
"""What alerts are grouped by."""

IN_TIME_DAYS = 20
"""Days that a notice has to leave before a window closes to count as in time."""
UNDECIDED: tuple[State, ...] = ("new", "in_review", "snoozed")
"""States in which nobody has said yet whether an alert is one."""


@dataclass(frozen=True, slots=True)
class Middle:
    """The median of some numbers of days, and of how many; None of none."""

    value: float | None
    of: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some alerts; ``name`` is empty for those of which the group is not known.

    ``levels`` has those that are not cleared. Days: ``before_close`` from the day an alert was
    first seen to the next close of a window of the filing, ``after_filing`` from the day of filing
    to that day, ``left_at_notice`` from the notice to that close; ``in_time`` those of them with
    ``IN_TIME_DAYS`` or more. ``false_alarms``: dismissed of those decided about. ``received``:
    receipts of the notices.
    """

    name: str
    alerts: int
    levels: Mapping[str, int]
    cleared: int
    before_close: Middle
    after_filing: Middle
    noticed: int
    left_at_notice: Middle
    in_time: Share
    false_alarms: Share
    received: Share


@dataclass(frozen=True, slots=True)
class Outcome:
    """Alerts on which an owner did one thing last; ``outcome`` is empty while they are open."""

    option: str
    outcome: str
    alerts: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """All figures of a period; ``since`` and ``until`` are its first and last day, or None.

    ``groups`` are by what was asked, the largest first, months in their order. ``filer_groups``:
    how many have alerts on two or more brands. ``missed`` counts the filings that were handed in
    by why no alert had told of them. ``protected``: of the brands' markets, those in which the
    rights file has a registered right that holds.
    """

    as_of: date
    since: date | None
    until: date | None
    by: By | None
    whole: Figures
    groups: tuple[Figures, ...]
    filer_groups: int
    outcomes: tuple[Outcome, ...]
    missed: Mapping[str, int]
    protected: Share


@dataclass(frozen=True, slots=True)
class _Told:
    """An alert with the day of its notice (None without one) and what its trail comes to."""

    alert: Alert
    noticed: date | None
    state: State
    has_receipt: bool


def statistics_of(
    alerts: Iterable[Alert],
    trails: Mapping[str, Sequence[Decision]],
    notices: Iterable[NoticeRecord],
    reported: Iterable[ReportedFiling],
    brands: Iterable[Brand],
    rights: Iterable[Right],
    *,
    as_of: date,
    since: date | None = None,
    until: date | None = None,
    by: By | None = None,
) -> Statistics:
    """The figures of the alerts first seen in a period, and of what was handed in then.

    ``alerts`` as they stand on ``as_of``; ``trails`` by the identity of the alert.
    """

    def in_period(day: date) -> bool:
        return (since is None or since <= day) and (until is None or day <= until)

    issued = _first_notices(notices, trails)
    kept = [alert for alert in alerts if in_period(alert.first_seen)]
    told = [_told(alert, trails.get(alert.alert_id, ()), issued) for alert in kept]
    handed_in = Counter(one.missed for one in reported if in_period(one.reported_on))
    return Statistics(
        as_of=as_of,
        since=since,
        until=until,
        by=by,
        whole=_figures("", told),
        groups=_groups(told, by) if by else (),
        filer_groups=_filer_groups(kept),
        outcomes=_outcomes(kept, trails),
        missed={why: handed_in[why] for why in MISSED if handed_in[why]},
        protected=_protected(brands, rights),
    )


# One group ----------------------------------------------------------------------------------------


def _figures(name: str, told: Sequence[_Told]) -> Figures:
    warnings = [one for one in told if one.alert.assessment.level != "cleared"]
    levels = Counter(one.alert.assessment.level for one in warnings)
    noticed = [one for one in warnings if one.noticed]
    left = [days for one in noticed if (days := _left(one, one.noticed)) is not None]
    decided = [one for one in warnings if one.state not in UNDECIDED]
    return Figures(
        name=name,
        alerts=len(warnings),
        levels={level: levels[level] for level in LEVELS},
        cleared=len(told) - len(warnings),
        before_close=_middle(_left(one, one.alert.first_seen) for one in warnings),
        after_filing=_middle(_after_filing(one.alert) for one in warnings),
        noticed=len(noticed),
        left_at_notice=_middle(left),
        in_time=Share(sum(days >= IN_TIME_DAYS for days in left), len(left)),
        false_alarms=Share(sum(one.state == "dismissed" for one in decided), len(decided)),
        received=Share(sum(one.has_receipt for one in noticed), len(noticed)),
    )


def _told(alert: Alert, trail: Sequence[Decision], issued: Mapping[str, date]) -> _Told:
    life = life_of(trail)
    return _Told(alert, issued.get(alert.alert_id), life.state, bool(life.receipt))


def _first_notices(
    notices: Iterable[NoticeRecord], trails: Mapping[str, Sequence[Decision]]
) -> dict[str, date]:
    """The day of the first notice of each alert: of those issued here, else as the trail says."""
    days: dict[str, date] = {}
    for alert_id, trail in trails.items():
        told = [one.at.date() for one in in_order(trail) if one.action == "notified"]
        if told:
            days[alert_id] = told[0]
    issued: dict[str, date] = {}
    for notice in notices:
        for alert_id in notice.alerts:
            issued[alert_id] = min(notice.issued, issued.get(alert_id, notice.issued))
    return days | issued


def _left(one: _Told, day: date | None) -> int | None:
    """Days from a day to the close that comes next; below 0 when the last has passed."""
    closes = closing(one.alert.assessment.windows, day) if day else None
    return (closes - day).days if closes and day else None


def closing(windows: Iterable[Window], day: date) -> date | None:
    """The next day on which one of the windows closes; the last one when all have closed.

    None where no end is known.
    """
    ends = sorted(window.closes for window in windows if window.closes)
    return next((end for end in ends if end >= day), ends[-1] if ends else None)


def _after_filing(alert: Alert) -> int | None:
    filed = alert.assessment.filing.filing_date
    return (alert.first_seen - filed).days if filed else None


def _middle(days: Iterable[int | None]) -> Middle:
    known = [number for number in days if number is not None]
    return Middle(median(known) if known else None, len(known))


# All groups ---------------------------------------------------------------------------------------


def _groups(told: Sequence[_Told], by: By) -> tuple[Figures, ...]:
    parts: dict[str, list[_Told]] = {}
    for one in told:
        for key in keys_of(one.alert, by):
            parts.setdefault(key, []).append(one)
    figures = [_figures(_name(key, part, by), part) for key, part in sorted(parts.items())]
    if by == "month":
        return tuple(figures)
    return tuple(sorted(figures, key=lambda one: (-one.alerts, -one.cleared, one.name)))


def keys_of(alert: Alert, by: By) -> tuple[str, ...]:
    """The groups that an alert counts in: one, but for its classes and its several applicants."""
    found, filing = alert.assessment, alert.assessment.filing
    match by:
        case "office":
            return (filing.office,)
        case "class":
            return tuple(f"{number:02}" for number in dict.fromkeys(filing.classes)) or ("",)
        case "month":
            return (f"{alert.first_seen:%Y-%m}",)
        case "region":
            return (found.brand.region.strip(),)
        case "filer":
            names = [filer_key(one.name) for one in filing.applicants if one.name]
            return (
                (found.filer_group,) if found.filer_group else tuple(dict.fromkeys(names)) or ("",)
            )


def _name(key: str, part: Sequence[_Told], by: By) -> str:
    """What a group is called: a filer as published, of a filer group the one with most filings."""
    if by != "filer" or not key:
        return key
    names: dict[str, list[str]] = {}
    for one in part:
        found = one.alert.assessment
        for name in {applicant.name for applicant in found.filing.applicants if applicant.name}:
            if key in (found.filer_group, filer_key(name)):
                names.setdefault(filer_key(name), []).append(name)
    most = sorted(names.values(), key=lambda alike: (-len(alike), min(alike)))
    return min(most[0]) if most else key


def _filer_groups(alerts: Iterable[Alert]) -> int:
    """How many filer groups have alerts on two brands or more."""
    brands: dict[str, set[str]] = {}
    for alert in alerts:
        found = alert.assessment
        if found.filer_group and found.level != "cleared":
            brands.setdefault(found.filer_group, set()).add(found.brand.brand_id)
    return sum(len(one) > 1 for one in brands.values())


def _outcomes(
    alerts: Iterable[Alert], trails: Mapping[str, Sequence[Decision]]
) -> tuple[Outcome, ...]:
    """What owners did last, and what came of it, in the order of the responses."""
    counts: Counter[tuple[str, str]] = Counter()
    for alert in alerts:
        trail = in_order(trails.get(alert.alert_id, ()))
        responses = [one.action for one in trail if one.action in RESPONSES]
        if responses:
            counts[responses[-1], life_of(trail).outcome] += 1
    order: list[str] = list(RESPONSES)
    ordered = sorted(counts.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    return tuple(Outcome(option, outcome, number) for (option, outcome), number in ordered)


def _protected(brands: Iterable[Brand], rights: Iterable[Right]) -> Share:
    """Of all brands and their markets, in how many a registered right holds."""
    held: dict[str, set[str]] = {}
    for right in rights:
        if right.status == "registered":
            held.setdefault(right.brand_id, set()).update((right.office, *reach(right.office)))
    markets = [(brand.brand_id, market) for brand in brands for market in brand.markets]
    return Share(sum(market in held.get(brand, ()) for brand, market in markets), len(markets))
