"""Sending what waits: every message until it is accepted, each time with the same identity.

A message is marked in a commit of its own right after it was accepted. A stop between the two
sends it once more, never less than once (docs/notify.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from squatwatch.notify.channel import Channel
from squatwatch.notify.errors import DeliveryError
from squatwatch.notify.routing import shown
from squatwatch.report.plain import plain
from squatwatch.store import Store
from squatwatch.store.outbox import Message, MessageState


@dataclass(frozen=True, slots=True)
class BackOff:
    """How often, and after what wait, an attempt is made again.

    The first waits are short, for a server that asks to come back in a moment (greylisting); a
    night's sweep makes the later ones.
    """

    attempts: int = 10
    """Attempts before a message is given up: with a sweep each night, a week."""
    first: timedelta = timedelta(seconds=10)
    factor: float = 4.0
    longest: timedelta = timedelta(hours=6)

    def wait_after(self, failed: int) -> timedelta:
        """The wait after so many failed attempts (from 1): ``first``, then longer by ``factor``.

        >>> [str(BackOff().wait_after(failed)) for failed in (1, 2, 3, 9)]
        ['0:00:10', '0:00:40', '0:02:40', '6:00:00']
        """
        wait = self.first
        for _ in range(failed - 1):
            if wait >= self.longest:
                break
            wait *= self.factor
        return min(wait, self.longest)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message in this attempt."""

    message: Message
    state: MessageState
    reason: str = ""
    next_try: datetime | None = None

    @property
    def line(self) -> str:
        """The failure as a line for a person, without a secret."""
        one, tried = self.message, self.message.attempts + 1
        if self.next_try is None:
            then = f"given up after {tried} attempts; mend it and run 'squatwatch doctor --repair'"
        else:
            when = self.next_try.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
            then = f"attempt {tried}, the next not before {when}"
        return plain(f"{shown(one.channel, one.recipient)}: {self.reason}; {then}")


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What became of each message that was due, the last time it was tried."""

    outcomes: tuple[Outcome, ...] = ()

    @property
    def sent(self) -> int:
        """How many were accepted."""
        return sum(one.state == "sent" for one in self.outcomes)

    @property
    def failures(self) -> tuple[str, ...]:
        """A line for each that was not accepted."""
        return tuple(one.line for one in self.outcomes if one.state != "sent")

    @property
    def given_up(self) -> int:
        """How many of these will not be tried again."""
        return sum(one.state == "failed" for one in self.outcomes)

    @property
    def next_try(self) -> datetime | None:
        """When the first of those that wait may be tried again."""
        return min((one.next_try for one in self.outcomes if one.next_try), default=None)

    def then(self, later: DeliveryReport) -> DeliveryReport:
        """This and a later report as one: of each message what became of it last."""
        known = {one.message.message_id: one for one in (*self.outcomes, *later.outcomes)}
        return DeliveryReport(tuple(known.values()))


def deliver(
    store: Store,
    channels: Mapping[str, Channel],
    now: datetime,
    *,
    back_off: BackOff | None = None,
    scrub: Callable[[str], str] = str,
) -> DeliveryReport:
    """Try every message that is due at ``now`` (with a time zone) once.

    Not to be called within a transaction: each message has its own. ``scrub`` takes secrets out
    of a reason before it is stored or shown. A channel that fails stops no other.
    """
    waits = back_off or BackOff()
    due = store.messages_due(now)
    return DeliveryReport(tuple(_try(store, channels, one, now, waits, scrub) for one in due))


def deliver_patiently(
    store: Store,
    channels: Mapping[str, Channel],
    now: datetime,
    *,
    patience: timedelta,
    sleep: Callable[[float], None],
    back_off: BackOff | None = None,
    scrub: Callable[[str], str] = str,
) -> DeliveryReport:
    """Deliver, and try again what may be tried again before ``patience`` runs out.

    What still waits then is tried by the next run.
    """
    until = now + patience
    report = deliver(store, channels, now, back_off=back_off, scrub=scrub)
    while report.next_try and report.next_try <= until:
        sleep(max(0.0, (report.next_try - now).total_seconds()))
        now = max(now, report.next_try)
        report = report.then(deliver(store, channels, now, back_off=back_off, scrub=scrub))
    return report


def _try(
    store: Store,
    channels: Mapping[str, Channel],
    message: Message,
    now: datetime,
    back_off: BackOff,
    scrub: Callable[[str], str],
) -> Outcome:
    reason = _refused(channels, message, now)
    if reason is None:
        store.message_sent(message.message_id)
        return Outcome(message, "sent")
    told, failed = scrub(plain(reason)), message.attempts + 1
    if failed >= back_off.attempts:
        store.message_given_up(message.message_id, told)
        return Outcome(message, "failed", told)
    next_try = now + back_off.wait_after(failed)
    store.message_put_off(message.message_id, next_try, told)
    return Outcome(message, "pending", told, next_try)


def _refused(channels: Mapping[str, Channel], message: Message, now: datetime) -> str | None:
    """Why the message was not accepted; None when it was."""
    channel = channels.get(message.channel)
    if channel is None:
        return f"there is no channel called {message.channel}"
    try:
        channel.send(message, now)
    except DeliveryError as error:
        return error.reason
    except Exception as error:  # a fault of one channel must not keep the others from sending
        return f"the channel failed ({type(error).__name__})"
    return None
