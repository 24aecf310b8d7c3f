"""The exchange file: what is written comes back, what is wrong is said."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.errors import DataError
from squatwatch.model import MARK_KINDS, STATUSES, Applicant, Filing, Goods
from squatwatch.offices import read_filings, write_exchange
from squatwatch.offices.batch import EXPERIMENTAL, Batch
from squatwatch.offices.exchange.headers import COLUMNS
from squatwatch.offices.frames import filings_frame
from squatwatch.schemas import FILING_SCHEMA
from tests.offices.samples import filings, set_aside, zipped

SUFFIXES = (".csv", ".jsonl", ".parquet")

texts = st.text(
    st.one_of(st.sampled_from(";|\\'=+-@\t\r\n\",:0 "), st.characters(exclude_categories=["Cs"])),
    max_size=12,
).map(lambda value: pl.Series([value]).str.strip_chars().item())
words = texts.filter(bool)
lists = st.lists(words, max_size=3).map(tuple)
days = st.none() | st.dates(date(1800, 1, 1), date(2100, 1, 1))
people = st.builds(Applicant, words, st.sampled_from(["", "CN", "US"]), texts)
goods = st.builds(Goods, st.integers(0, 45), words)
records = st.builds(
    Filing,
    office=st.sampled_from(["US", "EM", "WO"]),
    application_number=words,
    registration_number=texts,
    ir_number=texts,
    mark_text=words,
    mark_kind=st.sampled_from(["", *MARK_KINDS]),
    transliteration=lists,
    translation=lists,
    pseudo_marks=lists,
    description=texts,
    office_reading=lists,
    classes=st.lists(st.integers(1, 45), unique=True, max_size=3).map(tuple),
    goods=st.lists(goods, max_size=3).map(tuple),
    similar_groups=lists,
    applicants=st.lists(people, max_size=3).map(tuple),
    representative=texts,
    filing_date=days,
    priority_date=days,
    publication_date=days,
    registration_date=days,
    expiry_date=days,
    opposition_start=days,
    opposition_end=days,
    designations=lists,
    status=st.sampled_from(STATUSES),
    status_raw=texts,
    vienna_codes=lists,
    image_url=texts,
    source_url=texts,
)


def taken(path: Path) -> pl.DataFrame:
    batches = list(read_filings(path))
    assert not set_aside(batches)
    return pl.concat([batch.filings for batch in batches])


def read_csv(path: Path, content: str, encoding: str = "utf-8") -> list[Batch]:
    path.write_bytes(content.encode(encoding))
    return list(read_filings(path))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(made=st.lists(records, min_size=1, max_size=4))
def test_what_is_written_comes_back(tmp_path: Path, suffix: str, made: list[Filing]) -> None:
    frame = filings_frame(made)
    path = tmp_path / f"filings{suffix}"
    assert write_exchange(path, [frame[:2], frame[2:]]) == len(made)
    assert taken(path).to_dicts() == frame.to_dicts()


def test_the_columns_are_those_of_the_design() -> None:
    assert ",".join(COLUMNS) == (
        "office,application_number,registration_number,ir_number,mark_text,mark_kind,"
        "transliteration,translation,pseudo_marks,description,office_reading,classes,goods,"
        "similar_groups,applicants,applicant_countries,applicant_addresses,representative,"
        "filing_date,priority_date,publication_date,registration_date,expiry_date,"
        "opposition_start,opposition_end,designations,status,status_raw,vienna_codes,image_url,"
        "source_url"
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_written_is_still_a_file(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"none{suffix}"
    assert write_exchange(path, []) == 0
    if suffix != ".jsonl":
        assert taken(path).schema == FILING_SCHEMA


def test_cells_that_look_like_formulas_are_guarded(tmp_path: Path) -> None:
    marks = ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "'plain"]
    made = [Filing("US", str(n), mark_text=mark) for n, mark in enumerate(marks)]
    path = tmp_path / "a.csv"
    write_exchange(path, [filings_frame(made)])
    cells = pl.read_csv(path, infer_schema=False)["mark_text"].to_list()
    assert cells == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "''=1", "'plain"]
    assert taken(path)["mark_text"].to_list() == marks


def test_a_name_that_is_no_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"name it \.csv, \.parquet or \.jsonl"):
        write_exchange(tmp_path / "a.txt", [])
    with pytest.raises(DataError, match="cannot be written"):
        write_exchange(tmp_path / "none" / "a.csv", [])


def test_a_file_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def batches() -> Any:
        yield filings_frame([Filing("US", "1", mark_text="x")])
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        write_exchange(tmp_path / "a.csv", batches())
    assert list(tmp_path.iterdir()) == []


def test_a_small_list_with_bom_and_semicolons(tmp_path: Path) -> None:
    content = (
        "\ufeffOffice;Application No.;Trade mark name;Nice class(es);Status;Notes\n"
        "de;30 2024 1;HONGLI;9, 35;Marke eingetragen;x\n"
        '\nDE;30 2024 2;HONGLI;"09;35";eingelegt?;y\n'
    )
    (batch,) = read_csv(tmp_path / "a.csv", content)
    rows = batch.filings.select("office", "classes", "status", "status_raw").rows()
    assert rows == [
        ("DE", [9, 35], "registered", "Marke eingetragen"),
        ("DE", [9, 35], "unknown", "eingelegt?"),
    ]
    assert batch.notes == (
        EXPERIMENTAL,
        "columns not used: Notes",
        "status words not known: eingelegt?",
    )


def test_bad_rows_are_set_aside_one_by_one(tmp_path: Path) -> None:
    content = (
        "office,application_number,mark_text,mark_kind,classes,filing_date,expiry_date\n"
        "US,1,OK,word,9,2024-01-02,\n"
        ",2,X,,,,\n"
        "XYZ,3,X,,,,\n"
        "US,,X,,,,\n"
        "US,5,,,,,\n"
        "US,6,X,,9;46,,\n"
        "US,7,X,,,2024-02-30,\n"
        "US,8,X,,,,soon\n"
        "US,9,X,,9,2024-01-02,2034-01-02,stray\n"
        "US,10,,figurative,,20240102,00000000\n"
        "US,11,X\n"
    )
    batches = read_csv(tmp_path / "a.csv", content)
    found = filings(batches)
    assert [one["application_number"] for one in found] == ["1", "10", "11"]
    assert (found[1]["filing_date"], found[1]["expiry_date"]) == (date(2024, 1, 2), None)
    assert [(one.position, one.reason) for one in set_aside(batches)] == [
        ("row 3", "it names no office"),
        ("row 4", "office 'XYZ' is no code of two letters (ISO 3166-1, or EM, WO ...)"),
        ("row 5", "it has no application number"),
        ("row 6", "it has no text at all"),
        ("row 7", "class '46' is no Nice class (1 to 45)"),
        ("row 8", "filing_date '2024-02-30' is no date (YYYY-MM-DD)"),
        ("row 9", "expiry_date 'soon' is no date (YYYY-MM-DD)"),
        ("row 10", "it has 8 cells where the header has 7"),
    ]


def test_rows_are_numbered_through_the_batches(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [f"US,{number},{'X' if number % 7 else ''}" for number in range(1, 31)]
    path.write_text("\n".join(["office,application_number,mark_text", *rows]), "utf-8")
    batches = list(read_filings(path, batch_rows=10))
    assert [batch.filings.height for batch in batches] == [9, 9, 8]
    assert [one.position for one in set_aside(batches)] == ["row 8", "row 15", "row 22", "row 29"]


def test_repeated_numbers_stay_in_order(tmp_path: Path) -> None:
    content = "office,application_number,mark_text\nUS,1,FIRST\nUS,1,LAST\n"
    found = filings(read_csv(tmp_path / "a.csv", content))
    assert [one["mark_text"] for one in found] == ["FIRST", "LAST"]


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("offce,application_number,mark_text", "did you mean office where it says offce?"),
        ("office,applicaton_nmber,mark_text", "did you mean application_number where it says"),
        ("office,application_number,classes", "has no column mark_text"),
        ("mark_text", "has no column office and no column application_number (found: mark_text)"),
    ],
)
def test_a_missing_column_is_told_in_one_line(tmp_path: Path, header: str, message: str) -> None:
    with pytest.raises(DataError) as raised:
        read_csv(tmp_path / "a.csv", header + "\nx,y,z\n")
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_binary_file_called_csv_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"office,application_number,mark_text\n\x00\x01\x02\xff" * 50)
    with pytest.raises(DataError) as raised:
        list(read_filings(path))
    assert "\n" not in str(raised.value)


def test_chinese_encodings_are_named(tmp_path: Path) -> None:
    content = "office,application_number,mark_text\nUS,1,红梨\n"
    with pytest.raises(DataError, match="is not UTF-8 text; save it as CSV UTF-8"):
        read_csv(tmp_path / "a.csv", content, "gbk")


def test_an_open_quotation_mark_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("squatwatch.offices.exchange.csv_rows._CELL_LIMIT", 200_000)
    csv.field_size_limit(1000)
    content = 'office,application_number,mark_text\nUS,1,"X\n' + "US,2,Y\n" * 50_000
    with pytest.raises(DataError, match="quotation mark"):
        read_csv(tmp_path / "a.csv", content)


def test_applicants_run_in_parallel(tmp_path: Path) -> None:
    content = (
        "office,application_number,mark_text,applicants,applicant_countries\n"
        "US,1,X,A Ltd|B Ltd,CN|US\n"
        "US,2,X,A Ltd|B Ltd,CN\n"
        'US,3,X,A Ltd,"DE, DE"\n'
        'US,4,X,,"FR"\n'
        r"US,5,X,A \| B,|" + "\n"
    )
    found = filings(read_csv(tmp_path / "a.csv", content))
    assert [[(p["name"], p["country"]) for p in one["applicants"]] for one in found] == [
        [("A Ltd", "CN"), ("B Ltd", "US")],
        [("A Ltd", "CN"), ("B Ltd", "CN")],
        [("A Ltd", "DE")],
        [(None, "FR")],
        [("A | B", None)],
    ]


def test_two_columns_that_feed_one_list_are_joined(tmp_path: Path) -> None:
    content = (
        "office,application_number,mark_text,applicant_name,applicant_name_local,brand\n"
        "TW,1,,Pear Co.,红梨公司,HONGLI\nTW,2,X,Pear Co.,Pear Co.,Y\n"
    )
    found = filings(read_csv(tmp_path / "a.csv", content))
    names = [[person["name"] for person in one["applicants"]] for one in found]
    assert names == [["Pear Co.", "红梨公司"], ["Pear Co."]]
    assert [one["mark_text"] for one in found] == ["HONGLI", "X"]


def test_goods_with_and_without_a_class(tmp_path: Path) -> None:
    content = "office,application_number,mark_text,goods\nNZ,1,X,9: apps; games | 35:ads | shoes\n"
    (found,) = filings(read_csv(tmp_path / "a.csv", content))
    assert [(one["nice_class"], one["text"]) for one in found["goods"]] == [
        (9, "apps; games"),
        (35, "ads"),
        (0, "shoes"),
    ]


def test_json_lines_take_lists_or_cells_and_skip_bad_lines(tmp_path: Path) -> None:
    lines: list[Any] = [
        {"office": "US", "application_number": 1, "mark_text": "X", "classes": [9, "35"]},
        {"office": "US", "application_number": "2", "mark_text": "X", "classes": "9;35",
         "applicants": ["A|B", "C"], "extra": {"a": 1}},
        ["no object"],
        {"office": "US", "application_number": "4", "mark_text": {"en": "X"}},
        {"office": "US", "application_number": "5", "mark_text": "\ud800"},
    ]  # fmt: skip
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([json.dumps(line) for line in lines] + ["", "{oops"]), "utf-8")
    batches = list(read_filings(path))
    found = filings(batches)
    assert [one["classes"] for one in found] == [[9, 35], [9, 35]]
    assert [person["name"] for person in found[1]["applicants"]] == ["A|B", "C"]
    assert [(one.position, one.reason) for one in set_aside(batches)] == [
        ("row 3", "it is no JSON object"),
        ("row 4", "its mark_text is neither text nor a list of texts"),
        ("row 5", "its mark_text is no text of Unicode"),
        ("row 7", "it is no JSON in UTF-8"),
    ]


def test_parquet_with_cells_of_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    frame = pl.DataFrame(
        {
            "office": ["US"],
            "application_number": [97000001.0],
            "mark": ["X"],
            "classes": ["9;35"],
            "filing date": [date(2024, 1, 2)],
            "translit": ["HONG LI;LI"],
        }
    )
    frame.write_parquet(path)
    (found,) = taken(path).to_dicts()
    assert (found["application_number"], found["classes"]) == ("97000001", [9, 35])
    assert (found["filing_date"], found["transliteration"]) == (date(2024, 1, 2), ["HONG LI", "LI"])


def test_damaged_and_nested_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    frame = filings_frame([Filing("US", "1", mark_text="x", applicants=(Applicant("A"),))])
    frame.write_parquet(path)
    with pytest.raises(DataError, match="column goods holds records"):
        taken(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(DataError, match="damaged Parquet"):
        taken(path)


def test_an_exchange_file_in_a_zip(tmp_path: Path) -> None:
    made = filings_frame([Filing("US", "1", mark_text="x")])
    members = {}
    for suffix in SUFFIXES:
        write_exchange(tmp_path / f"a{suffix}", [made])
        members[f"a{suffix}"] = (tmp_path / f"a{suffix}").read_bytes()
    assert taken(zipped(tmp_path / "a.zip", members)).height == 3


def test_real_filings(real_data: Path) -> None:
    batches = list(read_filings(real_data / "filings" / "filings_all.parquet"))
    aside = set_aside(batches)
    frame = pl.concat([batch.filings for batch in batches])
    assert frame.height + len(aside) == 167_618
    assert {one.reason for one in aside} == {"it has no text at all"}
    assert len(aside) == 180
    assert [note for batch in batches for note in batch.notes] == [
        "columns not used: opponent, source_ref"
    ]
    counts = dict(frame.group_by("office").len().iter_rows())
    assert counts["TW"] == 2460
    assert counts["US"] == 93_106
    known = frame.filter(pl.col("status_raw").is_not_null())
    assert "unknown" not in known["status"].unique().to_list()
    assert frame["classes"].list.len().sum() > 12_000
