"""The empty watch list."""

from pathlib import Path

import pytest

from squatwatch.brands import read_watchlist, write_template
from squatwatch.brands.tables import read_table
from squatwatch.brands.watchlist import WATCH_LIST
from squatwatch.errors import DataError
from tests.conftest import WriteFile


@pytest.mark.parametrize("name", ["brands.csv", "brands.xlsx"])
def test_the_template_has_every_column_and_no_brand(write_file: WriteFile, name: str) -> None:
    write_template(Path(name))
    table = read_table(Path(name))
    assert tuple(table.columns) == WATCH_LIST.columns
    assert table.rows == ()
    assert table.mistakes == ()


def test_a_row_below_the_template_is_a_watch_list(write_file: WriteFile) -> None:
    write_template(Path("brands.csv"))
    with Path("brands.csv").open("a", encoding="utf-8") as file:
        file.write("huawei,华为,HUAWEI\n")
    assert [brand.names for brand in read_watchlist(Path("brands.csv")).brands] == [
        ("华为", "HUAWEI")
    ]


def test_a_file_that_is_there_stays(write_file: WriteFile) -> None:
    path = write_file("brands.csv", "mine")
    with pytest.raises(DataError) as caught:
        write_template(path)
    assert str(caught.value) == "brands.csv: the file is there already; choose another name"
    assert path.read_text() == "mine"
