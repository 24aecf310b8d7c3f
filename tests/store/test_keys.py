"""Keys of many filings at once: those of ``model.application_key``."""

from __future__ import annotations

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from squatwatch.model import application_key
from squatwatch.store.keys import application_keys, keyed

PRINTED = st.text(st.sampled_from("09azAZ -_/.,()第号ßǆé²½٣\u0300\u00a0\u200b"), max_size=8)


@given(st.lists(st.text() | PRINTED, max_size=8))
@example(["ß", "ŉ-1", "Ⅷ", "\U00011da0", "a\u0300", ""])
def test_keys_of_a_column_are_those_of_its_numbers(numbers: list[str]) -> None:
    found = application_keys(pl.Series(numbers, dtype=pl.String))
    assert found.to_list() == [application_key(number) for number in numbers]


def test_a_frame_gets_its_keys_beside_it() -> None:
    frame = pl.DataFrame({"office": ["EM"], "application_number": ["018 222 474"]})
    assert keyed(frame).to_dicts() == [
        {"office": "EM", "application_number": "018 222 474", "application_key": "018222474"}
    ]
    assert keyed(frame.clear()).schema["application_key"] == pl.String
