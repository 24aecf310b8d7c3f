"""Company names: what is left of one, and which two are one company."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch import reference
from squatwatch.filers.keys import filer_key, same_filer
from squatwatch.filers.names import CompanyName, company_name, company_names
from squatwatch.text.normalize import joined, normalize
from tests.text.unicode_texts import ANY_UNICODE

WATCHLIST = Path(__file__).resolve().parents[2] / "data" / "watchlist.csv"

RESIDUES = [
    # legal forms come off
    ("Example GmbH", "example"),
    ("Example GmbH & Co. KG", "example"),
    ("EXAMPLE AG", "example"),
    ("Example S.A.S.", "example"),
    ("Example S.à r.l.", "example"),
    ("Example S.p.A.", "example"),
    ("Example, S.A. de C.V.", "example"),
    ("Example Ltda.", "example"),
    ("Example B.V.", "example"),
    ("Example Oy", "example"),
    ("Example Aktiebolag", "example"),
    ("Example Sp. z o.o.", "example"),
    ("Example Sdn. Bhd.", "example"),
    ("Example Pte. Ltd.", "example"),
    ("Example Pty Ltd", "example"),
    ("Example Private Limited", "example"),
    ("Example Company, Incorporated", "example"),
    ("Пример ООО", "пример"),
    ("例子有限公司", "例子"),
    ("例子股份有限公司", "例子"),
    ("例子有限責任公司", "例子"),
    ("例株式会社", "例"),
    ("보기주식회사", "보기"),
    # words that are written in several ways
    ("Example Technologies Co., Ltd.", "exampletech"),
    ("Example Foods Inc", "examplefood"),
    ("Example & Sons", "examplesons"),
    ("Example and Sons", "examplesons"),
    ("The Example Company", "example"),
    ("Example Int'l Holdings Ltd", "exampleinternationalholding"),
    # words that tell companies apart stay
    ("Example Group International", "examplegroupinternational"),
    ("Example Trading GmbH", "exampletrading"),
    # characters: traditional and simplified as one
    ("華為技術有限公司", "华为技术"),
    # what a register writes before a name
    ("香港商例子有限公司", "例子"),
    ("美商例子股份有限公司", "例子"),
]


@pytest.mark.parametrize(("name", "residue"), RESIDUES)
def test_residue(name: str, residue: str) -> None:
    found = company_name(name)
    assert (found.residue, found.places) == (residue, frozenset())


PLACES = [
    ("Example (China) Co., Ltd.", "example", {"中国"}),
    ("Beijing Example Tech Ltd", "exampletech", {"北京"}),
    ("Example Hong Kong Limited", "example", {"香港"}),
    ("Example Hongkong Limited", "example", {"香港"}),
    ("Inner Mongolia Example Co", "example", {"内蒙古"}),
    ("Shenzhen Example (Singapore) Pte Ltd", "example", {"深圳", "新加坡"}),
    ("Example U.K. Limited", "example", {"英国"}),
    ("北京例子科技有限公司", "例子科技", {"北京"}),
    ("深圳市例子科技有限公司", "例子科技", {"深圳"}),
    ("四川省宜宾例子集团有限公司", "例子集团", {"四川", "宜宾"}),
    ("例子（中国）有限公司", "例子", {"中国"}),
    ("例子(广州)软件有限公司", "例子软件", {"广州"}),
    ("四川例子(北京市)有限公司", "例子", {"四川", "北京"}),
]


@pytest.mark.parametrize(("name", "residue", "places"), PLACES)
def test_places_stand_apart(name: str, residue: str, places: set[str]) -> None:
    found = company_name(name)
    assert (found.residue, found.places) == (residue, frozenset(places))


@pytest.mark.parametrize(
    "name", ["China", "Beijing Shanghai", "北京", "中国 北京", "The Company", "Co."]
)
def test_a_name_of_places_or_legal_forms_alone_keeps_them(name: str) -> None:
    assert company_name(name).residue
    assert company_name(name).places == frozenset()


def test_companies_of_a_place_are_not_all_one() -> None:
    assert not same_filer("Beijing Ltd", "Shanghai Ltd")
    assert not same_filer("北京有限公司", "上海有限公司")


SAME = [
    ("Anta (China) Co., Ltd.", "ANTA CO LTD"),
    ("Huawei Technologies Co., Ltd.", "HUAWEI TECHNOLOGY COMPANY LIMITED"),
    ("Huawei Device Co., Ltd.", "Huawei Device (Dongguan) Co., Ltd."),
    ("Chacha Food Co., Ltd.", "CHACHA FOODS CO. LTD"),
    ("Hisense Group Holdings Co., Ltd.", "Hisense Group Holding Company Limited"),
    ("Haier Group Corporation", "HAIER GROUP CORP."),
    ("Shanghai Warrior Shoes Co., Ltd.", "WARRIOR SHOE (SHANGHAI) LIMITED"),
    ("Wuliangye Yibin Co., Ltd.", "WULIANGYE CO., LTD."),
    ("Miniso Hong Kong Limited", "MINISO HONGKONG LTD"),
    ("Xiaomi Inc.", "XIAOMI, INCORPORATED"),
    (
        "Beijing Qiyi Century Science & Technology Co., Ltd.",
        "BEIJING QIYI CENTURY SCI AND TECH CO LTD",
    ),
    ("OKAI Import Export GmbH", "Okai Import-Export GmbH"),
    ("华为技术有限公司", "華為技術有限公司"),
    ("深圳市大疆创新科技有限公司", "深圳大疆创新科技有限公司"),
    ("安踏(中国)有限公司", "安踏有限公司"),
    ("瑞幸咖啡(中国)有限公司", "瑞幸咖啡（中國）有限公司"),
    ("上海回力鞋业有限公司", "回力鞋业(上海)有限公司"),
    # scripts, order of trade words, places
    ("华为技术有限公司", "Huawei Technologies Co., Ltd."),
    ("深圳市例子科技有限公司", "Shenzhen Lizi Technology Co., Ltd."),
    ("深圳市例子科技有限公司", "Lizi Technology (Shenzhen) Limited"),
    ("例子贸易科技有限公司", "Lizi Technology & Trading Ltd"),
    ("例子進出口股份有限公司", "LIZI EXPORT AND IMPORT CORP."),
    ("主例(集团)有限公司", "Zhuli Group Co., Ltd."),
    ("ООО Хуавэй Технолоджис", "华为技术有限公司"),
    ("주식회사 화웨이 테크놀로지", "Huawei Technologies Co., Ltd."),
    ("Công ty TNHH Thương mại Example", "Example Trading GmbH"),
    ("บริษัท Example จำกัด", "Example Ltd"),
    ("Example Comercial Ltda.", "Example Trading Ltd"),
]

OTHERS = [
    # strangers that bear the brand
    (
        "Walkerland International Limited",
        "Liaoning Light Industrial Products Import & Export Corporation",
    ),
    ("Walkerland International Limited", "辽宁省轻工业品进出口公司"),
    ("Heetea Pte. Ltd.", "Shenzhen Meixixi Catering Management Co., Ltd."),
    ("Heytea Pte. Ltd.", "Shenzhen Meixixi Catering Management Co., Ltd."),
    ("Huawei GmbH", "Huawei Technologies Co., Ltd."),
    ("Huawei Trading Ltd", "Huawei Technologies Co., Ltd."),
    ("Hisense Trading GmbH", "Hisense Group Co., Ltd."),
    ("Baijia GmbH", "Sichuan Baijia Food Co., Ltd."),
    ("DeepSeek LLC", "Hangzhou DeepSeek Artificial Intelligence Co., Ltd."),
    ("Unitree Ltd", "Hangzhou Yushu Technology Co., Ltd."),
    ("华为贸易有限公司", "华为技术有限公司"),
    ("王老吉有限公司", "广州王老吉药业股份有限公司"),
    ("Peak Performance AB", "Fujian Quanzhou Peak Sports Products Co., Ltd."),
    # companies of one group, which the watch list names one by one
    ("Alibaba Group Holding Limited", "Alibaba Singapore Holding Private Limited"),
    ("Xiaomi Inc.", "Beijing Xiaomi Technology Co., Ltd."),
    ("小米科技有限责任公司", "北京小米移动软件有限公司"),
    # in other places
    ("Anta (China) Co., Ltd.", "Anta (Germany) GmbH"),
    ("Luckin Coffee (Beijing) Co., Ltd.", "Luckin Coffee (Thailand) Co., Ltd."),
    ("北京例子有限公司", "上海例子有限公司"),
    # the same sounds in other characters
    ("例子技术有限公司", "栗子技术有限公司"),
    # a name that may be a person's is read in its own script
    ("例子", "Lizi"),
    # nobody
    ("", ""),
    ("", "Huawei"),
    ("---", "..."),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_company(one: str, other: str) -> None:
    assert same_filer(one, other)
    assert same_filer(other, one)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_companies(one: str, other: str) -> None:
    assert not same_filer(one, other)
    assert not same_filer(other, one)


def watched_companies() -> dict[str, set[str]]:
    """The companies of the watch list with the brands that they stand at."""
    companies: dict[str, set[str]] = {}
    with WATCHLIST.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            named = (row["owner_zh"], row["owner_en"], *row["affiliates"].split(";"))
            for name in filter(None, named):
                companies.setdefault(name, set()).add(row["brand_id"])
    return companies


@pytest.mark.parametrize("name", watched_companies())
def test_a_watched_company_is_itself_in_other_dress(name: str) -> None:
    assert same_filer(name, name)
    assert same_filer(name, name.upper())
    assert same_filer(name, name.replace(",", "").replace("(", "（").replace(")", "）"))
    assert same_filer(name, f"  {name.lower()} ".replace(" ", "\u00a0"))


def test_watched_companies_are_one_only_within_a_house() -> None:
    """Such as Luckin Coffee (China) Co., Ltd. and Luckin Coffee Inc.: they begin alike."""
    pairs = [pair for pair in combinations(watched_companies(), 2) if same_filer(*pair)]
    assert pairs
    in_letters = [pair for pair in pairs if all(name.isascii() for name in pair)]
    assert len(in_letters) < len(pairs)
    for pair in in_letters:
        assert len({normalize(name).split()[0] for name in pair}) == 1
    for one, other in set(pairs) - set(in_letters):
        assert watched_companies()[one] & watched_companies()[other]


PIECES = (
    *("Anta", "anta", "(China)", "China", "Hong Kong", "H.K.", "Co., Ltd.", "Technologies", "Tech"),
    *("The", "&", "安踏", "(中国)", "中国", "北京市", "有限公司", "美商", "公司", "市"),
)
NAMES = st.one_of(ANY_UNICODE, st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join))


@settings(max_examples=400, deadline=None)
@given(NAMES, NAMES)
def test_any_two_names_either_way(one: str, other: str) -> None:
    assert same_filer(one, other) == same_filer(other, one)
    assert same_filer(one, one) == bool(filer_key(one))
    assert isinstance(company_name(one), CompanyName)


@settings(max_examples=400, deadline=None)
@given(NAMES)
def test_the_residue_is_empty_for_an_empty_name_only(name: str) -> None:
    residue = company_name(name).residue
    assert bool(residue) == bool(normalize(name))
    assert residue == joined(residue)


def test_the_tables_are_written_as_normalising_leaves_them() -> None:
    for place in reference.table("places")["name_en"]:
        assert normalize(place) == place
    for word, compared_as in reference.table("company_words").iter_rows():
        assert normalize(f"{word} zzz") == f"{word} zzz"
        assert normalize(f"{compared_as} zzz").removesuffix("zzz").strip() == compared_as


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xiaomi H.K. Limited", "Xiaomi (Hong Kong) Limited"),
        ("Anta (PRC) Ltd", "Anta (China) Ltd"),
        ("Haier Deutschland GmbH", "Haier Germany GmbH"),
        ("BYD Brasil Ltda", "BYD Brazil Ltda"),
    ],
)
def test_spellings_of_a_place(one: str, other: str) -> None:
    assert same_filer(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО Пример", "Пример ООО"),
        ("Công ty TNHH Example", "Example"),
        ("株式会社ミニソー", "ミニソー株式会社"),
        ("PT Example", "Example"),
        ("Example S.A.P.I. de C.V.", "Example"),
        ("Example AB", "Example Aktiebolag"),
        ("Example G.m.b.H.", "Example GmbH"),
        ("Example Tic. Ltd. Şti.", "Example Tic."),
    ],
)
def test_legal_forms_that_stay(one: str, other: str) -> None:
    assert same_filer(one, other)


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Example Co., Ltd.", "limited"),
        ("Example Company Limited", "limited"),
        ("例子有限公司", "limited"),
        ("例子股份有限公司", "limited"),
        ("Example Inc.", "corporation"),
        ("Example Corporation", "corporation"),
        ("Example GmbH", "gmbh"),
        ("Example Pte. Ltd.", "pteltd"),
        ("Example", ""),
    ],
)
def test_legal_forms_of_one_family(name: str, family: str) -> None:
    assert company_name(name).legal_form == family


@settings(max_examples=200, deadline=None)
@given(st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)))
def test_many_names_are_reconciled_as_each_is(names: list[str | None]) -> None:
    found = company_names(pl.Series(names, dtype=pl.String))
    assert found == {name: company_name(name) for name in names if name is not None}


@pytest.mark.parametrize(("one", "other"), SAME)
def test_many_companies_are_reconciled_as_each_is(one: str, other: str) -> None:
    found = company_names(pl.Series([one, other, one]))
    assert found == {one: company_name(one), other: company_name(other)}
