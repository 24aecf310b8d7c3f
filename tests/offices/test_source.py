"""Files and archives, hostile ones among them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from squatwatch.errors import DataError
from squatwatch.offices import source
from squatwatch.offices.source import document, open_source
from tests.offices.samples import workbook, zipped


def contents(path: Path) -> dict[str, bytes]:
    found = {}
    for one in open_source(path):
        with one.open() as stream:
            found[one.name] = stream.read()
    return found


def test_plain_file_is_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<a/>")
    (only,) = open_source(path)
    assert (only.name, only.siblings, only.head(2), only.content()) == ("a.xml", 0, b"<a", b"<a/>")


def test_members_come_in_order_and_folders_are_passed_over(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"b.xml": b"1", "d/": b"", "a.xml": b"2", "__MACOSX/x": b""})
    assert contents(path) == {"a.zip/b.xml": b"1", "a.zip/a.xml": b"2"}


def test_paths_in_an_archive_are_only_names(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"../../evil\x1b[31m.xml": b"1", "/etc/x": b"2"})
    before = sorted(tmp_path.rglob("*"))
    assert list(contents(path)) == ["a.zip/../../evil?[31m.xml", "a.zip//etc/x"]
    assert sorted(tmp_path.rglob("*")) == before


def test_member_over_the_limit_is_cut_off(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"big.xml": b"x" * 3000})
    members = open_source(path, member_limit=1000)
    with pytest.raises(DataError, match=r"a\.zip/big\.xml: unpacks to more than 1000 bytes"):
        next(members).content()


def test_zip_bomb_is_cut_off_by_its_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "RATIO_FREE", 100_000)
    path = zipped(tmp_path / "a.zip", {"bomb.xml": b"\0" * 10_000_000})
    with pytest.raises(DataError, match=r"bomb\.xml: unpacks to more than"):
        contents(path)


def test_bomb_in_a_spreadsheet_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", [["x" * 20_000] * 20])
    (only,) = open_source(path)
    assert only.name == "a.xlsx"
    assert document(only) == path.read_bytes()
    monkeypatch.setattr(source, "RATIO_FREE", 1000)
    monkeypatch.setattr(source, "RATIO_LIMIT", 2)
    with pytest.raises(DataError, match="unpacks to more than"):
        document(only)


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_truncated_zip_is_named(tmp_path: Path, keep: float) -> None:
    path = zipped(tmp_path / "a.zip", {"a.xml": bytes(range(256)) * 100})
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(DataError) as raised:
        contents(path)
    assert str(raised.value) == "a.zip: the archive is damaged or cut short; fetch it again"


def test_damaged_member_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.xml": bytes(range(256)) * 100})
    content = bytearray(path.read_bytes())
    content[60:70] = b"\xff" * 10
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"^a\.zip/a\.xml: the archive is damaged"):
        contents(path)


def test_archive_in_an_archive_is_not_supported(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "in.zip", {"a.xml": b"1"})
    path = zipped(tmp_path / "out.zip", {"in.zip": inner.read_bytes()})
    with pytest.raises(DataError, match=r"out\.zip/in\.zip: is an archive inside an archive"):
        contents(path)


def test_encrypted_member_is_named(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"a.xml": b"1"})
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(DataError, match="is encrypted"):
        contents(path)


def test_archive_without_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w"):
        pass
    with pytest.raises(DataError, match="without a file"):
        contents(tmp_path / "a.zip")


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(b"")
    for path, message in (
        (tmp_path / "none.xml", "there is no such file; check the path"),
        (tmp_path, "is a folder, not a file"),
        (file, "is empty"),
        (file / "b.xml", "a part of the path is a file"),
    ):
        with pytest.raises(DataError, match=message):
            contents(path)
