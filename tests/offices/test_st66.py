"""ST.66 in its dialects (fictional marks of the real shapes)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from squatwatch.errors import DataError
from squatwatch.offices import read_filings
from squatwatch.offices.files.source import bytes_source
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
        "applicants": [{"name": None, "country": None, "address": "euipo-applicant:1"}],
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
    assert (aside.file, aside.position) == ("EUTMS.zip/018/20.xml", "the rest of the file")


def test_a_malformed_file_that_stands_alone_fails(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(euipo(MARK)[:-40])
    with pytest.raises(DataError, match="not well-formed"):
        list(read_filings(path))


def in_gb(body: str) -> bytes:
    return euipo(body, namespace="http://gb.tmview.europa.eu/trademark/data", operation="")


GB = """<RegistrationOfficeCode>GB</RegistrationOfficeCode>
<ApplicationNumber>UK00009999901</ApplicationNumber><ApplicationDate>2025-02-12</ApplicationDate>
<RegistrationNumber>UK00009999901</RegistrationNumber>
<MarkCurrentStatusCode>Application Published</MarkCurrentStatusCode>
<MarkFeature>Word</MarkFeature><TotalMarkSeries>3</TotalMarkSeries>
<OppositionPeriodStartDate>2025-05-04</OppositionPeriodStartDate>
<OppositionPeriodEndDate>2025-07-04</OppositionPeriodEndDate>
<WordMarkSpecification><MarkVerbalElementText languageCode="en">HONGLI</MarkVerbalElementText>
</WordMarkSpecification><MarkSeriesDetails>
<MarkSeries><WordMarkSpecification><MarkVerbalElementText>HONGLI</MarkVerbalElementText>
</WordMarkSpecification></MarkSeries>
<MarkSeries><WordMarkSpecification><MarkVerbalElementText>红梨</MarkVerbalElementText>
</WordMarkSpecification></MarkSeries></MarkSeriesDetails>
<ApplicantDetails><ApplicantKey><URI>http://www.ipo.gov.uk/trademark/applicant/1</URI>
</ApplicantKey></ApplicantDetails>"""


def test_the_national_dialect_behind_tmview() -> None:
    (found,) = filings(read(St66Reader(), in_gb(GB)))
    assert (found["office"], found["status"]) == ("GB", "published")
    assert (found["opposition_start"], found["opposition_end"]) == (
        date(2025, 5, 4),
        date(2025, 7, 4),
    )
    assert (found["mark_text"], found["pseudo_marks"]) == ("HONGLI", ["红梨"])
    assert found["applicants"] == [
        {"name": None, "country": None, "address": "http://www.ipo.gov.uk/trademark/applicant/1"}
    ]


def test_the_office_is_that_of_the_record_else_that_of_the_namespace() -> None:
    body = "<ApplicationNumber>M 2025 00091</ApplicationNumber>"
    namespace = "http://ro.tmview.europa.eu/trademark/data"
    (found,) = filings(read(St66Reader(), euipo(body, namespace=namespace)))
    assert (found["office"], found["application_number"]) == ("RO", "M 2025 00091")
    named = "<RegistrationOfficeCode>BX</RegistrationOfficeCode>" + body
    (found,) = filings(read(St66Reader(), euipo(named, namespace=namespace)))
    assert found["office"] == "BX"


def test_a_record_of_no_office_is_set_aside() -> None:
    content = euipo("<ApplicationNumber>1</ApplicationNumber>", namespace="http://example.org/")
    (aside,) = set_aside(read(St66Reader(), content))
    assert aside.reason == "it names no office"


PERSON = """<Applicant><ApplicantAddressBook><FormattedNameAddress><Name>{name}</Name>
<Address><AddressCountryCode>CN</AddressCountryCode><FreeFormatAddress>
<FreeFormatAddressLine>1 Orchard Road</FreeFormatAddressLine>
<FreeFormatAddressLine>Shenzhen</FreeFormatAddressLine></FreeFormatAddress></Address>
</FormattedNameAddress></ApplicantAddressBook></Applicant>"""
FREE = (
    "<FreeFormatName><FreeFormatNameDetails><FreeFormatNameLine>Hongli Fruit</FreeFormatNameLine>"
    "<FreeFormatNameLine>Co., Ltd.</FreeFormatNameLine></FreeFormatNameDetails></FreeFormatName>"
)
ORGANISATION = (
    "<FormattedName><OrganizationName>Hongli Fruit Co., Ltd.</OrganizationName></FormattedName>"
)


@pytest.mark.parametrize("name", [FREE, ORGANISATION])
def test_an_applicant_in_the_record(name: str) -> None:
    body = f"{GB}<ApplicantDetails>{PERSON.format(name=name)}</ApplicantDetails>"
    (found,) = filings(read(St66Reader(), in_gb(body)))
    assert found["applicants"] == [
        {"name": "Hongli Fruit Co., Ltd.", "country": "CN", "address": "1 Orchard Road, Shenzhen"}
    ]


SWEDEN = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<ns2:Transaction xmlns:ns2="http://www.oami.europa.eu/TM-Search"><TradeMarkTransactionBody>
<TransactionContentDetails><TransactionData><TradeMarkDetails><TradeMark operationCode="Insert">
<RegistrationOfficeCode>SE</RegistrationOfficeCode>
<ApplicationNumber>2025-99999</ApplicationNumber><ApplicationDate>2025-04-04</ApplicationDate>
<RegistrationNumber>699999</RegistrationNumber><RegistrationDate>2025-08-20</RegistrationDate>
<MarkCurrentStatusCode>Registered</MarkCurrentStatusCode><MarkFeature>Combined</MarkFeature>
<PublicationDetails><Publication><PublicationDate>2025-08-21</PublicationDate></Publication>
<Publication><PublicationDate>2025-10-02</PublicationDate></Publication></PublicationDetails>
<WordMarkSpecification><MarkVerbalElementText>HONG LI</MarkVerbalElementText>
</WordMarkSpecification><ApplicantDetails><Applicant><ApplicantName><FullName>Pear AB</FullName>
</ApplicantName></Applicant></ApplicantDetails></TradeMark></TradeMarkDetails></TransactionData>
</TransactionContentDetails></TradeMarkTransactionBody></ns2:Transaction>"""


def test_sweden_where_only_the_root_has_a_prefix() -> None:
    (found,) = filings(read(St66Reader(), SWEDEN.encode()))
    assert (found["office"], found["application_number"]) == ("SE", "2025-99999")
    assert (found["mark_kind"], found["registration_number"]) == ("combined", "699999")
    assert found["publication_date"] == date(2025, 8, 21)
    assert found["applicants"][0]["name"] == "Pear AB"


FRANCE = """<TradeMark operationCode="Update"><RegistrationOfficeCode>FR</RegistrationOfficeCode>
<ApplicationNumber>4999999</ApplicationNumber><ApplicationDate>2025-01-15</ApplicationDate>
<MarkFeature>Word</MarkFeature><WordMarkSpecification><MarkVerbalElementText>HONGLI
</MarkVerbalElementText></WordMarkSpecification><MarkRecordDetails>
<MarkRecord><BasicRecord><BasicRecordKind>Renewal</BasicRecordKind><RecordPublicationDetails>
<RecordPublication><PublicationDate>2025-01-02</PublicationDate></RecordPublication>
</RecordPublicationDetails></BasicRecord></MarkRecord>
<MarkRecord><BasicRecord><BasicRecordKind>Filing</BasicRecordKind><RecordPublicationDetails>
<RecordPublication><PublicationDate>2025-02-07</PublicationDate></RecordPublication>
</RecordPublicationDetails></BasicRecord></MarkRecord></MarkRecordDetails></TradeMark>"""


def test_france_where_the_mark_is_the_root() -> None:
    (found,) = filings(read(St66Reader(), FRANCE.encode()))
    assert (found["office"], found["mark_text"]) == ("FR", "HONGLI")
    assert found["publication_date"] == date(2025, 2, 7)


LICENSEE = """<MarkLicenceeExportList xmlns="http://www.ipo.gov.uk/schemas/tm">
<TradeMark operationCode="Update"><ApplicationNumber>UK00009999902</ApplicationNumber>
<ApplicationDateTime>2025-02-12T00:00:00</ApplicationDateTime>
<RegistrationDetails><RegistrationDate>2025-06-13</RegistrationDate></RegistrationDetails>
<IPOPublicMarkCurrentStatusCode>Registered</IPOPublicMarkCurrentStatusCode>
<WordMarkSpecification><MarkVerbalElementText>HONGLI</MarkVerbalElementText>
</WordMarkSpecification><GoodsServicesDetails><ClassDescriptionDetails><ClassDescription>
<ClassNumber>31</ClassNumber><GoodsServicesDescription>Pears.</GoodsServicesDescription>
</ClassDescription></ClassDescriptionDetails></GoodsServicesDetails>
<ApplicantDetails><Applicant><Name>Pear Ltd</Name></Applicant></ApplicantDetails></TradeMark>
<TradeMark operationCode="Delete"><ApplicationNumber>UK00009999903</ApplicationNumber></TradeMark>
</MarkLicenceeExportList>"""


def test_the_export_for_licensees_of_the_ukipo() -> None:
    (batch,) = read(St66Reader(), LICENSEE.encode())
    (found,) = filings([batch])
    assert (found["registration_number"], found["filing_date"]) == (
        "UK00009999902",
        date(2025, 2, 12),
    )
    assert (found["goods"], found["applicants"][0]["name"]) == (
        [{"nice_class": 31, "text": "Pears."}],
        "Pear Ltd",
    )
    assert batch.deleted.rows() == [("GB", "UK00009999903")]


def test_files_of_applicants_and_other_transactions_are_none() -> None:
    applicants = euipo(MARK).replace(b"TradeMarkDetails", b"Other")
    for content in (applicants, b"<TradeMark/>", b"<Transaction/>", b"no xml", b""):
        assert not St66Reader().recognises(bytes_source("a.xml", content))


def test_real_file_of_the_ukipo(real_data: Path) -> None:
    path = real_data / "offices" / "gb" / "gb_tmview_UK00003289573_trimmed.xml"
    (found,) = filings(read_filings(path))
    assert (found["mark_text"], found["classes"]) == ("THE TWISTED TAILOR", [14, 25])
    assert (found["opposition_start"], found["opposition_end"]) == (
        date(2018, 5, 4),
        date(2018, 7, 4),
    )


def test_real_files(real_data: Path) -> None:
    golden = json.loads((Path(__file__).parent / "golden" / "em.json").read_text("utf-8"))
    files = sorted((real_data / "offices" / "em" / "st66").glob("*.xml"))
    assert len(files) == 17
    found = {file.name: [golden_of(batch) for batch in read_filings(file)] for file in files}
    assert found == golden
