"""The search API, by number."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from squatwatch.errors import ConfigError
from squatwatch.fetch.errors import RefusedError
from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.sources.euipo import Euipo
from squatwatch.fetch.waiting import Patience
from squatwatch.offices import read_filings
from tests.fetch.conftest import TODAY
from tests.fetch.server import WEB_PAGE, Answer, Asked, Server, json_answer
from tests.fetch.sources.samples import KEY, SECRET, environment, errors, fetched, names

TOKEN = "t0ken-of-a-test"  # noqa: S105 - made up
NUMBERS = ("018000001", "018000002", "W00843427A")


class Api:
    """The API as its contract has it: token, client id, records, problems."""

    def __init__(self, office: Server) -> None:
        self.office = office
        self.token = TOKEN
        office.on("/token", self.give_token)
        office.unknown = self.record

    def give_token(self, asked: Asked) -> Answer:
        expected = {
            "grant_type": "client_credentials",
            "client_id": KEY,
            "client_secret": SECRET,
            "scope": "uid",
        }
        if asked.method != "POST" or asked.form != expected:
            return json_answer({"error": "invalid_client"}, 401)
        return json_answer({"access_token": self.token, "expires_in": 28_800})

    def record(self, asked: Asked) -> Answer:
        right = (f"Bearer {self.token}", KEY)
        if (asked.headers.get("authorization"), asked.headers.get("x-ibm-client-id")) != right:
            return json_answer({"title": "Unauthorized", "status": 401}, 401)
        number = asked.path.removeprefix("/trademarks/")
        if number not in NUMBERS:
            return json_answer({"title": "Not found", "status": 404}, 404)
        return json_answer(record(number))


def record(number: str) -> dict[str, Any]:
    return {
        "applicationNumber": number,
        "applicationLanguage": "en",
        "markFeature": "WORD",
        "wordMarkSpecification": {"verbalElement": f"EXAMPLE {number}"},
        "goodsAndServices": [{"classNumber": 9, "description": []}],
        "status": "APPLICATION_PUBLISHED",
        "statusDate": "2026-11-01",
    }


@pytest.fixture
def api(office: Server) -> Api:
    return Api(office)


@pytest.fixture
def source(office: Server) -> Euipo:
    return Euipo(environment(office))


def in_inbox(inbox: Inbox) -> list[str]:
    """The numbers in the files of the inbox, as the reader finds them."""
    files = sorted(inbox.folder.iterdir())
    batches = [batch for file in files for batch in read_filings(file)]
    assert not any(batch.set_aside or batch.notes for batch in batches)
    return [one for batch in batches for one in batch.filings["application_number"]]


def left_over(inbox: Inbox) -> set[str]:
    return {file.name for file in inbox.working.iterdir()} - {"lock", "fetched.jsonl"}


def test_records_come_as_one_exchange_file(
    source: Euipo, api: Api, inbox: Inbox, patience: Patience
) -> None:
    report = fetched(source, inbox, patience, numbers=(*NUMBERS, NUMBERS[0]))
    assert names(report) == list(NUMBERS)
    assert in_inbox(inbox) == sorted(NUMBERS)
    [file] = inbox.folder.iterdir()
    assert file.name.startswith("euipo-2026-11-22-")
    assert {row.file for row in inbox.ledger.of("euipo")} == {file.name}
    assert left_over(inbox) == set()
    assert [asked.path for asked in api.office.asked if asked.method == "POST"] == ["/token"]
    assert SECRET not in str([asked for asked in api.office.asked if asked.method == "GET"])


def test_a_record_is_fetched_once_a_day(
    source: Euipo, api: Api, inbox: Inbox, patience: Patience
) -> None:
    fetched(source, inbox, patience, numbers=NUMBERS)
    asked = len(api.office.asked)
    again = fetched(source, inbox, patience, numbers=NUMBERS)
    assert (again.there, len(api.office.asked)) == (3, asked)
    tomorrow = TODAY + timedelta(days=1)
    assert len(names(fetched(source, inbox, patience, numbers=NUMBERS, today=tomorrow))) == 3


def test_a_number_that_is_not_there_does_not_keep_the_others(
    source: Euipo, api: Api, inbox: Inbox, patience: Patience
) -> None:
    api.office.on("/trademarks/018000009", Answer(body=WEB_PAGE))
    api.office.on("/trademarks/018000010", json_answer(record("018000011")))
    wanted = ("018000008", *NUMBERS, "018000009", "018000010")
    report = fetched(source, inbox, patience, numbers=wanted)
    assert names(report) == list(NUMBERS)
    assert in_inbox(inbox) == sorted(NUMBERS)
    told = errors(report)
    assert "/trademarks/018000008: is not there" in told[0]
    assert "a web page, not data" in told[1]
    assert told[2] == "018000010: the answer is of another number"


def test_a_token_that_runs_out_is_renewed(
    source: Euipo, api: Api, inbox: Inbox, patience: Patience
) -> None:
    def change(asked: Asked) -> Answer:
        api.token = "another"  # noqa: S105 - made up
        return api.record(asked)

    api.office.on("/trademarks/018000002", change, api.record)
    report = fetched(source, inbox, patience, numbers=NUMBERS)
    assert names(report) == list(NUMBERS)
    assert len(api.office.requests("/token")) == 2


def test_what_came_before_the_office_went_away_lands_and_the_rest_another_time(
    source: Euipo, api: Api, inbox: Inbox, patience: Patience
) -> None:
    more = tuple(f"01900000{at}" for at in range(5))
    for number in more:
        api.office.on(f"/trademarks/{number}", Answer(503))
    report = fetched(source, inbox, patience, numbers=(NUMBERS[0], *more, *NUMBERS[1:]))
    assert names(report) == [NUMBERS[0]]
    assert report.left == 4
    assert "3 records in a row" in str(report.stopped)
    assert in_inbox(inbox) == [NUMBERS[0]]
    rest = fetched(source, inbox, patience, numbers=NUMBERS)
    assert (names(rest), rest.there) == (list(NUMBERS[1:]), 1)
    assert sorted(in_inbox(inbox)) == sorted(NUMBERS)


def test_answers_of_a_killed_run_are_not_asked_for_again(
    source: Euipo, api: Api, inbox: Inbox, patience: Patience
) -> None:
    inbox.working.mkdir()
    kept = {"number": NUMBERS[0], "answer": record(NUMBERS[0])}
    torn = json.dumps(kept) + "\n" + json.dumps(kept)[:40]
    (inbox.working / "euipo-2026-11-22.answers.jsonl").write_text(torn, encoding="utf-8")
    (inbox.working / "euipo-2026-11-21.answers.jsonl").write_text(torn, encoding="utf-8")
    (inbox.working / "euipo-2026-11-22-0123.jsonl.part").touch()
    report = fetched(source, inbox, patience, numbers=NUMBERS)
    assert names(report) == list(NUMBERS)
    assert not api.office.requests(f"/trademarks/{NUMBERS[0]}")
    assert in_inbox(inbox) == sorted(NUMBERS)
    assert left_over(inbox) == set()


def test_wrong_credentials_are_told_without_them(
    api: Api, office: Server, inbox: Inbox, patience: Patience
) -> None:
    wrong = Euipo({**environment(office), "SQUATWATCH_EUIPO_SECRET": "wr0ng"})
    report = fetched(wrong, inbox, patience, numbers=NUMBERS)
    [told] = errors(report)
    assert isinstance(report.stopped, RefusedError)
    assert "check SQUATWATCH_EUIPO_ID and SQUATWATCH_EUIPO_SECRET" in told
    assert not {KEY, "wr0ng"} & set(told.split())


@pytest.mark.parametrize("token", [None, 3, "", "two\nlines", "umläut"])
def test_a_token_that_is_none_is_told(
    source: Euipo, api: Api, inbox: Inbox, patience: Patience, token: object
) -> None:
    api.office.on("/token", json_answer({"access_token": token}))
    [told] = errors(fetched(source, inbox, patience, numbers=NUMBERS))
    assert told.startswith("the EUIPO gave no token")


@pytest.mark.parametrize("missing", ["SQUATWATCH_EUIPO_ID", "SQUATWATCH_EUIPO_SECRET"])
def test_both_keys_are_needed(office: Server, missing: str) -> None:
    with pytest.raises(ConfigError, match=f"{missing} is not set"):
        Euipo({**environment(office), missing: ""})
