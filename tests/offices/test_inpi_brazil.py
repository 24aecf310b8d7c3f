"""The gazette of INPI Brazil: what dispatches tell of status and publication."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from squatwatch import reference
from squatwatch.model import STATUSES
from squatwatch.offices import read_filings
from squatwatch.offices.files.source import bytes_source
from squatwatch.offices.inpi_brazil import InpiBrazilReader
from tests.offices.samples import read, set_aside
from tests.offices.xml_shapes import rows


def issue(*codes: str, day: str = "24/06/2025") -> bytes:
    dispatches = "".join(f'<despacho codigo="{code}" nome="n{code}"/>' for code in codes)
    return (
        f'<revista numero="1" data="{day}"><processo numero="939999901">'
        f"<despachos>{dispatches}</despachos></processo></revista>"
    ).encode()


def told(*codes: str) -> dict[str, Any]:
    (found,) = rows(read(InpiBrazilReader(), issue(*codes)))
    return found


@pytest.mark.parametrize(
    ("codes", "status", "opens"),
    [
        (("IPAS009",), "published", True),
        (("IPAS756",), "published", True),
        (("IPAS421",), "published", True),
        (("IPAS029",), "published", False),
        (("IPAS423",), "opposed", False),
        (("IPAS158",), "registered", False),
        (("IPAS024",), "refused", False),
        (("IPAS161",), "expired", False),
        (("IPAS270",), None, False),
        ((), None, False),
        (("IPAS029", "IPAS158", "IPAS270"), "registered", False),
        (("IPAS270", "IPAS009"), "published", True),
    ],
)
def test_the_last_telling_dispatch_gives_the_status(
    codes: tuple[str, ...], status: str | None, opens: bool
) -> None:
    found = told(*codes)
    assert found["status"] == status
    assert found["publication_date"] == (date(2025, 6, 24) if opens else None)
    assert (found["status_raw"] is None) == (status is None)


def test_a_day_of_issue_that_is_none_matters_where_it_opens_the_period() -> None:
    (aside,) = set_aside(read(InpiBrazilReader(), issue("IPAS009", day="31/06/2025")))
    assert aside.reason == "its data '31/06/2025' is no date"
    assert len(rows(read(InpiBrazilReader(), issue("IPAS270", day="31/06/2025")))) == 1


def test_the_table_has_terms_of_the_model_and_each_code_once() -> None:
    table = reference.table("inpi_dispatch_codes")
    assert set(table["status"]) <= set(STATUSES)
    assert table["code"].n_unique() == table.height
    assert set(table["opens"]) == {"", "yes"}


@pytest.mark.parametrize(
    "content", [b"<revista/>", b"<revista><despacho/></revista>", b"<processo numero='1'/>"]
)
def test_other_gazettes_of_the_office_are_none(content: bytes) -> None:
    assert not InpiBrazilReader().recognises(bytes_source("a.xml", content))


def test_the_real_record(real_data: Path) -> None:
    (found,) = rows(read_filings(real_data / "offices" / "br" / "rm2629_excerpt.xml"))
    assert (found["office"], found["application_number"]) == ("BR", "920493416")
    assert (found["mark_text"], found["mark_kind"]) == ("ESTUDIO CAR DETALHAMENTO", "combined")
    assert (found["classes"], found["vienna_codes"]) == ([37], ["18.01.09"])
    assert (found["filing_date"], found["publication_date"]) == (
        date(2020, 8, 19),
        date(2021, 5, 25),
    )
    assert (found["status"], found["status_raw"]) == ("published", "IPAS421 Republicação de pedido")
    assert found["applicants"][0]["country"] == "BR"
    assert "\r" not in found["goods"][0]["text"]
