"""Registers as Hypothesis makes them up: fictional brands, filings, and what is around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import polars as pl
from hypothesis import strategies as st

from squatwatch.model import STATUSES, Applicant, Brand, Event, Filing, Goods, Right
from squatwatch.schemas import FORM_SCHEMA
from squatwatch.text.scripts import script_of
from tests.assess.samples import day, own_forms

HONGLI = Brand(
    "hongli",
    name_zh=("虹力电器",),
    name_latin=("HONGLI",),
    owner_en="Hongli Holdings Ltd",
    affiliates=("Rainbow Appliance Ltd",),
    partners=("Example Import GmbH",),
    classes=(7, 11),
    since="2012-06-01",
    vienna=("05.03.13", "26.11.08"),
)
BRANDS = (
    HONGLI,
    Brand("trabajo", name_latin=("TRABAJO",), owner_en="Camino Owner Inc", classes=(25,)),
    Brand("evergreen", name_latin=("EVERGREEN",), owner_en="Forest Owner Inc", since="2015"),
)
_MADE = [
    ("HONGLIDIANQI", "pinyin", 0.7, "whole"),
    ("HL", "initials", 0.3, "whole"),
    ("HUNGLI", "wade-giles", 0.5, "distinctive"),
    ("虹力", "hanzi", 0.8, "distinctive"),
    ("电器", "hanzi", 0.4, "generic"),
    ("RAINBOW", "translation", 0.5, "distinctive"),
    ("ホンリー", "katakana", 0.6, "whole"),
    ("ХУНЛИ", "palladius", 0.6, "whole"),
]
FORMS = pl.concat(
    [
        own_forms(BRANDS),
        pl.DataFrame(
            [
                ("hongli", "虹力电器", form, kind, weight, script_of(form), "made", part)
                for form, kind, weight, part in _MADE
            ],
            schema=FORM_SCHEMA,
            orient="row",
        ),
    ]
)
WORDS = [
    "HONGLI", "HONGLY", "HUNGLI", "SUPERHONGLI", "SUPERHONGLY", "HONGLIDIANQI", "HONGLIDIENQI",
    "虹力电器", "虹力", "紅力電器", "电器", "新虹力", "HL", "RAINBOW", "RAINBOWS", "ホンリー",
    "ХУНЛИ", "TRABAJO", "TRABAJE", "TRABAJAR", "MITRABAJOS", "EVERGREEN", "EVERGREAN", "STORE",
]  # fmt: skip
APPLICANTS = [
    "Hongli Holdings Ltd", "Rainbow Appliance Ltd", "Example Import GmbH", "Camino Owner Inc",
    "Taker AG", "TAKER", "Second Filer Inc", "Third Filer SARL", "", " ",
]  # fmt: skip
DAY = day("2020-03-01")
DAYS = st.none() | st.integers(-4000, 1500).map(lambda days: DAY + timedelta(days)) | st.just(DAY)
OFFICES = st.sampled_from(["US", "DE", "CH", "ES", "JP", "TW"])
CLASSES = st.lists(st.sampled_from([7, 8, 9, 11, 12, 18, 25, 35, 42]), max_size=3, unique=True)
MARKS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
GOODS = st.lists(
    st.builds(
        Goods,
        st.sampled_from([35, 11]),
        st.sampled_from(
            ["Retail of clothing", "retail services; lamps", "Wholesale of ovens", "衣服零售"]
        ),
    ),
    max_size=2,
)
GROUPS = st.lists(st.sampled_from(["0701", "1101", "1102"]), max_size=2, unique=True)
CODES = st.lists(
    st.sampled_from(["5.3.13", "05.03.14", "050313", "26.11.8", "5.3", "03.07.17"]), max_size=2
)
FILINGS = st.builds(
    Filing,
    OFFICES,
    st.just(""),
    mark_text=MARKS,
    transliteration=st.lists(MARKS, max_size=1),
    translation=st.lists(MARKS, max_size=1),
    pseudo_marks=st.lists(MARKS, max_size=1),
    description=st.just("") | MARKS,
    classes=CLASSES.map(tuple),
    goods=GOODS.map(tuple),
    similar_groups=GROUPS.map(tuple),
    applicants=st.lists(st.sampled_from(APPLICANTS).map(Applicant), max_size=2).map(tuple),
    filing_date=DAYS,
    priority_date=st.none() | DAYS,
    status=st.sampled_from(STATUSES),
    vienna_codes=CODES.map(tuple),
)
REGISTERS = st.lists(FILINGS, min_size=1, max_size=7).map(
    lambda filings: [
        replace(one, application_number=f"{place:03}") for place, one in enumerate(filings)
    ]
)
BRAND_IDS = st.sampled_from([brand.brand_id for brand in BRANDS])
RIGHTS = st.lists(
    st.builds(
        Right,
        BRAND_IDS,
        st.sampled_from(["US", "DE", "EM", "CN", "TW", "WO"]),
        st.sampled_from(["001", "002", "R-9"]),
        filing_date=DAYS,
        status=st.sampled_from(STATUSES),
    ),
    max_size=4,
)
EVENTS = st.lists(
    st.builds(Event, BRAND_IDS, DAYS.filter(bool), st.sampled_from(["launch", "fair"])), max_size=3
)
