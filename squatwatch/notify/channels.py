"""The channels that are set up; one that is not says so when it is asked, and stops no other."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from squatwatch.config import NotifySettings
from squatwatch.errors import ConfigError
from squatwatch.notify.channel import Channel, NotSetUp
from squatwatch.notify.secrets import Secrets
from squatwatch.notify.smtp import Smtp
from squatwatch.notify.through_apprise import ThroughApprise
from squatwatch.notify.webhook import Webhook


def channels_of(settings: NotifySettings, secrets: Secrets) -> Mapping[str, Channel]:
    """Every channel by its name (``routing.CHANNEL_NAMES``)."""
    address = secrets.webhook_url or settings.webhook
    return {
        "smtp": _made(lambda: Smtp(settings, secrets.smtp_password)),
        "webhook": _made(lambda: Webhook(address, secrets.webhook_secret)),
        "apprise": _made(lambda: _apprise(secrets)),
    }


def _made(make: Callable[[], Channel]) -> Channel:
    try:
        return make()
    except ConfigError as error:
        return NotSetUp(error.line())


def _apprise(secrets: Secrets) -> Channel:
    if secrets.mistake:
        raise ConfigError(secrets.mistake)
    return ThroughApprise(secrets.apprise)
