from __future__ import annotations

from pathlib import Path

from benchmarks.quality.labelled import Row
from benchmarks.quality.load import (
    BRANDS,
    brands_of_chains,
    companies,
    day_of_filings,
    drawn_brands,
    own_words,
    whole_name,
)
from squatwatch.schemas import FILING_SCHEMA

ENGLISH = "Beijing Mobei Technology Co., Ltd."


def chain(zh: str, latin: str, category: str = "brands/amenity/cafe") -> Row:
    return {"zh": zh, "latin": latin, "category": category}


def test_a_listed_company_owns_its_english_name() -> None:
    rows = [
        {"code": "1", "zh_short": "*ST墨贝", "name_en": ENGLISH},
        {"code": "2", "zh_short": "", "name_en": "Example Fund"},
        {"code": "3", "zh_short": "无名", "name_en": ""},
    ]
    [brand] = companies(rows, own_words)
    assert brand.name_zh == ("墨贝",)
    assert brand.name_latin == ("MOBEI",)
    assert brand.owner_en == ENGLISH


def test_the_whole_name_keeps_place_and_trade() -> None:
    assert whole_name(ENGLISH) == "BEIJING MOBEI TECHNOLOGY"


def test_a_name_of_places_and_trades_alone_is_kept() -> None:
    assert own_words("China Steel Co., Ltd.")


def test_chains_are_brands_with_both_names_each_once() -> None:
    rows = [
        chain("墨贝", "Mobei"),
        chain("墨贝", "Mobei ATM", "brands/amenity/atm"),
        chain("墨电", "Mo Power", "operators/power/line"),
        chain("墨学", "Mo School", "brands/amenity/prep_school"),
        chain("墨茶", ""),
    ]
    [brand] = brands_of_chains(rows)
    assert (brand.name_zh, brand.name_latin) == (("墨贝",), ("Mobei",))


def test_the_same_thousand_are_drawn_whatever_their_latin_mark(real_data: Path) -> None:
    watched, unabridged = drawn_brands(real_data, own_words), drawn_brands(real_data, whole_name)
    ids = [brand.brand_id for brand in watched]
    assert ids == [brand.brand_id for brand in unabridged]
    assert len(set(ids)) == BRANDS
    assert all(brand.name_zh and all(brand.name_latin) for brand in watched)


def test_the_day_is_that_of_euipo_and_taiwan(real_data: Path) -> None:
    day = day_of_filings(real_data)
    assert day.schema == FILING_SCHEMA
    counts = dict(day["office"].value_counts().iter_rows())
    assert set(counts) == {"EM", "TW"}
    assert 1_990 < counts["EM"] <= 1_993, "a record is set aside"
