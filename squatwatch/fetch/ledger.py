"""What was fetched, and how often it was asked for.

``fetched.jsonl`` has a line for each file or record: the source, its name there, its address
without query, the day it is of, its bytes and SHA-256, the day it was fetched, and the file of
the inbox that holds it. ``asked.jsonl`` has a line for each request of a file that an office
gives a limited number of times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from squatwatch.fetch.lines import append_line, read_lines

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Fetched:
    """One thing that was fetched; days in ISO form."""

    source: str
    name: str
    address: str
    day: str
    bytes: int
    sha256: str
    fetched: str
    file: str


class Ledger:
    """The lines of a working folder."""

    def __init__(self, folder: Path) -> None:
        self._fetched = folder / "fetched.jsonl"
        self._asked = folder / "asked.jsonl"
        self._rows = [row for line in read_lines(self._fetched) if (row := _row(line))]

    def of(self, source: str) -> list[Fetched]:
        """What was fetched from a source, the oldest first."""
        return [row for row in self._rows if row.source == source]

    def newest_day(self, source: str) -> date | None:
        """The newest day of which something was fetched."""
        newest = max((row.day for row in self.of(source)), default="")
        return date.fromisoformat(newest) if newest else None

    def add(self, row: Fetched) -> None:
        """One more thing was fetched; on the disk when this returns."""
        append_line(self._fetched, asdict(row))
        self._rows.append(row)

    def asks(self, source: str, name: str, today: date) -> None:
        """A file is asked for today."""
        row = {"source": source, "name": name, "day": today.isoformat()}
        append_line(self._asked, row)

    def asked_within_a_year(self, source: str, today: date) -> Counter[str]:
        """How often each file was asked for in the year that ends today."""
        since = (today - YEAR).isoformat()
        return Counter(
            str(row.get("name"))
            for row in read_lines(self._asked)
            if row.get("source") == source and str(row.get("day")) > since
        )


def _row(line: Mapping[str, Any]) -> Fetched | None:
    """A line as a row; None for one that was not written here."""
    if line.keys() != {item.name for item in fields(Fetched)}:
        return None
    texts = (value for name, value in line.items() if name != "bytes")
    if not isinstance(line["bytes"], int) or not all(isinstance(text, str) for text in texts):
        return None
    return Fetched(**line)
