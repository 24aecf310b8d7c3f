"""DuckDB: units that share the first or the last three letters with a form, by Jaro-Winkler."""

from __future__ import annotations

import polars as pl

from benchmarks.matching.peers.duckdb_tables import connected, pairs_of
from benchmarks.matching.task import Query, Task

AT_LEAST = 0.8
"""0.75 adds half as many pairs again and one in a hundred of the recall."""
NEAR = """
WITH blocks AS (
    SELECT forms.id AS form, units.id AS unit, forms.string AS a, units.string AS b
    FROM forms JOIN units ON forms.first = units.first
    UNION
    SELECT forms.id, units.id, forms.string, units.string
    FROM forms JOIN units ON forms.last = units.last
)
SELECT form, unit FROM blocks WHERE jaro_winkler_similarity(a, b) >= {at_least}
"""


def prepare(task: Task) -> Query:
    """Both tables loaded, with their blocks."""
    connection = connected(forms=_blocked(task.forms), units=_blocked(task.units))
    return lambda: pairs_of(connection, NEAR.format(at_least=AT_LEAST))


def _blocked(strings: pl.Series) -> pl.DataFrame:
    string = pl.col("string")
    return (
        strings.alias("string")
        .to_frame()
        .with_row_index("id")
        .with_columns(first=string.str.head(3), last=string.str.tail(3))
    )
