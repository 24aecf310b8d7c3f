"""Files of records: JSON Lines, each line an object that names its schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from squatwatch.errors import DataError
from squatwatch.report.plain import json_text

LINE_LIMIT = 16 * 1024 * 1024
"""Most bytes in a line."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_DO = "export it again"


@dataclass(frozen=True, slots=True)
class Line:
    """A record and where it stands: ``alerts.jsonl, line 3``."""

    where: str
    record: Mapping[str, Any]

    @property
    def schema(self) -> str:
        """The name of its schema; empty where it names none."""
        return str(self.record.get("schema", ""))

    def wrong(self, what: str, do: str = _DO) -> DataError:
        """What is wrong with it, with its place."""
        return DataError(what, where=self.where, do=do)


def schema_of(path: Path) -> str:
    """The schema that the first line of a file names; empty for any other file."""
    try:
        with path.open("rb") as stream:
            return _line(stream.readline(LINE_LIMIT + 1), str(path)).schema
    except (OSError, DataError):
        return ""


def read_records(path: Path) -> Iterator[Line]:
    """The records of a file in its order.

    Raises ``DataError`` for a file that cannot be read and for a line that is no record.
    """
    try:
        with path.open("rb") as stream:
            number = 0
            while data := stream.readline(LINE_LIMIT + 1):
                number += 1
                if data.strip():
                    yield _line(data, f"{path}, line {number}")
    except OSError as error:
        what = f"the file cannot be read ({error.strerror})"
        raise DataError(what, where=str(path), do="check the path") from error


def _line(data: bytes, where: str) -> Line:
    if len(data) > LINE_LIMIT:
        raise DataError("the line has more than 16 MiB", where=where, do=_DO)
    try:
        record = json.loads(data.decode("utf-8-sig"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise DataError("the line is no JSON in UTF-8", where=where, do=_DO) from error
    if not isinstance(record, dict):
        raise DataError("the line is no JSON object", where=where, do=_DO)
    if b"\\u" in data and _SURROGATES.search(json.dumps(record, ensure_ascii=False)):
        raise DataError("the line holds what is no text of Unicode", where=where, do=_DO)
    return Line(where, record)


def _refuse(name: str) -> object:
    raise ValueError(f"{name} is no JSON")


def write_records(path: Path, records: Iterable[Mapping[str, Any]], *, force: bool = False) -> int:
    """Write records, one a line; how many. The file appears under its name when it is whole.

    Raises ``DataError`` for a file that is there, unless by ``force``, and for one that cannot be
    written.
    """
    if path.is_dir():
        raise DataError("is a folder", where=str(path), do="name a file")
    if path.exists() and not force:
        raise DataError("is there already", where=str(path), do="name another, or add --force")
    unfinished, count = path.with_name(f"{path.name}.part"), 0
    try:
        with unfinished.open("wb") as stream:
            for record in records:
                stream.write((json_text(record) + "\n").encode())
                count += 1
        unfinished.replace(path)
    except OSError as error:
        what = f"cannot be written ({error.strerror})"
        raise DataError(what, where=str(path), do="check the folder that it is in") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count
