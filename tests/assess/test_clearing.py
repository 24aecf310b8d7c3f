"""Filings that are no warning, and applicants who are not the owner for all their name."""

from __future__ import annotations

import json
from itertools import product

import polars as pl
import pytest

from squatwatch.assess.clearing import REASONS, with_clearing
from squatwatch.assess.clearing import reasons as families
from squatwatch.assess.evidence import tell
from squatwatch.assess.ownership import KNOWN_SCHEMA, known_applicants
from squatwatch.model import ENDED, STATUSES, Brand, Right, Status
from tests.assess.samples import batch, by_number, codes, day, filing, told, weigh

HUAWEI = Brand(
    "huawei",
    name_zh=("华为",),
    name_latin=("HUAWEI",),
    owner_zh="华为技术有限公司",
    owner_en="Huawei Technologies Co., Ltd.",
    affiliates=("Huawei Device Co., Ltd.", "Futurewei Technologies, Inc."),
    partners=("Example Distribution GmbH",),
    since="1987",
)


def roles(*applicants: str, brand: Brand = HUAWEI, rights: tuple[Right, ...] = ()) -> list[str]:
    """The role that is found for the applicants of a record, if any."""
    pairs = batch([filing("1-2", "", *applicants)]).with_columns(
        pair=pl.lit(0, pl.UInt32), brand_id=pl.lit(brand.brand_id)
    )
    found = known_applicants(pairs, [brand], rights)
    assert found.schema == KNOWN_SCHEMA
    return found["role"].to_list()


@pytest.mark.parametrize(
    ("applicant", "role"),
    [
        ("HUAWEI TECHNOLOGIES CO., LTD.", "owner"),
        ("Huawei Technology Company Limited", "owner"),
        ("Huawei Technologies (Deutschland) GmbH", "owner"),
        ("華為技術有限公司", "owner"),
        ("深圳市华为技术有限公司", "owner"),
        ("HUAWEI DEVICE (DONGGUAN) CO LTD", "affiliate"),
        ("Futurewei Technologies Inc", "affiliate"),
        ("EXAMPLE DISTRIBUTION GMBH", "partner"),
    ],
)
def test_known_companies(applicant: str, role: str) -> None:
    assert roles(applicant) == [role]


@pytest.mark.parametrize(
    "applicant",
    [
        "",
        "Huawei",
        "Huawei GmbH",
        "HUAWEI TRADING LLC",
        "华为",
        "华为贸易有限公司",
        "Technologies",
        "Taker AG",
    ],
)
def test_unknown_companies(applicant: str) -> None:
    assert roles(applicant) == []


def test_a_company_of_another_place_is_another() -> None:
    anta = Brand("anta", owner_en="Anta (China) Co., Ltd.")
    assert roles("Anta (Germany) GmbH", brand=anta) == []
    assert roles("Anta (Fujian, China) Ltd", brand=anta) == ["owner"]


def test_the_first_role_of_all_applicants_is_told() -> None:
    assert roles("Futurewei Technologies Inc", "Huawei Technologies Co Ltd") == ["owner"]
    assert roles("Taker AG", "Example Distribution GmbH") == ["partner"]
    assert roles("Taker AG", "Other AG") == []
    assert roles() == []


def test_a_brand_without_owner_knows_nobody() -> None:
    nobodys = Brand("huawei", name_latin=("HUAWEI",))
    assert roles("", brand=nobodys) == []
    assert roles("Huawei Technologies Co., Ltd.", brand=nobodys) == []


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        (Right("huawei", "US", "12"), ["owner"]),
        (Right("huawei", "US", "1/2"), ["owner"]),
        (Right("huawei", "EM", "12"), []),
        (Right("huawei", "US", "13"), []),
        (Right("honor", "US", "12"), []),
    ],
)
def test_a_number_of_the_rights_file_is_the_owners(right: Right, expected: list[str]) -> None:
    assert roles("Unheard-of Agency", rights=(right,)) == expected
    assert roles(rights=(right,)) == expected


def reasons(role: str | None, filed: str | None, since: str | None, status: str) -> list[str]:
    """Why a pair is cleared, and that the evidence says the same."""
    known = pairs_of((role, filed, since, status))
    why = known["cleared_by"].drop_nulls().to_list()
    evidence = tell(known, families())
    assert list(codes(evidence).values()) == [f"cleared.{reason}" for reason in why]
    return why


def pairs_of(*rows: tuple[str | None, str | None, str | None, str]) -> pl.DataFrame:
    """Pairs by the role of the applicant, the days of filing and of the brand, and the status."""
    pairs = pl.DataFrame(
        [
            (pair, role, "Somebody", filed and day(filed), since, since and day(since), status)
            for pair, (role, filed, since, status) in enumerate(rows)
        ],
        schema={
            "pair": pl.UInt32, "role": pl.String, "role_name": pl.String, "filed": pl.Date,
            "since": pl.String, "since_date": pl.Date, "status": pl.String,
        },
        orient="row",
    )  # fmt: skip
    return with_clearing(pairs)


@pytest.mark.parametrize(
    ("role", "older", "ended"),
    list(product([None, "owner", "affiliate"], [False, True], [False, True])),
)
def test_the_first_reason_is_told(role: str | None, older: bool, ended: bool) -> None:
    holding = {role, "predates" if older else None, "ended" if ended else None}
    expected = [reason for reason in REASONS if reason in holding][:1]
    filed = "1999-12-31" if older else "2000-01-01"
    assert reasons(role, filed, "2000-01-01", "expired" if ended else "filed") == expected


def test_the_order_of_reasons() -> None:
    assert REASONS == ("owner", "affiliate", "predates", "ended")


@pytest.mark.parametrize("role", ["partner", "joint"])
def test_a_partner_and_a_joint_filing_are_not_cleared(role: str) -> None:
    assert reasons(role, "2020-01-01", "2000-01-01", "filed") == []
    assert reasons(role, "1999-01-01", "2000-01-01", "filed") == ["predates"]
    assert reasons(role, "2020-01-01", "2000-01-01", "refused") == ["ended"]


@pytest.mark.parametrize(
    ("filed", "since", "expected"),
    [
        ("1999-12-31", "2000-01-01", ["predates"]),
        ("2000-01-01", "2000-01-01", []),
        (None, "2000-01-01", []),
        ("1999-12-31", None, []),
    ],
)
def test_older_than_the_brand(filed: str | None, since: str | None, expected: list[str]) -> None:
    assert reasons(None, filed, since, "filed") == expected


@pytest.mark.parametrize("status", STATUSES)
def test_ended(status: Status) -> None:
    assert reasons(None, None, None, status) == (["ended"] if status in ENDED else [])


def test_the_evidence_says_what_it_rests_on() -> None:
    known = pairs_of(
        (None, "1980-05-01", "1987-01-01", "filed"),
        (None, None, "1987-01-01", "expired"),
        ("affiliate", "1980-05-01", "1987-01-01", "expired"),
    )
    told = tell(known, families()).select("code", "values").rows()
    assert {code: json.loads(values) for code, values in told} == {
        "cleared.predates": {"filed": "1980-05-01", "since": "1987-01-01"},
        "cleared.ended": {"status": "expired"},
        "cleared.affiliate": {"name": "Somebody"},
    }


def test_the_priority_that_a_filing_claims_is_the_day_that_counts() -> None:
    older = filing("1", "HUAWEI", "Taker AG", filing_date=day("1987-02-01"))
    claims = filing(
        "2", "HUAWEI", "Taker AG", filing_date=day("1987-02-01"), priority_date=day("1986-12-31")
    )
    only = filing("3", "HUAWEI", "Taker AG", priority_date=day("1986-12-31"))
    later = filing(
        "4", "HUAWEI", "Taker AG", filing_date=day("1986-12-31"), priority_date=day("1987-02-01")
    )
    assessed = weigh([HUAWEI], [older, claims, only, later])
    assert by_number(assessed, "cleared_by") == {
        "1": None, "2": "predates", "3": "predates", "4": "predates",
    }  # fmt: skip
    assert told(assessed, "2")["cleared.predates"] == {"filed": "1986-12-31", "since": "1987"}


def test_a_filing_together_with_a_stranger_is_not_cleared_and_says_so() -> None:
    names = [HUAWEI.owner_en, "Taker AG"]
    assessed = weigh([HUAWEI], [filing("1", "HUAWEI", *names, filing_date=day("2024-01-01"))])
    assert by_number(assessed, "cleared_by") == {"1": None}
    assert told(assessed, "1")["filer.joint"] == {"name": "Taker AG"}
    assert by_number(assessed, "conduct") == {"1": False}


STRANGERS = [
    ("HUAWEI", "Huawei GmbH"),
    ("HUAWEI", "Huawei"),
    ("华为", "华为国际有限公司"),
    ("HUAWEI", "Huawei Technologies Partners Ltd"),
]


@pytest.mark.parametrize(("mark", "applicant"), STRANGERS)
def test_an_applicant_who_bears_the_brand_is_not_cleared(mark: str, applicant: str) -> None:
    assessed = weigh([HUAWEI], [filing("1", mark, applicant, filing_date=day("2024-01-01"))])
    assert by_number(assessed, "cleared_by") == {"1": None}
    assert not [code for code in told(assessed, "1") if code.startswith("cleared")]


def test_other_strangers_that_bear_a_brand() -> None:
    brands = [
        Brand(
            "walkerland",
            name_latin=("WALKERLAND",),
            owner_zh="辽宁省轻工业品进出口公司",
            owner_en="Liaoning Light Industrial Products Import & Export Corporation",
            partners=("Walkerland International Limited",),
        ),
        Brand(
            "heytea",
            name_latin=("HEYTEA",),
            owner_zh="深圳美西西餐饮管理有限公司",
            owner_en="Shenzhen Meixixi Catering Management Co., Ltd.",
        ),
    ]
    assessed = weigh(
        brands,
        [
            filing("1", "WALKERLAND", "Walkerland International Limited"),
            filing("2", "HEETEA", "Heetea Pte. Ltd."),
        ],
    )
    assert by_number(assessed, "cleared_by") == {"1": None, "2": None}
    assert "filer.partner" in told(assessed, "1")


def test_what_is_cleared_keeps_its_score_and_evidence() -> None:
    stranger, owner = filing("1", "HUAWEI", "Taker AG"), filing("2", "HUAWEI", HUAWEI.owner_en)
    apart = [weigh([HUAWEI], [one]) for one in (stranger, owner)]
    assert by_number(apart[0], "score")["1"] == by_number(apart[1], "score")["2"]
    assert by_number(apart[1], "cleared_by") == {"2": "owner"}
    assert told(apart[1], "2")["cleared.owner"] == {"name": HUAWEI.owner_en}
