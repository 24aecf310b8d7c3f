"""Posts to a real server: what arrives, how it is signed, and which answers accept it."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace

import pytest

from squatwatch.errors import ConfigError
from squatwatch.notify.errors import DeliveryError
from squatwatch.notify.webhook import SIGNATURE, Webhook
from tests.notify.samples import NOW, message
from tests.notify.servers import WebServer

SENT = message("default", "webhook")


def webhook(server: WebServer, secret: str = "") -> Webhook:
    return Webhook(f"{server.address}/in/hunter2", secret, timeout=10)


def refusal(channel: Webhook) -> str:
    with pytest.raises(DeliveryError) as caught:
        channel.send(SENT, NOW)
    assert caught.value.__cause__ is None
    assert "hunter2" not in caught.value.reason
    return caught.value.reason


def test_a_digest_arrives_as_json_under_its_identity(web_server: WebServer) -> None:
    webhook(web_server).send(SENT, NOW)
    [asked] = web_server.asked
    assert (asked.method, asked.path) == ("POST", "/in/hunter2")
    assert asked.headers["idempotency-key"] == SENT.message_id
    assert asked.headers["content-type"] == "application/json; charset=utf-8"
    assert SIGNATURE.lower() not in asked.headers
    told = json.loads(asked.body)
    assert told.pop("message_id") == SENT.message_id
    assert told == {
        name: value for name, value in SENT.content.items() if name not in ("html", "attachments")
    }


def test_the_body_is_signed_where_there_is_a_secret(web_server: WebServer) -> None:
    webhook(web_server, "geheim").send(SENT, NOW)
    [asked] = web_server.asked
    expected = hmac.new(b"geheim", asked.body, hashlib.sha256).hexdigest()
    assert asked.headers[SIGNATURE.lower()] == f"sha256={expected}"


def test_an_address_of_the_table_is_asked_instead_of_the_own(web_server: WebServer) -> None:
    channel = Webhook("https://nowhere.invalid/", "", timeout=10)
    channel.send(replace(SENT, recipient=f"{web_server.address}/centre"), NOW)
    assert [asked.path for asked in web_server.asked] == ["/centre"]


@pytest.mark.parametrize("code", [301, 302, 307, 400, 401, 403, 404, 410, 429, 500, 503])
def test_only_a_good_answer_accepts_and_no_redirect_is_followed(code: int) -> None:
    with WebServer((code,)) as server:
        assert refusal(webhook(server)) == f"127.0.0.1 answers {code}"
        assert [asked.path for asked in server.asked] == ["/in/hunter2"]


def test_a_server_that_is_not_there_is_told() -> None:
    with WebServer() as server:
        channel = webhook(server)
        channel.check()
        assert server.asked == []  # a check asks for nothing
    assert refusal(channel) == "127.0.0.1 cannot be reached"
    with pytest.raises(DeliveryError, match="cannot be reached"):
        channel.check()


@pytest.mark.parametrize(
    "address",
    ["http://desk.example/in", "ftp://desk.example", "desk.example", "https://", "http://[::2]/"],
)
def test_nothing_is_sent_in_clear(address: str) -> None:
    with pytest.raises(ConfigError, match="not https"):
        Webhook(address, "")
    with pytest.raises(DeliveryError, match="not https"):
        Webhook("", "").send(replace(SENT, recipient=address), NOW)


def test_without_an_address_the_message_waits() -> None:
    assert refusal(Webhook("", "")) == "no webhook is set"
