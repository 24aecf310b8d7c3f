"""Lines that only grow, cut off anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.fetch.lines import append_line, read_lines

ROWS = st.lists(
    st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), st.integers()), max_size=5
)


@given(rows=ROWS, cut=st.integers(0, 400))
def test_a_torn_line_costs_itself_only(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, int]], cut: int
) -> None:
    path = tmp_path_factory.mktemp("lines") / "a.jsonl"
    for row in rows:
        append_line(path, row)
    assert list(read_lines(path)) == rows
    whole = path.read_bytes() if rows else b""
    torn = whole[:cut]
    path.write_bytes(torn)
    append_line(path, {"last": 1})
    found = list(read_lines(path))
    assert found[-1] == {"last": 1}
    complete = torn.count(b"\n")
    assert found[:complete] == rows[:complete]
    assert len(found) <= complete + 2


def test_what_is_no_object_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"a":1}\n[1]\nnull\n\xff\n\n{"a":2}\n')
    assert list(read_lines(path)) == [{"a": 1}, {"a": 2}]
    assert list(read_lines(tmp_path / "none.jsonl")) == []
