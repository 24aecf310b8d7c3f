"""A test message to everybody who would be told of a sweep (``doctor --notify-test``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from squatwatch.config import Language, Settings
from squatwatch.notify.channels import channels_of
from squatwatch.notify.digest import DIGEST_SCHEMA_NAME
from squatwatch.notify.errors import DeliveryError
from squatwatch.notify.message_id import domain_of, message_id
from squatwatch.notify.routing import Recipient, recipients_of, shown
from squatwatch.notify.secrets import secrets_of
from squatwatch.report.labels import label
from squatwatch.report.plain import plain
from squatwatch.store.outbox import Message

RUN = "test"


def send_test(
    settings: Settings, environment: Mapping[str, str], now: datetime
) -> tuple[tuple[str, bool], ...]:
    """Send a message that says nothing of any brand; a line for each recipient, and if it went.

    Nothing is stored. Raises ``SquatwatchError`` where settings, table or variables have mistakes.
    """
    secrets = secrets_of(environment)
    channels = channels_of(settings.notify, secrets)
    told = []
    for one in recipients_of(settings, secrets):
        try:
            channels[one.channel].send(_message(one, settings, now), now)
        except DeliveryError as error:
            line, went = secrets.scrub(error.reason), False
        else:
            line, went = label("notify.accepted", settings.lang), True
        told.append((plain(f"{shown(one.channel, one.address)}: {line}"), went))
    return tuple(told)


def _message(recipient: Recipient, settings: Settings, now: datetime) -> Message:
    """A message of its own for each moment: a test that is repeated is no repetition."""
    domain = domain_of(settings.notify.smtp_from)
    run = f"{RUN} {now.isoformat()}"
    identity = message_id(run, recipient.channel, recipient.address, domain)
    content = _content(settings.lang)
    return Message(identity, RUN, recipient.channel, recipient.address, content)


def _content(lang: Language) -> Mapping[str, Any]:
    return {
        "schema": DIGEST_SCHEMA_NAME,
        "run_id": RUN,
        "lang": lang,
        "subject": f"[squatwatch] {label('notify.test', lang)}",
        "text": f"{label('notify.test', lang)}\n\n{label('note.disclaimer', lang)}\n",
        "disclaimer": label("note.disclaimer", lang),
    }
