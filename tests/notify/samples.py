"""Settings, messages and runs for the tests of notification; every address is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from squatwatch.alerts.run import Lapsed, Reminder, RunResult
from squatwatch.config import NotifySettings, Settings
from squatwatch.notify.digest import digest
from squatwatch.notify.message_id import message_id
from squatwatch.notify.routing import ChannelName
from squatwatch.store import Store
from squatwatch.store.outbox import Message
from tests.notify.servers import HERE
from tests.report.samples import BRANDS, FORMS, result

NOW = datetime(2026, 1, 15, 2, tzinfo=UTC)


@cache
def sweep() -> RunResult:
    """A sweep that has everything to tell: two brands, a group, a reminder, a failure."""
    scan = result()
    told = tuple(
        replace(one, change="new") for one in scan.alerts if one.assessment.level != "cleared"
    )
    dated = [(one, window) for one in told for window in one.assessment.windows if window.closes]
    counted: dict[str, int] = {}
    for one in told:
        counted[one.assessment.level] = counted.get(one.assessment.level, 0) + 1
    return replace(
        scan,
        command="sweep",
        alerts=told,
        announced=scan.groups,
        failures=("gazette.xml: this is no XML; fetch it again",),
        reminders=tuple(Reminder(one, window, 20) for one, window in dated[:2]),
        lapsed=(Lapsed("gree at DE", "a licensee's filing", date(2026, 1, 1)),),
        ignored=3,
        standing={"new": 4},
        told=tuple(counted.items()),
    )


def store_of_regions() -> Store:
    """A store with the two brands, each of another region."""
    store = Store.in_memory()
    luckin, gree = BRANDS
    store.put_brands(
        [replace(luckin, region="福建/厦门"), replace(gree, region="广东/珠海")], FORMS, "rules"
    )
    return store


def notify_settings(port: int = 0, **given: str) -> NotifySettings:
    """Settings for a mail server on this machine."""
    plain = NotifySettings(
        smtp_host=HERE,
        smtp_port=str(port or 25),
        smtp_security="none",
        smtp_from="watch@example.org",
        smtp_to="desk@example.org",
    )
    return replace(plain, **given)


def settings(port: int = 0, regions: str = "", **given: str) -> Settings:
    return Settings(regions=regions, notify=notify_settings(port, **given))


def message(
    recipient: str = "desk@example.org", channel: ChannelName = "smtp", run: str = "run"
) -> Message:
    """The digest of the sweep for one recipient."""
    identity = message_id(run, channel, recipient, "example.org")
    return Message(identity, run, channel, recipient, told())


@cache
def told() -> dict[str, Any]:
    """What everybody is told of the sweep."""
    return digest(sweep(), "both")
