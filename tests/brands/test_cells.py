"""Rows taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.brands import values
from squatwatch.brands.cells import Cells
from squatwatch.brands.rows import Row
from squatwatch.errors import Mistake


def cells_of(**cells: str) -> Cells:
    return Cells(Row(7, cells))


def test_lists_in_either_semicolon_are_trimmed_without_empties_and_repeats() -> None:
    cells = cells_of(name_zh=" 红星; 红星二锅头；;红星 ；；")
    assert cells.many("name_zh", str) == ("红星", "红星二锅头")
    assert cells.many("name_latin", str) == ()
    assert cells.mistakes == []


def test_names_are_composed_but_otherwise_kept() -> None:
    assert cells_of(name="Ne\u0301ro  TM®").text("name") == "N\u00e9ro  TM®"


def test_every_bad_item_is_a_mistake_of_its_own() -> None:
    cells = cells_of(classes="9;46;x")
    assert cells.many("classes", values.nice_class) == (9,)
    assert [mistake.row for mistake in cells.mistakes] == [7, 7]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("HUA\x07WEI", "holds U+0007, which cannot be printed; type the value anew"),
        ("HUA\x1b[31mWEI", "holds U+001B, which cannot be printed; type the value anew"),
        ("HUA\tWEI", "holds U+0009, which cannot be printed; type the value anew"),
        ("HUA\u200bWEI", "holds U+200B, which cannot be printed; type the value anew"),
        ("HUA\u202eWEI", "holds U+202E, which cannot be printed; type the value anew"),
        ("HUA\u2028WEI", "holds U+2028, which cannot be printed; type the value anew"),
        ("HUA\ud800WEI", "holds U+D800, which cannot be printed; type the value anew"),
        ("HUA\ufffdWEI", "holds U+FFFD, which cannot be printed; type the value anew"),
        ("HUA\uffffWEI", "holds U+FFFF, which cannot be printed; type the value anew"),
        ("HUA\r\nWEI", "holds a line break; write it on one line"),
    ],
)
def test_characters_that_cannot_be_meant_are_told(text: str, message: str) -> None:
    cells = cells_of(name_latin=text)
    assert cells.many("name_latin", str) == ()
    assert cells.mistakes == [Mistake(7, "name_latin", message)]


@pytest.mark.parametrize(
    "text", ["می\u200cخواهم", "क\u094d\u200dष", "𪚥", "\U0002ebf0", "A\u3000B"]
)
def test_rare_but_meant_characters_stay(text: str) -> None:
    cells = cells_of(other_names=text)
    assert cells.text("other_names") == text
    assert cells.mistakes == []


def test_a_note_may_have_lines() -> None:
    cells = cells_of(note=" one\r\ntwo\tthree\r")
    assert cells.lines("note") == "one\ntwo\tthree"
    assert cells.mistakes == []


@pytest.mark.parametrize("text", ["", " ", ";", " ； ;"])
def test_a_needed_cell_without_a_value_is_a_mistake(text: str) -> None:
    cells = cells_of(name_zh=text)
    cells.need("name_zh", "name_latin")
    assert cells.mistakes == [Mistake(7, "name_zh or name_latin", "needed, but empty")]


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    cells = cells_of(cell=text)
    for taken in (cells.text("cell"), cells.lines("cell"), *cells.many("cell", str)):
        assert taken == taken.strip()
