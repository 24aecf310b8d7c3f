"""Signs of life to a real server."""

from __future__ import annotations

from squatwatch.config import NotifySettings
from squatwatch.notify.heartbeat import TRIES, ping
from squatwatch.notify.secrets import Secrets
from tests.notify.servers import WebServer


def asked_for(server: WebServer, ok: bool) -> str | None:
    return ping(NotifySettings(ping=f"{server.address}/hunter2"), Secrets(), ok=ok)


def test_a_sweep_that_went_well_is_told_apart_from_one_that_failed(web_server: WebServer) -> None:
    assert asked_for(web_server, ok=True) is None
    assert asked_for(web_server, ok=False) is None
    assert [asked.path for asked in web_server.asked] == ["/hunter2", "/hunter2/fail"]
    assert [asked.body for asked in web_server.asked] == [b"", b""]


def test_nobody_is_asked_where_no_address_is_set() -> None:
    assert ping(NotifySettings(), Secrets(), ok=True) is None


def test_the_address_of_the_variable_goes_before_that_of_the_settings(
    web_server: WebServer,
) -> None:
    secret = Secrets(ping_url=f"{web_server.address}/own?key=1")
    assert ping(NotifySettings(ping="https://nowhere.invalid"), secret, ok=False) is None
    assert [asked.path for asked in web_server.asked] == ["/own/fail?key=1"]


def test_a_passing_fault_is_overcome() -> None:
    with WebServer((500, 502)) as server:
        assert asked_for(server, ok=True) is None
        assert len(server.asked) == TRIES


def test_what_does_not_answer_is_told_without_the_address() -> None:
    with WebServer((500,) * TRIES) as server:
        assert asked_for(server, ok=True) == "heartbeat: 127.0.0.1 answers 500"
    assert asked_for(server, ok=True) == "heartbeat: 127.0.0.1 cannot be reached"
    unsafe = ping(NotifySettings(ping="http://hc.example/hunter2"), Secrets(), ok=True)
    assert unsafe == "heartbeat: the address is not https"
