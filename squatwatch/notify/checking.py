"""Whether people could be told: as far as it can be seen without sending anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from squatwatch.config import Settings
from squatwatch.errors import SquatwatchError
from squatwatch.model import Brand
from squatwatch.notify.channels import channels_of
from squatwatch.notify.errors import DeliveryError
from squatwatch.notify.routing import (
    CHANNEL_NAMES,
    Recipient,
    recipients_of,
    region_for,
    regions_of,
)
from squatwatch.notify.secrets import Secrets, secrets_of
from squatwatch.notify.webhook import is_safe
from squatwatch.store import Finding, Store

REGIONS_SHOWN = 5


def check(
    settings: Settings, environment: Mapping[str, str], brands: Iterable[Brand] = ()
) -> Iterator[Finding]:
    """What is found of the settings, the recipients and the way to them.

    Connects to the mail server and the webhook, and sends nothing. ``brands`` are looked through
    for regions that nobody is told of.
    """
    try:
        secrets = secrets_of(environment)
        recipients = recipients_of(settings, secrets)
    except SquatwatchError as error:
        yield Finding("notify.mistake", {"mistake": error.line()})
        return
    if recipients:
        yield from _channels(settings, secrets, recipients)
        yield from _regions(recipients, brands)
    else:
        yield Finding("notify.nobody")
    yield from _heartbeat(settings, secrets)


def check_outbox(store: Store) -> Iterator[Finding]:
    """Messages that wait, and those that were given up, with the last reason."""
    waiting, failed = store.messages("pending"), store.messages("failed")
    for code, found in (("notify.waiting", waiting), ("notify.given_up", failed)):
        if found:
            reason = next((one.last_error for one in reversed(found) if one.last_error), "-")
            yield Finding(code, {"count": len(found), "reason": reason})
    if not waiting and not failed:
        yield Finding("notify.sent", {"count": len(store.messages("sent"))})


def _channels(
    settings: Settings, secrets: Secrets, recipients: Iterable[Recipient]
) -> Iterator[Finding]:
    channels = channels_of(settings.notify, secrets)
    counted = Counter(one.channel for one in recipients)
    for name in CHANNEL_NAMES:
        if name not in counted:
            continue
        values = {"channel": name, "count": counted[name]}
        try:
            channels[name].check()
        except DeliveryError as error:
            yield Finding("notify.broken", {**values, "reason": secrets.scrub(error.reason)})
        else:
            yield Finding("notify.ready", values)
    yield from _names(secrets, recipients)


def _names(secrets: Secrets, recipients: Iterable[Recipient]) -> Iterator[Finding]:
    """Names of the table of regions that no address has."""
    for one in recipients:
        if one.channel == "apprise" and one.address not in secrets.apprise:
            reason = f"SQUATWATCH_APPRISE_URLS has no address called {one.address}"
            yield Finding("notify.broken", {"channel": one.channel, "reason": reason})


def _regions(recipients: Iterable[Recipient], brands: Iterable[Brand]) -> Iterator[Finding]:
    known = regions_of(recipients)
    if not known:
        return
    alone = Counter(one.region for one in brands if not region_for(one.region, known))
    if alone:
        shown = ", ".join(region or "-" for region in sorted(alone)[:REGIONS_SHOWN])
        yield Finding("notify.unrouted", {"count": alone.total(), "regions": shown})


def _heartbeat(settings: Settings, secrets: Secrets) -> Iterator[Finding]:
    address = secrets.ping_url or settings.notify.ping
    if address:
        yield Finding("notify.ping" if is_safe(address) else "notify.ping_unsafe")
