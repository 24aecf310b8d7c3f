"""splink: record linkage on DuckDB, blocked on the first or last three letters, Jaro-Winkler.

It weighs what it compares by probabilities, which say nothing new where one string is compared
by one measure: what reaches the threshold of its comparison is kept.
"""

from __future__ import annotations

import logging

import polars as pl
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from benchmarks.matching.task import Query, Rows, Task

AT_LEAST = 0.8
"""As for Jaro-Winkler in DuckDB alone."""


def prepare(task: Task) -> Query:
    """Both tables loaded, with their blocks."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[comparisons.JaroWinklerAtThresholds("string", [AT_LEAST])],
        blocking_rules_to_generate_predictions=[block_on("first"), block_on("last")],
        retain_intermediate_calculation_columns=True,
    )
    database = DuckDBAPI()
    tables = [
        database.register(_blocked(rows).to_arrow(), table_name=name)
        for name, rows in (("forms", task.forms), ("units", task.units))
    ]
    linker = Linker(tables, settings, log_level=logging.ERROR)

    def query() -> Rows:
        compared = linker.inference.predict(warning_mode="never")
        near = pl.DataFrame(
            database.duckdb_con.sql(
                "SELECT unique_id_l AS form, unique_id_r AS unit"  # noqa: S608
                f" FROM {compared.physical_name} WHERE gamma_string > 0"
            ).to_arrow_table()
        )
        compared.drop_table_from_database_and_remove_from_cache()
        return near["form"].to_numpy(), near["unit"].to_numpy()

    return query


def _blocked(strings: pl.Series) -> pl.DataFrame:
    string = pl.col("string")
    return (
        strings.alias("string")
        .to_frame()
        .with_row_index("unique_id")
        .with_columns(first=string.str.head(3), last=string.str.tail(3))
    )
