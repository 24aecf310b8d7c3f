"""The USPTO's case files data set: tables joined by serial number.

The tables are made up under the documented headings; they are no evidence of the real files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.errors import DataError
from squatwatch.offices import tables
from squatwatch.offices.batch import EXPERIMENTAL, Batch
from squatwatch.offices.files.source import OfficeFile, bytes_source
from squatwatch.offices.tables import KEY, Buckets
from squatwatch.offices.uspto.case_file_parts import without_markup
from squatwatch.offices.uspto.case_files import CaseFilesReader
from squatwatch.offices.uspto.parts import without_markup as one_without_markup
from tests.offices.samples import set_aside

CASES = (
    '"serial_no","registration_no","filing_dt","publication_dt","registration_dt",'
    '"cfh_status_cd","mark_id_char","mark_draw_cd","draw_3d_cur_in","ir_registration_no"\n'
)
CASE = '97000001,0000000,2024-01-02,2024-05-14,,686,"HONGLI, RED",4000,0,\n'
OWNERS = (
    "serial_no,own_id,own_seq,own_type_cd,own_name,own_addr_1,own_addr_city,"
    "own_addr_state_cd,own_addr_country_cd\n"
)
OWNER = "97000001,1,1,10,Hongli Fruit Co.,1 Orchard Road,Shenzhen,,CN\n"
STATEMENTS = "serial_no,statement_type_cd,statement_text\n"
CLASSES = "serial_no,class_id,intl_class_cd\n"


def table(name: str, content: str | bytes, siblings: int = 3) -> OfficeFile:
    source = bytes_source(name, content if isinstance(content, bytes) else content.encode())
    source.siblings = siblings
    return source


def read(*sources: OfficeFile, rows: int = 10_000) -> list[Batch]:
    reader = CaseFilesReader()
    assert all(reader.recognises(source) for source in sources)
    return list(reader.read(sources, rows))


def all_tables(
    cases: str, owners: str = "", statements: str = "", classes: str = ""
) -> list[Batch]:
    return read(
        table("owner.csv", OWNERS + owners),
        table("case_file.csv", CASES + cases),
        table("statement.csv", STATEMENTS + statements),
        table("intl_class.csv", CLASSES + classes),
    )


def complete(batches: list[Batch]) -> list[dict[str, Any]]:
    return pl.concat([batch.filings for batch in batches]).to_dicts()


def test_a_filing_from_all_tables_whatever_their_order() -> None:
    statements = (
        '97000001,GS0251,"Shoes; [ boots; ] hats"\n97000001,PM0001,HONG LI\n'
        "97000001,DM0000,Two characters.\n97000001,GS0252,caps\n"
        '97000001,TLIT00,"The non-Latin characters in the mark transliterate to ""HONG LI"" and '
        'this means ""red pear"" in English."\n97000001,MK0000, PEAR\n'
    )
    owners = OWNER + "97000001,2,2,20,Pear Two LLC,2 Road,Reno,NV,\n"
    batches = all_tables(CASE, owners, statements, "97000001,1,025\n97000001,2,A\n97000001,3,200\n")
    (found,) = complete(batches)
    assert {name: value for name, value in found.items() if value not in (None, [])} == {
        "office": "US",
        "application_number": "97000001",
        "mark_text": "HONGLI, RED PEAR",
        "mark_kind": "word",
        "transliteration": ["HONG LI"],
        "translation": ["red pear"],
        "pseudo_marks": ["HONG LI"],
        "description": "Two characters.",
        "classes": [25],
        "goods": [{"nice_class": 25, "text": "Shoes; hats"}],
        "applicants": [
            {"name": "Pear Two LLC", "country": "US", "address": "2 Road, Reno, NV"}
        ],
        "filing_date": date(2024, 1, 2),
        "publication_date": date(2024, 5, 14),
        "status": "published",
        "status_raw": "686 PUBLISHED FOR OPPOSITION",
        "source_url": "https://tsdr.uspto.gov/#caseNumber=97000001&caseType=SERIAL_NO"
        "&searchType=statusSearch",
    }  # fmt: skip
    assert all(batch.notes == (EXPERIMENTAL,) for batch in batches)


def test_fewer_tables_make_parts_of_filings() -> None:
    (batch,) = read(table("case_file.csv", CASES + CASE, siblings=0))
    assert batch.filings.is_empty()
    assert batch.partial.select("application_number", "status", "applicants").row(0) == (
        "97000001", "published", [],
    )  # fmt: skip
    (batch,) = read(table("owner.csv", OWNERS + OWNER, siblings=0))
    assert batch.partial["status"].to_list() == [None]
    assert batch.partial["applicants"].to_list()[0][0]["country"] == "CN"


def test_only_active_classes_where_the_table_tells() -> None:
    batches = read(
        table("intl_class.csv", CLASSES + "97000001,1,025\n97000001,2,018\n"),
        table("x.csv", "serial_no,class_id,class_status_cd\n97000001,1,6\n97000001,2,2\n"),
    )
    assert batches[0].partial["classes"].to_list() == [[25]]


def test_goods_of_a_class_that_the_filing_lacks_have_none() -> None:
    batches = all_tables(CASE, OWNER, "97000001,GS0391,Pumps\n", "97000001,1,007\n")
    assert complete(batches)[0]["goods"] == [{"nice_class": 0, "text": "Pumps"}]


def test_rows_that_cannot_be_used_are_set_aside() -> None:
    cases = (
        CASE
        + "97000002,,2024-13-40,,,630,X,4000,0,\n"
        + "97OOOOO3,,2024-01-02,,,630,X,4000,0,\n"
        + "97000004,,2024-01-02\n"
        + "97000005,,2024-01-02,0000-00-00,9999-99-99,630,X,4000,0,0000000\n"
    )
    batches = all_tables(cases, OWNER)
    assert [one["application_number"] for one in complete(batches)] == ["97000001", "97000005"]
    assert [(one.position, one.reason) for one in set_aside(batches)] == [
        ("row 5", "it has 3 cells where the header has 10"),
        ("serial 97OOOOO3", "its serial number is not of eight digits"),
        ("serial 97000002", "its filing_dt '2024-13-40' is no date"),
    ]


def test_of_a_case_that_comes_twice_the_last_counts() -> None:
    batches = all_tables(CASE + CASE.replace("HONGLI, RED", "LATER"), OWNER)
    assert [one["mark_text"] for one in complete(batches)] == ["LATER"]


def test_a_mix_of_encodings_and_a_mark_of_byte_order() -> None:
    cases = b"\xef\xbb\xbf" + (CASES + CASE).encode().replace(b"RED", b"CAF\xc9")
    batches = read(table("case_file.csv", cases))
    assert batches[0].partial["mark_text"].to_list() == ["HONGLI, CAFÉ"]


def test_a_table_that_is_cut_short_fails_alone() -> None:
    broken = (STATEMENTS + '97000001,GS0251,"Shoes' + "x" * 2_000_000).encode()
    batches = read(
        table("case_file.csv", CASES + CASE),
        table("owner.csv", OWNERS + OWNER),
        table("statement.csv", broken),
        table("intl_class.csv", CLASSES + "97000001,1,025\n"),
    )
    assert pl.concat([batch.partial for batch in batches]).height == 1
    assert complete(batches) == []
    (aside,) = set_aside(batches)
    assert (aside.file, aside.position) == ("statement.csv", "the rest of the file")
    with pytest.raises(DataError, match="quotation mark"):
        read(table("statement.csv", broken, siblings=0))


def test_batches_are_no_larger_than_asked_for() -> None:
    cases = "".join(CASE.replace("97000001", f"97{at:06}") for at in range(25))
    heights = [batch.filings.height for batch in _filled(all_tables_in_tens(cases))]
    assert heights == [10, 10, 5]


def all_tables_in_tens(cases: str) -> list[Batch]:
    return read(
        table("owner.csv", OWNERS + OWNER), table("case_file.csv", CASES + cases),
        table("statement.csv", STATEMENTS), table("intl_class.csv", CLASSES), rows=10,
    )  # fmt: skip


def _filled(batches: list[Batch]) -> Iterator[Batch]:
    return (batch for batch in batches if batch.filings.height)


def test_on_disk_and_in_memory_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = "".join(CASE.replace("97000001", f"97{at:06}") for at in range(300))
    owners = "".join(OWNER.replace("97000001", f"97{at:06}") for at in reversed(range(300)))
    in_memory = complete(all_tables(cases, owners))
    monkeypatch.setattr(Buckets.__init__, "__defaults__", (1000,))
    on_disk = complete(all_tables(cases, owners))
    by_number = sorted(on_disk, key=lambda one: one["application_number"])
    assert by_number == in_memory
    assert len(in_memory) == 300


def test_buckets_keep_the_rows_of_a_number_together_and_in_order(tmp_path: Path) -> None:
    buckets = Buckets(tmp_path, in_memory=10)
    for at in range(5):
        buckets.add("one", pl.DataFrame({KEY: ["a", "b", "c"], "at": [at] * 3}))
        buckets.add("two", pl.DataFrame({KEY: ["a"], "x": [at]}))
    seen: dict[str, list[int]] = {}
    for found in buckets.joined():
        for number, rows in found["one"].group_by(KEY, maintain_order=True):
            assert number[0] not in seen
            seen[str(number[0])] = rows["at"].to_list()
    assert seen == {number: [0, 1, 2, 3, 4] for number in "abc"}
    assert list(tmp_path.iterdir()) == []
    assert tables.BUCKETS > 1


@given(st.text(st.sampled_from("ab[]()*;, .\n"), max_size=30))
def test_markup_of_columns_and_of_single_texts_agree(text: str) -> None:
    assert pl.select(without_markup(pl.lit(text))).item() == one_without_markup(text)


def test_other_tables_are_not_taken_for_these() -> None:
    reader = CaseFilesReader()
    for content in (b"serial_no,event_cd\n", b"Serial No,Mark\n", b"\x00\x01", b"<a/>"):
        assert not reader.recognises(bytes_source("a.csv", content))
