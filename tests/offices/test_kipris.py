"""Answers of KIPRIS Plus: the names of a holder, answers without a record, errors, real files."""

from __future__ import annotations

import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from squatwatch.errors import DataError
from squatwatch.offices import read_filings
from squatwatch.offices.kipris import KiprisReader
from tests.offices.samples import read, set_aside, zipped
from tests.offices.xml_shapes import rows

EMPTY = (
    "<response><header><resultCode>{code}</resultCode><resultMsg>{message}</resultMsg></header>"
    "{body}</response>"
)
NO_RECORD = EMPTY.format(code="", message="", body="<body><items/></body>").encode()


def holder(name: str) -> list[str]:
    content = EMPTY.format(
        code="00",
        message="",
        body="<body><items><TradeMarkInfo><ApplicationNumber>1</ApplicationNumber>"
        f"<RegistrationRightholderName>{name}</RegistrationRightholderName>"
        "<ApplicantName>배 주식회사</ApplicantName></TradeMarkInfo></items></body>",
    )
    (found,) = rows(read(KiprisReader(), content.encode()))
    return [one["name"] for one in found["applicants"]]


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("주식회사 배 Pear Co, Ltd", ["주식회사 배", "Pear Co, Ltd"]),
        ("주식회사 배", ["주식회사 배"]),
        ("Pear Co, Ltd", ["Pear Co, Ltd"]),
        ("배 ABC 주식회사 Pear ABC 2", ["배 ABC 주식회사", "Pear ABC 2"]),
        ("배|사과 Apple", ["배", "사과", "Apple"]),
        ("배 3", ["배 3"]),
        ("", ["배 주식회사"]),
    ],
)
def test_the_names_of_the_holder_in_two_scripts(name: str, names: list[str]) -> None:
    assert holder(name) == names


def test_an_answer_without_a_record_is_told() -> None:
    (batch,) = read(KiprisReader(), NO_RECORD, "empty.xml")
    assert batch.notes == ("answers without a record: empty.xml",)


@pytest.mark.parametrize(
    ("code", "message", "told"),
    [
        ("30", "", "error 30 (the key is not registered); give a registered KIPRIS Plus key"),
        ("10", "", "error 10 (the question was not understood); check the application number"),
        ("22", "LIMIT", "error 22 (LIMIT); see the service's list of codes"),
        ("99", "", "error 99; see the service's list of codes"),
    ],
)
def test_an_error_says_what_it_means_and_what_to_do(code: str, message: str, told: str) -> None:
    content = EMPTY.format(code=code, message=message, body="").encode()
    with pytest.raises(DataError) as raised:
        read(KiprisReader(), content, "answer.xml")
    assert f"answer.xml: KIPRIS Plus answered with {told}" in str(raised.value)


def test_an_error_among_other_answers_is_set_aside(tmp_path: Path) -> None:
    error = EMPTY.format(code="30", message="", body="").encode()
    batches = list(read_filings(zipped(tmp_path / "a.zip", {"1.xml": NO_RECORD, "2.xml": error})))
    (aside,) = set_aside(batches)
    assert (aside.file, aside.position) == ("a.zip/2.xml", "the whole file")
    assert [note for batch in batches for note in batch.notes] == [
        "answers without a record: a.zip/1.xml"
    ]


def test_goods_of_nobody_knows_which_filing_are_set_aside() -> None:
    goods = (
        "<body><items><trademarkDesignationGoodstInfo><DesignationGoodsHangeulName>배"
        "</DesignationGoodsHangeulName></trademarkDesignationGoodstInfo></items></body>"
    )
    content = EMPTY.format(code="", message="", body=goods).encode()
    for name in ("goods.xml", "12345678901234567890.xml"):
        (aside,) = set_aside(read(KiprisReader(), content, name))
        assert aside.reason.endswith("put the application number into its name")
    assert len(rows(read(KiprisReader(), content, "goods-4020259999901.xml"))) == 1


def test_real_answers(real_data: Path) -> None:
    folder = real_data / "offices" / "kr"
    counts = {}
    for name in (
        "TradeMarkInfo",
        "advancedSearch_applicant_120040373042",
        "advancedSearch_applicant_120060342061",
    ):
        path = folder / f"{name}.xml"
        found = rows(read_filings(path))
        plain = list(ElementTree.parse(path).iter("TradeMarkInfo"))  # noqa: S314
        counts[name] = len(found)
        for row, record in zip(found, plain, strict=True):
            told = {child.tag: (child.text or "").strip() for child in record}
            assert row["application_number"] == told["ApplicationNumber"]
            assert row["registration_number"] == (told["RegistrationNumber"] or None)
            assert row["mark_text"] == " ".join(told["Title"].split())
            assert row["status_raw"] == told["ApplicationStatus"]
            assert row["status"] is not None
            assert f"{row['filing_date']:%Y%m%d}" == told["ApplicationDate"]
            assert row["classes"] == sorted(map(int, told["GoodClassificationCode"].split("|")))
            assert "".join(row["vienna_codes"]).replace(".", "") == told["ViennaCode"].replace(
                "|", ""
            )
    assert list(counts.values()) == [1, 7, 1]


def test_real_goods(real_data: Path, tmp_path: Path) -> None:
    real = real_data / "offices" / "kr" / "TrademarkDesignationGoodstInfo.xml"
    (aside,) = set_aside(read_filings(real))
    assert "does not say of which filing" in aside.reason
    named = tmp_path / "goods_4020190000011.xml"
    shutil.copyfile(real, named)
    (found,) = rows(read_filings(named))
    assert (found["application_number"], found["classes"]) == ("4020190000011", [43])
    assert found["similar_groups"] == ["G0301", "G0502", "S120602"]
    assert len(found["goods"]) == 3


def test_real_answers_without_a_record(real_data: Path) -> None:
    folder = real_data / "offices" / "kr"
    for path in sorted(folder.glob("Empty_*.xml")):
        (batch,) = read_filings(path)
        assert batch.notes == (f"answers without a record: {path.name}",)
    for name, code in (("Error_EmptyApplicationNumber.xml", 10), ("Error_InvalidKey.xml", 30)):
        with pytest.raises(DataError, match=f"error {code} "):
            list(read_filings(folder / name))
