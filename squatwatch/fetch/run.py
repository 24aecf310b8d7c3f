"""A fetch from beginning to end: what is offered, what of it is new, and taking that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from squatwatch.errors import SquatwatchError
from squatwatch.fetch.errors import StoppedError
from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.source import Job, Offer, Outcome, Source, Wanted
from squatwatch.fetch.telling import Telling
from squatwatch.fetch.waiting import Patience
from squatwatch.fetch.wire import Wire


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a fetch.

    ``there`` counts what was in the inbox already, ``left`` what was not tried: past the limit,
    or because the run was ``stopped``.
    """

    outcomes: tuple[Outcome, ...]
    there: int
    left: int
    notes: tuple[str, ...]
    stopped: SquatwatchError | None = None

    def of(self, state: str) -> list[Outcome]:
        """The outcomes of one state."""
        return [outcome for outcome in self.outcomes if outcome.state == state]

    @property
    def errors(self) -> list[SquatwatchError]:
        """Everything that failed."""
        failed = [outcome.error for outcome in self.outcomes if outcome.error]
        return [*failed, *([self.stopped] if self.stopped else [])]


def wire_of(source: Source, patience: Patience) -> Wire:
    """The way to the office of a source, with its keys."""
    wire = Wire(source.base, patience, spacing=source.spacing)
    source.introduce(wire)
    return wire


def look(
    source: Source, wanted: Wanted, inbox: Inbox, patience: Patience, telling: Telling
) -> tuple[list[Offer], tuple[str, ...]]:
    """What a fetch would take now, the oldest first, and remarks; nothing is fetched or written.

    Raises ``SquatwatchError`` when the office cannot be asked.
    """
    with wire_of(source, patience) as wire:
        job = Job(inbox, wire, patience, telling, wanted.today)
        fresh, _, notes = _fresh(source, wanted, job)
    return fresh, notes


def fetch(
    source: Source,
    wanted: Wanted,
    inbox: Inbox,
    patience: Patience,
    telling: Telling,
    *,
    limit: int | None = None,
) -> Report:
    """Fetch what is wanted and not there yet, the oldest first, at most ``limit`` of it.

    What fails is in the report; the others are fetched. Raises ``SquatwatchError`` when the inbox
    is held by another process or the office cannot be asked at all.
    """
    with inbox.held(), wire_of(source, patience) as wire:
        job = Job(inbox, wire, patience, telling, wanted.today)
        fresh, there, notes = _fresh(source, wanted, job)
        outcomes, stopped = _taken(source, fresh[:limit], job)
    return Report(tuple(outcomes), there, len(fresh) - len(outcomes), notes, stopped)


def _taken(
    source: Source, offers: Sequence[Offer], job: Job
) -> tuple[list[Outcome], StoppedError | None]:
    """The outcomes, and what stopped the run before all were tried."""
    outcomes: list[Outcome] = []
    try:
        for outcome in source.take(offers, job):
            outcomes.append(outcome)
    except StoppedError as error:
        return outcomes, error
    return outcomes, None


def _fresh(source: Source, wanted: Wanted, job: Job) -> tuple[list[Offer], int, tuple[str, ...]]:
    """What is not there yet, how much is, and remarks."""
    newest = job.inbox.ledger.newest_day(source.name)
    offered = source.offers(replace(wanted, newest=newest), job)
    fresh = [one for one in offered.offers if not source.has(one, job.inbox, job.today)]
    return fresh, len(offered.offers) - len(fresh), offered.notes
