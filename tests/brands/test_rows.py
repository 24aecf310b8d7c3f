"""Grids of cells into tables."""

from squatwatch.brands.rows import Row, number_text, table_of_grid
from squatwatch.errors import Mistake


def test_empty_rows_are_skipped_but_counted() -> None:
    table = table_of_grid([["", " "], ["brand_id", "note"], [], ["a", " x "], ["", ""], ["b"]])
    assert table.columns == {"brand_id": 2, "note": 2}
    assert table.rows == (Row(4, {"brand_id": "a", "note": "x"}), Row(6, {"brand_id": "b"}))


def test_nothing_is_an_empty_table() -> None:
    assert table_of_grid([]).columns == {}
    assert table_of_grid([["", ""], []]).columns == {}


def test_empty_cells_beyond_the_header_do_no_harm() -> None:
    table = table_of_grid([["brand_id", "", ""], ["a", "", "", "", ""]])
    assert table.rows == (Row(2, {"brand_id": "a"}),)
    assert table.mistakes == ()


def test_filled_cells_beyond_the_header_are_a_mistake() -> None:
    table = table_of_grid([["brand_id", "owner_en"], ["a", "Some Co.", " Ltd."], ["b", "B"]])
    assert table.rows == (Row(3, {"brand_id": "b", "owner_en": "B"}),)
    assert table.mistakes == (
        Mistake(
            2,
            "",
            "the row has more cells than the header has columns (3, not 2); "
            'put a value that holds a comma in "double quotes"',
        ),
    )


def test_a_cell_under_an_empty_heading_is_a_mistake() -> None:
    assert len(table_of_grid([["brand_id", "", "note"], ["a", "lost", "x"]]).mistakes) == 1


def test_a_column_that_is_there_twice_is_one_mistake() -> None:
    table = table_of_grid([["brand_id", "note", "note"], ["a", "x", "y"]])
    assert table.mistakes == (Mistake(1, "note", "the column is there twice; keep one"),)


def test_numbers_are_written_as_people_write_them() -> None:
    assert [number_text(number) for number in (9, 9.0, 1987.0, -2.0, 0.5, 1e20)] == [
        "9", "9", "1987", "-2", "0.5", "100000000000000000000",
    ]  # fmt: skip
    assert number_text(float("inf")) == "inf"
