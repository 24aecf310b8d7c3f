"""Keys of filers: one for all spellings of a name, none for nobody, and the column like the one."""

from __future__ import annotations

from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.filers.keys import filer_key, filer_keys, same_filer
from tests.text.unicode_texts import ANY_UNICODE

OWN = st.sampled_from(["Example", "Lizi", "Ex Ample", "Zhu Li", "Пример", "例子", "主例", "Fictif"])
TRADES = st.lists(
    st.sampled_from(
        ["Technology", "Trading", "Import & Export", "Food", "Group", "International", "Foods",
         "Holdings", "New Energy", "Network", "E-Commerce", "Industrial"]
    ),
    unique=True, max_size=4,
)  # fmt: skip
FORMS = ("", " Co., Ltd.", " Limited", " GmbH", " Inc", " Sdn. Bhd.", " S.A. de C.V.", " ООО")
PLACES = st.sampled_from(["", "Shenzhen ", "Hong Kong ", "Germany "])
PIECES = st.sampled_from(
    ["Anta", "(China)", "H.K.", "Co., Ltd.", "Tech", "nologies", "The", "&", "安踏", "北京市",
     "公司", "有限公司", "技术", "集团", "美商", "주식회사", "ООО", "18", "Road", "XX", "N/A",
     "euipo-applicant:1"]
)  # fmt: skip
NAMES = st.one_of(
    ANY_UNICODE,
    st.lists(PIECES, max_size=5).map(" ".join),
    st.lists(PIECES, max_size=4).map("".join),
)
IN_COLUMNS = NAMES.filter(lambda name: name.encode(errors="ignore").decode() == name)


@settings(max_examples=500, deadline=None)
@given(NAMES)
def test_a_key_is_its_own_key(name: str) -> None:
    assert filer_key(filer_key(name)) == filer_key(name)


@settings(deadline=None)
@given(OWN, TRADES, st.randoms(use_true_random=False))
def test_the_order_of_trade_words_does_not_matter(
    own: str, trades: list[str], draw: Random
) -> None:
    other = list(trades)
    draw.shuffle(other)
    one, turned = (" ".join((own, *words, "Ltd")) for words in (trades, other))
    assert filer_key(one) == filer_key(turned)
    assert same_filer(one, turned)


@settings(deadline=None)
@given(OWN, TRADES, PLACES, st.sampled_from(FORMS), st.sampled_from(FORMS))
def test_the_legal_form_does_not_matter(
    own: str, trades: list[str], place: str, form: str, other: str
) -> None:
    name = place + " ".join((own, "Product", *trades))
    assert filer_key(name + form) == filer_key(name + other)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.none(), IN_COLUMNS), max_size=8))
def test_the_column_is_as_one_by_one(names: list[str | None]) -> None:
    found = filer_keys(pl.Series(names, dtype=pl.String)).to_list()
    assert found == [filer_key(name or "") for name in names]


@settings(max_examples=300, deadline=None)
@given(NAMES, NAMES)
def test_names_of_one_key_are_one_filer_or_read_alike(one: str, other: str) -> None:
    assert same_filer(one, other) == same_filer(other, one)
    assert same_filer(one, one) == bool(filer_key(one))


ONE = [
    ("华为技术有限公司", "HUAWEI TECHNOLOGIES CO., LTD.", "huaweitech"),
    ("深圳市华为技术有限公司", "Shenzhen Huawei Technologies", "huaweitech/深圳"),
    ("例子餐饮管理有限公司", "Lizi Food and Beverage Management Ltd", "lizicateringmanagement"),
    ("青岛啤酒股份有限公司", "Tsingtao Brewery Company Limited", "brewery/青岛"),
    ("某某市例子有限公司", "某某县例子公司", "lizi/某某"),
    ("旅例电子商务有限公司", "LVLI E-COMMERCE CO LTD", "lvliecommerce"),
    ("(株)例子", "例子株式会社", "lizi"),
    ("(주)보기", "주식회사 보기", "보기"),
]


@pytest.mark.parametrize(("one", "other", "key"), ONE)
def test_one_key(one: str, other: str, key: str) -> None:
    assert filer_key(one) == filer_key(other) == key


APART = [
    ("大连例达集团有限公司", "安徽例达集团有限公司"),
    ("Dalian Lida Group", "Anhui Lida Group"),
    ("例达集团有限公司", "例达贸易有限公司"),
    ("Example Technology Ltd", "Example Trading Ltd"),
    ("Example Group Ltd", "Example Ltd"),
    ("Exampel Technology Ltd", "Example Technology Ltd"),
    ("王例子", "Wang Lizi"),
    ("王例子", "汪例子"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_keys(one: str, other: str) -> None:
    assert filer_key(one) != filer_key(other)
    assert not same_filer(one, other)


def test_what_is_read_alike_has_one_key_but_is_no_one_filer() -> None:
    # The cost of one key for all scripts, stated in ADR 0021; keys_apart pays it back.
    assert filer_key("例子技术有限公司") == filer_key("栗子技术有限公司")
    assert not same_filer("例子技术有限公司", "栗子技术有限公司")


def test_other_ways_to_write_a_name_in_letters() -> None:
    assert same_filer("广东茶例贸易有限公司", "Guangdong Ch'a Li Trading Ltd")
    assert not same_filer("例子贸易有限公司", "Liz Trading Ltd")


def test_an_identifier_is_a_key_where_there_is_no_name() -> None:
    assert filer_key("", "euipo-applicant:12") == "euipo-applicant:12"
    assert filer_key("N/A", "euipo-applicant:12") == "euipo-applicant:12"
    assert filer_key("Anta", "euipo-applicant:12") == "anta"
    assert filer_key("", "12 Example Road") == ""
    assert not same_filer("", "")
