"""Issuing: which alerts, which number, once, and what the trail says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from squatwatch.alerts.kept import lives_of
from squatwatch.alerts.run import Coverage
from squatwatch.errors import DataError
from squatwatch.model import Brand, Decision, State
from squatwatch.notices import Asked, Prepared, evidence_bundle, issue, prepare
from squatwatch.report.notice import Issuer
from squatwatch.scan import coverage
from squatwatch.store import Store
from tests.kept_samples import alert_of, kept_store
from tests.report.samples import AS_OF

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
ISSUER = Issuer("示范分中心", "Demonstration Centre", "GD")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with alerts, of which two of one filer group are confirmed."""
    with kept_store(tmp_path) as opened:
        for office in ("EM", "DE"):
            decide(opened, office, "confirmed")
        yield opened


def decide(store: Store, office: str, action: State, hours: int = -3, who: str = "first") -> None:
    at = NOON + timedelta(hours=hours)
    store.put_decisions([Decision(alert_of(store, office), at, who, action, why="seen")])


def asked(store: Store, *offices: str, **given: object) -> Asked:
    ids = tuple(alert_of(store, office) for office in offices)
    made = Asked(ids, "", "", ISSUER, None, NOON, "desk")
    return replace(made, **given)  # type: ignore[arg-type]


def prepared(store: Store, *offices: str, **given: object) -> Prepared:
    def covered(brands: Sequence[Brand], day: date) -> Coverage:
        return coverage(store, brands, store.forms(), day)

    return prepare(store, asked(store, *offices, **given), covered=covered)


def state(store: Store, office: str) -> str:
    alert_id = alert_of(store, office)
    lives = lives_of(store, [alert_id])
    return lives[alert_id].state if alert_id in lives else "new"


def group_of(store: Store) -> str:
    groups = store.alerts()["filer_group"]
    return str(groups.filter(groups != "")[0])


def test_a_notice_takes_the_next_number_and_its_alerts_are_notified(store: Store) -> None:
    first = prepared(store, "EM")
    assert (first.notice.number, first.notice.as_of) == ("GD-2026-0001", AS_OF)
    assert state(store, "EM") == "confirmed"
    record = issue(store, first)
    assert store.notices() == (record,)
    assert state(store, "EM") == "notified"
    last = store.decisions([alert_of(store, "EM")])[-1]
    assert (last.who, last.at, last.value) == ("desk", NOON, "GD-2026-0001")
    second = issue(store, prepared(store, "DE"))
    assert second.number == "GD-2026-0002"


def test_asked_again_it_is_the_same_notice(store: Store) -> None:
    record = issue(store, prepared(store, "EM"))
    later = prepared(store, "EM", at=NOON + timedelta(days=40))
    assert later.notice == prepared(store, "EM").notice
    assert (later.earlier, later.decisions) == (record, ())
    assert issue(store, later) == record
    assert store.notices() == (record,)
    assert len(store.decisions([alert_of(store, "EM")])) == 2


def test_another_day_asked_for_shows_that_the_words_differ(store: Store) -> None:
    record = issue(store, prepared(store, "EM"))
    later = issue(store, prepared(store, "EM", as_of=date(2026, 1, 20)))
    assert later.number == record.number
    assert later.digest != record.digest
    assert store.notices() == (record,)


def test_one_that_was_confirmed_anew_gets_a_notice_of_its_own(store: Store) -> None:
    issue(store, prepared(store, "EM"))
    for hours, action in enumerate(("in_review", "confirmed"), start=1):
        decide(store, "EM", action, hours)  # type: ignore[arg-type]
    again = issue(store, prepared(store, "EM", at=NOON + timedelta(hours=5)))
    assert again.number == "GD-2026-0002"
    assert state(store, "EM") == "notified"


def test_another_addressee_gets_a_notice_of_its_own(store: Store) -> None:
    issue(store, prepared(store, "EM"))
    to_another = prepared(store, "EM", to="某行业协会")
    assert to_another.decisions == ()
    assert issue(store, to_another).number == "GD-2026-0002"
    assert prepared(store, "EM").notice.number == "GD-2026-0001"


@pytest.mark.parametrize("action", ["in_review", "dismissed", "monitor"])
def test_one_that_is_not_confirmed_is_refused(store: Store, action: State) -> None:
    decide(store, "KR", action)
    with pytest.raises(DataError, match=f"the alert is {action}, not confirmed"):
        prepared(store, "KR")
    assert store.notices() == ()


def test_a_draft_needs_no_decision_and_takes_no_number(store: Store) -> None:
    draft = prepared(store, "KR", is_draft=True)
    assert (draft.notice.number, draft.decisions, draft.earlier) == ("", (), None)
    assert draft.notice.alerts[0].state == "new"
    assert prepared(store, "EM").notice.number == "GD-2026-0001"


def test_a_second_reader_has_to_agree_where_one_is_asked_for(store: Store) -> None:
    with pytest.raises(DataError, match="a second reader has to agree"):
        prepared(store, "EM", second_reader=True)
    alert_id = alert_of(store, "EM")
    store.put_decisions([Decision(alert_id, NOON - timedelta(hours=1), "second", "seconded")])
    assert issue(store, prepared(store, "EM", second_reader=True)).number == "GD-2026-0001"


def test_alerts_of_several_owners_need_an_addressee(store: Store) -> None:
    with pytest.raises(DataError, match="concern 2 owners"):
        prepared(store, "EM", "DE")
    assert prepared(store, "EM", "DE", to="某行业协会").notice.addressee.zh == "某行业协会"


def test_an_owner_is_not_told_what_else_is_watched(store: Store) -> None:
    notice = prepared(store, "EM").notice
    told = [item for item in notice.alerts[0].assessment.evidence if "brands" in item.values]
    assert [item.code for item in told] == ["filer.several-brands"]
    assert "gree" not in told[0].text_zh + told[0].text_en
    assert told[0].values["brands"] == ["…"]


# A group -----------------------------------------------------------------------------------------


def test_a_group_is_told_of_as_far_as_it_was_confirmed(store: Store) -> None:
    found = prepared(store, group=group_of(store)).notice
    assert found.about_group
    assert found.group is not None
    assert found.group.alerts == found.alerts
    assert [one.assessment.filing.office for one in found.alerts] == ["EM", "DE"]
    record = issue(store, prepared(store, group=group_of(store).lower()))
    assert (record.number, record.filer_group) == ("GD-2026-0001", group_of(store))
    assert {state(store, "EM"), state(store, "DE")} == {"notified"}
    assert prepared(store, group=group_of(store)).earlier == record


def test_a_group_of_one_confirmed_brand_is_none(store: Store) -> None:
    decide(store, "DE", "in_review", hours=-1)
    with pytest.raises(DataError, match="alerts on 1 brands are confirmed"):
        prepared(store, group=group_of(store))
    draft = prepared(store, group=group_of(store), is_draft=True)
    assert (len(draft.notice.alerts), draft.left_out) == (2, 0)


def test_what_was_dismissed_stands_in_no_annex(store: Store) -> None:
    decide(store, "DE", "dismissed", hours=-1)
    assert prepared(store, "EM").notice.group is None
    with pytest.raises(DataError, match="filer group"):
        prepared(store, group=group_of(store), is_draft=True)


def test_a_group_that_is_none_is_named(store: Store) -> None:
    with pytest.raises(DataError, match="no filer group F00 among the alerts"):
        prepared(store, group="F00")


def test_the_evidence_is_that_of_the_notice(store: Store) -> None:
    notice = prepared(store, "EM").notice
    data = evidence_bundle(store, notice, ("md",))
    assert data == evidence_bundle(store, notice, ("md",))
    assert b"GD-2026-0001.zh.md" in data
