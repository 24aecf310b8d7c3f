"""Ingest: files of offices into the store, each whole or not at all, and each content once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from squatwatch.errors import DataError
from squatwatch.model import Counts, SetAside, SourceFile
from squatwatch.offices.ahead import read_ahead
from squatwatch.offices.ahead.reading import FILINGS, Raw, Read, Wanted, format_of
from squatwatch.offices.batch import Batch, joined
from squatwatch.offices.files.source import digest_of
from squatwatch.store import Store
from squatwatch.store.keys import KEY, keyed

BAD_SHARE = 0.2
"""Share of records set aside above which the file fails: then it is not what its reader reads."""
BAD_LEAST = 100
"""Records of a file from which on the share counts: of a few, one bad one is many."""

AT_ONCE = 20_000
"""Most records that are written together. Whatever is written, all keys of the store are looked at
once, so that few large writes are faster; 50,000 cases of the USPTO took 100 MiB more."""

_NOTHING = Counts()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file.

    It was taken, or it was ``known``: its content had been taken before; or it failed with an
    ``error`` and left nothing behind. ``kept`` counts the raw records that are new.
    """

    path: Path
    counts: Counts = _NOTHING
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()
    kept: int = 0
    known: SourceFile | None = None
    error: DataError | None = None


def ingest(
    store: Store,
    paths: Iterable[Path],
    *,
    today: date,
    jobs: int = 1,
    again: bool = False,
    wanted: Wanted = FILINGS,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Take files into the store in their order, and say of each what became of it.

    Whatever number of ``jobs`` reads them, the store is the same: a later file wins over an
    earlier one, and a later record of a file too. A content that was taken before is passed over,
    unless it is to be taken ``again``. Files are read when they have their turn, so that the
    caller may stop; ``today`` is noted as the day on which they were taken. ``wanted`` says
    whether raw records are kept, and explains lists. ``progress`` is told of bytes that were read.
    """
    files = (_looked_at(store, path, again=again) for path in paths)
    to_read = ((file, file.path if file.source else None) for file in files)
    for file, read in read_ahead(to_read, jobs=jobs, wanted=wanted, progress=progress):
        yield _outcome(store, file, read, today=today, again=again)


@dataclass(frozen=True, slots=True)
class _File:
    """A file with what identifies it; without ``source`` it is not to be read."""

    path: Path
    source: SourceFile | None = None
    outcome: Outcome | None = None


def _looked_at(store: Store, path: Path, *, again: bool) -> _File:
    """The file, to be read or with its outcome already."""
    try:
        digest = digest_of(path)
    except DataError as error:
        return _File(path, outcome=Outcome(path, error=error))
    if not again and (known := _taken(store, digest)):
        return _File(path, outcome=Outcome(path, known=known))
    size = path.stat().st_size
    return _File(path, SourceFile(digest, path.name, size, format_of(path), date.min))


def _taken(store: Store, digest: str) -> SourceFile | None:
    found = store.source(digest)
    return found if found and found.state == "taken" else None


def _outcome(
    store: Store, file: _File, read: Iterator[Read], *, today: date, again: bool
) -> Outcome:
    if file.source is None:
        return file.outcome or Outcome(file.path)
    if not again and (known := _taken(store, file.source.digest)):
        return Outcome(file.path, known=known)  # the same content stood before it in this run
    try:
        return _take(store, file.path, replace(file.source, taken_on=today), read)
    except DataError as error:
        return Outcome(file.path, error=error)


def _take(store: Store, path: Path, source: SourceFile, read: Iterator[Read]) -> Outcome:
    """Write what is read of a file, all of it or nothing."""
    counts, kept, applicants = Counts(), 0, 0
    set_aside: list[SetAside] = []
    notes: dict[str, None] = {}
    retrieved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    with store.atomically():
        store.begin_source(source)
        for item in _joined(read):
            if isinstance(item, Raw):
                kept += store.keep_raw(item.records, source, retrieved)
                continue
            counts += _put(store, item, source)
            applicants += item.applicants.height
            set_aside.extend(item.set_aside)
            notes.update(dict.fromkeys(item.notes))
        if applicants:
            counts += store.name_applicants(source)
            notes[f"{applicants:,} applicants by their keys 申请人名称"] = None
        _refuse_if_bad(path, counts, len(set_aside), applicants)
        store.finish_source(source.digest, counts, set_aside)
    return Outcome(path, counts, tuple(set_aside), tuple(notes), kept)


def _joined(read: Iterator[Read]) -> Iterator[Read]:
    """What was read, with small batches made one where that says the same."""
    held: list[Batch] = []
    for item in read:
        if held and not (isinstance(item, Batch) and _fits(held, item)):
            yield joined(held)
            held = []
        if isinstance(item, Batch):
            held.append(item)
        else:
            yield item
    if held:
        yield joined(held)


def _fits(held: list[Batch], batch: Batch) -> bool:
    """Whether a batch may be joined to those before it.

    Parts of filings and deletions would apply behind what comes later of the same filings.
    """
    if sum(one.height for one in (*held, batch)) > AT_ONCE:
        return False
    before = _keys(frame for one in held for frame in (one.partial, one.deleted))
    return before.join(_keys((batch.filings, batch.partial, batch.deleted)), on=KEY).is_empty()


def _keys(frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    return keyed(pl.concat(frame.select("office", "application_number") for frame in frames))


def _put(store: Store, batch: Batch, source: SourceFile) -> Counts:
    store.put_applicants(batch.applicants)
    return (
        store.put_filings(batch.filings, source)
        + store.put_partial_filings(batch.partial, source)
        + store.delete_filings(batch.deleted, source)
    )


def _refuse_if_bad(path: Path, counts: Counts, set_aside: int, applicants: int) -> None:
    filings = counts.new + counts.changed + counts.unchanged + counts.deleted
    records = filings + applicants + set_aside
    if records >= BAD_LEAST and set_aside > BAD_SHARE * records:
        raise DataError(
            f"{set_aside:,} of its {records:,} records cannot be used, so nothing of it was taken",
            where=str(path),
            do="check that it is whole and of the format that it seems to be",
        )
