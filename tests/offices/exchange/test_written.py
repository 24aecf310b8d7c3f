"""What squatwatch wrote is read to the letter, and what only looks like it is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.errors import DataError
from squatwatch.offices import read_filings, write_exchange
from tests.any_filings import odd, tidy
from tests.store.samples import FULL, batch, row

SUFFIXES = (".csv", ".jsonl", ".parquet")
a_few = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def read(path: Path) -> pl.DataFrame:
    batches = list(read_filings(path))
    assert [one for found in batches for one in found.set_aside] == []
    return pl.concat([found.filings for found in batches])


def changed(path: Path, **columns: pl.Expr) -> None:
    """Write the file anew with other columns, and with the mark that it has."""
    table = pq.read_table(path)
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    other = frame.with_columns(**columns).to_arrow()
    pq.write_table(other.replace_schema_metadata(table.schema.metadata), path)


@a_few
@given(made=st.lists(odd, min_size=1, max_size=6))
def test_parquet_is_read_to_the_letter(tmp_path: Path, made: list[dict[str, Any]]) -> None:
    path = tmp_path / "a.parquet"
    write_exchange(path, [batch(*made)])
    assert read(path).to_dicts() == batch(*made).to_dicts()


@pytest.mark.parametrize("suffix", SUFFIXES)
@a_few
@given(made=st.lists(tidy, min_size=1, max_size=6))
def test_every_format_gives_back_what_a_reader_makes(
    tmp_path: Path, suffix: str, made: list[dict[str, Any]]
) -> None:
    path = tmp_path / f"a{suffix}"
    write_exchange(path, [batch(*made)])
    assert read(path).to_dicts() == batch(*made).to_dicts()


def test_rows_that_squatwatch_would_not_write_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_exchange(path, [batch(*(row(str(number)) for number in range(1, 7)))])
    at = pl.col("application_number")
    changed(
        path,
        office=pl.when(at == "1").then(pl.lit("../x")).otherwise("office"),
        application_number=pl.when(at == "2").then(pl.lit(None)).otherwise(at),
        status=pl.when(at == "3").then(pl.lit(None)).otherwise("status"),
        mark_kind=pl.when(at == "4").then(pl.lit("words")).otherwise("mark_kind"),
        classes=pl.when(at == "5").then(pl.lit([46], pl.List(pl.Int16))).otherwise("classes"),
    )
    (found,) = read_filings(path)
    assert found.filings["application_number"].to_list() == ["6"]
    assert [(one.position, one.reason) for one in found.set_aside] == [
        ("row 1", "its office is no code"),
        ("row 2", "it has no application number"),
        ("row 3", "its status is no term of the columns"),
        ("row 4", "its mark_kind is no term"),
        ("row 5", "it has a class that is no Nice class (1 to 45)"),
    ]


@pytest.mark.parametrize(
    "columns",
    [
        {"applicants": pl.lit(["A", "B"], pl.List(pl.String))},
        {"applicant_countries": pl.lit(None, pl.List(pl.String))},
        {"goods": pl.lit("9:shoes")},
        {"filing_date": pl.lit("soon")},
    ],
)
def test_a_marked_file_with_other_columns_is_refused(
    tmp_path: Path, columns: dict[str, pl.Expr]
) -> None:
    path = tmp_path / "a.parquet"
    write_exchange(path, [batch(FULL)])
    changed(path, **columns)
    with pytest.raises(DataError, match="has other columns than squatwatch writes"):
        list(read_filings(path))


def test_without_the_mark_it_is_read_as_any_other_list(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_exchange(path, [batch(row("1", " HONGLI ", office="EM"))])
    assert read(path)["mark_text"].to_list() == [" HONGLI "]
    pq.write_table(pq.read_table(path).replace_schema_metadata(None), path)
    assert read(path)["mark_text"].to_list() == ["HONGLI"]
