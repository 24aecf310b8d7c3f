"""A trigram join in DuckDB: Jaccard of the trigrams, as pg_trgm's similarity."""

from __future__ import annotations

import duckdb
import numpy as np
import polars as pl

from benchmarks.matching.peers.duckdb_tables import connected, pairs_of
from benchmarks.matching.task import Query, Rows, Task

AT_LEAST = 0.3
"""The default of pg_trgm."""
TRIGRAMS = """
SELECT DISTINCT id, hash(substr(string, place, 3)) AS trigram
FROM (SELECT id, concat('  ', string, ' ') AS string, unnest(range(1, length(string) + 2)) AS place
      FROM {table})
"""
SIZES = "SELECT id, count(*) AS trigrams FROM {table} GROUP BY id"
NEAR = f"""
WITH shared AS (
    SELECT form_trigrams.id AS form, unit_trigrams.id AS unit, count(*) AS shared
    FROM form_trigrams JOIN unit_trigrams USING (trigram)
    WHERE form_trigrams.id BETWEEN {{first}} AND {{last}} GROUP BY form, unit
)
SELECT form, unit
FROM shared JOIN form_sizes ON form = form_sizes.id JOIN unit_sizes ON unit = unit_sizes.id
WHERE shared >= {AT_LEAST} * (form_sizes.trigrams + unit_sizes.trigrams - shared)
"""  # noqa: S608
FORMS_AT_ONCE = 1_000
"""Most pairs share a trigram by chance; more forms at once do not fit into memory."""


def prepare(task: Task) -> Query:
    """Both tables loaded, the trigrams of the forms made."""
    connection = connected(
        forms=pl.DataFrame({"string": task.forms}).with_row_index("id"),
        units=pl.DataFrame({"string": task.units}).with_row_index("id"),
    )
    _make_trigrams(connection, "form")

    def query() -> Rows:
        _make_trigrams(connection, "unit")
        found = [
            pairs_of(connection, NEAR.format(first=first, last=first + FORMS_AT_ONCE - 1))
            for first in range(0, task.forms.len(), FORMS_AT_ONCE)
        ]
        forms, units = zip(*found, strict=True)
        return np.concatenate(forms), np.concatenate(units)

    return query


def _make_trigrams(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    trigrams = TRIGRAMS.format(table=f"{name}s")
    sizes = SIZES.format(table=f"{name}_trigrams")
    connection.execute(f"CREATE OR REPLACE TABLE {name}_trigrams AS {trigrams}")
    connection.execute(f"CREATE OR REPLACE TABLE {name}_sizes AS {sizes}")
