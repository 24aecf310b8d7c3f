"""One file, through everything that can go wrong on the way."""

from __future__ import annotations

import hashlib
import threading
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.errors import DataError, SquatwatchError
from squatwatch.fetch.download import download
from squatwatch.fetch.errors import (
    ExhaustedError,
    NotThereError,
    RefusedError,
    StoppedError,
    WrongContentError,
)
from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.source import Job, Offer
from squatwatch.fetch.telling import Silence
from squatwatch.fetch.waiting import Patience
from squatwatch.fetch.wire import Wire
from tests.fetch.conftest import TIMEOUT, TODAY, MakeJob, Time
from tests.fetch.server import (
    WEB_PAGE,
    Answer,
    Asked,
    Behaviour,
    Server,
    leading_to,
    serving,
    zipped,
)

DATA = zipped(1)
OTHER = zipped(2)
PATH = "/a.zip"


def offer(office: Server, size: int | None = len(DATA)) -> Offer:
    return Offer("a.zip", office.address + PATH, date(2026, 11, 20), size)


def in_inbox(inbox: Inbox) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in inbox.folder.iterdir()}


def left_over(inbox: Inbox) -> list[str]:
    return sorted(file.name for file in inbox.working.iterdir() if file.name != "lock")


@pytest.mark.parametrize("size", [len(DATA), None])
def test_a_file_lands_whole_with_its_digest(
    office: Server, job: MakeJob, inbox: Inbox, size: int | None
) -> None:
    office.on(PATH, serving(DATA))
    landed = download(offer(office, size), job(office.address))
    assert (landed.bytes, landed.sha256) == (len(DATA), hashlib.sha256(DATA).hexdigest())
    assert in_inbox(inbox) == {"a.zip": DATA}
    assert left_over(inbox) == []


def ranges(office: Server) -> list[str | None]:
    return [asked.headers.get("range") for asked in office.requests(PATH)]


def test_a_connection_that_breaks_is_gone_on_with(
    office: Server, job: MakeJob, inbox: Inbox, time: Time
) -> None:
    office.on(PATH, serving(DATA, sent=70_000), serving(DATA, sent=50_000), serving(DATA))
    download(offer(office), job(office.address))
    assert in_inbox(inbox) == {"a.zip": DATA}
    assert ranges(office) == [None, "bytes=70000-", "bytes=120000-"]
    assert [asked.headers.get("if-range") for asked in office.asked] == [None, '"one"', '"one"']
    assert len(time.slept) == 2


def test_a_later_run_goes_on_where_the_earlier_gave_up(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    office.on(PATH, serving(DATA, sent=70_000), Answer(503))
    working = job(office.address)
    with pytest.raises(ExhaustedError):
        download(offer(office), working)
    assert in_inbox(inbox) == {}
    assert left_over(inbox) == ["a.zip.part", "a.zip.part.json"]
    office.on(PATH, serving(DATA))
    download(offer(office), working)
    assert ranges(office)[-1] == "bytes=70000-"
    assert in_inbox(inbox) == {"a.zip": DATA}


def without_ranges(body: bytes, sent: int | None = None) -> Behaviour:
    return lambda asked: Answer(body=body, headers={"ETag": '"one"'}, sent=sent)


def test_a_server_that_ignores_ranges_begins_again(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    office.on(PATH, without_ranges(DATA, 70_000), without_ranges(DATA))
    download(offer(office), job(office.address))
    assert ranges(office) == [None, "bytes=70000-"]
    assert in_inbox(inbox) == {"a.zip": DATA}


def test_a_file_that_has_changed_between_parts_begins_again(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    office.on(PATH, serving(DATA, sent=70_000), serving(OTHER, '"two"'))
    download(offer(office, None), job(office.address))
    assert in_inbox(inbox) == {"a.zip": OTHER}


def blind_to_if_range(body: bytes, etag: str) -> Behaviour:
    """Gives the range asked for whether the file has changed or not."""

    def answer(asked: Asked) -> Answer:
        return serving(body, etag)(
            Asked(asked.method, asked.path, {**asked.headers, "if-range": etag}, {})
        )

    return answer


def test_even_from_a_server_that_gives_the_rest_of_another_file(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    office.on(PATH, serving(DATA, sent=70_000), blind_to_if_range(OTHER, '"two"'))
    download(offer(office, None), job(office.address))
    assert ranges(office) == [None, "bytes=70000-", None]
    assert in_inbox(inbox) == {"a.zip": OTHER}


def test_a_part_that_begins_elsewhere_than_asked_begins_again(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    shifted = Answer(206, DATA[60_000:], {"ETag": '"one"', "Content-Range": "bytes 60000-9/9"})
    office.on(PATH, serving(DATA, sent=70_000), shifted, serving(DATA))
    download(offer(office), job(office.address))
    assert ranges(office) == [None, "bytes=70000-", None]
    assert in_inbox(inbox) == {"a.zip": DATA}


@pytest.mark.parametrize(
    "headers",
    [{}, {"ETag": 'W/"weak"'}],
    ids=["no validator", "a weak validator"],
)
def test_without_a_validator_that_serves_nothing_is_put_together(
    office: Server, job: MakeJob, inbox: Inbox, headers: dict[str, str]
) -> None:
    office.on(PATH, Answer(body=DATA, headers=headers, sent=70_000), serving(DATA))
    download(offer(office), job(office.address))
    assert ranges(office) == [None, None]
    assert in_inbox(inbox) == {"a.zip": DATA}


def test_the_date_of_change_serves_as_well(office: Server, job: MakeJob, inbox: Inbox) -> None:
    changed = {"Last-Modified": "Fri, 20 Nov 2026 10:00:00 GMT"}
    rest = {**changed, "Content-Range": f"bytes 70000-{len(DATA) - 1}/{len(DATA)}"}
    office.on(PATH, Answer(200, DATA, changed, sent=70_000), Answer(206, DATA[70_000:], rest))
    download(offer(office), job(office.address))
    assert office.asked[1].headers["if-range"] == changed["Last-Modified"]
    assert in_inbox(inbox) == {"a.zip": DATA}


def test_a_busy_office_is_asked_again_when_it_says(
    office: Server, job: MakeJob, inbox: Inbox, time: Time
) -> None:
    office.on(PATH, Answer(429, headers={"Retry-After": "17"}), serving(DATA))
    download(offer(office), job(office.address))
    assert time.slept == [17]
    assert in_inbox(inbox) == {"a.zip": DATA}


def test_three_times_unavailable_then_fine(
    office: Server, job: MakeJob, inbox: Inbox, time: Time
) -> None:
    office.on(PATH, Answer(503), Answer(503), Answer(503), serving(DATA))
    download(offer(office), job(office.address))
    assert len(time.slept) == 3
    assert in_inbox(inbox) == {"a.zip": DATA}


def test_unavailable_for_ever_is_given_up(office: Server, job: MakeJob, inbox: Inbox) -> None:
    office.on(PATH, Answer(503))
    with pytest.raises(ExhaustedError, match=r"a\.zip: 127\.0\.0\.1 answers 503, 6 times; try"):
        download(offer(office), job(office.address))
    assert in_inbox(inbox) == {}
    assert len(office.asked) == 6


def test_a_server_that_falls_silent_in_the_middle_is_asked_again(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    over = threading.Event()
    silent = Answer(body=DATA, headers={"ETag": '"one"'}, sent=70_000, held=over)
    office.on(PATH, silent, serving(DATA))
    download(offer(office), job(office.address))
    over.set()
    assert ranges(office) == [None, "bytes=70000-"]
    assert in_inbox(inbox) == {"a.zip": DATA}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Answer(body=WEB_PAGE), "the answer is a web page, not data"),
        (Answer(body=b"<?xml version='1.0'?><a/>"), "what came is no zip"),
        (Answer(body=b""), "0 bytes came, not 200"),
        (Answer(body=DATA[:-100]), "bytes, not 200"),
        (Answer(body=DATA + b"more"), "bytes, not 200"),
        (Answer(body=DATA + b"more", says_length=False), "more than 200"),
        (Answer(body=DATA[:-40] + b"x" * 40), "the zip that came is damaged or not whole"),
        (Answer(body=DATA[:99] + b"xyz" + DATA[102:]), "the zip that came is damaged"),
    ],
    ids=["web page", "no zip", "empty", "short", "long", "long unsaid", "end", "middle"],
)
def test_what_is_not_the_file_never_lands(
    office: Server, job: MakeJob, inbox: Inbox, answer: Answer, told: str
) -> None:
    office.on(PATH, answer)
    with pytest.raises(WrongContentError, match=r"^a\.zip: ") as caught:
        download(offer(office), job(office.address))
    assert told in str(caught.value)
    assert in_inbox(inbox) == {}
    assert left_over(inbox) == []
    assert len(office.asked) == 1


def test_a_truncated_body_of_no_said_length_or_size_is_found_by_the_zip(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    office.on(PATH, Answer(body=DATA[:-100], says_length=False))
    with pytest.raises(WrongContentError, match="damaged or not whole"):
        download(offer(office, None), job(office.address))
    assert in_inbox(inbox) == {}


def test_one_of_no_said_length_but_a_known_size_is_gone_on_with(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    cut = Answer(body=DATA[:-100], headers={"ETag": '"one"'}, says_length=False)
    office.on(PATH, cut, serving(DATA))
    download(offer(office), job(office.address))
    assert ranges(office) == [None, f"bytes={len(DATA) - 100}-"]
    assert in_inbox(inbox) == {"a.zip": DATA}


@pytest.mark.parametrize("size", [len(DATA), None])
def test_a_part_that_wanted_only_its_place_gets_it(
    office: Server, job: MakeJob, inbox: Inbox, size: int | None
) -> None:
    working = job(office.address)
    inbox.part("a.zip").write_bytes(DATA)
    inbox.part("a.zip").with_name("a.zip.part.json").write_text('{"validator":"\\"one\\""}')
    office.on(PATH, serving(DATA))
    download(offer(office, size), working)
    assert in_inbox(inbox) == {"a.zip": DATA}
    assert len(office.asked) == (0 if size else 1)


@pytest.mark.parametrize("size", [len(DATA), None])
@pytest.mark.parametrize("length", [70_000, len(DATA), len(DATA) + 10])
def test_a_part_that_the_disk_has_spoilt_is_fetched_anew(
    office: Server, job: MakeJob, inbox: Inbox, size: int | None, length: int
) -> None:
    """As after a power cut: the length is right, the bytes are zeros."""
    working = job(office.address)
    inbox.part("a.zip").write_bytes(DATA[:4] + bytes(length - 4))
    inbox.part("a.zip").with_name("a.zip.part.json").write_text('{"validator":"\\"one\\""}')
    office.on(PATH, serving(DATA))
    download(offer(office, size), working)
    assert in_inbox(inbox) == {"a.zip": DATA}


def test_a_refused_key_and_a_missing_file_are_told_at_once(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    working = job(office.address)
    office.on(PATH, Answer(404))
    with pytest.raises(NotThereError):
        download(offer(office), working)
    office.on(PATH, Answer(401))
    with pytest.raises(RefusedError):
        download(offer(office), working)
    assert in_inbox(inbox) == {}
    assert len(office.asked) == 2


def test_every_try_begins_at_the_office_because_signed_addresses_run_out(
    office: Server, storage: Server, job: MakeJob, inbox: Inbox
) -> None:
    to = [leading_to(f"{storage.address}/signed?signature=s{at}") for at in (1, 2, 3)]
    office.on(PATH, *to)
    storage.on("/signed", serving(DATA, sent=70_000), Answer(403), serving(DATA))
    download(offer(office), job(office.address))
    assert [asked.path[-2:] for asked in storage.asked] == ["s1", "s2", "s3"]
    assert in_inbox(inbox) == {"a.zip": DATA}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
def test_a_full_disk_stops_the_run(office: Server, job: MakeJob, inbox: Inbox) -> None:
    working = job(office.address)
    inbox.part("a.zip").symlink_to("/dev/full")
    office.on(PATH, serving(DATA))
    with pytest.raises(StoppedError, match=r"part: cannot be written to \(No space left"):
        download(offer(office), working)
    assert in_inbox(inbox) == {}


def test_a_place_that_is_taken_by_a_folder_stops_the_run(
    office: Server, job: MakeJob, inbox: Inbox
) -> None:
    (inbox.folder / "a.zip").mkdir()
    office.on(PATH, serving(DATA))
    with pytest.raises(StoppedError, match=r"inbox: cannot be written to \(Is a directory\)"):
        download(offer(office), job(office.address))
    assert left_over(inbox) == ["a.zip.part", "a.zip.part.json"]


FAULTS: dict[str, Behaviour] = {
    "busy": lambda asked: Answer(503),
    "slow down": lambda asked: Answer(429, headers={"Retry-After": "1"}),
    "nothing": lambda asked: Answer(body=DATA, headers={"ETag": '"one"'}, sent=0),
    "a little": serving(DATA, sent=1000),
    "half": serving(DATA, sent=len(DATA) // 2),
    "the other file, cut": serving(OTHER, '"two"', sent=90_000),
    "all of the other file's rest": blind_to_if_range(OTHER, '"two"'),
    "no ranges, cut": without_ranges(DATA, 120_000),
    "no such part": lambda asked: Answer(416),
    "an old signed address": lambda asked: Answer(408),
    "a web page": lambda asked: Answer(body=WEB_PAGE),
    "no zip": lambda asked: Answer(body=b"\x1f\x8b" + DATA, headers={"ETag": '"one"'}),
}


@settings(max_examples=60, deadline=None)
@given(faults=st.lists(st.sampled_from(sorted(FAULTS)), max_size=8), said=st.booleans())
def test_whatever_happens_the_inbox_has_a_whole_file_or_none(
    tmp_path_factory: pytest.TempPathFactory, faults: list[str], said: bool
) -> None:
    """Run after run until one succeeds; between them the inbox never has anything half-written."""
    folder = tmp_path_factory.mktemp("any") / "inbox"
    folder.mkdir()
    inbox, time = Inbox(folder), Time()
    patience = Patience(tries=3, sleep=time.sleep, clock=time.clock, random=Random(1))  # noqa: S311
    with Server() as office, inbox.held(), Wire(office.address, patience, timeout=TIMEOUT) as wire:
        job = Job(inbox, wire, patience, Silence(), TODAY)
        office.on(PATH, *(FAULTS[fault] for fault in faults), serving(DATA))
        size = len(DATA) if said and "rest" not in "".join(faults) else None
        for _ in range(20):
            try:
                download(offer(office, size), job)
                break
            except DataError as error:
                assert isinstance(error, SquatwatchError)
                assert in_inbox(inbox) == {}
        assert list(in_inbox(inbox).values()) in ([DATA], [OTHER])
        assert left_over(inbox) == []
