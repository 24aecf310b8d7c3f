"""Errors say what happened, where, and what to do."""

from __future__ import annotations

import pytest

from squatwatch.errors import (
    ConfigError,
    DataError,
    Mistake,
    MistakesError,
    SquatwatchError,
    StoreError,
)


@pytest.mark.parametrize(
    ("where", "do", "line"),
    [
        ("a.csv", "mend it", "a.csv: it is bad; mend it"),
        ("", "mend it", "it is bad; mend it"),
        ("a.csv", "", "a.csv: it is bad"),
        ("", "", "it is bad"),
    ],
)
def test_an_error_is_one_line_of_what_it_knows(where: str, do: str, line: str) -> None:
    error = SquatwatchError("it is bad", where=where, do=do)
    assert (str(error), error.line()) == (line, line)
    assert (error.what, error.where, error.do) == ("it is bad", where, do)


@pytest.mark.parametrize("kind", [ConfigError, DataError, StoreError, MistakesError])
def test_every_error_is_one_that_a_person_can_mend(kind: type[Exception]) -> None:
    assert issubclass(kind, SquatwatchError)


def test_one_mistake_is_one_line_and_several_a_line_each() -> None:
    class_46 = Mistake(2, "classes", "46 is no Nice class")
    too_long = Mistake(3, "", "the row is too long")
    assert MistakesError("b.csv", [class_46]).line().count("\n") == 0
    assert MistakesError("b.csv", [class_46, too_long]).line().splitlines() == [
        "b.csv: 2 mistakes",
        "  row 2, classes: 46 is no Nice class",
        "  row 3: the row is too long",
        "correct the file and try again",
    ]
    assert MistakesError("b.csv", [class_46, too_long]).mistakes == (class_46, too_long)
