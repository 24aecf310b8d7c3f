"""Telling people of a sweep: who is told what, the outbox, the ways out, a sign of life.

``queue`` writes messages in the transaction of the sweep; ``deliver_all`` sends what waits, after
it; ``ping`` says that the sweep ran. Each takes the variables of the environment, the only
place of secrets.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from squatwatch.alerts.run import RunResult
from squatwatch.config import Settings
from squatwatch.notify import heartbeat
from squatwatch.notify.channels import channels_of
from squatwatch.notify.checking import check, check_outbox
from squatwatch.notify.delivery import BackOff, DeliveryReport, deliver_patiently
from squatwatch.notify.digest import Attachment
from squatwatch.notify.queueing import Attach, messages_of
from squatwatch.notify.routing import Recipient, recipients_of
from squatwatch.notify.secrets import secrets_of
from squatwatch.notify.trying import send_test
from squatwatch.store import Store

__all__ = [
    "Attachment", "BackOff", "DeliveryReport", "Recipient", "check", "check_outbox",
    "deliver_all", "ping", "queue", "recipients", "send_test",
]  # fmt: skip

PATIENCE = timedelta(minutes=1)
"""How long a run keeps trying what was not accepted; the next one goes on."""


def queue(
    store: Store,
    result: RunResult,
    settings: Settings,
    environment: Mapping[str, str],
    *,
    attach: Attach | None = None,
) -> int:
    """Write one digest for each recipient into the outbox; how many are new.

    To be called in the transaction that records the sweep: either both are there or neither. The
    same result queued again adds nothing. ``attach`` makes the files that go with a digest, from
    the run as its recipient may see it. Sends nothing.

    Raises ``DataError`` as ``recipients`` does, which is better asked before.
    """
    told = recipients(settings, environment)
    return store.put_messages(messages_of(store, result, settings, told, attach))


def deliver_all(
    store: Store,
    settings: Settings,
    environment: Mapping[str, str],
    now: datetime,
    *,
    patience: timedelta = PATIENCE,
    sleep: Callable[[float], None] = time.sleep,
    back_off: BackOff | None = None,
) -> DeliveryReport:
    """Send what waits and is due at ``now`` (with a time zone), and say what failed.

    Not within a transaction: each message is marked in its own. A channel that fails, or is not
    set up, is told in the report and stops no other.
    """
    secrets = secrets_of(environment)
    channels = channels_of(settings.notify, secrets)
    return deliver_patiently(
        store, channels, now,
        patience=patience, sleep=sleep, back_off=back_off, scrub=secrets.scrub,
    )  # fmt: skip


def recipients(settings: Settings, environment: Mapping[str, str]) -> tuple[Recipient, ...]:
    """All who are told of a sweep: ask before it begins, so that a mistake stops nothing half done.

    Raises ``DataError`` for a table of regions that has mistakes or cannot be read.
    """
    return recipients_of(settings, secrets_of(environment))


def ping(settings: Settings, environment: Mapping[str, str], *, ok: bool) -> str | None:
    """Ask for the address that waits for a sign of life; None, or a line that says why not."""
    return heartbeat.ping(settings.notify, secrets_of(environment), ok=ok)
