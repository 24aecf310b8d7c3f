"""Hits weighed together: what raises and lowers a pair, and what must not move it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from squatwatch.assess.assess import CONDUCT, Assessed
from squatwatch.assess.evidence.register import MOST_DOUBLINGS
from squatwatch.assess.weights import evidence_kinds, limit
from squatwatch.filers import company_name
from squatwatch.filers.groups import filer_key
from squatwatch.filers.register import BY_APPLICANT, Register
from squatwatch.model import LEVELS, Applicant, Brand, Filing
from tests.assess.samples import batch, by_number, day, filing, sums, told, weigh
from tests.assess.scenario import EVERYTHING

XIAOMI = Brand(
    "xiaomi",
    name_zh=("小米",),
    name_latin=("XIAOMI",),
    owner_zh="小米科技有限责任公司",
    owner_en="Xiaomi Holding Ltd",
    affiliates=("Xiaomi Electronics Ltd",),
    partners=("Example Import GmbH",),
    classes=(9,),
    since="2010",
)
LABUBU = Brand(
    "labubu",
    name_latin=("LABUBU",),
    owner_en="Pop Culture Ltd",
    partners=("Example Import GmbH",),
    classes=(28,),
    since="2015",
)
HISENSE = Brand("hisense", name_latin=("HISENSE",), owner_en="Hisense Holding Ltd", classes=(11,))
BRANDS = (XIAOMI, LABUBU, HISENSE)


def stranger(number: str, mark: str, *applicants: str, **facts: object) -> Filing:
    """A filing after all the brands were known."""
    later: dict[str, object] = {"filing_date": day("2024-03-01"), "classes": (9,)}
    return filing(number, mark, *applicants, **(later | facts))


def test_the_sum_of_the_evidence_is_the_bits_and_makes_score_and_level() -> None:
    total = sums(EVERYTHING)
    for row in EVERYTHING.pairs.iter_rows(named=True):
        assert row["bits"] == pytest.approx(total[row["pair"]], abs=1e-5)
        assert row["score"] == pytest.approx(1 / (1 + 2 ** (-row["bits"] / limit("score_spread"))))
        expected = next(
            name
            for name in ("high", "medium", "low")
            if name == "low" or row["bits"] >= limit(name)
        )
        assert row["level"] == (
            "medium" if not row["applicant_known"] and expected == "high" else expected
        )
    assert set(EVERYTHING.pairs["level"]) <= set(LEVELS)


def test_the_rows_stand_in_order() -> None:
    assert EVERYTHING.pairs["pair"].to_list() == list(range(EVERYTHING.pairs.height))
    keys = EVERYTHING.evidence.select("pair", "code")
    assert keys.rows() == sorted(set(keys.rows()))


def test_nothing_gives_nothing() -> None:
    for brands, filings in (
        (BRANDS, []),
        ([], [stranger("1", "XIAOMI")]),
        (BRANDS, [stranger("1", "OTHER")]),
    ):
        assessed = weigh(brands, filings)
        assert assessed.pairs.is_empty()
        assert assessed.evidence.is_empty()


def test_identity_of_the_mark_alone_never_counts_as_conduct() -> None:
    assessed = weigh(BRANDS, [stranger("1", "XIAOMI 小米", "Taker AG")])
    assert by_number(assessed, "conduct") == {"1": False}
    assert by_number(assessed, "filer_group") == {"1": None}


def test_a_mark_in_two_scripts_says_so() -> None:
    marks = {"1": "XIAOMI 小米", "2": "XIAOMI STORE", "3": "小米 STORE"}
    assessed = weigh(
        BRANDS, [stranger(number, mark, f"{number} AG") for number, mark in marks.items()]
    )
    assert told(assessed, "1")["mark.several-forms"] == {"forms": ["XIAOMI", "小米"]}
    assert "mark.several-forms" not in told(assessed, "2")
    found = by_number(assessed, "bits")
    assert found["1"] > max(found["2"], found["3"])


# Filer groups -----------------------------------------------------------------------------------


def test_a_filer_of_unrelated_brands_is_a_group() -> None:
    assessed = weigh(
        BRANDS,
        [
            stranger("1", "XIAOMI", "Taker AG"),
            stranger("2", "LABUBU", "TAKER AG"),
            stranger("3", "HISENSE", "Else AG"),
        ],
    )
    groups = by_number(assessed, "filer_group")
    assert groups["1"] == groups["2"] != groups["3"] is None
    assert by_number(assessed, "conduct") == {"1": True, "2": True, "3": False}
    assert told(assessed, "1")["filer.several-brands"] == {"count": 1, "brands": ["labubu"]}
    assert "filer.several-brands" not in told(assessed, "3")


def test_other_brands_of_the_same_owner_are_not_told_as_others() -> None:
    sister = Brand("miui", name_latin=("MIUIPHONE",), owner_en=XIAOMI.owner_en)
    marks = ("XIAOMI", "MIUIPHONE", "LABUBU")
    filings = [stranger(str(n), mark, "Taker AG") for n, mark in enumerate(marks)]
    assessed = weigh([*BRANDS, sister], filings)
    values = [told(assessed, number)["filer.several-brands"] for number in "012"]
    # one for each further owner
    assert [each["brands"] for each in values] == [["labubu"], ["labubu"], ["miui"]]
    assert [each["count"] for each in values] == [1, 1, 1]


def test_what_is_cleared_makes_no_group() -> None:
    owner = stranger("1", "XIAOMI", XIAOMI.owner_en)
    sister = stranger("2", "LABUBU", XIAOMI.owner_en)
    assessed = weigh(BRANDS, [owner, sister])
    assert by_number(assessed, "cleared_by") == {"1": "owner", "2": None}
    assert by_number(assessed, "filer_group") == {"1": None, "2": None}


@pytest.mark.parametrize(("held", "conduct"), [(2, True), (150_000, False)])
def test_two_brands_of_a_filer_of_thousands_of_marks_are_chance(held: int, conduct: bool) -> None:
    filings = [stranger("1", "XIAOMI", "Taker AG"), stranger("2", "LABUBU", "Taker AG")]
    by_applicant = pl.DataFrame([("Taker AG", held)], schema=BY_APPLICANT, orient="row")
    register = Register(named=200_000, by_applicant=by_applicant)
    assessed = weigh(BRANDS, filings, register=register)
    alone = by_number(weigh(BRANDS, filings[:1]), "bits")["1"]
    assert by_number(assessed, "conduct") == {"1": conduct, "2": conduct}
    assert (by_number(assessed, "bits")["1"] > alone + 1) == conduct
    # the group is told all the same
    assert len(set(by_number(assessed, "filer_group").values()) - {None}) == 1


def test_nameless_records_make_no_group() -> None:
    assessed = weigh(BRANDS, [stranger("1", "XIAOMI"), stranger("2", "LABUBU", "")])
    assert by_number(assessed, "filer_group") == {"1": None, "2": None}


def test_only_what_the_mark_makes_worth_counting_counts_towards_a_group() -> None:
    # One applicant is a partner of both brands: that he is weighs, but not towards the group.
    partner = "Example Import GmbH"
    marks = [
        "XIAOMI",
        "XIAOMI SHOP",
        "SUPERXAOMI",
        "LABUBU",
        "LABUBU SHOP",
        "SUPERLABUBA",
        "MYLABUBUS",
    ]
    classes = [(9,), (28,), ()]
    filings = [
        stranger(f"{row}{column}", mark, partner, classes=of_filing)
        for row, mark in enumerate(marks)
        for column, of_filing in enumerate(classes)
    ]
    assessed = weigh((XIAOMI, LABUBU), filings)
    total_of = sums(assessed)
    conduct = assessed.evidence.filter(pl.col("code").is_in(CONDUCT))
    by_partner = evidence_kinds()["filer.partner"].weight
    only_as_partner = 0
    for pair, group in assessed.pairs.select("pair", "filer_group").rows():
        of_conduct = conduct.filter(pl.col("pair") == pair)["code"].to_list()
        total = total_of[pair] - sum(evidence_kinds()[code].weight for code in of_conduct)
        assert (group is not None) == (total >= limit("filer_group"))
        only_as_partner += total < limit("filer_group") <= total + by_partner
    assert only_as_partner
    assert assessed.pairs["filer_group"].n_unique() == 2


# Applicants -------------------------------------------------------------------------------------


@pytest.mark.parametrize("names", [(), ("",), (" ",)])
def test_a_record_that_names_no_applicant_reaches_medium_at_most(names: tuple[str, ...]) -> None:
    named = weigh(BRANDS, [stranger("1", "XIAOMI 小米", "Taker AG")])
    nameless = weigh(BRANDS, [stranger("1", "XIAOMI 小米", *names)])
    assert by_number(named, "level") == {"1": "high"}
    assert by_number(nameless, "level") == {"1": "medium"}
    assert "applicant.unknown" in told(nameless, "1")
    assert "applicant.unknown" not in told(named, "1")
    assert by_number(named, "score") == by_number(nameless, "score")


def test_an_applicant_known_by_country_alone_is_not_named() -> None:
    nobody = replace(stranger("1", "XIAOMI 小米"), applicants=(Applicant("", country="DE"),))
    assert by_number(weigh(BRANDS, [nobody]), "level") == {"1": "medium"}


def test_one_named_applicant_is_enough() -> None:
    second = stranger("1", "XIAOMI 小米", "", "Taker AG")
    assert by_number(weigh(BRANDS, [second]), "level") == {"1": "high"}


def test_a_partner_weighs() -> None:
    assessed = weigh(
        BRANDS, [stranger("1", "XIAOMI", "Example Import GmbH"), stranger("2", "LABUBU", "Else AG")]
    )
    assert told(assessed, "1")["filer.partner"] == {"name": "Example Import GmbH"}
    assert by_number(assessed, "conduct") == {"1": True, "2": False}
    assert by_number(assessed, "cleared_by") == {"1": None, "2": None}


# Rarity -----------------------------------------------------------------------------------------


def shared(*filings: Filing, number: str = "1") -> int:
    """How many other filers of the same unit the evidence on a filing counts."""
    values = told(weigh([XIAOMI], filings), number).get("register.shared", {"count": 0})
    return int(values["count"])


NOW = stranger("1", "XIAOMI", "Taker AG")
EARLY = day("2005-01-01")


def test_other_filers_before_the_brand_count() -> None:
    first = stranger("2", "XIAOMI", "First AG", filing_date=EARLY)
    second = stranger("3", "XIAOMI", "Second AG", filing_date=day("2009-12-31"))
    assert shared(NOW) == 0
    assert shared(NOW, first) == 1
    assert shared(NOW, first, second) == 2
    assert shared(NOW, first, second, number="2") == 1


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (stranger("2", "XIAOMI", "Late AG", filing_date=day("2010-01-01")), 0),
        (stranger("2", "XIAOMI", "Undated AG", filing_date=None), 1),
        (stranger("2", "XIAOMI", "TAKER AG", filing_date=EARLY), 0),
        (stranger("2", "XIAOME", "First AG", filing_date=EARLY), 0),
        (stranger("2", "XIAOMI", XIAOMI.owner_en, filing_date=EARLY), 0),
        (stranger("2", "XIAOMI", XIAOMI.affiliates[0], filing_date=EARLY), 0),
        (stranger("2", "XIAOMI", XIAOMI.partners[0], filing_date=EARLY), 0),
    ],
)
def test_who_counts_as_another_filer(other: Filing, expected: int) -> None:
    assert shared(NOW, other) == expected


def test_a_filer_counts_once() -> None:
    twice = [stranger(number, "XIAOMI", "First AG", filing_date=EARLY) for number in "23"]
    assert shared(NOW, *twice) == 1


def test_filings_that_name_nobody_count_once_an_office() -> None:
    nameless = [
        stranger(f"{office}{number}", "XIAOMI", *names, filing_date=EARLY, office=office)
        for office in ("EM", "US")
        for number, names in enumerate([(), (), ("",)])
    ]
    assert shared(NOW, *nameless) == 2
    assert shared(*nameless, number="EM0") == 1


def test_the_weight_goes_by_doublings_four_at_most() -> None:
    others = [stranger(str(n), "XIAOMI", f"Filer {n} AG", filing_date=EARLY) for n in range(2, 40)]
    weights = []
    for count in (1, 3, 15, 38):
        evidence = weigh([XIAOMI], [NOW, *others[:count]]).evidence
        of_it = evidence.filter(
            (pl.col("code") == "register.shared")
            & (pl.col("values").str.contains(f'"count":{count}\\b'))
        )
        weights.append(of_it["times"][0])
    assert weights == [1, 2, 4, MOST_DOUBLINGS]


# What must not move a score ---------------------------------------------------------------------

CASES = (
    stranger("1", "XIAOMI", "Taker AG"),
    stranger("2", "LABUBU", "Taker AG"),
    stranger("3", "XIAOMI PHONE", XIAOMI.owner_en),
    stranger("4", "LABUBU", "Example Import GmbH", classes=(28,)),
    stranger("5", "HISENSE", "First Person", "Second Person"),
    stranger("6", "小米", "Early Ltd", filing_date=day("2001-01-01")),
    stranger("7", "XIAOMI", "", classes=()),
    stranger("8", "HISENCE", "Last Ltd", classes=(35,)),
    stranger("9", "XIAOMI", "Earlier Ltd", filing_date=None),
)


def outcome(assessed: Assessed) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All that is found, without what the record says of its applicants."""
    return assessed.pairs.drop(
        "applicants", "own_filer", "classes", "applicant_known"
    ), assessed.evidence


def assert_same(one: Assessed, other: Assessed) -> None:
    for left, right in zip(outcome(one), outcome(other), strict=True):
        assert_frame_equal(left, right)


BASE = weigh(BRANDS, CASES)
COUNTRIES = st.sampled_from(["CN", "HK", "TW", "MO", "US", "DE", "KR", "RU", ""])
ADDRESSES = st.sampled_from(["", "Beijing, China", "{} Main Street, Springfield", "北京市{}号"])


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_country_and_address_of_the_applicant_change_nothing(data: st.DataObject) -> None:
    moved = [
        replace(
            case,
            applicants=tuple(
                replace(
                    each,
                    country=data.draw(COUNTRIES),
                    # of his own: that two share one is what they do, and counts
                    address=data.draw(ADDRESSES).format(case.application_number),
                )
                for each in case.applicants
            ),
        )
        for case in CASES
    ]
    assert_same(weigh(BRANDS, moved), BASE)


KNOWN = {
    company_name(name).residue
    for brand in BRANDS
    for name in (brand.owner_zh, brand.owner_en, *brand.affiliates, *brand.partners)
}
NAMES = st.one_of(
    st.sampled_from(
        [
            "Xiaomi Fan Club",
            "Labubu GmbH",
            "小米贸易有限公司",
            "某人",
            "Ли",
            "김",
            "علي",
            "Zhang San",
            "O'Neill",
            "1",
        ]
    ),
    st.text(min_size=1, max_size=12),
).filter(lambda name: company_name(name).residue not in {"", *KNOWN})
STRANGERS = [
    stranger("1", "XIAOMI", "One AG"),
    stranger("2", "LABUBU", "Two AG", classes=(28,)),
    stranger("3", "HISENCE", "Three AG"),
    stranger("4", "XIAOMI", "Four AG", filing_date=EARLY),
    stranger("5", "SUPERXAOMI", "Five AG"),
]
OF_STRANGERS = weigh(BRANDS, STRANGERS)


@settings(max_examples=20, deadline=None)
@given(st.lists(NAMES, min_size=5, max_size=5, unique_by=filer_key))
def test_the_name_of_a_stranger_changes_nothing(names: list[str]) -> None:
    renamed = [
        replace(case, applicants=(Applicant(name),))
        for case, name in zip(STRANGERS, names, strict=True)
    ]
    assert_same(weigh(BRANDS, renamed), OF_STRANGERS)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.integers(1, 45), max_size=4, unique=True), min_size=9, max_size=9))
def test_classes_are_evidence_and_never_a_filter(classes: Sequence[list[int]]) -> None:
    moved = [replace(case, classes=tuple(of)) for case, of in zip(CASES, classes, strict=True)]
    assessed = weigh(BRANDS, moved)
    same = ["brand_id", "office", "application_key", "cleared_by", "hits", "form", "unit"]
    assert_frame_equal(assessed.pairs.select(same), BASE.pairs.select(same))
    of_class = pl.col("code").str.starts_with("class.")
    # A group asks for a sum, of which the classes are a part.
    others = ~of_class & (pl.col("code") != "filer.several-brands")
    assert_frame_equal(assessed.evidence.filter(others), BASE.evidence.filter(others))


def test_same_class_weighs_more_than_related_and_that_more_than_any_other() -> None:
    marks = [stranger(str(n), "HISENSE", f"Filer {n} AG", classes=(n,)) for n in (11, 7, 33)]
    found = by_number(weigh([HISENSE], marks), "bits")
    assert found["11"] > found["7"] > found["33"]


@settings(max_examples=15, deadline=None)
@given(st.permutations(CASES))
def test_the_order_of_filings_changes_nothing(cases: list[Filing]) -> None:
    assert_same(weigh(BRANDS, cases), BASE)
    assert batch(cases).height == len(CASES)
