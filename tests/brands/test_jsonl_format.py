"""JSON Lines in and out."""

import pytest

from squatwatch.brands.jsonl_format import read, write
from squatwatch.errors import DataError, Mistake


def test_texts_numbers_and_lists() -> None:
    line = '{"brand_id": " a ", "since": 1987, "classes": [9, 38.0, "42"], "note": null}'
    (row,) = read(f"\n{line}\n", "b.jsonl").rows
    assert row.number == 2
    assert row.cells == {"brand_id": "a", "since": "1987", "classes": "9;38;42", "note": ""}


def test_columns_are_those_of_all_lines() -> None:
    table = read('{"brand_id": "a"}\n{"brand_id": "b", "note": "x"}\n', "b.jsonl")
    assert table.columns == {"brand_id": 1, "note": 2}


def test_a_line_separator_within_a_text_ends_no_line() -> None:
    assert len(read('{"brand_id": "a", "note": "x\u2028y"}', "b.jsonl").rows) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"brand_id": "b"', "the line is no JSON object"),
        ('["b"]', "the line is no JSON object"),
        ('{"brand_id": NaN}', "the line is no JSON object"),
        ("[" * 100_000, "the line is no JSON object"),
        ('{"brand_id": "b", "brand_id": "c"}', "the object names a column twice"),
        ('{"note": true}', "the value of 'note' is neither a text, a number nor a list of them"),
        ('{"note": {}}', "the value of 'note' is neither a text, a number nor a list of them"),
        ('{"note": [[]]}', "the value of 'note' is neither a text, a number nor a list of them"),
        ('{"note": [{}]}', "the value of 'note' is neither a text, a number nor a list of them"),
    ],
)
def test_a_bad_line_is_a_mistake_of_its_row(line: str, message: str) -> None:
    table = read('{"brand_id": "a"}\n' + line, "b.jsonl")
    assert table.mistakes == (Mistake(2, "", message),)
    assert len(table.rows) == 1


def test_a_file_without_a_good_line_is_told_in_one_line() -> None:
    with pytest.raises(DataError) as caught:
        read('{\n  "brand_id": "a"\n}\n', "b.jsonl")
    assert str(caught.value) == (
        "b.jsonl: no line of the file is a JSON object that can be used; "
        "write one object on each line (JSON Lines), its values texts, numbers or lists"
    )


def test_lists_are_written_as_lists_and_characters_as_they_are() -> None:
    rows = [{"name_zh": ["华为"], "classes": [9, 38]}]
    assert write(["name_zh", "classes"], rows).decode() == (
        '{"name_zh": ["华为"], "classes": [9, 38]}\n'
    )
