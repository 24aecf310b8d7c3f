"""What is written reads back the same, or is refused."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.brands import (
    FILE_FORMATS,
    FileFormat,
    encode_brands,
    encode_events,
    encode_rights,
    read_events,
    read_rights,
    read_watchlist,
    write_brands,
    write_events,
    write_rights,
)
from squatwatch.brands.cells import Cells
from squatwatch.brands.events import events_of
from squatwatch.brands.rights import rights_of
from squatwatch.brands.rows import Row
from squatwatch.brands.tables import table_of_bytes
from squatwatch.brands.values import office_code, vienna_code
from squatwatch.brands.watchlist import watchlist_of
from squatwatch.errors import DataError, MistakesError
from squatwatch.model import NICE_CLASSES, STATUSES, Brand, Event, Right
from tests.conftest import WriteFile


def as_read(text: str) -> str:
    return Cells(Row(1, {"cell": text})).text("cell")


def as_read_lines(text: str) -> str:
    return Cells(Row(1, {"cell": text})).lines("cell")


any_text = st.text() | st.text(alphabet="'=+-@\"_x0041,\\ \t\r\na魏é")
texts = any_text.map(as_read)
notes = any_text.map(as_read_lines)
names = any_text.map(lambda text: as_read(text.replace(";", " ").replace("；", " "))).filter(
    lambda name: name != "" and ";" not in name
)
name_lists = st.lists(names, unique=True, max_size=3).map(tuple)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)
classes = st.lists(st.sampled_from(NICE_CLASSES), unique=True, max_size=4).map(tuple)
dates = st.dates(date(1800, 1, 1), date(2099, 12, 31))
years = st.integers(1, 2099).map(str)
offices = st.sampled_from(["US", "EM", "NA", "HK", "WO"]).map(office_code)
vienna = st.tuples(st.integers(1, 29), st.integers(1, 99), st.integers(1, 99)).map(
    lambda parts: vienna_code(".".join(map(str, parts)))
)
brands = st.builds(
    Brand,
    brand_id=ids,
    name_zh=name_lists,
    name_latin=st.lists(names, unique=True, min_size=1, max_size=3).map(tuple),
    other_names=name_lists,
    owner_zh=texts,
    owner_en=texts,
    affiliates=name_lists,
    partners=name_lists,
    classes=classes,
    since=years | dates.map(date.isoformat) | st.just(""),
    markets=st.lists(offices, unique=True).map(tuple),
    region=texts,
    contact=notes,
    vienna=st.lists(vienna, unique=True, max_size=2).map(tuple),
    note=notes,
)
rights = st.builds(
    Right,
    brand_id=ids,
    office=offices,
    number=names,  # a number of nothing but ; is no number
    mark=texts,
    classes=classes,
    filing_date=dates | st.none(),
    registration_date=st.none(),
    status=st.sampled_from(STATUSES),
)
events = st.builds(Event, brand_id=ids, date=dates, kind=names, note=notes)
formats = pytest.mark.parametrize("file_format", FILE_FORMATS)


@formats
@settings(max_examples=60, deadline=None)
@given(written=st.lists(brands, min_size=1, max_size=3, unique_by=lambda brand: brand.brand_id))
def test_brands_read_back_the_same(file_format: FileFormat, written: list[Brand]) -> None:
    data = encode_brands(written, file_format)
    assert watchlist_of(table_of_bytes(data, "b"), "b").brands == tuple(written)
    assert encode_brands(written, file_format) == data


@formats
@settings(max_examples=30, deadline=None)
@given(written=st.lists(rights, min_size=1, max_size=3))
def test_rights_read_back_the_same(file_format: FileFormat, written: list[Right]) -> None:
    data = encode_rights(written, file_format)
    assert rights_of(table_of_bytes(data, "r"), "r").rights == tuple(written)


@formats
@settings(max_examples=30, deadline=None)
@given(written=st.lists(events, min_size=1, max_size=3))
def test_events_read_back_the_same(file_format: FileFormat, written: list[Event]) -> None:
    data = encode_events(written, file_format)
    assert events_of(table_of_bytes(data, "e"), "e").events == tuple(written)


@formats
def test_files_are_written_by_suffix(write_file: WriteFile, file_format: FileFormat) -> None:
    brand = Brand("huawei", name_zh=("华为",), name_latin=("HUAWEI",), note="=1+1")
    right = Right("huawei", "CN", "1", registration_date=date(1989, 1, 10))
    event = Event("huawei", date(1987, 9, 15), "launch")
    write_brands(Path(f"brands.{file_format}"), [brand])
    write_rights(Path(f"rights.{file_format}"), [right])
    write_events(Path(f"events.{file_format}"), [event])
    assert read_watchlist(Path(f"brands.{file_format}")).brands == (brand,)
    assert read_rights(Path(f"rights.{file_format}")).rights == (right,)
    assert read_events(Path(f"events.{file_format}")).events == (event,)


def test_a_named_format_goes_before_the_suffix(write_file: WriteFile) -> None:
    write_brands(Path("brands.txt"), [Brand("a", ("甲",))], "jsonl")
    assert Path("brands.txt").read_text(encoding="utf-8").startswith('{"brand_id": "a"')


def test_a_suffix_of_no_format_is_told_in_one_line() -> None:
    with pytest.raises(DataError) as caught:
        write_brands(Path("brands.xls"), [])
    assert str(caught.value) == (
        "brands.xls: the suffix .xls names no format; use .csv, .xlsx or .jsonl"
    )


@formats
@pytest.mark.parametrize(
    ("brand", "column"),
    [
        (Brand("a", ("甲;乙",)), "name_zh"),
        (Brand("a", ("甲",), affiliates=("A；B",)), "affiliates"),
        (Brand("a", ("甲", "甲")), "name_zh"),
        (Brand("a", (" 甲",)), "name_zh"),
        (Brand("a", ("Ne\u0301ro",)), "name_zh"),
        (Brand("a", ("甲",), markets=("us",)), "markets"),
        (Brand("a", ("甲",), note="x\ud800"), "note"),
    ],
)
def test_what_would_come_back_changed_is_refused(
    write_file: WriteFile, file_format: FileFormat, brand: Brand, column: str
) -> None:
    path = write_file(f"brands.{file_format}", "as it was")
    with pytest.raises(DataError) as caught:
        write_brands(path, [brand])
    assert str(caught.value) == (
        f"brands.{file_format}: {column} of a would not read back the same; "
        "nothing was written; write values trimmed, and no ; within an item"
    )
    assert path.read_text() == "as it was"


@formats
def test_what_the_checks_do_not_allow_is_refused(file_format: FileFormat) -> None:
    with pytest.raises(MistakesError) as caught:
        encode_brands([Brand("b", ("乙",)), Brand("a", ("甲",), classes=(46,))], file_format)
    row = 2 if file_format == "jsonl" else 3
    assert str(caught.value) == (
        f"brands: row {row}, classes: '46' is no Nice class "
        "(1 to 45; several with ; between them); nothing was written, correct these first"
    )


@formats
def test_an_empty_brand_among_others_is_refused(file_format: FileFormat) -> None:
    with pytest.raises(DataError):
        encode_brands([Brand("a", ("甲",)), Brand("")], file_format)


@formats
def test_the_real_watch_list_reads_back_the_same(real_data: Path, file_format: FileFormat) -> None:
    real = read_watchlist(real_data / "labelled" / "watchlist.csv").brands
    data = encode_brands(real, file_format)
    assert watchlist_of(table_of_bytes(data, "b"), "b").brands == real
