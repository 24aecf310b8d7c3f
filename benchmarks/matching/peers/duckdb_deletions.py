"""A deletion neighbourhood in DuckDB: whatever is left of a form or unit without 0 to 2 letters.

Two strings within k edits are equal once at most k letters are left out of each. The keys are
hashed in SQL, joined, and verified by ``damerau_levenshtein``; that distance edits a part twice
where OSA does not, and counts bytes, so rapidfuzz has the last word. The keys are written in two
ways: as lists within a row (``list_transform``), which one would write first, and as rows joined
with a table of places, the fastest of the ways tried.
"""

from __future__ import annotations

import duckdb
import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from benchmarks.matching.peers.duckdb_tables import connected, fetched
from benchmarks.matching.task import Query, Rows, Task
from squatwatch.match.limits import script_limits

KEYS_BY_LISTS = """
SELECT id, unnest(list_distinct(
    [hash(string)]
    || CASE WHEN edits >= 1 THEN list_transform(
        range(1, length(string) + 1),
        lambda i: hash(concat(string[:i - 1], string[i + 1:]))
    ) ELSE [] END
    || CASE WHEN edits = 2 THEN flatten(list_transform(
        range(1, length(string) + 1),
        lambda i: list_transform(
            range(i + 1, length(string) + 1),
            lambda j: hash(concat(string[:i - 1], string[i + 1:j - 1], string[j + 1:]))
        )
    )) ELSE [] END
)) AS key FROM {table}
"""
KEYS_BY_PLACES = """
WITH cut AS (
    SELECT id, edits, substr(string, 1, place - 1) AS head, substr(string, place + 1) AS tail
    FROM {table} JOIN places ON length(string) = letters WHERE edits >= 1
)
SELECT id, hash(string) AS key FROM {table}
UNION ALL SELECT id, hash(concat(head, tail)) FROM cut
UNION ALL
SELECT id, hash(concat(head, substr(tail, 1, place - 1), substr(tail, place + 1)))
FROM cut JOIN places ON length(tail) = letters WHERE edits = 2
"""
NEAR = """
WITH candidates AS (
    SELECT DISTINCT form_keys.id AS form, unit_keys.id AS unit
    FROM form_keys JOIN ({unit_keys}) AS unit_keys USING (key)
)
SELECT form, unit, forms.string AS form_string, units.string AS unit_string, forms.edits
FROM candidates JOIN forms ON form = forms.id JOIN units ON unit = units.id
WHERE damerau_levenshtein(forms.string, units.string) <= forms.edits
    OR strlen(units.string) > length(units.string)
"""


def by_lists(task: Task) -> Query:
    """The keys of a string as a list within its row."""
    return _prepared(task, KEYS_BY_LISTS)


def by_places(task: Task) -> Query:
    """The keys of a string as rows, by a join with the places that may be left out."""
    return _prepared(task, KEYS_BY_PLACES)


def _prepared(task: Task, keys: str) -> Query:
    """Both tables loaded, the keys of the forms made."""
    limits = script_limits("latin")
    letters = pl.col("string").str.len_chars()
    longest = max(map(len, task.forms)) + limits.edits(max(map(len, task.forms)))
    # A unit of n letters needs as many letters left out as a form of n allows edits.
    edits = (letters >= limits.one_edit_from).cast(pl.UInt8) + (letters >= limits.two_edits_from)
    units = task.units.alias("string").to_frame().with_row_index("id").with_columns(edits=edits)
    places = [(size, place) for size in range(1, longest + 1) for place in range(1, size + 1)]
    connection = connected(
        forms=pl.DataFrame({"string": task.forms, "edits": task.edits}).with_row_index("id"),
        units=units.filter(letters <= longest),
        places=pl.DataFrame(places, schema=["letters", "place"], orient="row"),
    )
    of_forms = keys.format(table="forms")
    connection.execute(f"CREATE TABLE form_keys AS SELECT DISTINCT * FROM ({of_forms})")  # noqa: S608
    near = NEAR.format(unit_keys=keys.format(table="units"))
    return lambda: _near(connection, near)


def _near(connection: duckdb.DuckDBPyConnection, query: str) -> Rows:
    near = fetched(connection, query)
    distances = cpdist(
        near["form_string"].to_list(),
        near["unit_string"].to_list(),
        scorer=OSA.distance,
        dtype=np.uint8,
        workers=-1,
    )
    kept = near.filter(pl.Series(distances) <= pl.col("edits"))
    return kept["form"].to_numpy(), kept["unit"].to_numpy()
