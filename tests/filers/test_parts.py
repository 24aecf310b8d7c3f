"""Legal forms, places and trade words: the tables, and what is taken off by them."""

from __future__ import annotations

import pytest

from squatwatch import reference
from squatwatch.filers.across_scripts import latin_key, latin_readings
from squatwatch.filers.legal_forms import legal_form, without_legal_forms
from squatwatch.filers.names import company_name
from squatwatch.filers.places import in_letters, without_places
from squatwatch.filers.trades import spelling_variants, trades, without_trades
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import normalize


def test_trade_words_are_written_as_they_are_compared() -> None:
    variants = spelling_variants()
    for word in trades():
        assert han_fold(normalize(f"{word} zzz")) == f"{word} zzz"
        assert word == " ".join(variants.get(one, one) for one in word.split())


def test_a_trade_word_says_the_same_however_often_it_is_compared() -> None:
    for word, kind, compared in (
        reference.table("company_trades").select("word", "kind", "compared_as").iter_rows()
    ):
        assert kind in ("trade", "structure")
        assert compared.split() == sorted(compared.split()), word


@pytest.mark.parametrize("sign", reference.table("company_signs")["sign"].to_list())
def test_signs_come_off_as_words_alone(sign: str) -> None:
    assert without_legal_forms([sign, "例子"]) == ["例子"]
    assert without_legal_forms([f"{sign}例子"]) == [f"{sign}例子"]
    assert legal_form([sign, "例子"])


@pytest.mark.parametrize("prefix", reference.table("company_prefixes")["prefix"].to_list())
def test_what_stands_in_front_comes_off(prefix: str) -> None:
    assert without_legal_forms([*prefix.split(), "zzz"]) == ["zzz"]


def test_a_cyrillic_word_has_no_legal_form_for_its_end() -> None:
    assert legal_form(["какао"]) == ""
    assert legal_form(["какао", "ао"]) == "ао"


def test_places_in_characters() -> None:
    assert without_places("某某市例子") == ("例子", ["某某"])
    assert without_places("广西壮族例子") == ("壮族例子", ["广西"])
    assert without_places("云南红") == ("云南红", [])
    assert without_places("深圳市") == ("", ["深圳"])


def test_places_in_letters() -> None:
    assert in_letters()["qingdao"] == in_letters()["tsingtao"] == "青岛"
    assert in_letters()["hong kong"] == "香港"
    assert in_letters()["shanxi"] == "山西"


def test_one_character_never_stays_alone() -> None:
    assert without_trades("酒业")[0] == ""
    assert without_trades("红酒业") == ("红酒业", [])


def test_a_name_without_words_of_its_own() -> None:
    named = company_name("中国移动通信集团有限公司")
    assert named.own == ""
    assert named.trades == {"mobile", "communication"}
    assert named.structure == {"group"}
    assert named.places == {"中国"}


def test_readings() -> None:
    assert latin_key("例子") == "lizi"
    assert {"lvzi", "lyuzi", "luzi"} <= latin_readings("旅子")
    assert latin_readings("example") == {"example"}
    assert latin_key("옴니") == "옴니"
