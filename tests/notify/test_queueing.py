"""From a sweep to messages: one for each recipient, with what that one may see."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from squatwatch import notify
from squatwatch.alerts.run import RunResult
from squatwatch.errors import MistakesError
from squatwatch.notify import Attachment
from squatwatch.store import Store
from squatwatch.store.outbox import Message
from tests.conftest import WriteFile
from tests.notify.samples import NOW, settings, store_of_regions, sweep
from tests.notify.servers import Desk, MailServer

TABLE = "region,contact\n福建,fj@example.org\n广东,gd@example.org\n湖南,hn@example.org\n"


@pytest.fixture
def regions(write_file: WriteFile) -> str:
    return str(write_file("regions.csv", TABLE))


def queued(regions: str, result: RunResult, **given: str) -> dict[str, Message]:
    with store_of_regions() as store:
        notify.queue(store, result, settings(0, regions, **given), {})
        return {one.recipient: one for one in store.messages()}


def test_each_recipient_gets_one_digest_of_the_own_brands(regions: str) -> None:
    found = queued(regions, sweep())
    assert set(found) == {"desk@example.org", "fj@example.org", "gd@example.org"}
    of = {who: {alert["brand_id"] for alert in one.content["alerts"]} for who, one in found.items()}
    assert of == {
        "desk@example.org": {"luckin", "gree"},
        "fj@example.org": {"luckin"},
        "gd@example.org": {"gree"},
    }
    told = json.dumps(found["fj@example.org"].content, ensure_ascii=False)
    assert not [name for name in ("gree", "GREE", "格力") if name in told]


def test_a_centre_is_told_that_something_failed_and_not_what(regions: str) -> None:
    found = queued(regions, sweep())
    assert found["desk@example.org"].content["failures"] == list(sweep().failures)
    [line] = found["gd@example.org"].content["failures"]
    assert "本次运行不完整" in line
    assert "gazette" not in json.dumps(found["gd@example.org"].content)


def test_nobody_is_told_of_nothing(regions: str) -> None:
    quiet = replace(sweep(), alerts=(), announced=(), reminders=(), lapsed=(), failures=(), told=())
    assert queued(regions, quiet) == {}
    failed = replace(quiet, failures=("EM: no answer",))
    assert set(queued(regions, failed)) == {"desk@example.org"}


def test_queued_again_the_same_run_adds_nothing(regions: str) -> None:
    with store_of_regions() as store:
        assert notify.queue(store, sweep(), settings(regions=regions), {}) == 3
        before = store.messages()
        assert notify.queue(store, sweep(), settings(regions=regions), {}) == 0
        other = settings(regions=regions, smtp_from="watch@elsewhere.example")
        assert notify.queue(store, sweep(), other, {}) == 0
        assert store.messages() == before
        assert notify.queue(store, replace(sweep(), run_id="other"), other, {}) == 3


def test_messages_go_with_the_transaction_of_the_sweep(regions: str) -> None:
    with store_of_regions() as store:
        with pytest.raises(RuntimeError), store.atomically():
            notify.queue(store, sweep(), settings(regions=regions), {})
            raise RuntimeError
        assert store.messages() == ()


def test_what_is_attached_is_made_of_what_the_recipient_may_see(regions: str) -> None:
    def attach(own: RunResult) -> list[Attachment]:
        brands = {one.assessment.brand.brand_id for one in own.alerts}
        return [Attachment("brands.txt", "text/plain", ",".join(sorted(brands)).encode())]

    with store_of_regions() as store:
        given = settings(regions=regions, webhook="https://hook.example/in")
        notify.queue(store, sweep(), given, {}, attach=attach)
        found = {one.recipient: one.content["attachments"] for one in store.messages()}
    assert found["default"] == []
    assert found["fj@example.org"] == [
        {"name": "brands.txt", "media_type": "text/plain", "content": "bHVja2lu"}
    ]


def test_a_table_with_mistakes_is_told_before_a_sweep_begins(write_file: WriteFile) -> None:
    broken = settings(regions=str(write_file("regions.csv", "region,contact\n广东,nobody\n")))
    with pytest.raises(MistakesError, match="row 2, contact: 'nobody' is no mail address"):
        notify.recipients(broken, {})


def test_from_the_sweep_to_the_desk(regions: str) -> None:
    desk = Desk()
    with MailServer(desk) as server, store_of_regions() as store:
        given = settings(server.port, regions)
        notify.queue(store, sweep(), given, {})
        report = notify.deliver_all(store, given, {}, NOW)
        assert (report.sent, report.failures) == (3, ())
        assert notify.deliver_all(store, given, {}, NOW).outcomes == ()
    assert sorted(desk.recipients) == ["desk@example.org", "fj@example.org", "gd@example.org"]
    assert all(identity.endswith("@example.org>") for identity in desk.identities)


SECRETS = {
    "SQUATWATCH_SMTP_PASSWORD": "hunter2-password",
    "SQUATWATCH_WEBHOOK_URL": "https://127.0.0.1:1/hunter2-webhook",
    "SQUATWATCH_WEBHOOK_SECRET": "hunter2-secret",
    "SQUATWATCH_PING_URL": "https://127.0.0.1:1/hunter2-ping",
    "SQUATWATCH_APPRISE_URLS": "json://localhost:1/hunter2-apprise",
}


@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_no_secret_is_written_or_said_wherever_things_fail(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "store.duckdb"
    given = settings(1, smtp_user="u")
    with Store.create(path) as store:
        store.record_run("run", "sweep", sweep().as_of, given.as_dict(), {})
        assert notify.queue(store, sweep(), given, SECRETS) == 3
        report = notify.deliver_all(store, given, SECRETS, NOW, sleep=lambda _: None)
        checked = [*notify.check(given, SECRETS), *notify.check_outbox(store)]
        tested = notify.send_test(given, SECRETS, NOW)
        pinged = notify.ping(given, SECRETS, ok=True)
        stored = str(store.messages())
    assert len(report.failures) == 3
    assert [went for _, went in tested] == [False] * 3
    assert pinged == "heartbeat: 127.0.0.1 cannot be reached"
    output = capfd.readouterr()
    said = f"{report} {report.failures} {checked} {tested} {pinged} {stored}"
    assert "hunter2" not in f"{said}{output.out}{output.err}{caplog.text}"
    for file in tmp_path.iterdir():
        assert b"hunter2" not in file.read_bytes()
