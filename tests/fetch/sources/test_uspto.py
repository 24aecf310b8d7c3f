"""The Open Data Portal."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from squatwatch.errors import ConfigError
from squatwatch.fetch.errors import ExhaustedError, RefusedError, WrongContentError
from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.sources.uspto import ANNUAL, DAILY, Uspto, day_of
from squatwatch.fetch.waiting import Patience
from tests.fetch.server import WEB_PAGE, Answer, Server, json_answer, leading_to, serving, zipped
from tests.fetch.sources.samples import KEY, environment, errors, fetched, names

FILE = zipped(size=2000)


@pytest.fixture
def source(office: Server) -> Uspto:
    return Uspto(environment(office))


def listed(*files: str, size: object = len(FILE), **more: Any) -> Answer:
    """The list of a product in the shape that the portal had in 2026."""
    bag = [
        {"fileName": name, "fileSize": size, "fileDownloadURI": "https://elsewhere.example/x"}
        for name in files
    ]
    product = {"productIdentifier": DAILY, "productFileBag": {"count": 1, "fileDataBag": bag}}
    return json_answer({"count": 1, "bulkDataProductBag": [{**product, **more}]})


def offering(office: Server, storage: Server, product: str, *files: str) -> None:
    """Lists files, and leads from each to a signed address that refuses the key."""

    def signed(asked: Any) -> Answer:
        return Answer(400) if "x-api-key" in asked.headers else serving(FILE)(asked)

    office.on(f"/{product}", listed(*files))
    for name in files:
        office.on(f"/files/{product}/{name}", leading_to(f"{storage.address}/{name}?signature=s"))
        storage.on(f"/{name}", signed)


def test_daily_files_of_the_days_that_are_wanted(
    source: Uspto, office: Server, storage: Server, inbox: Inbox, patience: Patience
) -> None:
    files = [f"apc2611{day:02}.zip" for day in (18, 19, 20, 21)]
    offering(office, storage, DAILY, *files, "Trademark-Documentation.zip", "apc261132.zip")
    since, until = date(2026, 11, 19), date(2026, 11, 20)
    report = fetched(source, inbox, patience, since=since, until=until)
    assert names(report) == files[1:3]
    assert report.notes == ()
    assert all(asked.headers["x-api-key"] == KEY for asked in office.asked)
    assert KEY not in str(storage.asked)
    [first, _] = inbox.ledger.of("uspto")
    assert first.address == f"{office.address}/files/{DAILY}/{files[1]}"
    assert (first.day, first.bytes, first.fetched) == ("2026-11-19", len(FILE), "2026-11-22")
    again = fetched(source, inbox, patience, since=since, until=until)
    assert (names(again), again.there) == ([], 2)
    assert len(storage.asked) == 2


def test_a_file_issued_anew_is_fetched_again(
    source: Uspto, office: Server, storage: Server, inbox: Inbox, patience: Patience
) -> None:
    offering(office, storage, DAILY, "apc261120.zip")
    fetched(source, inbox, patience)
    anew = zipped(seed=9, size=2500)
    office.on(f"/{DAILY}", listed("apc261120.zip", size=len(anew)))
    storage.on("/apc261120.zip", serving(anew))
    assert names(fetched(source, inbox, patience)) == ["apc261120.zip"]
    assert (inbox.folder / "apc261120.zip").read_bytes() == anew
    assert fetched(source, inbox, patience).there == 1


def test_with_annual_the_latest_edition_and_the_days_behind_it(
    source: Uspto, office: Server, storage: Server, inbox: Inbox, patience: Patience
) -> None:
    old = [f"apc18840407-20241231-{part:02}.zip" for part in (1, 2)]
    new = [f"apc18840407-20251231-{part:02}.zip" for part in (1, 2, 3)]
    offering(office, storage, ANNUAL, *new, *old)
    offering(office, storage, DAILY, "apc260101.zip", "apc260102.zip")
    report = fetched(source, inbox, patience, annual=True)
    assert names(report) == [*new, "apc260101.zip", "apc260102.zip"]
    assert report.notes == ()


def test_days_before_the_daily_files_begin_are_told(
    source: Uspto, office: Server, storage: Server, inbox: Inbox, patience: Patience
) -> None:
    offering(office, storage, DAILY, "apc260101.zip")
    report = fetched(source, inbox, patience, since=date(2025, 12, 1))
    [note] = report.notes
    assert note.startswith("the daily files begin on 2026-01-01; what came from 2025-12-01 on")


def test_a_wrong_path_is_told_for_a_web_page(
    source: Uspto, office: Server, storage: Server, inbox: Inbox, patience: Patience
) -> None:
    with pytest.raises(WrongContentError, match="the answer is a web page, not data"):
        fetched(source, inbox, patience)
    offering(office, storage, DAILY, "apc261119.zip", "apc261120.zip")
    office.on(f"/files/{DAILY}/apc261119.zip", Answer(body=WEB_PAGE))
    report = fetched(source, inbox, patience)
    assert names(report) == ["apc261120.zip"]
    assert "apc261119.zip: the answer is a web page, not data" in errors(report)[0]


@pytest.mark.parametrize(
    "answer",
    [json_answer({}), json_answer({"fileName": 3}), listed("readme.pdf", "apc26112.zip"),
     listed("../apc261120.zip"), listed("apc２61120.zip")],
)  # fmt: skip
def test_a_list_without_files_is_a_change_of_the_portal(
    source: Uspto, office: Server, inbox: Inbox, patience: Patience, answer: Answer
) -> None:
    office.on(f"/{DAILY}", answer)
    with pytest.raises(WrongContentError, match="the portal has changed"):
        fetched(source, inbox, patience)


@pytest.mark.parametrize("size", [None, "8 KB", 0, -1, 1.5])
def test_a_size_that_is_none_is_not_checked(
    source: Uspto, office: Server, storage: Server, inbox: Inbox, patience: Patience, size: object
) -> None:
    offering(office, storage, DAILY, "apc261120.zip")
    office.on(f"/{DAILY}", listed("apc261120.zip", size=size))
    assert names(fetched(source, inbox, patience)) == ["apc261120.zip"]


def test_a_refused_key_is_told_without_the_key(
    source: Uspto, office: Server, inbox: Inbox, patience: Patience
) -> None:
    office.unknown = lambda asked: Answer(403, json.dumps({"message": KEY}).encode())
    with pytest.raises(RefusedError, match="check SQUATWATCH_USPTO_KEY") as caught:
        fetched(source, inbox, patience)
    assert KEY not in str(caught.value)


def test_a_quota_that_is_used_up_is_not_waited_for(
    source: Uspto, office: Server, inbox: Inbox, patience: Patience
) -> None:
    office.unknown = lambda asked: Answer(429, headers={"Retry-After": "604800"})
    with pytest.raises(ExhaustedError, match="asks to wait 604,800 seconds"):
        fetched(source, inbox, patience)
    assert len(office.asked) == 1


@pytest.mark.parametrize("key", ["", "  ", "two words", "umläut", "line\nbreak", "\x00"])
def test_a_key_that_cannot_be_sent_is_refused_and_not_shown(office: Server, key: str) -> None:
    with pytest.raises(ConfigError, match="SQUATWATCH_USPTO_KEY") as caught:
        Uspto({**environment(office), "SQUATWATCH_USPTO_KEY": key})
    assert not key.strip() or key not in str(caught.value)


def test_requests_keep_the_distance_that_the_portal_wants(
    source: Uspto,
    office: Server,
    storage: Server,
    inbox: Inbox,
    patience: Patience,
    time: Any,
) -> None:
    offering(office, storage, DAILY, "apc261119.zip", "apc261120.zip")
    fetched(source, inbox, patience)
    assert time.slept == [2.0, 2.0]


@pytest.mark.parametrize(
    ("product", "name", "day"),
    [
        (DAILY, "apc240925.zip", date(2024, 9, 25)),
        (DAILY, "apc240230.zip", None),
        (DAILY, "apc18840407-20241231-07.zip", None),
        (ANNUAL, "apc18840407-20241231-107.zip", date(2024, 12, 31)),
        (ANNUAL, "apc240925.zip", None),
        (DAILY, "APC240925.zip", None),
        (DAILY, "apc240925.zip.exe", None),
    ],
)
def test_the_day_of_a_file_is_in_its_name(product: str, name: str, day: date | None) -> None:
    assert day_of(product, name) == day
