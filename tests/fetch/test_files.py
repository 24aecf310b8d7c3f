"""Files one after the other: what is there, what fails, when to stop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from squatwatch.fetch.errors import StoppedError
from squatwatch.fetch.files import has_file, take_files
from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.source import Offer, Outcome
from tests.fetch.conftest import TODAY, MakeJob
from tests.fetch.server import Answer, Server, serving, zipped

DATA = zipped(size=2000)


def offers(office: Server, count: int) -> list[Offer]:
    day = date(2026, 11, 1)
    return [
        Offer(f"{at}.zip", f"{office.address}/{at}.zip", day + timedelta(days=at), len(DATA))
        for at in range(count)
    ]


def states(outcomes: list[Outcome]) -> list[str]:
    return [outcome.state for outcome in outcomes]


def test_one_that_fails_does_not_keep_the_others(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    for at in (0, 3):
        office.on(f"/{at}.zip", serving(DATA))
    office.on("/1.zip", Answer(404))
    office.on("/2.zip", Answer(503))
    wanted = offers(office, 5)
    working = job(office.address)
    found = list(take_files("some", wanted, working))
    assert states(found) == ["fetched", "failed", "failed", "fetched", "failed"]
    assert sorted(file.name for file in inbox.folder.iterdir()) == ["0.zip", "3.zip"]
    assert [row.name for row in inbox.ledger.of("some")] == ["0.zip", "3.zip"]
    assert "web page" in str(found[4].error)


def test_one_that_is_late_is_no_failure(office: Server, job: MakeJob) -> None:
    office.unknown = lambda asked: Answer(404)
    wanted = offers(office, 2)

    def late(offer: Offer, today: date) -> bool:
        assert today == TODAY
        return offer.name == "1.zip"

    found = list(take_files("some", wanted, job(office.address), late=late))
    assert states(found) == ["failed", "not-yet"]
    assert found[1].error is None


def test_an_office_that_is_away_is_not_asked_for_everything(office: Server, job: MakeJob) -> None:
    office.unknown = lambda asked: Answer(503)
    outcomes = []
    with pytest.raises(StoppedError, match="3 files in a row could not be fetched"):
        for outcome in take_files("some", offers(office, 9), job(office.address)):
            outcomes.append(outcome)
    assert states(outcomes) == ["failed"] * 3


def test_a_refused_key_stops_at_once(office: Server, job: MakeJob) -> None:
    office.unknown = lambda asked: Answer(403)
    with pytest.raises(StoppedError, match="refuses access"):
        list(take_files("some", offers(office, 9), job(office.address)))
    assert len(office.asked) == 1


def test_a_file_is_there_by_the_ledger_or_the_inbox_unless_issued_anew(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    [wanted] = offers(office, 1)
    office.on("/0.zip", serving(DATA))
    assert not has_file("some", wanted, inbox)
    list(take_files("some", [wanted], job(office.address)))
    assert has_file("some", wanted, inbox)
    (inbox.folder / "0.zip").unlink()  # the sweep's user has put it away
    assert has_file("some", wanted, inbox)
    assert has_file("some", Offer(wanted.name, wanted.address, wanted.day), inbox)
    anew = Offer(wanted.name, wanted.address, wanted.day, len(DATA) + 1)
    assert not has_file("some", anew, inbox)
    assert not has_file("other", wanted, inbox)
    (inbox.folder / "0.zip").write_bytes(DATA)  # put there by hand
    assert has_file("other", wanted, inbox)


def test_no_more_requests_than_the_office_allows_in_a_year(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    office.on("/0.zip", Answer(503))
    working, wanted = job(office.address), offers(office, 1)
    for _ in range(4):
        [outcome] = take_files("some", wanted, working, a_year=20)
        assert outcome.state == "failed"
    assert len(office.asked) == 20
    assert "0.zip: has been asked for 20 times within a year" in str(outcome.error)
    office.on("/0.zip", serving(DATA))
    [outcome] = take_files("some", wanted, working, a_year=20)
    assert outcome.state == "failed"
    assert len(office.asked) == 20
