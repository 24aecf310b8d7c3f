"""Work on several cores."""

from __future__ import annotations

import threading

import pytest

from squatwatch.match.threads import THREADS, in_threads


def test_results_come_in_the_order_of_the_parts() -> None:
    assert in_threads(lambda part: part * part, range(100)) == [part * part for part in range(100)]


def test_one_part_is_worked_on_where_it_was_asked_for() -> None:
    assert in_threads(lambda _part: threading.current_thread(), [1]) == [threading.current_thread()]
    assert in_threads(lambda part: part, []) == []


def test_several_parts_are_worked_on_elsewhere() -> None:
    threads = in_threads(lambda _part: threading.current_thread(), range(4))
    assert threading.current_thread() not in threads
    assert 1 <= len(set(threads)) <= THREADS


def test_an_error_of_a_part_is_raised() -> None:
    def broken(part: int) -> int:
        if part == 2:
            raise ValueError("the third part")
        return part

    with pytest.raises(ValueError, match="the third part"):
        in_threads(broken, range(4))
