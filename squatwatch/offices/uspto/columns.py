"""Case files as columns: a list for each field of a filing, no object for a record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import polars as pl
import pyarrow as pa

from squatwatch.schemas import FILING_SCHEMA

Values = Mapping[str, object]
"""The fields of one filing by name: texts, dates, lists; None where there is nothing."""

_TYPES: Any = pl.DataFrame(schema=FILING_SCHEMA).to_arrow().schema


class Columns:
    """Filings in the making; every one names the same fields.

    >>> columns = Columns()
    >>> columns.add({"office": "US", "application_number": "97000001", "status": "filed"})
    >>> columns.frame().select("application_number", "mark_text", "classes").row(0)
    ('97000001', None, [])
    """

    def __init__(self) -> None:
        self._lists: dict[str, list[object]] = {}

    def __len__(self) -> int:
        """How many they are."""
        return len(next(iter(self._lists.values()), ()))

    def add(self, values: Values) -> None:
        """One more filing."""
        if not self._lists:
            self._lists = {name: [] for name in values}
        for name, value in values.items():
            self._lists[name].append(value)

    def frame(self) -> pl.DataFrame:
        """The filings as a frame of ``FILING_SCHEMA``; fields that none names are empty."""
        arrays = {
            name: pa.array(self._column(name), type=_TYPES.field(name).type) for name in _NAMES
        }
        return cast(pl.DataFrame, pl.from_arrow(pa.table(arrays)))

    def _column(self, name: str) -> list[object]:
        absent: object = [] if isinstance(FILING_SCHEMA[name], pl.List) else None
        return self._lists.get(name) or [absent] * len(self)


_NAMES = FILING_SCHEMA.names()
