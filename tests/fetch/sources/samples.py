"""Sources as they are made from an environment that names a server on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.run import Report, fetch
from squatwatch.fetch.source import Source, Wanted
from squatwatch.fetch.telling import Silence
from squatwatch.fetch.waiting import Patience
from tests.fetch.conftest import TODAY
from tests.fetch.server import Server

KEY = "k3y-of-a-test"
SECRET = "s3cret-of-a-test"  # noqa: S105 - made up


def environment(office: Server) -> dict[str, str]:
    return {
        "SQUATWATCH_USPTO_KEY": KEY,
        "SQUATWATCH_EUIPO_ID": KEY,
        "SQUATWATCH_EUIPO_SECRET": SECRET,
        "SQUATWATCH_FETCH_USPTO_ADDRESS": office.address,
        "SQUATWATCH_FETCH_INPI_BRAZIL_ADDRESS": office.address,
        "SQUATWATCH_FETCH_EUIPO_ADDRESS": office.address,
        "SQUATWATCH_FETCH_EUIPO_TOKEN_ADDRESS": f"{office.address}/token",
    }


def fetched(
    source: Source,
    inbox: Inbox,
    patience: Patience,
    *,
    since: date | None = None,
    until: date | None = None,
    today: date = TODAY,
    limit: int | None = None,
    **wanted: Any,
) -> Report:
    asked = Wanted(today=today, since=since, until=until, **wanted)
    return fetch(source, asked, Inbox(inbox.folder), patience, Silence(), limit=limit)


def names(report: Report, state: str = "fetched") -> list[str]:
    return [outcome.offer.name for outcome in report.of(state)]


def errors(report: Report) -> Sequence[str]:
    return [str(error) for error in report.errors]
