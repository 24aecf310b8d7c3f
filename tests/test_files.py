"""Bytes of files in and out."""

from pathlib import Path

import pytest

from squatwatch.errors import DataError
from squatwatch.files import read_bytes, write_bytes
from tests.conftest import WriteFile


def test_a_missing_file_is_told(write_file: WriteFile) -> None:
    with pytest.raises(DataError) as caught:
        read_bytes(Path("brands.csv"))
    assert str(caught.value) == "brands.csv: no such file; check the path"


def test_a_folder_is_told(write_file: WriteFile) -> None:
    Path("brands").mkdir()
    with pytest.raises(DataError) as caught:
        read_bytes(Path("brands"))
    assert str(caught.value) == "brands: is a folder, not a file; name a file in it"


def test_an_unreadable_file_is_told(write_file: WriteFile) -> None:
    path = write_file("brands.csv", "") / "below"
    with pytest.raises(DataError) as caught:
        read_bytes(path)
    assert str(caught.value) == (
        "brands.csv/below: the file cannot be read (Not a directory); check its permissions"
    )


def test_writing_takes_the_place_of_a_file_and_leaves_nothing_else(write_file: WriteFile) -> None:
    path = write_file("brands.csv", "old")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(Path().iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_told(write_file: WriteFile) -> None:
    with pytest.raises(DataError) as caught:
        write_bytes(Path("nowhere/brands.csv"), b"")
    assert str(caught.value) == (
        "nowhere/brands.csv: the file cannot be written (No such file or directory); "
        "check that its folder is there and may be written to"
    )


def test_a_failed_write_leaves_nothing_half_done(write_file: WriteFile) -> None:
    Path("brands.csv").mkdir()
    with pytest.raises(DataError):
        write_bytes(Path("brands.csv"), b"new")
    assert list(Path().iterdir()) == [Path("brands.csv")]
