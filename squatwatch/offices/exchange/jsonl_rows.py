"""Rows of a JSON Lines file: one object a line, lists as arrays or as in CSV."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from squatwatch.errors import DataError
from squatwatch.offices.exchange import cells
from squatwatch.offices.exchange.headers import Own, column_of
from squatwatch.offices.exchange.rows import Rows, text_frame
from squatwatch.offices.files.source import OfficeFile
from squatwatch.schemas import FILING_SCHEMA

_LINE_LIMIT = 16 * 1024 * 1024
"""Most bytes in a line."""
_BY_BAR = ("applicants", "applicant_countries", "applicant_addresses", "goods")


def recognises(source: OfficeFile, own: Own = ()) -> bool:
    """Whether the first line opens an object in which a heading of a list of filings stands."""
    line = source.head().removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    if not re.match(rb'\{\s*"', line):
        return False
    keys = re.findall(r'"((?:[^"\\]|\\.){1,60})"\s*:', line.decode("utf-8", errors="replace"))
    return any(column_of(key, own) for key in keys)


def read(source: OfficeFile, batch_rows: int, own: Own = ()) -> Iterator[Rows]:
    """The objects; row 1 is the first line. Keys count as headings, in order of appearance."""
    headings: dict[str, int] = {}
    with source.open() as stream:
        numbered = enumerate(_lines(stream, source.name), start=1)
        while block := list(islice(numbered, batch_rows)):
            yield _block(block, headings, own)


def _lines(stream: BinaryIO, name: str) -> Iterator[bytes]:
    while line := stream.readline(_LINE_LIMIT + 1):
        if len(line) > _LINE_LIMIT:
            raise DataError(
                "has a line of more than 16 MiB", where=name, do="check that it is JSON Lines"
            )
        yield line


def _block(block: list[tuple[int, bytes]], headings: dict[str, int], own: Own) -> Rows:
    """Lines as columns; what an object lacks is null."""
    numbers: list[int] = []
    objects: list[dict[int, str | None]] = []
    reasons: list[tuple[int, str]] = []
    for number, line in block:
        if not line.strip():
            continue
        try:
            objects.append(_cells(line, headings, own))
            numbers.append(number)
        except ValueError as error:
            reasons.append((number, str(error)))
    columns = [[one.get(place) for one in objects] for place in headings.values()]
    return Rows(tuple(headings), text_frame(numbers, columns), tuple(reasons))


def _cells(line: bytes, headings: dict[str, int], own: Own) -> dict[int, str | None]:
    """One object as cells by the place of their heading; raises ``ValueError`` with the reason."""
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ValueError("it is no JSON in UTF-8") from error
    if not isinstance(found, dict):
        raise ValueError("it is no JSON object")
    return {
        headings.setdefault(key, len(headings)): _cell(key, column_of(key, own), value)
        for key, value in found.items()
    }


def _cell(key: str, column: str, value: object) -> str | None:
    """A value as the cell of a CSV file would have it."""
    if value is None:
        return None
    if isinstance(value, list):
        separator = cells.PEOPLE if column in _BY_BAR else cells.LIST
        return cells.join_values([_scalar(key, column, one) for one in value], separator)
    return _scalar(key, column, value)


def _scalar(key: str, column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (str, int)):
        return _encodable(key, str(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    if column not in (*FILING_SCHEMA, *_BY_BAR):
        return ""
    raise ValueError(f"its {key[:40]} is neither text nor a list of texts")


def _encodable(key: str, value: str) -> str:
    """A text without halves of surrogate pairs, which JSON can spell and UTF-8 cannot."""
    if value.isascii() or not re.search("[\ud800-\udfff]", value):
        return value
    raise ValueError(f"its {key[:40]} is no text of Unicode")
