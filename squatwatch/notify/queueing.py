"""From a run to messages: one for each recipient who has anything to be told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import polars as pl

from squatwatch.alerts.run import RunResult
from squatwatch.config import Settings
from squatwatch.notify.digest import Attachment, digest, worth_telling
from squatwatch.notify.message_id import domain_of, message_id
from squatwatch.notify.narrowing import narrowed
from squatwatch.notify.own_alerts import counted, told_of, with_left_out
from squatwatch.notify.routing import Recipient, by_region, regions_of
from squatwatch.report.labels import label
from squatwatch.store import Store
from squatwatch.store.outbox import Message

Attach = Callable[[RunResult], Iterable[Attachment]]


def messages_of(
    store: Store,
    result: RunResult,
    settings: Settings,
    recipients: Sequence[Recipient],
    attach: Attach | None = None,
) -> Iterator[Message]:
    """The messages of a run. Who has nothing to be told gets none."""
    domain = domain_of(settings.notify.smtp_from)
    for recipient, own in _seen_by(store, result, settings, recipients):
        attachments = attach(own) if attach and recipient.channel == "smtp" else ()
        yield Message(
            message_id=message_id(own.run_id, recipient.channel, recipient.address, domain),
            run_id=own.run_id,
            channel=recipient.channel,
            recipient=recipient.address,
            content=digest(own, settings.lang, attachments),
        )


def _seen_by(
    store: Store, result: RunResult, settings: Settings, recipients: Sequence[Recipient]
) -> Iterator[tuple[Recipient, RunResult]]:
    """Each recipient with the run as that one may see it, where it holds anything to tell."""
    for recipient in recipients:
        if recipient.regions is None and worth_telling(result):
            yield recipient, result
    of_regions = [one for one in recipients if one.regions is not None]
    for recipient, own in _shares(store, result, of_regions):
        if worth_telling(own):
            yield recipient, _with_a_word(own, result, settings)


def _shares(
    store: Store, result: RunResult, recipients: Sequence[Recipient]
) -> Iterator[tuple[Recipient, RunResult]]:
    """The run as the recipients of regions may see it: each with the brands of the own regions."""
    if not recipients:
        return
    brands = by_region(store.brands(), regions_of(recipients))
    forms = dict(store.forms().group_by("brand_id").agg(pl.len()).iter_rows())
    shares = [
        {one.brand_id: one for region in recipient.regions or () for one in brands.get(region, ())}
        for recipient in recipients
    ]
    told = told_of(store, result) if result.left_out else None
    whole = result if told is None else with_left_out(store, result, told, shares)
    for recipient, brands_of_it in zip(recipients, shares, strict=True):
        own = narrowed(whole, brands_of_it, sum(forms.get(one, 0) for one in brands_of_it))
        yield recipient, own if told is None else replace(own, told=counted(told, brands_of_it))


def _with_a_word(own: RunResult, result: RunResult, settings: Settings) -> RunResult:
    """Of failures, whose lines may name what others watch, only that there were some."""
    told = (label("notify.partly", settings.lang),) if result.failures else ()
    return replace(own, failures=told)
