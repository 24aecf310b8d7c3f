"""Files and archives, hostile ones among them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from squatwatch.errors import DataError
from squatwatch.offices.files import archive
from squatwatch.offices.files.source import document, open_source, telling
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
    monkeypatch.setattr(archive, "RATIO_FREE", 100_000)
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
    monkeypatch.setattr(archive, "RATIO_FREE", 1000)
    monkeypatch.setattr(archive, "RATIO_LIMIT", 2)
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


def nested(path: Path, depth: int, members: Mapping[str, bytes]) -> Path:
    """A zip inside ``depth - 1`` others, each with a file of its own before and after it."""
    content = zipped(path, members).read_bytes()
    for level in range(depth - 1, 0, -1):
        name = f"{level}"
        content = zipped(path, {f"{name}a": b"1", "in.zip": content, f"{name}z": b"2"}).read_bytes()
    return path


def test_files_of_archives_in_archives_stand_in_their_place(tmp_path: Path) -> None:
    path = nested(tmp_path / "a.zip", 3, {"x.xml": b"3"})
    assert list(contents(path)) == [
        "a.zip/1a", "a.zip/in.zip/2a", "a.zip/in.zip/in.zip/x.xml", "a.zip/in.zip/2z", "a.zip/1z",
    ]  # fmt: skip
    assert [one.siblings for one in open_source(path)] == [2, 4, 4, 4, 2]


def test_an_archive_inside_three_others_is_refused(tmp_path: Path) -> None:
    path = nested(tmp_path / "a.zip", 4, {"x.xml": b"3"})
    with pytest.raises(DataError, match=r"in\.zip/in\.zip/in\.zip: is an archive inside 3 others"):
        contents(path)


def test_an_archive_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "in.dat", {"a.xml": b"1"}).read_bytes()
    path = zipped(tmp_path / "out.zip", {"in.dat": inner, "named.zip": b"no zip"})
    assert list(contents(path)) == ["out.zip/in.dat/a.xml", "out.zip/named.zip"]


def test_an_office_document_in_an_archive_is_one_file(tmp_path: Path) -> None:
    book = workbook(tmp_path / "a.xlsx", [["x"]]).read_bytes()
    path = zipped(tmp_path / "a.zip", {"a.xlsx": book, "b.csv": b"1"})
    assert contents(path) == {"a.zip/a.xlsx": book, "a.zip/b.csv": b"1"}


def test_a_bomb_of_archives_is_one_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each level stays under the ratio of its own; together they do not."""
    monkeypatch.setattr(archive, "RATIO_FREE", 1000)
    monkeypatch.setattr(archive, "RATIO_LIMIT", 400)
    inner = zipped(tmp_path / "in.zip", {f"{n}.xml": b"x" * 9000 for n in range(40)}).read_bytes()
    path = zipped(tmp_path / "out.zip", {"in.zip": inner})
    assert path.stat().st_size < len(inner) / 4
    assert len(contents(tmp_path / "in.zip")) == 40
    with pytest.raises(DataError, match=r"out\.zip/in\.zip/\d+\.xml: the archive unpacks to more"):
        contents(path)


def test_what_is_read_again_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "TOTAL_LIMIT", 5000)
    path = zipped(tmp_path / "a.zip", {"a.xml": bytes(3000), "b.xml": bytes(3000)})
    members = open_source(path)
    first = next(members)
    assert [len(first.content()) for _ in range(5)] == [3000] * 5
    with pytest.raises(DataError, match=r"b\.xml: the archive unpacks to more than it may"):
        next(members).content()


def test_an_archive_inside_another_must_fit_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "INNER_LIMIT", 100)
    with pytest.raises(DataError, match=r"in\.zip: is larger than 100 bytes"):
        contents(nested(tmp_path / "a.zip", 2, {"x.xml": b"3"}))


def test_members_are_counted_across_archives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MEMBERS_LIMIT", 4)
    assert len(contents(nested(tmp_path / "a.zip", 2, {"x.xml": b"3"}))) == 3
    with pytest.raises(DataError, match=r"a\.zip/in\.zip: the archive holds more than 4 files"):
        contents(nested(tmp_path / "a.zip", 2, {"x.xml": b"3", "y.xml": b"4"}))


def test_a_list_of_members_too_large_for_memory_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "DIRECTORY_LIMIT", 1000)
    path = tmp_path / "a.zip"
    zipped(path, {f"{number}": b"" for number in range(10)})
    assert len(contents(path)) == 10
    zipped(path, {f"{number}": b"" for number in range(30)})
    with pytest.raises(DataError, match=r"a\.zip: the archive's list of files is larger than"):
        contents(path)


def test_blocks_that_are_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(bytes(600_000))
    told: list[int] = []
    with telling(told.append):
        contents(path)
    assert sum(told) == 600_000
    contents(path)
    assert sum(told) == 600_000


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
