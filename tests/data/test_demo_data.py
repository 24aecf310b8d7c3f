"""The demo data: its form, what it may not say, and the stories that it has to tell."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from runpy import run_path

import pytest

from squatwatch.model import MARK_KINDS, NICE_CLASSES, STATUSES

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
TOOL = ROOT / "tools" / "make_demo_data.py"
COMPILED = ("watchlist.csv", "cases.csv", "cases_sources.csv")

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


WATCHLIST, CASES, SOURCES = (rows(name) for name in COMPILED)
KNOWN = [filing | source for filing, source in zip(CASES, SOURCES, strict=True)]


def listed(text: str) -> list[str]:
    return text.split(";") if text else []


def header(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8").partition("\n")[0]


def test_the_watch_list_has_the_columns_of_the_form() -> None:
    assert header("watchlist.csv") == (
        "brand_id,name_zh,name_latin,other_names,owner_zh,owner_en,affiliates,partners,classes,"
        "since,markets,region,contact,vienna,note"
    )


def test_the_library_has_the_columns_of_the_exchange_form() -> None:
    assert header("cases.csv") == (
        "office,application_number,registration_number,ir_number,mark_text,mark_kind,"
        "transliteration,translation,pseudo_marks,description,office_reading,classes,goods,"
        "similar_groups,applicants,applicant_countries,applicant_addresses,representative,"
        "filing_date,priority_date,publication_date,registration_date,expiry_date,"
        "opposition_start,opposition_end,designations,status,status_raw,vienna_codes,image_url,"
        "source_url"
    )


def test_no_cell_is_beyond_the_header() -> None:
    assert all(None not in row for row in (*WATCHLIST, *CASES, *SOURCES))


def test_every_brand_has_an_id_of_its_own_and_a_name() -> None:
    ids = [row["brand_id"] for row in WATCHLIST]
    assert 60 <= len(ids) == len(set(ids)) <= 100
    assert all(row["name_zh"] or row["name_latin"] for row in WATCHLIST)


def test_the_watch_list_names_nobody_to_write_to() -> None:
    assert not any(row["contact"] for row in WATCHLIST)


def test_a_company_that_bears_the_brand_alone_is_no_affiliate() -> None:
    for row in WATCHLIST:
        names = {name.casefold() for name in listed(row["name_latin"])}
        assert names.isdisjoint(name.casefold() for name in listed(row["affiliates"])), row


def test_every_filing_has_office_number_and_text() -> None:
    assert all(row["office"] and row["application_number"] and row["mark_text"] for row in CASES)
    assert all(re.fullmatch("[A-Z]{2}", row["office"]) for row in CASES)
    assert len({(row["office"], row["application_number"]) for row in CASES}) == len(CASES)


def test_every_filing_has_a_source_row_and_a_watched_brand() -> None:
    key = ("office", "application_number", "source_url")
    assert [[row[name] for name in key] for row in CASES] == [
        [row[name] for name in key] for row in SOURCES
    ]
    assert {row["brand_id"] for row in SOURCES} <= {row["brand_id"] for row in WATCHLIST}


def test_a_number_that_is_not_the_offices_is_the_id_of_the_row() -> None:
    for row in SOURCES:
        is_id = row["application_number"] == row["case_id"]
        assert row["number_is"] == ("case id" if is_id else "office")


def test_every_source_row_can_be_read_in_both_languages() -> None:
    for row in SOURCES:
        assert row["evidence_tier"] in {"A", "B", "C"}
        assert row["kind"] and row["label"] and row["outcome"] and row["source"] and row["note_en"]
        assert re.search("[\u4e00-\u9fff]", row["note_zh"])


def test_a_row_without_an_address_says_where_it_is_from() -> None:
    for row in SOURCES:
        assert row["source_url"].startswith(("http://", "https://")) or row["source"]


def test_what_is_alleged_is_said_to_be_alleged() -> None:
    for row in SOURCES:
        if row["label"] == "alleged":
            assert re.search("alleg", row["note_en"], re.IGNORECASE), row["case_id"]
            assert re.search("据称|主张|异议", row["note_zh"]), row["case_id"]


def test_classes_are_nice_classes_that_a_source_states() -> None:
    for row in (*WATCHLIST, *KNOWN):
        assert all(int(number) in NICE_CLASSES for number in listed(row["classes"]))
    for row in KNOWN:
        assert not row["classes"] or row["classes_basis"] in {
            "stated",
            "from stated goods",
            "known trade",
        }
        goods = [part.partition(":")[0] for part in row["goods"].split("|") if part]
        assert {*goods} <= {*listed(row["classes"])}


def test_statuses_and_kinds_are_those_of_the_model() -> None:
    assert {row["status"] for row in CASES} <= {*STATUSES}
    assert {row["mark_kind"] for row in CASES} <= {"", *MARK_KINDS}


def test_dates_are_whole_and_in_order() -> None:
    for row in KNOWN:
        for name in row:
            if name.endswith(("_date", "earliest", "latest")) and row[name]:
                assert date.fromisoformat(row[name]).isoformat() == row[name]
        if row["filing_date"]:
            assert row["filing_date"] == row["filed_earliest"] == row["filed_latest"]
            for name in ("publication_date", "registration_date"):
                assert not row[name] or row["filing_date"] <= row[name]
            assert not row["priority_date"] or row["priority_date"] <= row["filing_date"]


def test_no_cell_begins_like_a_formula() -> None:
    for row in (*WATCHLIST, *CASES, *SOURCES):
        assert not any(value.startswith(("=", "+", "-", "@", "\t")) for value in row.values())


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.*")), ids=lambda path: path.name)
def test_nobody_is_called_names_and_no_address_spells_a_person(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "squatter" not in text.casefold()
    assert not re.search(r"https?://\S*\b(?:mr|mrs|ms)-", text)
    assert str(ROOT) not in text


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_counts_right(name: str) -> None:
    counted = re.findall(r"^\| `(.+\.csv)` \| (\d+) \|", (DATA / name).read_text("utf-8"), re.M)
    assert {file: int(number) for file, number in counted} == {
        path.relative_to(DATA).as_posix(): len(rows(path.relative_to(DATA).as_posix()))
        for path in DATA.rglob("*.csv")
    }


def stories(**wanted: str) -> list[Row]:
    return [row for row in KNOWN if all(row[name] == value for name, value in wanted.items())]


def test_one_importer_and_three_food_brands_in_germany() -> None:
    found = stories(office="DE", applicants="OKAI Import Export GmbH")
    assert {row["brand_id"] for row in found} == {"baijia", "laoganma", "qiaqia"}
    baijia = next(row for row in WATCHLIST if row["brand_id"] == "baijia")
    assert baijia["partners"] == "OKAI Import Export GmbH"


def test_one_company_and_two_brands_in_the_us() -> None:
    found = stories(office="US", applicants="Delson Group Inc.")
    assert {row["mark_text"] for row in found} == {"DEEPSEEK", "CHINA MOBILE"}
    assert {row["label"] for row in found} == {"alleged"}


def test_pinyin_in_singapore_is_no_name_that_the_owner_gave() -> None:
    assert [row["brand_id"] for row in stories(office="SG", mark_text="XIAO FEI YANG")] == [
        "littlesheep"
    ]
    brand = next(row for row in WATCHLIST if row["brand_id"] == "littlesheep")
    assert (brand["name_zh"], brand["name_latin"]) == ("小肥羊", "LITTLE SHEEP")


def test_others_and_the_owner_in_russia() -> None:
    found = stories(office="RU", mark_text="LABUBU")
    assert sorted(row["kind"] for row in found) == ["case", "case", "own-filing"]


def test_the_owners_own_filings_are_by_companies_of_the_watch_list() -> None:
    named: dict[str, set[str]] = {
        row["brand_id"]: {
            re.sub("[^a-z0-9]", "", name.casefold())
            for name in (row["owner_en"], *listed(row["affiliates"]))
        }
        for row in WATCHLIST
    }
    found = [row for row in KNOWN if row["label"] == "own"]
    assert len(found) >= 15
    for row in found:
        company = re.sub("[^a-z0-9]", "", row["applicants"].casefold())
        assert company in named[row["brand_id"]], row["case_id"]


def test_namesakes_stand_beside_the_cases() -> None:
    assert len(stories(kind="namesake")) >= 30
    assert len(stories(kind="case")) >= 30


@pytest.mark.skipif(not TOOL.is_file(), reason="the tools are not part of this distribution")
def test_compiling_again_gives_the_same_bytes(real_data: Path, tmp_path: Path) -> None:
    labelled = real_data / "labelled"
    if not labelled.is_dir():
        pytest.skip("the folder of real data holds no labelled collection")
    assert run_path(str(TOOL))["main"]([str(labelled), "--out", str(tmp_path)]) == 0
    for name in COMPILED:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name


@pytest.mark.skipif(not TOOL.is_file(), reason="the tools are not part of this distribution")
def test_a_wrong_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_path(str(TOOL))["main"]([str(tmp_path), "--out", str(tmp_path)]) == 2
    assert "the file is missing" in capsys.readouterr().err
