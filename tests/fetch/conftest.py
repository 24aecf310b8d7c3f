"""An office on this machine, an inbox, and time that passes without waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from random import Random

import httpx
import pytest

from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.source import Job
from squatwatch.fetch.telling import Silence
from squatwatch.fetch.waiting import Patience
from squatwatch.fetch.wire import Wire
from tests.fetch.server import Server

TODAY = date(2026, 11, 22)
TIMEOUT = httpx.Timeout(1.0)

MakeJob = Callable[[str], Job]


class Time:
    """Passes when somebody sleeps, and keeps how long they slept."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> float:
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def patience(time: Time) -> Patience:
    return Patience(sleep=time.sleep, clock=time.clock, random=Random(1))  # noqa: S311


@pytest.fixture
def office() -> Iterator[Server]:
    with Server() as server:
        yield server


@pytest.fixture
def storage() -> Iterator[Server]:
    """Another host, to which signed addresses lead."""
    with Server() as server:
        yield server


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return Inbox(folder)


@pytest.fixture
def job(inbox: Inbox, patience: Patience) -> Iterator[MakeJob]:
    """Makes a job for an office, with its inbox held."""
    with ExitStack() as stack:

        def make(base: str) -> Job:
            stack.enter_context(inbox.held())
            wire = stack.enter_context(Wire(base, patience, timeout=TIMEOUT))
            return Job(inbox, wire, patience, Silence(), TODAY)

        yield make
