"""Brands, rights and events back into files that read as the same brands, rights and events.

Every file is read back before it is kept. What would come back changed is refused: an item of a
list that holds ``;``, a name that is not trimmed, a value that the checks do not allow.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Literal, TypeVar, get_args

from squatwatch.brands import jsonl_format
from squatwatch.brands.checking import Layout
from squatwatch.brands.events import EVENTS, events_of
from squatwatch.brands.rights import RIGHTS, rights_of
from squatwatch.brands.rows import Table
from squatwatch.brands.tables import table_of_bytes
from squatwatch.brands.watchlist import WATCH_LIST, watchlist_of
from squatwatch.errors import DataError, MistakesError
from squatwatch.files import write_bytes
from squatwatch.model import Brand, Event, Right
from squatwatch.spreadsheets import csv_bytes, xlsx_bytes

FileFormat = Literal["csv", "xlsx", "jsonl"]
FILE_FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)

Item = TypeVar("Item", Brand, Right, Event)


def encode_brands(brands: Sequence[Brand], file_format: FileFormat, where: str = "brands") -> bytes:
    """The bytes of a watch list; ``where`` is what messages call it.

    >>> print(encode_brands([Brand("huawei", ("华为",))], "csv").decode("utf-8-sig")[:34])
    brand_id,name_zh,name_latin,other_

    Raises:
        DataError: a brand would not read back the same, or is too large for the format.
    """
    return _encode(
        brands, WATCH_LIST, file_format, where, lambda table: watchlist_of(table, where).brands
    )


def encode_rights(rights: Sequence[Right], file_format: FileFormat, where: str = "rights") -> bytes:
    """The bytes of a rights file.

    Raises:
        DataError: a right would not read back the same, or is too large for the format.
    """
    return _encode(rights, RIGHTS, file_format, where, lambda table: rights_of(table, where).rights)


def encode_events(events: Sequence[Event], file_format: FileFormat, where: str = "events") -> bytes:
    """The bytes of an events file.

    Raises:
        DataError: an event would not read back the same, or is too large for the format.
    """
    return _encode(events, EVENTS, file_format, where, lambda table: events_of(table, where).events)


def write_brands(
    path: Path, brands: Sequence[Brand], file_format: FileFormat | None = None
) -> None:
    """Write a watch list, in the format of the suffix unless one is named.

    Raises:
        DataError: the suffix names no format, the file cannot be written, or ``encode_brands``
            refuses a brand. A file that was there stays as it was.
    """
    write_bytes(path, encode_brands(brands, file_format or _format_of(path), str(path)))


def write_rights(
    path: Path, rights: Sequence[Right], file_format: FileFormat | None = None
) -> None:
    """Write a rights file; see ``write_brands``."""
    write_bytes(path, encode_rights(rights, file_format or _format_of(path), str(path)))


def write_events(
    path: Path, events: Sequence[Event], file_format: FileFormat | None = None
) -> None:
    """Write an events file; see ``write_brands``."""
    write_bytes(path, encode_events(events, file_format or _format_of(path), str(path)))


def _encode(
    items: Sequence[Item],
    layout: Layout,
    file_format: FileFormat,
    where: str,
    read: Callable[[Table], Sequence[Item]],
) -> bytes:
    columns = layout.columns
    match file_format:
        case "csv":
            data = csv_bytes(columns, [_texts(item, columns) for item in items])
        case "xlsx":
            data = xlsx_bytes(columns, [_texts(item, columns) for item in items])
        case "jsonl":
            data = jsonl_format.write(columns, [_values(item, columns) for item in items])
    if items:
        _refuse_changes(items, _read_back(data, where, read), columns, where)
    return data


def _texts(item: Brand | Right | Event, columns: Sequence[str]) -> dict[str, str]:
    return {
        column: ";".join(map(str, value)) if isinstance(value, list) else str(value)
        for column, value in _values(item, columns).items()
    }


def _values(item: Brand | Right | Event, columns: Sequence[str]) -> dict[str, object]:
    return {column: _plain(getattr(item, column)) for column in columns}


def _plain(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        # Half a surrogate pair fits into no file; as "?" it does not read back and is refused.
        return value.encode(errors="replace").decode()
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _read_back(data: bytes, where: str, read: Callable[[Table], Sequence[Item]]) -> Sequence[Item]:
    try:
        return read(table_of_bytes(data, where))
    except MistakesError as error:
        remedy = "nothing was written, correct these first"
        raise MistakesError(where, error.mistakes, do=remedy) from error


def _refuse_changes(
    items: Sequence[Item], read: Sequence[Item], columns: Sequence[str], where: str
) -> None:
    for item, same in zip_longest(items, read):
        for column in columns:
            if getattr(item, column) != getattr(same, column, None):
                raise DataError(
                    f"{column} of {item.brand_id} would not read back the same",
                    where=where,
                    do="nothing was written; write values trimmed, and no ; within an item",
                )


def _format_of(path: Path) -> FileFormat:
    for known in FILE_FORMATS:
        if path.suffix.lower() == f".{known}":
            return known
    raise DataError(
        f"the suffix {path.suffix or '(none)'} names no format",
        where=str(path),
        do="use .csv, .xlsx or .jsonl",
    )
