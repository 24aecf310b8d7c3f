"""The file of numbers."""

from __future__ import annotations

import pytest

from squatwatch.errors import DataError, MistakesError
from squatwatch.fetch.numbers import read_numbers
from tests.conftest import WriteFile


def test_numbers_in_the_order_of_the_file(write_file: WriteFile) -> None:
    text = "\ufeff# watched\n018 692 868\r\n\n18692869  # without its zero\nw00843427a\nW01454482\n"
    found = read_numbers(write_file("numbers.txt", text))
    assert found == ("018692868", "018692869", "W00843427A", "W01454482")


def test_all_lines_that_are_no_number_are_told(write_file: WriteFile) -> None:
    file = write_file("numbers.txt", "018692868\n1454482\nW123\n０18692868\n../../x\n")
    with pytest.raises(MistakesError) as caught:
        read_numbers(file)
    assert [mistake.row for mistake in caught.value.mistakes] == [2, 3, 4, 5]
    assert "row 2: 1454482 is no number of nine digits" in str(caught.value)


@pytest.mark.parametrize("text", ["", "# nothing\n\n"])
def test_a_file_without_a_number_is_refused(write_file: WriteFile, text: str) -> None:
    with pytest.raises(DataError, match=r"numbers\.txt: has no number"):
        read_numbers(write_file("numbers.txt", text))
