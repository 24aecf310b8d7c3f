"""Addresses: one key for the spellings of one house, none for what is no house."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.filers.addresses import address_key, address_keys, names_somebody
from squatwatch.reference import table

ONE_HOUSE = [
    ("No. 18, Example Street, Kiel, Germany", "18 EXAMPLE ST., 24103 KIEL"),
    ("Hafenstrasse 1, D-24103 Kiel", "Hafenstr. 1, Kiel"),
    ("501 Example Avenue, Suite 3, New York, NY, 90015", "501 EXAMPLE AVE STE 3 NEW YORK NY"),
    ("Av. Ejemplo 12, Lima 15001", "Avenida Ejemplo 12, Lima"),
    ("ул. Примерная, д. 5, Москва", "улица Примерная, дом 5, Москва, 101000"),
    ("深圳市南山区例子路1号", "深圳市南山區例子路1號"),
    ("P.O. Box 12, Kiel", "Post Office Box 12, Kiel"),
]


@pytest.mark.parametrize(("one", "other"), ONE_HOUSE)
def test_spellings_of_one_house_have_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18 Example Street, Kiel", "19 Example Street, Kiel"),
        ("18 Example Street, Kiel", "18 Example Street, Hamburg"),
        ("18 Example Street, Kiel", "18 Sample Street, Kiel"),
        ("18 Example Street, Floor 2, Kiel", "18 Example Street, Floor 3, Kiel"),
        ("深圳市例子路1号", "深圳市例子路2号"),
    ],
)
def test_other_houses_have_other_keys(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


@pytest.mark.parametrize(
    "address",
    [
        "", " ", "-", "N/A", "unknown", "Germany", "Kiel", "Kiel, Germany", "D-24103 Kiel",
        "Paris 75008", "75008 PARIS CEDEX 08", "Dublin 2", "1011 AB Amsterdam", "London SW1A 1AA",
        "New York, NY 10001", "New York, NY 10001-1234", "Toronto ON K1A 0B1", "Singapore 018956",
        "Nowy Sacz 33-300", "Lisboa 1250-096", "Tokyo 106-0032", "Bucharest Sector 3",
        "广东省深圳市 518000", "中国", "Seoul 06236", "Street 1", "euipo-applicant:123",
        "Hafenstrasse 1", "18 Example Street", "5, rue de la Paix", "南路1号", "P.O. Box 12",
        "c/o Example Partner, 1 Example Road, Kiel", "Attn. Example, 1 Example Road, Kiel",
    ],
)  # fmt: skip
def test_what_is_no_house_of_the_applicants_has_none(address: str) -> None:
    assert address_key(address) == ""


def test_without_a_word_for_a_street_two_short_numbers_are_asked_for() -> None:
    assert address_key("1-2-3 Roppongi, Minato-ku, Tokyo") != ""
    assert address_key("Marszalkowska 10, 00-590 Warszawa") == ""


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_has_a_key_that_is_one_line_of_words(address: str) -> None:
    key = address_key(address)
    assert key == " ".join(sorted(set(key.split())))
    assert not key or any(character.isdigit() for character in key)


def test_the_bulk_function_gives_the_same() -> None:
    texts = [text for pair in ONE_HOUSE for text in pair]
    found = address_keys(pl.Series([*texts, None, texts[0]]))
    assert found.to_list() == [*map(address_key, texts), "", address_key(texts[0])]


@pytest.mark.parametrize(
    ("address", "name", "holds"),
    [
        ("Muster & Partner, Hafenstrasse 1, Kiel", "MUSTER & PARTNER GmbH", True),
        ("Hafenstrasse 1, Kiel", "Muster & Partner", False),
        ("Hafenstrasse 1, Kiel", "", False),
        ("Ha 1, Kiel", "Ha", False),
    ],
)
def test_an_address_that_names_the_representative(address: str, name: str, holds: bool) -> None:
    assert names_somebody(address, name) is holds


def test_the_table_has_each_word_once_of_a_kind() -> None:
    rows = table("address_words")
    assert rows.select("word", "kind").is_unique().all()
    assert set(rows["kind"]) == {"street", "behind", "ending", "area", "other", "care"}
    assert rows.filter(pl.col("kind") == "street", pl.col("compared_as") == "").is_empty()
