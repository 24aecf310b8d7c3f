"""Compiled functions: what they were written as, kept in a folder of these very sources."""

from __future__ import annotations

import inspect
import subprocess
import sys
from importlib import resources
from pathlib import Path

import numba
import pytest

from squatwatch.match import compiled as module
from squatwatch.match.compiled import cache_folder, compiled, is_compiled, sources_digest


def twice(number: int) -> int:
    return 2 * number


def test_a_compiled_function_gives_what_it_was_written_to_give() -> None:
    fast = compiled(twice)
    assert [fast(number) for number in range(5)] == [twice(number) for number in range(5)]
    assert inspect.unwrap(fast) is twice


def test_the_folder_is_one_of_these_sources(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "one.py").write_text("A = 1\n")
    monkeypatch.setattr(resources, "files", lambda _package: sources)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(module, "sources_digest", inspect.unwrap(sources_digest))
    folder = inspect.unwrap(cache_folder)
    before = folder()
    assert before == folder()
    assert before.is_relative_to(tmp_path / "squatwatch")
    (sources / "notes.txt").write_text("no source")
    assert folder() == before
    (sources / "one.py").write_text("A = 2\n")
    changed = folder()
    assert changed != before
    (sources / "one.py").rename(sources / "two.py")
    assert folder() not in (before, changed)


def test_the_code_is_kept_and_known_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "cache_folder", lambda: tmp_path / "kept")
    assert not is_compiled()
    compiled(twice)(3)
    assert is_compiled()
    assert numba.config.CACHE_DIR == ""  # type: ignore[attr-defined]


def test_where_no_folder_can_be_written_to_it_is_compiled_all_the_same(tmp_path: Path) -> None:
    no_folder = tmp_path / "file"
    no_folder.write_text("in the way")
    program = (
        "from squatwatch.match import hashing\n"
        "print(hashing.powers(3).tolist()[0], hashing.mixed.stats.cache_path)"
    )
    told = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True,
        env={"XDG_CACHE_HOME": str(no_folder), "PATH": ""},
    )  # fmt: skip
    assert told.stdout.startswith("1 ")
