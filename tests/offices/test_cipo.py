"""The Canadian office's ST.96 (made up in the documented shape; no evidence of real files)."""

from __future__ import annotations

from datetime import date

import pytest

from squatwatch.offices.batch import EXPERIMENTAL
from squatwatch.offices.cipo import CipoReader
from squatwatch.offices.files.source import bytes_source
from tests.offices.samples import filings, read, set_aside

NUMBER = (
    "<com:ApplicationNumber><com:IPOfficeCode>CA</com:IPOfficeCode>"
    "<com:ST13ApplicationNumber>300000234567800</com:ST13ApplicationNumber></com:ApplicationNumber>"
)
MARK = """<com:RegistrationOfficeCode>CA</com:RegistrationOfficeCode>NUMBER
<com:RegistrationNumber>TMA123456</com:RegistrationNumber>
<tmk:ApplicationDate>2024-01-05</tmk:ApplicationDate>
<tmk:MarkRepresentation><tmk:MarkFeatureCategory>Figurative</tmk:MarkFeatureCategory>
<tmk:MarkReproduction><tmk:WordMarkSpecification><tmk:MarkSignificantVerbalElementText>HONGLI
</tmk:MarkSignificantVerbalElementText></tmk:WordMarkSpecification><tmk:MarkImageBag><tmk:MarkImage>
<tmk:MarkImageClassification><tmk:FigurativeElementClassificationBag><tmk:ViennaClassificationBag>
<tmk:ViennaClassification><tmk:ViennaCategory>5</tmk:ViennaCategory>
<tmk:ViennaDivision>7</tmk:ViennaDivision><tmk:ViennaSection>13</tmk:ViennaSection>
</tmk:ViennaClassification></tmk:ViennaClassificationBag></tmk:FigurativeElementClassificationBag>
</tmk:MarkImageClassification></tmk:MarkImage></tmk:MarkImageBag></tmk:MarkReproduction>
</tmk:MarkRepresentation>
<tmk:OppositionPeriodStartDate>2025-02-05</tmk:OppositionPeriodStartDate>
<tmk:OppositionPeriodEndDate>2025-04-05</tmk:OppositionPeriodEndDate>
<tmk:GoodsServicesBag><tmk:GoodsServices><tmk:ClassDescriptionBag><tmk:ClassDescription>
<tmk:ClassNumber>31</tmk:ClassNumber>
<tmk:GoodsServicesDescriptionText com:languageCode="fr">Poires</tmk:GoodsServicesDescriptionText>
<tmk:GoodsServicesDescriptionText com:languageCode="en">Pears</tmk:GoodsServicesDescriptionText>
</tmk:ClassDescription></tmk:ClassDescriptionBag></tmk:GoodsServices></tmk:GoodsServicesBag>
<tmk:PublicationBag><tmk:Publication><tmk:PublicationActionDate>2025-02-05
</tmk:PublicationActionDate></tmk:Publication></tmk:PublicationBag>
<tmk:ApplicantBag><tmk:Applicant><com:LegalEntityName>Pear Inc.</com:LegalEntityName><com:Contact>
<com:Name><com:EntityName>Pear Inc.</com:EntityName></com:Name><com:PostalAddressBag>
<com:PostalAddress><com:PostalStructuredAddress><com:AddressLineText>1 Road</com:AddressLineText>
<com:CountryCode>CA</com:CountryCode></com:PostalStructuredAddress></com:PostalAddress>
</com:PostalAddressBag></com:Contact></tmk:Applicant></tmk:ApplicantBag>
<tmk:NationalTrademarkInformation><tmk:MarkCurrentStatusInternalDescriptionText>Advertised
</tmk:MarkCurrentStatusInternalDescriptionText></tmk:NationalTrademarkInformation>""".replace(
    "NUMBER", NUMBER
)


def cipo(body: str, operation: str = "insert") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmk:TrademarkApplication '
        'xmlns:tmk="http://www.wipo.int/standards/XMLSchema/ST96/Trademark" '
        'xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common"><tmk:TrademarkBag>'
        f'<tmk:Trademark com:operationCategory="{operation}">{body}</tmk:Trademark>'
        "</tmk:TrademarkBag></tmk:TrademarkApplication>"
    ).encode()


def test_an_application_in_full() -> None:
    (batch,) = read(CipoReader(), cipo(MARK))
    (found,) = filings([batch])
    assert {name: value for name, value in found.items() if value not in (None, [])} == {
        "office": "CA",
        "application_number": "2345678",
        "registration_number": "TMA123456",
        "mark_text": "HONGLI",
        "mark_kind": "combined",
        "classes": [31],
        "goods": [{"nice_class": 31, "text": "Pears"}],
        "applicants": [{"name": "Pear Inc.", "country": "CA", "address": "1 Road"}],
        "filing_date": date(2024, 1, 5),
        "publication_date": date(2025, 2, 5),
        "opposition_start": date(2025, 2, 5),
        "opposition_end": date(2025, 4, 5),
        "status": "published",
        "status_raw": "Advertised",
        "vienna_codes": ["05.07.13"],
        "source_url": "https://ised-isde.canada.ca/cipo/trademark-search/2345678",
    }
    assert batch.notes == (EXPERIMENTAL,)


@pytest.mark.parametrize(
    ("st13", "number"),
    [("300000012345600", "123456"), ("300000234567801", "2345678-01"),
     ("CA300000234567800", "2345678")],
)  # fmt: skip
def test_numbers_of_st13(st13: str, number: str) -> None:
    (found,) = filings(read(CipoReader(), cipo(MARK.replace("300000234567800", st13))))
    assert found["application_number"] == number


def test_a_deleted_application() -> None:
    (batch,) = read(CipoReader(), cipo(NUMBER, "Delete"))
    assert batch.deleted.rows() == [("CA", "2345678")]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("2025-04-05", "2025-04-31"), "OppositionPeriodEndDate '2025-04-31' is no date"),
        (("2024-01-05", "05/01/2024"), "ApplicationDate '05/01/2024' is no date"),
        (("300000234567800", "2345678"), "no application number of 15 digits"),
        (("Code>CA</com:Reg", "Code>FR</com:Reg"), "it is of the office 'FR', not of CA"),
    ],
)
def test_bad_records_are_set_aside(change: tuple[str, str], reason: str) -> None:
    (aside,) = set_aside(read(CipoReader(), cipo(MARK.replace(*change))))
    assert reason in aside.reason


@pytest.mark.parametrize("code", ["0", "200", "A", ""])
def test_what_is_no_nice_class_is_left_out(code: str) -> None:
    changed = MARK.replace("<tmk:ClassNumber>31<", f"<tmk:ClassNumber>{code}<")
    (found,) = filings(read(CipoReader(), cipo(changed)))
    assert (found["classes"], found["goods"]) == ([], [{"nice_class": 0, "text": "Pears"}])


def test_files_of_other_offices_are_not_taken_for_these() -> None:
    american = cipo(MARK).replace(b">CA<", b">US<")
    assert not CipoReader().recognises(bytes_source("a.xml", american))
