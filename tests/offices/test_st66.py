"""The EUIPO's dialect of ST.66 (fictional marks of the real shape)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from squatwatch.errors import DataError
from squatwatch.offices import read_filings
from squatwatch.offices.source import bytes_source
from squatwatch.offices.st66 import St66Reader
from tests.offices.samples import euipo, filings, read, set_aside, zipped
from tests.offices.uspto.test_daily import golden_of

MARK = """
<RegistrationOfficeCode>EM</RegistrationOfficeCode>
<ApplicationNumber>019999001</ApplicationNumber><ApplicationDate>2025-03-04</ApplicationDate>
<MarkCurrentStatusCode milestone="22" status="5">Application opposed</MarkCurrentStatusCode>
<MarkFeature>Figurative</MarkFeature>
<WordMarkSpecification><MarkVerbalElementText>HONG LI</MarkVerbalElementText>
</WordMarkSpecification>
<MarkImageDetails><MarkImage><MarkImageURI>file://019/999/1.JPG</MarkImageURI>
<MarkImageCategory><CategoryCodeDetails><CategoryCode>05.07.01</CategoryCode>
<CategoryCode>05.07.01</CategoryCode></CategoryCodeDetails></MarkImageCategory>
</MarkImage></MarkImageDetails>
<GoodsServicesDetails><GoodsServices><ClassDescriptionDetails>
<ClassDescription><ClassNumber>31</ClassNumber>
<GoodsServicesDescription languageCode="bg">Круши.</GoodsServicesDescription>
<GoodsServicesDescription languageCode="en">Pears.</GoodsServicesDescription></ClassDescription>
<ClassDescription><ClassNumber>32</ClassNumber>
<GoodsServicesDescription languageCode="pt">Sumos.</GoodsServicesDescription></ClassDescription>
</ClassDescriptionDetails></GoodsServices></GoodsServicesDetails>
<PriorityDetails><Priority><PriorityDate>2024-10-01</PriorityDate></Priority>
<Priority><PriorityDate>2024-01-01</PriorityDate>
<PriorityStatusCode>Refused</PriorityStatusCode></Priority></PriorityDetails>
<PublicationDetails>
<Publication><PublicationSection>A.1</PublicationSection>
<PublicationDate>2025-04-01</PublicationDate></Publication>
<Publication><PublicationSection>C.1</PublicationSection>
<PublicationDate>2025-09-01</PublicationDate></Publication></PublicationDetails>
<ApplicantDetails><ApplicantKey><Identifier>1</Identifier></ApplicantKey></ApplicantDetails>
<OppositionDetails><Opposition><EarlierMarkDetails><EarlierMark>
<ApplicationNumber>011111111</ApplicationNumber><ApplicationDate>2001-01-01</ApplicationDate>
<RegistrationNumber>011111111</RegistrationNumber><MarkFeature>Word</MarkFeature>
<WordMarkSpecification><MarkVerbalElementText>EARLIER</MarkVerbalElementText>
</WordMarkSpecification></EarlierMark></EarlierMarkDetails></Opposition></OppositionDetails>
"""


def only(body: str) -> dict[str, Any]:
    (found,) = filings(read(St66Reader(), euipo(body)))
    return found


def test_a_mark_in_full_without_what_its_opponent_says() -> None:
    found = {name: value for name, value in only(MARK).items() if value not in (None, [])}
    assert found == {
        "office": "EM",
        "application_number": "019999001",
        "mark_text": "HONG LI",
        "mark_kind": "combined",
        "classes": [31, 32],
        "goods": [{"nice_class": 31, "text": "Pears."}, {"nice_class": 32, "text": "Sumos."}],
        "filing_date": date(2025, 3, 4),
        "priority_date": date(2024, 10, 1),
        "publication_date": date(2025, 4, 1),
        "status": "opposed",
        "status_raw": "Application opposed",
        "vienna_codes": ["05.07.01"],
        "image_url": "file://019/999/1.JPG",
        "source_url": "https://euipo.europa.eu/eSearch/#details/trademarks/019999001",
    }


def test_the_registration_has_the_number_of_the_application() -> None:
    assert only(MARK)["registration_number"] is None
    registered = MARK + "<RegistrationDate>2025-08-08</RegistrationDate>"
    assert only(registered)["registration_number"] == "019999001"


def test_a_figurative_mark_without_words() -> None:
    body = "<ApplicationNumber>1</ApplicationNumber><MarkFeature>Figurative</MarkFeature>"
    assert (only(body)["mark_kind"], only(body)["mark_text"]) == ("figurative", None)


def test_the_opposition_period_is_as_the_office_says() -> None:
    period = (
        "<OppositionPeriodStartDate>2025-04-01</OppositionPeriodStartDate>"
        "<OppositionPeriodEndDate>2025-07-01+02:00</OppositionPeriodEndDate>"
    )
    found = only(MARK + period)
    assert (found["opposition_start"], found["opposition_end"]) == (
        date(2025, 4, 1),
        date(2025, 7, 1),
    )


def test_a_deleted_mark_has_only_a_number() -> None:
    content = euipo("<ApplicationNumber>019999001</ApplicationNumber>", operation="Delete")
    (batch,) = read(St66Reader(), content)
    assert batch.deleted.rows() == [("EM", "019999001")]
    assert batch.filings.height == 0


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (MARK.replace("2025-04-01", "2025-04-31"), "its PublicationDate '2025-04-31' is no date"),
        (MARK.replace("2025-03-04", "04/03/2025"), "its ApplicationDate '04/03/2025' is no date"),
        (MARK.replace("<ApplicationNumber>019999001", "<ApplicationNumber>"), "no application"),
    ],
)
def test_a_bad_record_is_set_aside(body: str, reason: str) -> None:
    (aside,) = set_aside(read(St66Reader(), euipo(body), "a.xml"))
    assert (aside.file, reason in aside.reason) == ("a.xml", True)
    assert ", line 2" in aside.position


def test_one_malformed_file_of_an_archive_does_not_stop_the_others(tmp_path: Path) -> None:
    members = {
        f"018/{number}.xml": euipo(MARK.replace("019999001", f"0199990{number}"))
        for number in range(10, 30)
    }
    members["018/20.xml"] = members["018/20.xml"][:-40]
    batches = list(read_filings(zipped(tmp_path / "EUTMS.zip", members)))
    assert [batch.filings.height for batch in batches] == [20]
    (aside,) = set_aside(batches)
    assert (aside.file, aside.position) == ("EUTMS.zip/018/20.xml", "the whole file")


def test_a_malformed_file_that_stands_alone_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(euipo(MARK)[:-40])
    with pytest.raises(DataError, match="not well-formed"):
        list(read_filings(path))


def test_other_dialects_are_not_taken_for_this_one() -> None:
    content = euipo(MARK, namespace="http://gb.tmview.europa.eu/trademark/data")
    assert not St66Reader().recognises(bytes_source("a.xml", content))


def test_real_files(real_data: Path) -> None:
    golden = json.loads((Path(__file__).parent / "golden" / "em.json").read_text("utf-8"))
    files = sorted((real_data / "offices" / "em" / "st66").glob("*.xml"))
    assert len(files) == 17
    found = {file.name: [golden_of(batch) for batch in read_filings(file)] for file in files}
    assert found == golden
