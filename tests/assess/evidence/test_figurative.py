"""Whether the pictures agree, by Vienna codes in whatever spelling."""

from __future__ import annotations

import polars as pl
import pytest

from squatwatch.assess.evidence.figurative import vienna, with_vienna
from tests.assess.samples import answers, rests_on


def pictures(ours: list[str] | None, theirs: list[str] | None) -> pl.DataFrame:
    codes = pl.List(pl.String)
    return with_vienna(
        pl.DataFrame(
            {"pair": [0], "brand_vienna": [ours], "vienna_codes": [theirs]},
            schema_overrides={"brand_vienna": codes, "vienna_codes": codes},
        )
    )


def told(ours: list[str] | None, theirs: list[str] | None) -> tuple[str, list[str]] | None:
    pairs = pictures(ours, theirs)
    found = answers(vienna(), pairs)
    return (found[0], rests_on(vienna(), pairs)[0]["codes"]) if found else None


SECTION, DIVISION = "figure.same-section", "figure.same-division"


@pytest.mark.parametrize(
    "spelled", ["05.03.13", "5.3.13", "5.03.13", "A 5.3.13", "A05.03.13", "05/03/13", " 050313 "]
)
def test_one_code_in_its_spellings(spelled: str) -> None:
    assert told(["05.03.13"], [spelled]) == (SECTION, ["05.03.13"])
    assert told([spelled], ["05.03.13"]) == (SECTION, ["05.03.13"])


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (["05.03.13"], ["05.03.14"], (DIVISION, ["05.03"])),
        (["05.03.13"], ["05.03"], (DIVISION, ["05.03"])),
        (["05.03"], ["5.3"], (DIVISION, ["05.03"])),
        (["05.03.13"], ["0503"], (DIVISION, ["05.03"])),
        (["05.03.13"], ["05.04.13"], None),
        (["05.03.13"], ["15.03.13"], None),
        (["05.03.13"], ["05"], None),
        (["05"], ["05"], None),
        (["05.03.13"], [], None),
        ([], ["05.03.13"], None),
        (None, ["05.03.13"], None),
        (["05.03.13"], None, None),
        (["05.03.13"], ["", "bird", "?"], None),
        (["03.07.17", "05.03.13"], ["05.03.13", "03.07.17"], (SECTION, ["03.07.17", "05.03.13"])),
        (["03.07.17", "05.03.13"], ["05.03.13", "03.07.24"], (SECTION, ["05.03.13"])),
        (["03.07.17", "03.07.19"], ["03.07.24", "03.07.01"], (DIVISION, ["03.07"])),
    ],
)
def test_sections_and_divisions(
    ours: list[str] | None, theirs: list[str] | None, expected: tuple[str, list[str]] | None
) -> None:
    assert told(ours, theirs) == expected


@pytest.mark.parametrize("code", ["26.11.08", "27.05.01", "29.01.12", "26.3.1", "270501"])
def test_ordinary_shapes_letters_and_colours_say_nothing(code: str) -> None:
    assert told([code], [code]) is None
    assert told([code, "05.03.13"], [code, "05.03.13"]) == (SECTION, ["05.03.13"])


@pytest.mark.parametrize("code", ["25.01.09", "28.03.00", "02.06.01", "24.17.02"])
def test_their_neighbours_do(code: str) -> None:
    assert told([code], [code]) == (SECTION, [code])
