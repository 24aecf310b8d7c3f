"""Filings of whatever texts, for properties; nothing in them means anything."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from hypothesis import strategies as st

from squatwatch.model import MARK_KINDS, STATUSES
from squatwatch.schemas import FILING_SCHEMA

letters = st.text(
    st.one_of(
        st.sampled_from(";|\\'=+-@\t\r\n\",:0 \u3000\u200b"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=9,
)


def _rows(text: st.SearchStrategy[str], *, tidy: bool) -> st.SearchStrategy[dict[str, Any]]:
    """Filings with these texts; ``tidy`` as readers make them, otherwise as odd as may be."""
    absent = st.none() if tidy else st.sampled_from([None, ""])
    word = text.filter(bool) if tidy else text
    texts = absent | word
    items = word if tidy else st.none() | word
    person = st.fixed_dictionaries({"name": texts, "country": texts, "address": texts})
    if tidy:
        person = person.filter(lambda one: any(one.values()))
    goods = st.fixed_dictionaries(
        {"nice_class": st.integers(0, 45), "text": st.none() | text.filter(bool)}
    )
    made: dict[str, st.SearchStrategy[Any]] = {}
    for name, kind in FILING_SCHEMA.items():
        if kind == pl.Date:
            made[name] = st.none() | st.dates(date(1700, 1, 1), date(2999, 12, 31))
        elif kind == pl.String:
            made[name] = texts
        else:
            made[name] = st.lists(items, max_size=3)
    classes = st.lists(st.integers(1, 45), max_size=4, unique=tidy)
    fixed = {
        "office": st.sampled_from(["EM", "US", "WO"]),
        "application_number": word.filter(bool),
        "mark_kind": st.sampled_from([None, *MARK_KINDS]),
        "status": st.sampled_from(STATUSES),
        "classes": classes,
        "goods": st.lists(goods, max_size=3),
        "applicants": st.lists(person, max_size=3),
    }
    return st.fixed_dictionaries({**made, **fixed})


tidy = _rows(letters.map(lambda value: pl.Series([value]).str.strip_chars().item()), tidy=True)
"""Filings as readers make them: texts without white space around them, absent ones null."""
odd = _rows(letters, tidy=False)
"""Filings as odd as the store may hold them: white space, empty texts, empty applicants."""
