"""Export: filings out of the store, as one exchange file or as a folder of Parquet by office.

A folder has ``office=EM/part-0000.parquet`` and so on, and ``_squatwatch.json``, which names every
part with its filings and its digest. Equal content gives equal bytes: offices and filings stand in
the order of their keys, and nothing tells the time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain, count, islice
from pathlib import Path
from shutil import rmtree
from typing import Any
from urllib.parse import quote

import polars as pl

from squatwatch.errors import DataError
from squatwatch.files import read_bytes, write_bytes
from squatwatch.offices import write_exchange
from squatwatch.offices.files.source import digest_of
from squatwatch.store import Store

FILINGS_SCHEMA_NAME = "squatwatch.filings/1"
"""What a folder says that it is; keys are only added within a version."""
MANIFEST = "_squatwatch.json"
"""The file of a folder that names its parts."""
PART_BATCHES = 10
"""Batches of filings in a part: a million filings, which other programs open at once."""

_PART = re.compile(r"office=[^/\\]+/part-[0-9]{4,}\.parquet")


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a folder: its path in there, whose filings it holds, how many, its SHA-256."""

    path: str
    office: str
    filings: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which filings: of these offices, or of all; touched on that day or later, or whenever.

    A filing counts as touched when it was filed, published or registered.
    """

    offices: tuple[str, ...] = ()
    since: date | None = None


ALL = Wanted()
"""All filings."""


def export_file(
    store: Store,
    target: Path,
    file_format: str = "",
    wanted: Wanted = ALL,
    *,
    force: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> dict[str, int]:
    """Write filings as one exchange file; how many of each office.

    The format is that of the suffix unless one is named. ``progress`` is told of filings that were
    written. The file appears under its name when it is whole. Raises ``DataError`` for a target
    that is there, unless by ``force``, for one that cannot be written, and for an office without
    filings.
    """
    if target.is_dir():
        raise DataError("is a folder", where=str(target), do="name a file, or leave out --format")
    _refuse_present(target, force=force)
    written: dict[str, int] = {}

    def batches() -> Iterator[pl.DataFrame]:
        for office in _offices(store, wanted):
            for batch in _told(store.filing_batches(office, wanted.since), progress):
                yield batch
                written[office] = written.get(office, 0) + batch.height

    write_exchange(target, batches(), file_format)
    return written


def export_folder(
    store: Store,
    target: Path,
    wanted: Wanted = ALL,
    *,
    force: bool = False,
    progress: Callable[[int], None] = lambda _: None,
) -> dict[str, int]:
    """Write filings as a folder of Parquet by office; how many of each office.

    As ``export_file``. By ``force`` a folder gives way that is an export itself, and no other.
    """
    _refuse_present(target, force=force)
    _refuse_other_folder(target)
    unfinished = _beside(target, "unfinished")
    try:
        rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        parts: list[Part] = []
        for office in _offices(store, wanted):
            batches = _told(store.filing_batches(office, wanted.since), progress)
            parts += _write_parts(unfinished, office, batches)
        write_bytes(unfinished / MANIFEST, _manifest(parts, wanted.since))
        _put_in_place(unfinished, target)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise DataError(what, where=str(target), do="check the folder that it is in") from error
    finally:
        rmtree(unfinished, ignore_errors=True)
    return counted(parts)


def counted(parts: Iterable[Part]) -> dict[str, int]:
    """How many filings of each office."""
    filings: dict[str, int] = {}
    for part in parts:
        filings[part.office] = filings.get(part.office, 0) + part.filings
    return filings


def parts_of(folder: Path) -> tuple[Part, ...]:
    """The parts that a folder written by ``export_folder`` should have.

    Raises ``DataError`` for a folder that is none, is of a newer version, or names a path that
    leads out of it.
    """
    path = folder / MANIFEST
    if not path.exists():
        raise DataError(
            f"has no {MANIFEST}, so it is no export of squatwatch",
            where=str(folder),
            do="take office files with 'squatwatch ingest'",
        )
    try:
        manifest: Any = json.loads(read_bytes(path))
        if manifest["schema"] != FILINGS_SCHEMA_NAME:
            raise DataError(
                f"is of the kind {str(manifest['schema'])[:40]!r}, not {FILINGS_SCHEMA_NAME}",
                where=str(path),
                do="upgrade squatwatch",
            )
        parts = tuple(_part(given) for given in manifest["parts"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DataError("is damaged", where=str(path), do="export it again") from error
    return parts


def check_part(folder: Path, part: Part) -> None:
    """Raises ``DataError`` when the file of a part is missing or not as it was written."""
    path = folder / part.path
    if digest_of(path) != part.sha256:
        raise DataError(
            f"is not as it was written: its digest is another than {MANIFEST} says",
            where=str(path),
            do="copy it again from where it was exported",
        )


def strays(folder: Path, parts: Iterable[Part]) -> tuple[Path, ...]:
    """The Parquet files in a folder that are none of its parts."""
    known = {folder / part.path for part in parts}
    return tuple(path for path in sorted(folder.rglob("*.parquet")) if path not in known)


def _offices(store: Store, wanted: Wanted) -> list[str]:
    """The offices that are to be written, in order."""
    held: list[str] = store.coverage(date.max)["office"].to_list()
    missing = sorted(set(wanted.offices) - set(held))
    if missing:
        raise DataError(
            f"there is no filing of {', '.join(missing)}",
            where=str(store.path or "the store"),
            do="see 'squatwatch offices'",
        )
    return [office for office in held if not wanted.offices or office in wanted.offices]


def _told(
    batches: Iterator[pl.DataFrame], progress: Callable[[int], None]
) -> Iterator[pl.DataFrame]:
    for batch in batches:
        yield batch
        progress(batch.height)


def _write_parts(folder: Path, office: str, batches: Iterator[pl.DataFrame]) -> Iterator[Part]:
    place = f"office={quote(office, safe='')}"
    for number in count():
        first = next(batches, None)
        if first is None:
            return
        (folder / place).mkdir(exist_ok=True)
        path = folder / place / f"part-{number:04}.parquet"
        filings = write_exchange(path, chain([first], islice(batches, PART_BATCHES - 1)))
        yield Part(f"{place}/{path.name}", office, filings, digest_of(path))


def _manifest(parts: Sequence[Part], since: date | None) -> bytes:
    told = {
        "schema": FILINGS_SCHEMA_NAME,
        "since": since.isoformat() if since else None,
        "filings": sum(part.filings for part in parts),
        "parts": [asdict(part) for part in parts],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _part(given: Any) -> Part:
    part = Part(
        str(given["path"]), str(given["office"]), int(given["filings"]), str(given["sha256"])
    )
    if not _PART.fullmatch(part.path):
        raise ValueError(part.path)
    return part


def _refuse_present(target: Path, *, force: bool) -> None:
    if target.exists() and not force:
        raise DataError("is there already", where=str(target), do="name another, or add --force")


def _refuse_other_folder(target: Path) -> None:
    """Nothing may be replaced that is not an export: it could be the folder of all one's work."""
    if not target.exists():
        return
    ours = (
        target.name
        and target.is_dir()
        and all(
            entry.name == MANIFEST or entry.name.startswith("office=") for entry in target.iterdir()
        )
    )
    if not ours:
        raise DataError(
            "is no export of squatwatch and is not replaced", where=str(target), do="name another"
        )


def _beside(target: Path, name: str) -> Path:
    """A folder beside the target that is ours to use: not there, or left by a run broken off."""
    folder = target.with_name(f"{target.name}.{name}")
    _refuse_other_folder(folder)
    return folder


def _put_in_place(unfinished: Path, target: Path) -> None:
    """Give a folder its name; what had it before goes when that is done."""
    if not target.exists():
        unfinished.rename(target)
        return
    before = _beside(target, "before")
    rmtree(before, ignore_errors=True)
    target.rename(before)
    unfinished.rename(target)
    rmtree(before)
