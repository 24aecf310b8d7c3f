"""What every reader of XML owes: the same hostile and careless files, in the shape of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.errors import DataError
from squatwatch.offices import detect, read_filings
from squatwatch.offices.files.source import bytes_source
from tests.offices.samples import set_aside, zipped
from tests.offices.xml_shapes import DECLARATION, SHAPES, Record, Shape, read_all, rows

EACH = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
CLEANED = pytest.mark.parametrize(
    "shape", [one for one in SHAPES if one.name != "uspto-daily"], ids=lambda shape: shape.name
)
"""The USPTO's daily files are read as they are, for speed: they have no such references."""


@EACH
def test_the_office_of_a_file_is_told_by_its_content(shape: Shape) -> None:
    source = bytes_source("misleading.csv", shape.file(shape.dated()))
    assert detect(source).name == shape.reader.name
    for other in SHAPES:
        family = {shape.reader.name, other.reader.name} == {"st66", "uspto-tsdr"}
        if other.reader.name != shape.reader.name and not family:
            assert not other.reader.recognises(source)


@EACH
def test_a_record(shape: Shape) -> None:
    (found,) = rows(read_all(shape, shape.file(shape.dated(mark="红梨 HONGLI & Co"))))
    assert (found["application_number"], found["mark_text"], found["classes"]) == (
        "97000001",
        "红梨 HONGLI & Co",
        [25],
    )
    assert found["filing_date"] == date(2025, 3, 4)


@EACH
@pytest.mark.parametrize("code", ["0", "00", "46", "200", "A", "", "　"])
def test_what_is_no_class_of_nice_is_left_out(shape: Shape, code: str) -> None:
    batches = read_all(shape, shape.file(shape.dated(nice=code)))
    assert [one["classes"] for one in rows(batches)] == [[]]
    assert not set_aside(batches)


@EACH
def test_zeros_are_no_date(shape: Shape) -> None:
    (found,) = rows(read_all(shape, shape.file(Record(filed=shape.dates.zeros))))
    assert found["filing_date"] is None


@EACH
@pytest.mark.parametrize("kind", ["day_zero", "impossible"])
def test_an_impossible_day_of_filing_sets_the_record_aside_alone(shape: Shape, kind: str) -> None:
    bad = Record("97000002", filed=getattr(shape.dates, kind))
    batches = read_all(shape, shape.file(shape.dated(), bad, shape.dated("97000003")))
    assert [one["application_number"] for one in rows(batches)] == ["97000001", "97000003"]
    (aside,) = set_aside(batches)
    assert aside.file == "sample.xml"
    assert "97000002, line " in aside.position
    assert aside.reason.endswith("is no date")


@EACH
def test_a_record_without_a_number_is_set_aside(shape: Shape) -> None:
    batches = read_all(shape, shape.file(shape.dated(""), shape.dated("97000003")))
    assert [one["application_number"] for one in rows(batches)] == ["97000003"]
    assert "number" in set_aside(batches)[0].reason


@EACH
def test_a_number_that_comes_twice_comes_twice_in_its_order(shape: Shape) -> None:
    batches = read_all(shape, shape.file(shape.dated(mark="ONE"), shape.dated(mark="TWO")))
    assert [one["mark_text"] for one in rows(batches)] == ["ONE", "TWO"]


@EACH
def test_a_byte_order_mark_is_no_harm(shape: Shape) -> None:
    content = shape.file(shape.dated()).replace(b"\n", b"\r\n")
    assert len(rows(read_all(shape, b"\xef\xbb\xbf" + content))) == 1


@CLEANED
def test_blank_lines_before_the_declaration_are_no_harm(shape: Shape) -> None:
    assert len(rows(read_all(shape, b"\r\n\n  \n" + shape.file(shape.dated())))) == 1


@CLEANED
@pytest.mark.parametrize("reference", ["&#x1f;", "&#11;", "&#xFFFE;", "&#xd800;", "&#0;"])
def test_references_to_what_is_no_character_are_taken_out(shape: Shape, reference: str) -> None:
    content = shape.file(shape.dated(mark="HONG^LI")).replace(b"^", reference.encode())
    (found,) = rows(read_all(shape, content))
    assert found["mark_text"] == "HONG LI"


@EACH
def test_a_truncated_file_gives_the_records_before_the_end(shape: Shape) -> None:
    records = [shape.dated(f"9700000{number}") for number in range(1, 6)]
    content = shape.file(*records)
    cut = content[: content.index(b"97000005")]
    batches = shape.reader.read([bytes_source("a.zip/a.xml", cut)])
    given_before = rows([next(iter(batches))])
    assert [one["application_number"] for one in given_before][:3] == [
        "97000001",
        "97000002",
        "97000003",
    ]
    with pytest.raises(DataError, match=r"^a\.zip/a\.xml:\d+: is not well-formed XML"):
        list(batches)


@CLEANED
def test_a_truncated_file_of_an_archive_does_not_stop_the_others(
    shape: Shape, tmp_path: Path
) -> None:
    good = shape.file(shape.dated("97000001"), shape.dated("97000002"))
    members = {"1.xml": good, "2.xml": good[: len(good) // 8 * 7], "3.xml": good, "4.xml": b"<"}
    batches = list(read_filings(zipped(tmp_path / "a.zip", members)))
    numbers = [one["application_number"] for one in rows(batches)]
    assert (numbers[0], numbers[-1]) == ("97000001", "97000002")
    assert {one.file for one in set_aside(batches)} == {"a.zip/2.xml"}
    assert {one.position for one in set_aside(batches)} <= {
        "the whole file",
        "the rest of the file",
    }


@EACH
def test_a_wrong_encoding_is_said(shape: Shape) -> None:
    content = shape.file(shape.dated(mark="MÜLLER")).replace("Ü".encode(), "Ü".encode("latin-1"))
    with pytest.raises(DataError, match="not well-formed XML"):
        read_all(shape, content)


@EACH
def test_another_encoding_that_is_declared_is_read(shape: Shape) -> None:
    prolog = DECLARATION.replace("UTF-8", "gb18030")
    content = shape.file(shape.dated(mark="红梨"), prolog=prolog).decode().encode("gb18030")
    assert [one["mark_text"] for one in rows(read_all(shape, content))] == ["红梨"]


@EACH
@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY c SYSTEM "{secret}">',
        '<!ENTITY % x SYSTEM "{secret}"> %x; <!ENTITY c "">',
    ],
    ids=["bomb", "external", "parameter"],
)
def test_entities_are_refused(shape: Shape, declared: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    dtd = f"<!DOCTYPE {shape.root} [{declared.replace('{secret}', secret.as_uri())}]>\n"
    content = shape.file(shape.dated(mark="^"), prolog=DECLARATION + dtd).replace(b"^", b"&c;")
    with pytest.raises(DataError, match="declares entities"):
        list(shape.reader.read([bytes_source("a.xml", content)]))


@EACH
def test_a_dtd_elsewhere_is_not_fetched(shape: Shape, tmp_path: Path) -> None:
    elsewhere = (tmp_path / "no.dtd").as_uri()
    prolog = f'{DECLARATION}<!DOCTYPE {shape.root} SYSTEM "{elsewhere}">\n'
    assert len(rows(read_all(shape, shape.file(shape.dated(), prolog=prolog)))) == 1


@EACH
def test_batches_are_of_the_size_that_is_asked_for(shape: Shape) -> None:
    records = [shape.dated(f"970000{number:02}") for number in range(25)]
    source = bytes_source("a.xml", shape.file(*records))
    sizes = [len(rows([batch])) for batch in shape.reader.read([source], batch_rows=10)]
    assert sizes == [10, 10, 5]


words = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=20,
)


@CLEANED
@given(mark=words)
def test_any_text_of_a_mark_is_kept(shape: Shape, mark: str) -> None:
    (found,) = rows(read_all(shape, shape.file(shape.dated(mark=f"X{mark}9"))))
    assert found["mark_text"] == f"X{mark}9"
