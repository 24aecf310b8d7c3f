"""Whether a file is a whole zip."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.fetch.archive import MOST_FREE, check_start, check_whole
from squatwatch.fetch.errors import WrongContentError
from tests.fetch.server import WEB_PAGE, zipped

WHOLE = zipped(size=3000)


def written(folder: Path, content: bytes) -> Path:
    path = folder / "a.zip"
    path.write_bytes(content)
    return path


def test_a_whole_zip_is_one(tmp_path: Path) -> None:
    check_start(WHOLE[:512], "a.zip")
    check_whole(written(tmp_path, WHOLE), "a.zip")


@pytest.mark.parametrize("length", [0, 1, 2, 3])
def test_a_beginning_too_short_to_tell_is_none_yet_to_refuse(length: int) -> None:
    check_start(WHOLE[:length], "a.zip")


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (WEB_PAGE, "a web page, not data"),
        (b"\xef\xbb\xbf\r\n <HTML>", "a web page, not data"),
        (b"<?xml version='1.0'?>", "no zip"),
        (b"P", None),
        (b"PX", "no zip"),
        (b"\x1f\x8b\x08\x00", "no zip"),
        (b"{}", "no zip"),
    ],
)
def test_another_beginning_is_told_for_what_it_is(head: bytes, what: str | None) -> None:
    if what is None:
        check_start(head, "a.zip")
        return
    with pytest.raises(WrongContentError, match=what):
        check_start(head, "a.zip")


@given(cut=st.integers(0, len(WHOLE) - 1))
def test_a_zip_cut_off_anywhere_is_not_whole(
    tmp_path_factory: pytest.TempPathFactory, cut: int
) -> None:
    with pytest.raises(WrongContentError, match="damaged or not whole"):
        check_whole(written(tmp_path_factory.mktemp("cut"), WHOLE[:cut]), "a.zip")


@settings(max_examples=50)
@given(at=st.integers(60, 2900), bit=st.integers(0, 7))
def test_one_wrong_bit_in_the_data_is_found(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int
) -> None:
    wrong = bytearray(WHOLE)
    wrong[at] ^= 1 << bit
    with pytest.raises(WrongContentError, match="damaged or not whole"):
        check_whole(written(tmp_path_factory.mktemp("wrong"), bytes(wrong)), "a.zip")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.xml", bytes(MOST_FREE + 1))
    with pytest.raises(WrongContentError, match="unpacks to more than 200 times"):
        check_whole(written(tmp_path, packed.getvalue()), "a.zip")
