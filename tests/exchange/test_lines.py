"""Files of records: what is read, and what is refused with its line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from squatwatch.errors import DataError
from squatwatch.exchange.lines import LINE_LIMIT, read_records, schema_of, write_records


def test_records_come_back_as_they_are(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"schema": "a/1", "text": "\x1b[31m\u202e 红\n"},
        {"schema": "b/1", "n": [1, None]},
    ]
    assert write_records(tmp_path / "x.jsonl", records) == 2
    assert [dict(line.record) for line in read_records(tmp_path / "x.jsonl")] == records
    assert b"\x1b" not in (tmp_path / "x.jsonl").read_bytes()
    assert schema_of(tmp_path / "x.jsonl") == "a/1"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b'{"schema": "a/1"}\n\n{"schema"\n', "line 3: the line is no JSON in UTF-8"),
        (b"[1]\n", "line 1: the line is no JSON object"),
        (b'{"a": NaN}\n', "line 1: the line is no JSON in UTF-8"),
        (b'{"a": "\xff"}\n', "line 1: the line is no JSON in UTF-8"),
        (b'{"a": "\\ud800"}\n', "line 1: the line holds what is no text of Unicode"),
        (b"[" * 100_000, "line 1: the line is no JSON in UTF-8"),
        (b"1" * (LINE_LIMIT + 1), "line 1: the line has more than 16 MiB"),
    ],
)
def test_what_is_no_record_is_refused_with_its_line(
    tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(content)
    with pytest.raises(DataError) as raised:
        list(read_records(path))
    assert str(raised.value).startswith(f"{path}, {why}")
    assert schema_of(path) in ("", "a/1")


def test_a_file_that_is_not_there_has_no_schema(tmp_path: Path) -> None:
    assert schema_of(tmp_path / "none.jsonl") == ""
    with pytest.raises(DataError, match="the file cannot be read"):
        list(read_records(tmp_path / "none.jsonl"))


def test_a_file_gives_way_only_by_force_and_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    write_records(path, [{"a": 1}])
    with pytest.raises(DataError, match="is there already"):
        write_records(path, [])
    with pytest.raises(RuntimeError):
        write_records(path, _broken(), force=True)
    assert path.read_bytes() == b'{"a": 1}\n'
    assert sorted(tmp_path.iterdir()) == [path]
    with pytest.raises(DataError, match="is a folder"):
        write_records(tmp_path, [], force=True)
    with pytest.raises(DataError, match="cannot be written"):
        write_records(tmp_path / "none" / "x.jsonl", [])


def _broken() -> Iterator[dict[str, int]]:
    yield {"a": 2}
    raise RuntimeError
