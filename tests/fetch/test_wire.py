"""Requests: the key, redirects, and what each answer means."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from squatwatch.errors import SquatwatchError
from squatwatch.fetch.errors import (
    NotThereError,
    PassingError,
    RefusedError,
    WrongContentError,
)
from squatwatch.fetch.waiting import Patience
from squatwatch.fetch.wire import JSON_LIMIT, MOST_REDIRECTS, Wire
from tests.fetch.conftest import TIMEOUT, Time
from tests.fetch.server import WEB_PAGE, Answer, Server, json_answer, leading_to

KEY = "k3y-of-a-test"


@pytest.fixture
def wire(office: Server, patience: Patience) -> Iterator[Wire]:
    with Wire(office.address, patience, timeout=TIMEOUT) as wire:
        wire.tell_key(office.address, {"x-api-key": KEY}, "SOME_VARIABLE")
        yield wire


def test_the_key_goes_to_the_office_and_never_to_a_signed_address(
    wire: Wire, office: Server, storage: Server
) -> None:
    office.on("/list", leading_to("/moved"))
    office.on("/moved", leading_to(f"{storage.address}/signed?signature=s1"))
    storage.on("/signed", json_answer({"a": 1}))
    assert wire.json(f"{office.address}/list", {"range": "bytes=1-"}) == {"a": 1}
    assert [asked.headers.get("x-api-key") for asked in office.asked] == [KEY, KEY]
    [signed] = storage.asked
    assert KEY not in str(signed)
    assert signed.headers["range"] == "bytes=1-"
    assert signed.path == "/signed?signature=s1"


@pytest.mark.parametrize("target", ["ftp://127.0.0.1/a", "https://127.0.0.1/a", "file:///etc"])
def test_a_redirect_to_another_scheme_is_not_followed(
    wire: Wire, office: Server, target: str
) -> None:
    office.on("/list", leading_to(target))
    with pytest.raises(WrongContentError, match="leads to another scheme"):
        wire.json(f"{office.address}/list")


def test_redirects_without_end_are_not_followed_without_end(wire: Wire, office: Server) -> None:
    office.on("/list", leading_to("/list"))
    with pytest.raises(WrongContentError, match="more than 5 redirects"):
        wire.json(f"{office.address}/list")
    assert len(office.asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("answer", "kind", "told"),
    [
        (Answer(401), RefusedError, "refuses access (it answers 401); check SOME_VARIABLE"),
        (Answer(403), RefusedError, "refuses access (it answers 403); check SOME_VARIABLE"),
        (Answer(404), NotThereError, "is not there (127.0.0.1 answers 404)"),
        (Answer(410), NotThereError, "answers 410"),
        (Answer(400), WrongContentError, "answers 400"),
        (Answer(500), PassingError, "127.0.0.1 answers 500"),
        (Answer(503), PassingError, "127.0.0.1 answers 503"),
        (Answer(body=WEB_PAGE), WrongContentError, "a web page, not data"),
        (Answer(body=b"[1]"), WrongContentError, "no JSON object"),
        (Answer(body=b"{"), WrongContentError, "no JSON object"),
        (Answer(body=b"[" * 100_000), WrongContentError, "no JSON object"),
        (Answer(body=b'{"a": 1}', sent=3), PassingError, "the connection to 127.0.0.1 broke"),
        (Answer(body=b"x" * (JSON_LIMIT + 1)), WrongContentError, "too long"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_every_answer_means_something(
    wire: Wire, office: Server, answer: Answer, kind: type[Exception], told: str
) -> None:
    office.on("/list", answer)
    with pytest.raises(kind) as caught:
        wire.json(f"{office.address}/list?secret=1")
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)
    assert KEY not in str(caught.value)


def test_a_signed_address_that_has_run_out_is_worth_another_try(
    wire: Wire, office: Server, storage: Server
) -> None:
    office.on("/list", leading_to(f"{storage.address}/signed"))
    storage.on("/signed", Answer(403))
    with pytest.raises(PassingError, match="answers 403 to a signed address"):
        wire.json(f"{office.address}/list")


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (429, {}, 5),
        (429, {"Retry-After": "1"}, 5),
        (429, {"Retry-After": "60"}, 60),
        (503, {"Retry-After": "2"}, 2),
        (503, {}, None),
    ],
)
def test_a_busy_office_says_how_long(
    wire: Wire, office: Server, status: int, headers: dict[str, str], wait: float | None
) -> None:
    office.on("/list", Answer(status, headers=headers))
    with pytest.raises(PassingError) as caught:
        wire.json(f"{office.address}/list")
    assert caught.value.wait == wait


def test_an_office_that_says_nothing_times_out(wire: Wire, office: Server) -> None:
    over = threading.Event()
    office.on("/list", Answer(body=b"{}", sent=0, held=over))
    with pytest.raises(PassingError, match="does not answer in time"):
        wire.json(f"{office.address}/list")
    over.set()


def test_an_office_that_is_not_there_cannot_be_reached(patience: Patience) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, and nobody listens
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        told = r"127\.0\.0\.1 cannot be reached"
        with (
            Wire(address, patience, timeout=TIMEOUT) as wire,
            pytest.raises(PassingError, match=told),
        ):
            wire.json(address)


def test_requests_keep_their_distance(office: Server, patience: Patience, time: Time) -> None:
    office.on("/list", json_answer({}))
    with Wire(office.address, patience, spacing=2.0, timeout=TIMEOUT) as wire:
        wire.json(f"{office.address}/list")
        time.now += 0.5
        wire.json(f"{office.address}/list")
        time.now += 3
        wire.json(f"{office.address}/list")
    assert time.slept == [1.5]


def test_a_proxy_of_the_environment_has_no_part_in_what_is_on_this_machine(
    office: Server, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    office.on("/list", json_answer({"a": 1}))
    with Wire(office.address, patience, timeout=TIMEOUT) as wire:
        assert wire.json(f"{office.address}/list") == {"a": 1}


@pytest.mark.parametrize("target", ["http://[::1", "http://a]b", "//:x", "", "http://\x7f/"])
def test_nothing_but_our_errors_comes_out(wire: Wire, office: Server, target: str) -> None:
    office.on("/list", Answer(302, headers={"Location": target}))
    with pytest.raises((SquatwatchError, PassingError)):
        wire.json(f"{office.address}/list")
