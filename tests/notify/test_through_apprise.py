"""apprise itself, with a real server; what it logs is not shown."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.config import NotifySettings
from squatwatch.errors import ConfigError
from squatwatch.notify.channels import channels_of
from squatwatch.notify.errors import DeliveryError
from squatwatch.notify.secrets import Secrets
from squatwatch.notify.through_apprise import CUT, ThroughApprise, shortened
from tests.notify.samples import NOW, message
from tests.notify.servers import WebServer

SENT = message("desk", "apprise")

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
"""apprise imports it."""


def service(server: WebServer) -> ThroughApprise:
    return ThroughApprise({"desk": f"json://127.0.0.1:{server.server_port}/token-hunter2"})


def test_a_digest_arrives_with_its_last_line(web_server: WebServer) -> None:
    service(web_server).send(SENT, NOW)
    [asked] = web_server.asked
    told = json.loads(asked.body)
    assert told["title"] == SENT.content["subject"]
    assert told["message"].endswith(SENT.content["disclaimer"])


def test_a_refusal_is_told_without_the_address(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with WebServer((403,)) as server, pytest.raises(DeliveryError) as caught:
        service(server).send(SENT, NOW)
    assert caught.value.reason == "JSON did not accept it (it answers 403)"
    output = capfd.readouterr()
    assert "hunter2" not in f"{caught.value!r}{caplog.text}{output.out}{output.err}"
    assert caplog.text == output.err == ""
    assert logging.getLogger("apprise").propagate


def test_a_server_that_is_not_there_is_told() -> None:
    with WebServer() as server:
        gone = service(server)
    with pytest.raises(DeliveryError, match="JSON did not accept it"):
        gone.send(SENT, NOW)


def test_what_apprise_does_not_understand_is_told_by_its_name() -> None:
    with pytest.raises(DeliveryError) as caught:
        ThroughApprise({"desk": "nonsense://hunter2"}).check()
    assert caught.value.reason == "apprise does not understand the address called desk"
    with pytest.raises(DeliveryError, match="has no address called other"):
        ThroughApprise({}).send(message("other", "apprise"), NOW)


def test_without_apprise_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    with pytest.raises(ConfigError, match=r"pip install 'squatwatch\[notify\]'"):
        ThroughApprise({})
    channel = channels_of(NotifySettings(), Secrets())["apprise"]
    with pytest.raises(DeliveryError, match="apprise is not installed"):
        channel.send(SENT, NOW)


@pytest.mark.parametrize(
    "address",
    [
        "dingtalk://abcdefghijklmnop",
        "wecombot://abcdefgh-1234-1234-1234-123456789012",
        "feishu://abcdefghijklmnop",
        "lark://abcdefgh-1234-1234-1234-123456789012",
    ],
)
def test_the_services_of_the_documents_are_understood(address: str) -> None:
    ThroughApprise({"desk": address}).check()


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r")), min_size=1),
    st.integers(60, 300),
)
def test_a_shortened_text_fits_and_keeps_its_last_line(lines: list[str], longest: int) -> None:
    last = "a match is no finding 并非法律意见"
    whole = "\n".join([*lines, last])
    found = shortened(whole, longest)
    assert len(found.encode()) <= longest
    assert found.endswith(last)
    if found != whole.strip():
        *kept, cut, end = found.split("\n")
        assert (cut, end) == (CUT, last)
        assert whole.strip().startswith("\n".join(kept))
