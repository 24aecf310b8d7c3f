"""The Japanese office's TSV tables, made up under published headings: no evidence of real ones."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from squatwatch.errors import DataError
from squatwatch.offices.batch import EXPERIMENTAL, Batch
from squatwatch.offices.files.source import OfficeFile, bytes_source
from squatwatch.offices.jpo import JpoReader
from tests.offices.samples import set_aside

NUMBER = "2024000001"
CASE = {
    "yonpo_code": "4", "shutugan_no": NUMBER, "shutugan_bi": "20240105",
    "saishushobun_shubetu": "A01", "raz_toroku_no": "6999001", "toroku_bi": "20240801",
    "raz_kohohakko_bi": "20240809", "hyojunmoji_umu": "1",
}  # fmt: skip


def table(*rows: dict[str, str], siblings: int = 9, name: str = "upd_x.tsv") -> OfficeFile:
    headings = list(rows[0])
    lines = ["\t".join(headings), *("\t".join(row[one] for one in headings) for row in rows)]
    source = bytes_source(name, ("\n".join(lines) + "\n").encode())
    source.siblings = siblings
    return source


def added(column: str, value: str, number: str = NUMBER, **more: str) -> dict[str, str]:
    return {"add_del_id": "0", "app_num": number, column: value} | more


VIENNA = added(
    "grphc_term_large_class", "5", grphc_term_mid_class="07", grphc_term_small_class="13"
)


def person(code: str, role: str) -> dict[str, str]:
    return {
        "shutugan_no": NUMBER,
        "shutugannindairinin_code": code,
        "shutugannindairinin_sikbt": role,
    }


def read(*sources: OfficeFile) -> list[Batch]:
    reader = JpoReader()
    assert all(reader.recognises(source) for source in sources)
    return list(reader.read(sources))


def parts(batches: list[Batch]) -> list[dict[str, Any]]:
    return pl.concat([batch.partial for batch in batches]).to_dicts()


def test_a_filing_from_its_tables() -> None:
    batches = read(
        table(CASE),
        table(added("standard_char_t", "紅梨")),
        table(added("indct_use_t", "紅梨＼ホンリー")),
        table(added("dsgnt", "ベニナシ"), added("dsgnt", "ホンリー")),
        table(
            added("knd", "09", smlr_dsgn_group_cd="11C0109G53"),
            added("knd", "35", smlr_dsgn_group_cd="35A01"),
        ),
        table({"yonpo_code": "4", "shutugan_no": NUMBER, "rui": "09", "shohinekimumeisho": "電話"}),
        table(VIENNA),
        table({"yonpo_code": "4", "shutugan_no": NUMBER, "yusenkenshucho_bi": "20231001"}),
        table(person("1", "1"), person("2", "2")),
        table(
            {"appl_cd": "1", "appl_name": "例示果実株式会社", "appl_addr": "（省略）"},
            {"appl_cd": "2", "appl_name": "例示特許事務所", "appl_addr": "東京都"},
        ),
    )  # fmt: skip
    (found,) = parts(batches)
    assert {name: value for name, value in found.items() if value not in (None, [])} == {
        "office": "JP",
        "application_number": NUMBER,
        "registration_number": "6999001",
        "mark_text": "紅梨",
        "mark_kind": "word",
        "pseudo_marks": ["紅梨＼ホンリー"],
        "office_reading": ["ベニナシ", "ホンリー"],
        "classes": [9, 35],
        "goods": [{"nice_class": 9, "text": "電話"}],
        "similar_groups": ["11C01", "09G53", "35A01"],
        "applicants": [{"name": "例示果実株式会社", "country": None, "address": None}],
        "filing_date": date(2024, 1, 5),
        "priority_date": date(2023, 10, 1),
        "publication_date": date(2024, 8, 9),
        "registration_date": date(2024, 8, 1),
        "status": "registered",
        "status_raw": "A01",
        "vienna_codes": ["05.07.13"],
        "source_url": "https://www.j-platpat.inpit.go.jp/c1801/TR/JP-2024-000001/40/ja",
    }
    assert all(batch.notes == (EXPERIMENTAL,) for batch in batches)
    assert all(batch.filings.is_empty() for batch in batches)


def test_a_table_alone_says_nothing_of_the_rest() -> None:
    (found,) = parts(read(table(added("dsgnt", "ホンリー"), siblings=0)))
    assert (found["office_reading"], found["status"], found["classes"]) == (["ホンリー"], None, [])


def test_holders_by_the_number_of_their_registration() -> None:
    holder = {"reg_num": "6999001", "right_person_name": "例示商事", "right_person_addr": "大阪府"}
    (found,) = parts(read(table(holder), table(CASE)))
    assert found["applicants"] == [{"name": "例示商事", "country": None, "address": "大阪府"}]


@pytest.mark.parametrize(
    ("code", "registered", "status"),
    [("A01", "20240801", "registered"), ("A02", "", "refused"), ("A99", "", "unknown"),
     ("", "", "filed"), ("", "20240801", "registered")],
)  # fmt: skip
def test_status(code: str, registered: str, status: str) -> None:
    case = CASE | {"saishushobun_shubetu": code, "toroku_bi": registered}
    assert parts(read(table(case)))[0]["status"] == status


def test_a_row_that_is_taken_back() -> None:
    basic = added("mgt_num", "1", app_dt="20240105", reg_num="0000000")
    away = basic | {"add_del_id": "1", "app_num": "2024000002"}
    batches = read(
        table(basic, away), table(added("dsgnt", "ア"), added("dsgnt", "イ") | {"add_del_id": "1"})
    )
    assert pl.concat([batch.deleted for batch in batches]).rows() == [("JP", "2024000002")]
    (found,) = parts(batches)
    assert (found["office_reading"], found["registration_number"]) == (["ア"], None)


def test_bad_rows_are_set_aside() -> None:
    batches = read(
        table(
            CASE | {"raz_kohohakko_bi": "20241399"},
            CASE | {"shutugan_no": "20240000O2"},
            CASE | {"shutugan_no": "2024000003", "toroku_bi": "00000000", "raz_kohohakko_bi": ""},
            CASE | {"shutugan_no": "2024000004", "yonpo_code": "1"},
        ),
        table(added("knd", "00", "2024000003", smlr_dsgn_group_cd=""),
              added("knd", "200", "2024000003", smlr_dsgn_group_cd="")),
    )  # fmt: skip
    (found,) = parts(batches)
    assert (found["application_number"], found["classes"]) == ("2024000003", [])
    assert [(one.position, one.reason) for one in set_aside(batches)] == [
        ("number 20240000O2", "its application number is not of ten digits"),
        (f"number {NUMBER}", "its raz_kohohakko_bi '20241399' is no date"),
    ]


def test_a_row_that_slipped_and_a_quotation_mark() -> None:
    source = table(added("dsgnt", 'ホン"リー'), siblings=0)
    content = source.content() + b"0\t2024000002\n"
    batches = read(bytes_source("a.tsv", content))
    assert parts(batches)[0]["office_reading"] == ['ホン"リー']
    assert [one.reason for one in set_aside(batches)] == ["it has 2 cells where the header has 3"]


def test_a_wrong_encoding_fails_and_spares_the_other_tables() -> None:
    content = table(added("dsgnt", "ホンリー")).content().decode().encode("cp932")
    with pytest.raises(DataError, match="is not UTF-8 text"):
        read(bytes_source("a.tsv", content))
    beside = bytes_source("a.tsv", content)
    beside.siblings = 1
    batches = read(beside, table(CASE))
    assert len(parts(batches)) == 1
    assert set_aside(batches)[0].position == "the rest of the file"


def test_other_tables_of_the_week_are_not_read() -> None:
    for content in (b"skbt_flg\tsnpn_bngu\n", b"\x00", b"office,application_number\n"):
        assert not JpoReader().recognises(bytes_source("a.tsv", content))
