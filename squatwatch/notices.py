"""Issuing a notice: its alerts gathered and checked, its number given once, the trail kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl

from squatwatch.alerts.deciding import checked, identities
from squatwatch.alerts.group_warning import GroupWarning, group_warnings, owner_of, with_other_marks
from squatwatch.alerts.kept import kept_alerts, lives_of
from squatwatch.alerts.life import RESPONSES, Life
from squatwatch.alerts.run import Coverage
from squatwatch.errors import DataError
from squatwatch.filers.further import filings_of
from squatwatch.model import Alert, Brand, Decision, Right, State, application_key
from squatwatch.report.notice import (
    Addressee,
    Issuer,
    Notice,
    NoticeFormat,
    bundle,
    notice_digest,
)
from squatwatch.report.notice.content import as_issued, brands_of, without_other_brands
from squatwatch.store import Store
from squatwatch.store.notices import NoticeRecord, next_number

SENT: tuple[State, ...] = ("notified", *RESPONSES)
"""States of an alert of which a notice went out."""

LEAST_BRANDS = 2
"""A filer group has two unrelated brands at least."""

GROUP_ZH, GROUP_EN = "各有关权利人", "The owners concerned"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a notice is asked for.

    Either ``alert_ids`` (or beginnings of such) or ``group``. ``to`` names the addressee in place
    of the owner. ``as_of`` None is the day of ``at``, and for a notice that was issued its own.
    ``who`` issues it at ``at``; ``second_reader``: somebody else has to agree first.
    """

    alert_ids: tuple[str, ...]
    group: str
    to: str
    issuer: Issuer
    as_of: date | None
    at: datetime
    who: str
    second_reader: bool = False
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A notice that can be issued.

    ``decisions`` are to be added to the trail with it. ``earlier`` is the record of the same
    notice where it was issued before. ``left_out``: alerts of the group that nobody confirmed.
    """

    notice: Notice
    decisions: tuple[Decision, ...] = ()
    earlier: NoticeRecord | None = None
    left_out: int = 0


def prepare(
    store: Store,
    asked: Asked,
    *,
    covered: Callable[[Sequence[Brand], date], Coverage],
    via: Callable[[Brand], str] = lambda _: "",
) -> Prepared:
    """Gather what a notice says, and check that it may be issued; nothing is written.

    ``covered`` tells what was looked at for some brands on a day, ``via`` the centre that cares
    for a brand's owner.

    Raises:
        DataError: an alert is not confirmed, not known, or the alerts have several owners.
    """
    wanted, left_out = _wanted(store, asked)
    lives = lives_of(store, wanted)
    if not asked.is_draft:
        _check_states(wanted, lives)
    told_on = asked.as_of or asked.at.date()
    alerts = _alerts(store, wanted, told_on)
    addressee = _addressee(alerts, asked, via)
    earlier = None if asked.is_draft else _earlier(store, wanted, lives, asked, addressee)
    if earlier and asked.as_of is None and earlier.issued != told_on:
        told_on = earlier.issued
        alerts = _alerts(store, wanted, told_on)
    number = earlier.number if earlier else _number(store, asked, told_on)
    decisions = () if asked.is_draft else _decisions(store, wanted, lives, asked, number)
    group = _group(store, alerts, told_on)
    if not asked.is_draft:
        alerts = tuple(map(as_issued, alerts))
    notice = Notice(
        number=number,
        as_of=told_on,
        issuer=asked.issuer,
        addressee=addressee,
        alerts=alerts if asked.group else tuple(map(without_other_brands, alerts)),
        coverage=covered(brands_of(alerts), told_on),
        rights=_rights(store, alerts),
        group=replace(group, alerts=alerts) if group and asked.group else group,
        about_group=bool(asked.group),
    )
    return Prepared(notice, decisions, earlier, left_out)


def issue(store: Store, prepared: Prepared, templates: Path | None = None) -> NoticeRecord:
    """Record a notice with its decisions, all or nothing; one that was issued stays as it is.

    What is returned has the digest of the words as they are now.
    """
    notice = prepared.notice
    record = NoticeRecord(
        number=notice.number,
        issued=notice.as_of,
        alerts=tuple(sorted(alert.alert_id for alert in notice.alerts)),
        filer_group=notice.group.filer_group if notice.group and notice.about_group else "",
        addressee=notice.addressee.zh,
        digest=notice_digest(notice, templates),
    )
    if prepared.earlier is None:
        with store.atomically():
            store.put_notice(record)
            store.put_decisions(prepared.decisions)
    return record


def evidence_bundle(
    store: Store,
    notice: Notice,
    formats: Sequence[NoticeFormat],
    templates: Path | None = None,
) -> bytes:
    """The notice with its evidence for counsel, as one archive."""
    filings = [alert.assessment.filing for alert in notice.alerts]
    keys = pl.DataFrame(
        [(filing.office, application_key(filing.application_number)) for filing in filings],
        schema={"office": pl.String, "application_key": pl.String},
        orient="row",
    )
    sources = {source.digest: source for source in store.sources()}
    return bundle(notice, store.raw(keys), sources, formats, templates)


# Which alerts ------------------------------------------------------------------------------------


def _wanted(store: Store, asked: Asked) -> tuple[list[str], int]:
    """The identities of the alerts in order, and how many of the group are left out."""
    if not asked.group:
        return sorted(set(identities(store, asked.alert_ids).values())), 0
    of_group = _grouped(store, asked.at.date())
    found = [
        warning
        for warning in group_warnings(of_group)
        if asked.group.casefold() in map(str.casefold, warning.identities)
    ]
    where, see = str(store.path or ""), "see 'squatwatch filers' and 'squatwatch alerts list'"
    if not found:
        raise DataError(f"no filer group {asked.group} among the alerts", where=where, do=see)
    sendable = ("confirmed", *SENT)
    told = [one for one in found[0].alerts if asked.is_draft or one.state in sendable]
    if len(brands_of(told)) < LEAST_BRANDS:
        raise DataError(
            f"of filer group {found[0].filer_group} alerts on {len(brands_of(told))} brands are"
            f" confirmed, and a group has {LEAST_BRANDS}",
            where=where,
            do="confirm them with 'squatwatch alerts confirm', or add --draft",
        )
    return sorted(one.alert_id for one in told), len(found[0].alerts) - len(told)


def _grouped(store: Store, as_of: date) -> Iterable[Alert]:
    """The alerts of filer groups, but for those that were cleared or dismissed."""
    rows = store.alerts().filter((pl.col("filer_group") != "") & pl.col("cleared_by").is_null())
    found = kept_alerts(store, rows["alert_id"], as_of=as_of, advise=False)
    return (alert for alert in found if alert.state != "dismissed")


def _check_states(wanted: Sequence[str], lives: dict[str, Life]) -> None:
    """Raises ``DataError`` for an alert of which no notice may go out."""
    for alert_id in wanted:
        state = lives.get(alert_id, Life()).state
        if state not in ("confirmed", *SENT):
            raise DataError(
                f"the alert is {state}, not confirmed",
                where=f"alert {alert_id}",
                do=f"confirm it with 'squatwatch alerts confirm {alert_id}', or add --draft",
            )


def _alerts(store: Store, wanted: Sequence[str], as_of: date) -> tuple[Alert, ...]:
    found = kept_alerts(store, wanted, as_of=as_of)
    if missing := set(wanted) - {alert.alert_id for alert in found}:
        raise DataError(
            "its brand or filing is no longer in the store",
            where=f"alert {min(missing)}",
            do="take the filing in again with 'squatwatch ingest'",
        )
    return found


# What stands around them -------------------------------------------------------------------------


def _group(store: Store, alerts: Sequence[Alert], as_of: date) -> GroupWarning | None:
    """The filer group of the most pressing alert that has one, with all that is known of it."""
    named = next((one.assessment.filer_group for one in alerts if one.assessment.filer_group), "")
    if not named:
        return None
    of_it = [one for one in _grouped(store, as_of) if one.assessment.filer_group == named]
    [warning] = group_warnings(of_it) or [None]
    if warning is None or len(warning.brands) < LEAST_BRANDS:
        return None
    filings = filings_of(store, sorted(warning.filers), sorted(warning.addresses))
    return with_other_marks(warning, filings)


def _rights(store: Store, alerts: Sequence[Alert]) -> tuple[Right, ...]:
    concerned = {brand.brand_id for brand in brands_of(alerts)}
    return tuple(right for right in store.rights() if right.brand_id in concerned)


def _addressee(alerts: Sequence[Alert], asked: Asked, via: Callable[[Brand], str]) -> Addressee:
    brands = brands_of(alerts)
    owners = dict.fromkeys(owner_of(brand) or brand.brand_id for brand in brands)
    centres = "; ".join(dict.fromkeys(filter(None, map(via, brands))))
    if asked.to:
        return Addressee(asked.to, asked.to, via=centres)
    if asked.group:
        return Addressee(GROUP_ZH, GROUP_EN, via=centres)
    if len(owners) > 1:
        raise DataError(
            f"the alerts concern {len(owners)} owners ({', '.join(owners)})",
            do="write a notice for each, or name the addressee with --to",
        )
    return replace(Addressee.of_owner(brands[0]), via=centres)


# Number and trail --------------------------------------------------------------------------------


def _earlier(
    store: Store,
    wanted: Sequence[str],
    lives: dict[str, Life],
    asked: Asked,
    addressee: Addressee,
) -> NoticeRecord | None:
    """The same notice where it was issued, and nobody confirmed an alert of it anew since."""
    if any(lives[alert_id].state == "confirmed" for alert_id in wanted):
        return None
    same = [
        record
        for record in store.notices()
        if record.alerts == tuple(wanted)
        and record.addressee == addressee.zh
        and bool(record.filer_group) == bool(asked.group)
    ]
    return same[-1] if same else None


def _number(store: Store, asked: Asked, as_of: date) -> str:
    if asked.is_draft:
        return ""
    taken = [record.number for record in store.notices()]
    return next_number(taken, as_of.year, asked.issuer.prefix)


def _decisions(
    store: Store,
    wanted: Sequence[str],
    lives: dict[str, Life],
    asked: Asked,
    number: str,
) -> tuple[Decision, ...]:
    """That the owners are notified, of the alerts of which they were not yet."""
    new = [
        Decision(alert_id, asked.at, asked.who, "notified", value=number)
        for alert_id in wanted
        if lives[alert_id].state == "confirmed"
    ]
    taken, refusals = checked(store, new, second_reader=asked.second_reader)
    if refusals:
        raise next(iter(refusals.values()))
    return taken
