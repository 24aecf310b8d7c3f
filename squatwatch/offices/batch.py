"""What a reader gives: batches of filings, and the records that it set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import polars as pl

from squatwatch.model import Filing
from squatwatch.model import SetAside as SetAside
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.frames import (
    APPLICANTS_SCHEMA,
    DELETED_SCHEMA,
    deleted_frame,
    filings_frame,
    no_filings,
)

BATCH_ROWS = 10_000
"""Filings a batch: enough for columns to pay, few enough to keep memory flat."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some filings of one file, in its order.

    ``filings`` are complete records: the latest replaces all that was known of the filing.
    ``partial`` are records that name only some fields (status-only stubs): what they leave null
    or empty stays as it is known. ``deleted`` names filings that the office took back. They apply
    in this order: filings, partial, deleted. ``applicants`` are names for keys by which filings, of
    this file or any other, name their applicants. ``notes`` are remarks on the file for its reader,
    each told once, such as columns that were not used.
    """

    filings: pl.DataFrame = field(default_factory=no_filings)
    partial: pl.DataFrame = field(default_factory=no_filings)
    deleted: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=DELETED_SCHEMA))
    applicants: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=APPLICANTS_SCHEMA))
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        """How many rows its frames have."""
        return sum(getattr(self, name).height for name in FRAMES)


FRAMES = ("filings", "partial", "deleted", "applicants")
"""The fields of a batch that are frames."""


def joined(batches: Sequence[Batch]) -> Batch:
    """Several batches as one; that it says the same is for the caller to know."""
    frames = {name: pl.concat(getattr(one, name) for one in batches) for name in FRAMES}
    set_aside = tuple(record for one in batches for record in one.set_aside)
    notes = tuple(dict.fromkeys(note for one in batches for note in one.notes))
    return Batch(**frames, set_aside=set_aside, notes=notes)


EXPERIMENTAL = (
    "experimental: written from documentation, no real file was at hand; please compare with the "
    "office's page 试验性：依据文档编写，尚未用真实文件验证，请与官方页面核对"
)
"""The note that every batch of an experimental reader carries."""


def experimental(batches: Iterable[Batch]) -> Iterator[Batch]:
    """The batches of an experimental reader, each with the note that says so."""
    for batch in batches:
        yield replace(batch, notes=(EXPERIMENTAL, *batch.notes))


class Reader(Protocol):
    """A reader of one format: files in, batches of filings out, memory flat."""

    name: str
    """Short name, as ``ingest`` reports it: ``uspto-daily``."""
    title: str
    """What it reads, in English."""
    title_zh: str
    """What it reads, in Chinese."""
    experimental: bool
    """Whether it was written from documentation and no real file has been read yet."""

    def recognises(self, source: OfficeFile) -> bool:
        """Whether the file is of this format, judged by its content, never by its name alone."""
        ...

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The filings of the files, in their order.

        It takes several files because an archive may hold one file a filing, and a batch of one
        filing would not pay. Raises ``DataError`` for a file that cannot be read at all, after
        the batches before it; a bad record is set aside.
        """
        ...


@dataclass(frozen=True, slots=True)
class Partial:
    """A record that names only some fields of its filing."""

    filing: Filing


@dataclass(frozen=True, slots=True)
class Deleted:
    """A filing that the office took back."""

    office: str
    application_number: str


Entry = Filing | Partial | Deleted | SetAside
"""What a reader of records makes of one record."""


class UnreadableRecordError(Exception):
    """One record cannot be used; its text is the reason, for ``SetAside``."""


def gather(entries: Iterable[Entry], rows: int = BATCH_ROWS) -> Iterator[Batch]:
    """The entries of a reader as batches of up to ``rows``.

    A batch is closed early when a filing comes back in it, so that the order in which its parts
    apply cannot change what the file says. When the entries end in an error, those before it are
    given out first.
    """
    pending = _Pending()
    try:
        for entry in entries:
            if len(pending) >= rows or pending.reverses(entry):
                yield pending.batch()
                pending = _Pending()
            pending.add(entry)
    except Exception:
        if len(pending):
            yield pending.batch()
        raise
    if len(pending):
        yield pending.batch()


class _Pending:
    """A batch in the making."""

    def __init__(self) -> None:
        self.filings: list[Filing] = []
        self.partial: list[Filing] = []
        self.deleted: list[tuple[str, str]] = []
        self.set_aside: list[SetAside] = []
        self.seen: dict[tuple[str, str], int] = {}

    def __len__(self) -> int:
        return len(self.filings) + len(self.partial) + len(self.deleted) + len(self.set_aside)

    def reverses(self, entry: Entry) -> bool:
        """Whether the entry cannot stand in one batch with an earlier one of the same filing.

        It would apply before that one; or both name some fields only, of which a batch keeps the
        later record.
        """
        if isinstance(entry, SetAside):
            return False
        before = self.seen.get(_key(entry), -1)
        return before > _turn(entry) or (isinstance(entry, Partial) and before == _turn(entry))

    def add(self, entry: Entry) -> None:
        if isinstance(entry, SetAside):
            self.set_aside.append(entry)
            return
        self.seen[_key(entry)] = _turn(entry)
        if isinstance(entry, Filing):
            self.filings.append(entry)
        elif isinstance(entry, Partial):
            self.partial.append(entry.filing)
        else:
            self.deleted.append(_key(entry))

    def batch(self) -> Batch:
        return Batch(
            filings=filings_frame(self.filings),
            partial=filings_frame(self.partial, partial=True),
            deleted=deleted_frame(self.deleted),
            set_aside=tuple(self.set_aside),
        )


def _turn(entry: Filing | Partial | Deleted) -> int:
    """The place of the entry's part in the order in which a batch applies."""
    return (Filing, Partial, Deleted).index(type(entry))


def _key(entry: Filing | Partial | Deleted) -> tuple[str, str]:
    filing = entry.filing if isinstance(entry, Partial) else entry
    return filing.office, filing.application_number
