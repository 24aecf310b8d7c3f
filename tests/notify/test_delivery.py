"""Delivery with real servers: what was accepted is marked, what was not waits, nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.config import NotifySettings
from squatwatch.notify.channel import Channel
from squatwatch.notify.channels import channels_of
from squatwatch.notify.delivery import BackOff, deliver, deliver_patiently
from squatwatch.notify.errors import DeliveryError
from squatwatch.notify.secrets import Secrets, secrets_of
from squatwatch.store import Store
from squatwatch.store.outbox import Message
from tests.notify.samples import NOW, message, notify_settings
from tests.notify.servers import Desk, MailServer, WebServer

ROOT = Path(__file__).resolve().parents[2]
SECOND = timedelta(seconds=1)
NOBODY = Secrets()


def store_with(*messages: Message) -> Store:
    store = Store.in_memory()
    store.put_messages(messages)
    return store


def over(server: MailServer, **given: str) -> dict[str, Channel]:
    return dict(channels_of(notify_settings(server.port, **given), NOBODY))


# What becomes of a message ---------------------------------------------------------------------


def test_what_is_accepted_is_sent_once(desk: Desk, mail_server: MailServer) -> None:
    with store_with(message("a@example.org"), message("b@example.org")) as store:
        report = deliver(store, over(mail_server), NOW)
        assert (report.sent, report.failures, report.next_try) == (2, (), None)
        assert deliver(store, over(mail_server), NOW + 100 * SECOND).outcomes == ()
        assert [found.state for found in store.messages()] == ["sent", "sent"]
    assert sorted(desk.recipients) == ["a@example.org", "b@example.org"]


def test_a_refused_recipient_waits_and_the_others_get_theirs() -> None:
    desk = Desk(refused=frozenset({"gone@example.org"}))
    waiting = message("gone@example.org")
    with MailServer(desk) as server, store_with(waiting, message("a@example.org")) as store:
        report = deliver(store, over(server), NOW)
        [found] = store.messages("pending")
    assert report.sent == 1
    assert desk.recipients == ["a@example.org"]
    assert (found.attempts, found.not_before) == (1, NOW + 10 * SECOND)
    assert found.last_error.startswith("127.0.0.1 refuses the recipient (550: ")
    [line] = report.failures
    assert line.startswith("smtp gone@example.org: 127.0.0.1 refuses the recipient (550")
    assert line.endswith("; attempt 1, the next not before 2026-01-15 02:00:10 UTC")


def test_a_channel_that_fails_stops_no_other(desk: Desk, mail_server: MailServer) -> None:
    with WebServer((500,)) as web:
        here = notify_settings(mail_server.port, webhook=f"{web.address}/in")
        told = [message("default", "webhook"), message("1", "apprise"), message("a@example.org")]
        with store_with(*told) as store:
            report = deliver(store, channels_of(here, NOBODY), NOW)
    assert report.sent == 1
    assert len(report.failures) == 2
    assert desk.recipients == ["a@example.org"]


def test_a_channel_that_is_not_set_up_says_so_and_the_message_waits() -> None:
    with store_with(message()) as store:
        [line] = deliver(store, channels_of(NotifySettings(), NOBODY), NOW).failures
        assert "no mail server is set; set smtp_host in [notify]" in line
        [line] = deliver(store, {}, NOW + 10 * SECOND).failures
        assert "there is no channel called smtp" in line
        assert [found.state for found in store.messages()] == ["pending"]


class Broken:
    """A channel with a fault of its own."""

    def send(self, message: Message, now: datetime) -> None:
        raise RuntimeError("hunter2")

    def check(self) -> None:
        raise NotImplementedError


def test_a_fault_of_a_channel_is_told_without_what_it_says() -> None:
    with store_with(message()) as store:
        [line] = deliver(store, {"smtp": Broken()}, NOW).failures
    assert "the channel failed (RuntimeError)" in line
    assert "hunter2" not in line


def test_no_secret_comes_into_the_store_or_a_line() -> None:
    desk = Desk(refused=frozenset({"desk@example.org"}))  # whose server repeats the password
    secrets = secrets_of({"SQUATWATCH_SMTP_PASSWORD": "hunter2"})
    with MailServer(desk) as server, store_with(message()) as store:
        report = deliver(store, over(server), NOW, scrub=secrets.scrub)
        [found] = store.messages()
    assert "no such desk here: ***" in found.last_error
    assert "hunter2" not in f"{found}{report}{report.failures}"


# Trying again ----------------------------------------------------------------------------------


def test_a_server_that_is_down_and_comes_back_gets_the_same_message(desk: Desk) -> None:
    with MailServer(Desk()) as server:
        port = server.port
    with store_with(message()) as store:
        channels = channels_of(notify_settings(port), NOBODY)
        down = deliver(store, channels, NOW)
        assert down.sent == 0
        assert "cannot be reached" in down.failures[0]
        with MailServer(desk, port):
            early = deliver(store, channels, NOW + 9 * SECOND)
            assert early.outcomes == ()
            assert deliver(store, channels, NOW + 10 * SECOND).sent == 1
    assert desk.identities == [message().message_id]


def test_a_run_tries_again_by_itself_as_long_as_it_has_patience() -> None:
    slept: list[float] = []
    with MailServer(Desk(busy=2)) as server, store_with(message()) as store:
        report = deliver_patiently(
            store, over(server), NOW, patience=timedelta(minutes=1), sleep=slept.append
        )
        assert (report.sent, report.failures) == (1, ())
    assert slept == [10.0, 40.0]
    assert server.desk.identities == [message().message_id]


def test_what_still_waits_when_patience_ends_is_told_once() -> None:
    slept: list[float] = []
    with MailServer(Desk(busy=99)) as server, store_with(message()) as store:
        report = deliver_patiently(
            store, over(server), NOW, patience=timedelta(minutes=1), sleep=slept.append
        )
        [line] = report.failures
        assert "451: 4.7.1 greylisted" in line
        assert "attempt 3" in line
        assert [found.attempts for found in store.messages("pending")] == [3]


def test_after_the_last_attempt_a_message_is_given_up_and_told() -> None:
    few = BackOff(attempts=3)
    with MailServer(Desk(broken=True)) as server, store_with(message()) as store:
        now = NOW
        for _ in range(2):
            report = deliver(store, over(server), now, back_off=few)
            assert report.given_up == 0
            assert report.next_try is not None
            now = report.next_try
        last = deliver(store, over(server), now, back_off=few)
        assert last.given_up == 1
        assert "given up after 3 attempts" in last.failures[0]
        assert deliver(store, over(server), now + timedelta(days=99)).outcomes == ()
        [failed] = store.messages("failed")
        assert failed.content == message().content  # nothing is lost
        assert store.revive_messages() == 1
        server.desk.broken = False
        assert deliver(store, over(server), now).sent == 1
        assert server.desk.identities == [message().message_id]


waits = st.builds(
    BackOff,
    attempts=st.integers(1, 20),
    first=st.timedeltas(SECOND, timedelta(minutes=5)),
    factor=st.floats(1, 10),
    longest=st.timedeltas(timedelta(minutes=5), timedelta(days=1)),
)


@given(waits, st.integers(1, 10_000))
def test_a_wait_never_shrinks_and_has_an_end(back_off: BackOff, failed: int) -> None:
    wait, later = back_off.wait_after(failed), back_off.wait_after(failed + 1)
    assert back_off.first <= wait <= later <= back_off.longest
    assert back_off.wait_after(1) == back_off.first


class Sometimes:
    """Accepts as it is told to, and keeps what it accepted."""

    def __init__(self, accepts: list[bool]) -> None:
        self.accepts, self.accepted = accepts, list[str]()

    def send(self, message: Message, now: datetime) -> None:
        if self.accepts and not self.accepts.pop(0):
            raise DeliveryError("not now")
        self.accepted.append(message.message_id)

    def check(self) -> None:
        raise NotImplementedError


@settings(deadline=None, max_examples=25)  # each opens a store
@given(st.lists(st.booleans(), max_size=12), st.integers(1, 4), st.integers(1, 6))
def test_every_message_is_accepted_once_or_given_up_after_its_attempts(
    accepts: list[bool], number: int, attempts: int
) -> None:
    told = [message(f"{name}@example.org") for name in range(number)]
    channel, back_off = Sometimes(accepts), BackOff(attempts=attempts)
    with store_with(*told) as store:
        now: datetime | None = NOW
        while now:
            report = deliver(store, {"smtp": channel}, now, back_off=back_off)
            store.put_messages(told)  # as a sweep that is repeated does
            now = report.next_try
        by_state = {state: store.messages(state) for state in ("pending", "sent", "failed")}
    assert by_state["pending"] == ()
    assert sorted(channel.accepted) == sorted(one.message_id for one in by_state["sent"])
    assert len(by_state["sent"]) + len(by_state["failed"]) == number
    assert all(one.attempts == attempts for one in by_state["failed"])


# A stop at any moment --------------------------------------------------------------------------

STOPPED = """
import sys, time
from pathlib import Path
from squatwatch.notify.channels import channels_of
from squatwatch.notify.delivery import deliver
from squatwatch.notify.secrets import Secrets
from squatwatch.store import Store
from tests.notify.samples import NOW, notify_settings

class Stopping(Store):
    def message_sent(self, message_id):
        print("accepted", message_id, flush=True)
        time.sleep(float(sys.argv[3]))
        super().message_sent(message_id)
        print("marked", message_id, flush=True)

with Stopping.open(Path(sys.argv[1])) as store:
    print("open", flush=True)
    deliver(store, channels_of(notify_settings(int(sys.argv[2])), Secrets()), NOW)
"""


def run_until(
    store: Path, port: int, pause: float, stop: Callable[[subprocess.Popen[str]], None]
) -> list[str]:
    """Deliver in another process, kill it when ``stop`` returns; what it said until then."""
    command = [sys.executable, "-c", STOPPED, str(store), str(port), str(pause)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as child:
        stop(child)
        child.send_signal(signal.SIGKILL)
        assert child.stdout is not None
        return child.stdout.read().splitlines()


def waits_for(word: str) -> Callable[[subprocess.Popen[str]], None]:
    def stop(child: subprocess.Popen[str]) -> None:
        assert child.stdout is not None
        while not child.stdout.readline().startswith(word):
            assert child.poll() is None

    return stop


def on_disk(folder: Path, *messages: Message) -> Path:
    path = folder / "store.duckdb"
    with Store.create(path) as store:
        store.put_messages(messages)
    return path


def test_a_stop_between_acceptance_and_commit_repeats_the_message_under_its_identity(
    tmp_path: Path, desk: Desk, mail_server: MailServer
) -> None:
    path = on_disk(tmp_path, message())
    run_until(path, mail_server.port, 60, waits_for("accepted"))
    assert desk.identities == [message().message_id]
    with Store.open(path) as store:
        assert [found.state for found in store.messages()] == ["pending"]
        assert deliver(store, over(mail_server), NOW).sent == 1
        assert deliver(store, over(mail_server), NOW).outcomes == ()
    assert desk.identities == [message().message_id] * 2


def test_a_stop_after_the_commit_repeats_nothing(
    tmp_path: Path, desk: Desk, mail_server: MailServer
) -> None:
    told = [message(f"{name}@example.org") for name in range(2)]
    path = on_disk(tmp_path, *told)
    run_until(path, mail_server.port, 0, waits_for("marked"))
    with Store.open(path) as store:
        marked = {found.message_id for found in store.messages("sent")}
        deliver(store, over(mail_server), NOW)
        assert {found.state for found in store.messages()} == {"sent"}
    assert marked
    assert all(desk.identities.count(identity) == 1 for identity in marked)


def test_killed_at_random_moments_no_message_is_lost(
    tmp_path: Path, desk: Desk, mail_server: MailServer
) -> None:
    told = [message(f"{name}@example.org") for name in range(5)]
    path = on_disk(tmp_path, *told)
    chance, accepted_twice = Random(1), 0  # noqa: S311
    for _ in range(3):

        def stop(child: subprocess.Popen[str]) -> None:
            waits_for("open")(child)
            time.sleep(chance.uniform(0, 0.25))

        run_until(path, mail_server.port, 0.02, stop)
        with Store.open(path) as store:
            marked = [found.message_id for found in store.messages("sent")]
        assert set(marked) <= set(desk.identities)
        accepted_twice = len(desk.identities) - len(set(desk.identities))
    with Store.open(path) as store:
        deliver(store, over(mail_server), NOW)
        assert {found.state for found in store.messages()} == {"sent"}
    assert set(desk.identities) == {one.message_id for one in told}
    assert accepted_twice <= 3  # at most one for each stop


def test_a_message_of_another_run_is_another_message() -> None:
    one, other = message(), message(run="other")
    assert one.message_id != other.message_id
    assert replace(one, attempts=3).message_id == message().message_id
