"""JSON Lines: one object a line, its values texts, numbers or lists of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from squatwatch.brands.rows import Row, Table, number_text
from squatwatch.brands.suggestions import shown
from squatwatch.errors import DataError, Mistake


def read(text: str, where: str) -> Table:
    """The table in a JSON Lines text; a list becomes a cell with ``;`` between its items.

    Raises:
        DataError: no line is a JSON object.
    """
    columns: dict[str, int] = {}
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    # Not splitlines: that would also split at U+2028, which JSON allows within a string.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            cells = _cells(line)
        except ValueError as error:
            mistakes.append(Mistake(number, "", str(error)))
            continue
        for column in cells:
            columns.setdefault(column, number)
        rows.append(Row(number, cells))
    if not rows:
        raise DataError(
            "no line of the file is a JSON object that can be used",
            where=where,
            do="write one object on each line (JSON Lines), its values texts, numbers or lists",
        )
    return Table(columns, tuple(rows), tuple(mistakes))


def write(columns: Sequence[str], rows: Sequence[Mapping[str, object]]) -> bytes:
    """Rows as JSON Lines, one object a line, every column in each."""
    lines = [
        json.dumps({column: row[column] for column in columns}, ensure_ascii=False) + "\n"
        for row in rows
    ]
    return "".join(lines).encode()


def _cells(line: str) -> dict[str, str]:
    try:
        pairs = json.loads(line, object_pairs_hook=_Pairs, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ValueError("the line is no JSON object") from error
    if not isinstance(pairs, _Pairs):
        raise ValueError("the line is no JSON object")
    cells = {key.strip(): _cell(key, value) for key, value in pairs}
    if len(cells) < len(pairs):
        raise ValueError("the object names a column twice")
    return cells


class _Pairs(list[tuple[str, object]]):
    """The pairs of an object; a dict would hide a key that is there twice."""


def _cell(key: str, value: object) -> str:
    if isinstance(value, list) and not isinstance(value, _Pairs):
        return ";".join(_scalar(key, item) for item in value)
    return _scalar(key, value)


def _scalar(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    raise ValueError(f"the value of {shown(key)} is neither a text, a number nor a list of them")


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON")
