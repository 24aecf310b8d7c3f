"""The sieve before roles: what it leaves to be told is what asking every pair would tell."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from benchmarks.quality.labelled import batch, cases, negatives
from squatwatch import read_watchlist
from squatwatch.assess.ownership import ROLES, known_applicants, told_one_by_one
from squatwatch.assess.possible_owners import possibly_known
from squatwatch.model import Brand, Right
from squatwatch.schemas import APPLICANT_TYPE

SCHEMA = pl.Schema(
    {
        "pair": pl.UInt32(),
        "brand_id": pl.String(),
        "office": pl.String(),
        "application_key": pl.String(),
        "registration_number": pl.String(),
        "applicants": pl.List(APPLICANT_TYPE),
        "unit_source": pl.String(),
        "whole": pl.String(),
        "spelled": pl.String(),
        "exact_forms": pl.List(pl.String()),
    }
)

OWN = [
    "Lizi", "LI ZI", "例子", "栗子", "Zhuli", "主例", "Лицзы", "リーズ", "Mop Tart", "飞鱼",
    "Fei Yu", "", "360", "Example",
]  # fmt: skip
BEFORE = ["", "", "Beijing", "北京", "ООО", "香港商", "The", "Shenzhen Lizi"]
BEHIND = [
    "", "Technology", "科技", "Group", "集团", "Trading & Technology", "贸易", "(China)", "(中国)",
]  # fmt: skip
FORM = ["", "Ltd", "有限公司", "GmbH", "Co., Ltd. (until 2020)", "株式会社", "公司（2019年起）"]
NAMES = st.builds(
    lambda *parts: "".join(parts), st.sampled_from(BEFORE), st.sampled_from(["", " "]),
    st.sampled_from(OWN), st.sampled_from(["", " "]), st.sampled_from(BEHIND),
    st.sampled_from(["", " "]), st.sampled_from(FORM),
)  # fmt: skip
KNOWN = [
    "Lizi Technology Co., Ltd.", "例子科技有限公司", "栗子科技有限公司", "Lizi Ltd", "LIZI",
    "例子", "ООО Лицзы",
    "Lizi Europe", "Lizi Europe GmbH", "Mop Tart Group Ltd", "Mop Tart", "Beijing Trading Ltd",
    "北京贸易公司", "Taker AG", "", " ", "N/A", "euipo-applicant:1", "(2020)",
]  # fmt: skip
ANY_NAME = st.one_of(st.sampled_from(KNOWN), st.sampled_from(KNOWN), NAMES)
BRANDS = st.lists(
    st.builds(
        Brand,
        st.sampled_from(["one", "two", "three"]),
        name_zh=st.lists(st.sampled_from(["例子", "主例"]), max_size=1).map(tuple),
        name_latin=st.lists(st.sampled_from(["LIZI", "MOP TART"]), max_size=1).map(tuple),
        owner_zh=ANY_NAME,
        owner_en=ANY_NAME,
        affiliates=st.lists(ANY_NAME, max_size=2).map(tuple),
        partners=st.lists(ANY_NAME, max_size=1).map(tuple),
    ),
    max_size=3,
    unique_by=lambda brand: brand.brand_id,
)
BRAND_IDS = st.sampled_from(["one", "two", "three"])
OFFICES = st.sampled_from(["US", "TW"])
NUMBERS = st.sampled_from(["1", "2-2", "R 3", ""])
RIGHTS = st.lists(st.builds(Right, BRAND_IDS, OFFICES, NUMBERS), max_size=3)
APPLICANTS = st.builds(
    lambda name, address: {"name": name, "country": "", "address": address},
    st.none() | ANY_NAME, st.sampled_from(["", "Kiel"]),
)  # fmt: skip
MARKS = st.none() | st.sampled_from(["lizi", "moptart", "bubalu", "例子"])
ROWS = st.tuples(
    BRAND_IDS, OFFICES, st.sampled_from(["1", "22", "R3", "9"]), st.none() | NUMBERS,
    st.none() | st.lists(APPLICANTS, max_size=3), st.sampled_from(["mark", "translation"]),
    MARKS, MARKS, st.none() | st.lists(st.sampled_from(["lizi", "BUBALU"]), max_size=1),
)  # fmt: skip
PAIRS = st.lists(ROWS, max_size=12).map(
    lambda rows: pl.DataFrame(
        [(place, *row) for place, row in enumerate(rows)], schema=SCHEMA, orient="row"
    )
)


@settings(max_examples=400, deadline=None)
@given(PAIRS, BRANDS, RIGHTS)
def test_nothing_is_lost_that_asking_every_pair_would_tell(
    pairs: pl.DataFrame, brands: list[Brand], rights: list[Right]
) -> None:
    told = told_one_by_one(pairs, brands, rights)
    assert_frame_equal(known_applicants(pairs, brands, rights), told)


def test_the_generated_names_tell_every_role() -> None:
    """What no example reaches is compared by nobody."""
    found: set[str] = set()

    @settings(max_examples=400, deadline=None, derandomize=True, database=None)
    @given(PAIRS, BRANDS, RIGHTS)
    def gather(pairs: pl.DataFrame, brands: list[Brand], rights: list[Right]) -> None:
        found.update(known_applicants(pairs, brands, rights)["role"])

    gather()
    assert found == set(ROLES)


def pair_of(brand_id: str, *names: str, number: str = "1") -> pl.DataFrame:
    applicants = [{"name": name, "country": "", "address": ""} for name in names]
    row = (0, brand_id, "US", number, None, applicants, "mark", "bubalu", "bubalu", None)
    return pl.DataFrame([row], schema=SCHEMA, orient="row")


def test_strangers_are_left_out() -> None:
    brand = Brand("one", owner_zh="例子科技有限公司", owner_en="Lizi Technology Co., Ltd.")
    assert possibly_known(pair_of("one", "Taker AG", "暂塔科技有限公司"), [brand], ()).is_empty()
    assert possibly_known(pair_of("two", "Lizi Technology GmbH"), [brand], ()).is_empty()


def test_who_may_be_of_the_house_stays() -> None:
    chinese = Brand("one", owner_zh="例子科技有限公司")
    assert possibly_known(pair_of("one", "Taker AG", "LIZI TECHNOLOGY"), [chinese], ()).height == 1
    assert possibly_known(pair_of("one", "例子"), [chinese], ()).height == 1
    right = Right("one", "US", "4/5")
    assert possibly_known(pair_of("one", "Taker AG", number="45"), [chinese], [right]).height == 1


def test_the_labelled_filings_are_told_alike(real_data: Path) -> None:
    """Every labelled filing beside every brand of the labelled watch list."""
    brands = read_watchlist(real_data / "labelled" / "watchlist.csv").brands
    filings = batch([*cases(real_data), *negatives(real_data)]).select(
        "office", "registration_number", "applicants", application_key="application_number",
        whole="mark_text", spelled="mark_text",
    )  # fmt: skip
    ids = pl.DataFrame({"brand_id": [brand.brand_id for brand in brands]})
    pairs = (
        ids.join(filings, how="cross")
        .with_columns(unit_source=pl.lit("mark"), exact_forms=pl.lit([], pl.List(pl.String)))
        .with_row_index("pair")
    )
    told = told_one_by_one(pairs, brands, ())
    assert told.height > 15
    assert_frame_equal(known_applicants(pairs, brands), told)
