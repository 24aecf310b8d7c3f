"""The figures of ``stats``, beside a slow count that goes through alerts one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.alerts.life import RESPONSES, life_of
from squatwatch.alerts.statistics import BYS, IN_TIME_DAYS, By, closing, keys_of, statistics_of
from squatwatch.assess.evaluation import Share
from squatwatch.model import Alert, Applicant, Brand, Decision, Right, Window
from squatwatch.store.notices import NoticeRecord
from squatwatch.store.reported import MISSED, Missed, ReportedFiling
from tests.report.samples import result

DAY = date(2026, 1, 15)
AT = datetime(2026, 1, 16, 8, tzinfo=UTC)


def window(closes: date | None) -> Window:
    return Window("EM", None, closes, None, None, "rule", "source", "2026", "high")


def alert(number: int, **changes: Any) -> Alert:
    """An alert of the sample with other values: ``level``, ``seen``, ``closes``, ``filed``..."""
    one = result().alerts[0]
    found, filing = one.assessment, one.assessment.filing
    return replace(
        one,
        alert_id=f"{number:016x}",
        first_seen=changes.get("seen", DAY),
        assessment=replace(
            found,
            level=changes.get("level", "high"),
            cleared_by=None if changes.get("level") != "cleared" else "owner",
            windows=tuple(window(day) for day in changes.get("closes", ())),
            filer_group=changes.get("group", ""),
            brand=replace(
                found.brand,
                brand_id=changes.get("brand", "luckin"),
                region=changes.get("region", ""),
            ),
            filing=replace(
                filing,
                office=changes.get("office", "EM"),
                classes=changes.get("classes", ()),
                filing_date=changes.get("filed"),
                applicants=tuple(Applicant(name) for name in changes.get("names", ())),
            ),
        ),
    )


def count(
    alerts: Sequence[Alert],
    trails: Mapping[str, Sequence[Decision]] = {},
    notices: Sequence[NoticeRecord] = (),
    reported: Sequence[ReportedFiling] = (),
    **given: Any,
) -> Any:
    return statistics_of(alerts, trails, notices, reported, (), (), as_of=DAY, **given)


def day(number: int) -> date:
    return DAY + timedelta(days=number)


days = st.integers(-40, 60).map(day)
some_alerts = st.lists(
    st.builds(
        lambda **changes: changes,
        level=st.sampled_from(["urgent", "high", "medium", "low", "cleared"]),
        seen=days,
        closes=st.lists(st.none() | days, max_size=3),
        filed=st.none() | days,
        office=st.sampled_from(["EM", "US"]),
        classes=st.lists(st.integers(1, 3), max_size=3).map(tuple),
        region=st.sampled_from(["", "Guangdong"]),
        group=st.sampled_from(["", "g1"]),
        brand=st.sampled_from(["luckin", "gree"]),
        names=st.lists(st.sampled_from(["Example One LLC", "Example Two GmbH"]), max_size=2),
    ),
    max_size=8,
)
actions = st.lists(
    st.sampled_from(["dismissed", "confirmed", "notified", "received", *RESPONSES, "closed"]),
    max_size=4,
)


def trail_of(alert_id: str, taken: Sequence[Any]) -> list[Decision]:
    return [
        Decision(alert_id, AT + timedelta(days=place), "desk", action, value="done")
        for place, action in enumerate(taken)
    ]


@settings(max_examples=60, deadline=None)
@given(made=some_alerts, taken=st.lists(actions, min_size=8, max_size=8), since=st.none() | days)
def test_the_figures_are_those_of_a_slow_count(
    made: list[dict[str, Any]], taken: list[list[Any]], since: date | None
) -> None:
    alerts = [alert(number, **changes) for number, changes in enumerate(made)]
    trails = {one.alert_id: trail_of(one.alert_id, taken[n]) for n, one in enumerate(alerts)}
    notices = (
        [NoticeRecord("2026-0001", day(3), (alerts[0].alert_id,), "", "", "")] if alerts else []
    )
    found = count(alerts, trails, notices, since=since)

    levels = dict.fromkeys(("urgent", "high", "medium", "low"), 0)
    cleared = noticed = received = decided = dismissed = in_time = 0
    lead: list[int] = []
    left: list[int] = []
    outcomes: dict[tuple[str, str], int] = {}
    for one in alerts:
        if since is not None and one.first_seen < since:
            continue
        trail = trails[one.alert_id]
        responses = [each.action for each in trail if each.action in RESPONSES]
        if responses:
            key = (responses[-1], life_of(trail).outcome)
            outcomes[key] = outcomes.get(key, 0) + 1
        if one.assessment.level == "cleared":
            cleared += 1
            continue
        levels[one.assessment.level] += 1
        state = life_of(trail).state
        if state not in ("new", "in_review", "snoozed"):
            decided += 1
            dismissed += state == "dismissed"
        ends = sorted(item.closes for item in one.assessment.windows if item.closes)
        if ends:
            after = [end for end in ends if end >= one.first_seen]
            lead.append(((after or ends[-1:])[0] - one.first_seen).days)
        told = [each.at.date() for each in trail if each.action == "notified"]
        issued = day(3) if one is alerts[0] else (told[0] if told else None)
        if issued is not None:
            noticed += 1
            received += any(each.action == "received" for each in trail)
            if ends:
                after = [end for end in ends if end >= issued]
                left.append(((after or ends[-1:])[0] - issued).days)
                in_time += left[-1] >= 20
    assert found.whole.levels == levels
    assert (found.whole.alerts, found.whole.cleared) == (sum(levels.values()), cleared)
    assert found.whole.noticed == noticed
    assert found.whole.received == Share(received, noticed)
    assert found.whole.false_alarms == Share(dismissed, decided)
    assert found.whole.in_time == Share(in_time, len(left))
    for middle, numbers in ((found.whole.before_close, lead), (found.whole.left_at_notice, left)):
        assert middle.of == len(numbers)
        ordered, half = sorted(numbers), len(numbers) // 2
        if len(numbers) % 2:
            assert middle.value == ordered[half]
        elif numbers:
            assert middle.value == (ordered[half - 1] + ordered[half]) / 2
    assert {(one.option, one.outcome): one.alerts for one in found.outcomes} == outcomes


@settings(max_examples=40, deadline=None)
@given(made=some_alerts, by=st.sampled_from(BYS))
def test_groups_hold_every_alert(made: list[dict[str, Any]], by: By) -> None:
    alerts = [alert(number, **changes) for number, changes in enumerate(made)]
    found = count(alerts, by=by)
    warnings = [one for one in alerts if one.assessment.level != "cleared"]
    assert sum(group.alerts for group in found.groups) == sum(len(keys_of(o, by)) for o in warnings)
    if by not in ("class", "filer"):
        assert sum(group.alerts for group in found.groups) == found.whole.alerts
    backwards = count(alerts[::-1], by=by)
    assert backwards == found


def test_an_alert_counts_in_each_of_its_classes_once() -> None:
    found = count([alert(1, classes=(9, 9, 30)), alert(2)], by="class")
    assert [(one.name, one.alerts) for one in found.groups] == [("", 1), ("09", 1), ("30", 1)]


def test_a_filer_group_is_called_by_the_applicant_of_most_filings() -> None:
    alerts = [
        alert(1, group="g", names=["Zeta Trade GmbH", "Alpha LLC"], brand="luckin"),
        alert(2, group="g", names=["ZETA TRADE GMBH"], brand="gree"),
    ]
    found = count(alerts, by="filer")
    assert [(one.name, one.alerts) for one in found.groups] == [("ZETA TRADE GMBH", 2)]
    assert found.filer_groups == 1


@pytest.mark.parametrize(
    ("ends", "at", "expected"),
    [((), 0, None), ((5, 9), 0, 5), ((5, 9), 6, 9), ((5, 9), 10, 9), ((5,), 5, 5)],
)
def test_the_close_that_comes_next(ends: tuple[int, ...], at: int, expected: int | None) -> None:
    found = closing([window(None), *(window(day(end)) for end in ends)], day(at))
    assert found == (None if expected is None else day(expected))


def test_a_notice_that_was_issued_here_goes_before_what_the_trail_says() -> None:
    one = alert(1, closes=[day(40)])
    trails = {one.alert_id: trail_of(one.alert_id, ["confirmed", "notified"])}
    notices = [NoticeRecord(f"2026-{n}", day(n), (one.alert_id,), "", "", "") for n in (12, 10)]
    assert count([one], trails).whole.left_at_notice.value == 38
    assert count([one], trails, notices).whole.left_at_notice.value == 30
    assert count([one], trails, notices).whole.in_time == Share(1, 1)
    assert IN_TIME_DAYS == 20


def test_what_was_missed_counts_by_why_in_the_period() -> None:
    reasons: tuple[Missed, ...] = ("below", "no-relation", "below")
    reported = [
        ReportedFiling("b", "EM", str(n), day(n), "desk", "", why, "")
        for n, why in enumerate(reasons)
    ]
    assert count([], reported=reported).missed == {"below": 2, "no-relation": 1}
    assert count([], reported=reported, until=day(0)).missed == {"below": 1}
    assert list(count([], reported=reported).missed) == [
        why for why in MISSED if why in ("below", "no-relation")
    ]


def test_a_market_is_protected_by_a_registered_right_that_holds_there() -> None:
    brands = [Brand("a", ("甲",), markets=("DE", "TH", "US")), Brand("b", ("乙",), markets=("TH",))]
    rights = [
        Right("a", "EM", "1", status="registered"),
        Right("a", "US", "2", status="filed"),
        Right("b", "TH", "3", status="registered"),
    ]
    found = statistics_of([], {}, [], [], brands, rights, as_of=DAY)
    assert found.protected == Share(2, 4)
