"""Which files are meant when folders are named."""

from __future__ import annotations

import os
from pathlib import Path

from squatwatch.offices.files.folders import files_of


def test_folders_are_searched_by_name_and_what_is_hidden_is_passed_over(tmp_path: Path) -> None:
    hidden = (".inbox-fetch/y.part", "b/.z", "c/.d/e")
    for name in ("b/2.xml", "b/10.xml", "b/a/x.zip", "a.csv", *hidden):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    found = [str(path.relative_to(tmp_path)) for path in files_of([tmp_path])]
    assert found == ["a.csv", "b/10.xml", "b/2.xml", "b/a/x.zip"]


def test_files_that_are_named_are_given_whatever_they_are(tmp_path: Path) -> None:
    named = [tmp_path / "missing.xml", tmp_path / ".hidden"]
    assert list(files_of(named)) == named


def test_annual_files_of_the_uspto_stand_before_the_days(tmp_path: Path) -> None:
    names = ["apc18840407-20241231-01.zip", "apc18840407-20241231-02.zip", "apc250101.zip"]
    for name in reversed(names):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in files_of([tmp_path])] == names
