"""Decisions taken while another process holds the store: a journal that the next writer merges.

The journal lies beside the store and has one decision a line. Whoever adds to it or merges it holds
its lock. A line is on the disk before its decision counts as taken; the journal is emptied only
when all its lines are in the store or set aside, on the disk. So a stop at any moment loses
nothing: what was merged already is found in the trail the next time, and stays there once.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import polars as pl

from squatwatch.alerts.deciding import ALERT_ID, check_said, placed, together, trails_of
from squatwatch.alerts.decision_record import decision_of, decision_record
from squatwatch.alerts.life import FOLLOWS, Life, check
from squatwatch.errors import DataError, StoreError
from squatwatch.model import REMARKS, STATES, Decision, SetAside
from squatwatch.store import Store


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What became of a journal.

    ``added``: decisions that the trail did not have. ``unknown``: alerts that the store does not
    have, and ``refused``: lines that cannot be read. The lines of both were set aside in
    ``set_aside_in``.
    """

    added: int = 0
    unknown: tuple[str, ...] = ()
    refused: tuple[SetAside, ...] = ()
    set_aside_in: Path | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    decision: Decision | None
    reason: str


def journal_of(store: Path) -> Path:
    """Where the journal of a store lies: ``squatwatch.duckdb.decisions.jsonl``."""
    return store.with_name(f"{store.name}.decisions.jsonl")


def set_aside_of(store: Path) -> Path:
    """Where the lines of the journal go that cannot be merged."""
    return store.with_name(f"{store.name}.decisions.set-aside.jsonl")


def is_held(error: StoreError) -> bool:
    """Whether the store could not be opened because another process holds it."""
    return error.what.startswith("the store is held by")


def note_down(store: Path, decisions: Sequence[Decision], *, second_reader: bool = False) -> None:
    """Add decisions to the journal of a store that another process holds; on the disk at the end.

    What can be told without the store is checked: identities are whole, reasons, days and
    outcomes there. Whether one decision may follow another is not; the trail keeps both.

    Raises:
        DataError: a decision cannot be taken so, or the journal cannot be written.
    """
    if errors := list(_errors(decisions, second_reader=second_reader)):
        raise together(errors)
    lines = "".join(_as_line(decision_record(one)) for one in decisions).encode()
    path = journal_of(store)
    with _locked(path) as journal:
        _append(journal, lines)
    _on_disk(path.parent)


def _errors(decisions: Sequence[Decision], *, second_reader: bool) -> Iterator[DataError]:
    for decision in decisions:
        try:
            check_alone(decision, second_reader=second_reader)
        except DataError as error:
            yield error


def check_alone(decision: Decision, *, second_reader: bool = False) -> None:
    """Raises ``DataError`` where a decision cannot be right, whatever the state of its alert."""
    if not ALERT_ID.fullmatch(decision.alert_id):
        raise DataError(
            f"{decision.alert_id!r} is no whole identity of an alert",
            do="while the store is held, give all its 16 letters",
        )
    check_said(decision)
    if decision.action == "notified" and second_reader:
        raise DataError(
            "whether a second reader has agreed cannot be seen while the store is held",
            where=f"alert {decision.alert_id}",
            do="try again when it is free",
        )
    if decision.action not in REMARKS:
        check(decision, Life(state=_before(decision)))


def merge_journal(store: Store) -> MergeReport:
    """Merge the journal of an open store into the trail, and empty it.

    Call it outside of a transaction: the journal is emptied on the word that all is written.
    """
    if store.path is None or not _has_lines(journal_of(store.path)):
        return MergeReport()
    with _locked(journal_of(store.path)) as journal:
        lines = list(_lines(journal))
        good = [line.decision for line in lines if line.decision]
        known = _known(store, good)
        added = store.put_decisions(_placed(store, [one for one in good if one.alert_id in known]))
        report = _report(store.path, lines, known, added)
        _set_aside(store.path, lines, known)
        _empty(journal)
    return report


def _report(path: Path, lines: Sequence[_Line], known: frozenset[str], added: int) -> MergeReport:
    named = [line.decision.alert_id for line in lines if line.decision]
    unknown = tuple(sorted({alert_id for alert_id in named if alert_id not in known}))
    refused = tuple(
        SetAside(journal_of(path).name, f"line {line.number}", line.reason)
        for line in lines
        if line.decision is None
    )
    where = set_aside_of(path) if unknown or refused else None
    return MergeReport(added, unknown, refused, where)


def _known(store: Store, decisions: Sequence[Decision]) -> frozenset[str]:
    asked = pl.Series([one.alert_id for one in decisions], dtype=pl.String).unique()
    return frozenset(store.alerts(asked)["alert_id"])


def _placed(store: Store, decisions: Sequence[Decision]) -> Iterator[Decision]:
    trails = trails_of(store, decisions)
    for decision in decisions:
        one = placed(decision, trails[decision.alert_id])
        trails[one.alert_id].append(one)
        yield one


def _before(decision: Decision) -> Any:
    """A state that the decision may follow; the first of all where there is none."""
    return next((state for state in STATES if decision.action in FOLLOWS[state]), STATES[0])


# Lines ------------------------------------------------------------------------------------------


def _has_lines(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _lines(journal: IO[bytes]) -> Iterator[_Line]:
    journal.seek(0)
    for number, raw in enumerate(journal.read().split(b"\n"), 1):
        text = raw.decode(errors="backslashreplace")
        if text.strip():
            yield _line(number, text)


def _line(number: int, text: str) -> _Line:
    try:
        found = json.loads(text)
        if not isinstance(found, dict):
            raise ValueError("no JSON object")
        decision = decision_of(found)
        check_alone(decision)
    except DataError as error:
        return _Line(number, text, None, error.what)
    except (ValueError, RecursionError) as error:
        broken = isinstance(error, json.JSONDecodeError | RecursionError)
        return _Line(number, text, None, "broken off or no JSON" if broken else str(error))
    return _Line(number, text, decision, "")


def _as_line(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _set_aside(path: Path, lines: Sequence[_Line], known: frozenset[str]) -> None:
    """Keep what was not merged, each line with where it stood and why; once, if tried again."""
    rows = [
        {
            "file": journal_of(path).name,
            "line": line.number,
            "reason": line.reason or "the store has no such alert",
            "text": line.text,
        }
        for line in lines
        if line.decision is None or line.decision.alert_id not in known
    ]
    if not rows:
        return
    with _locked(set_aside_of(path)) as kept:
        kept.seek(0)
        there = set(kept.read().decode(errors="replace").splitlines(keepends=True))
        told = [line for line in map(_as_line, rows) if line not in there]
        _append(kept, "".join(told).encode())
    _on_disk(path.parent)


# The file ---------------------------------------------------------------------------------------


@contextmanager
def _locked(path: Path) -> Iterator[IO[bytes]]:
    """The file, made when it is not there, while nobody else has it."""
    try:
        file = path.open("ab+", buffering=0)
    except OSError as error:
        raise DataError(
            f"the file cannot be written ({error.strerror})",
            where=str(path),
            do="check that its folder may be written to",
        ) from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _append(file: IO[bytes], lines: bytes) -> None:
    """Add whole lines at the end, after one that was broken off, and have them on the disk."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - 1))
    broken_off = file.read(1) not in (b"", b"\n")
    left = b"\n" + lines if broken_off else lines
    try:
        while left:
            left = left[file.write(left) :]
        os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            file.truncate(end)  # whoever tries again must not find a part of it
        raise DataError(
            f"the decision cannot be written down ({error.strerror})",
            where=str(file.name),
            do="make room and try again",
        ) from error


def _empty(file: IO[bytes]) -> None:
    """Nothing in it; the file stays, since others may be waiting for its lock."""
    file.truncate(0)
    os.fsync(file.fileno())


def _on_disk(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
