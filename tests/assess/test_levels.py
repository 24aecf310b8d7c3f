"""From the sum of evidence to score and level, and what makes a high level urgent."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.assess.levels import is_pressing, level, raised_by_urgency, score
from squatwatch.assess.weights import limit
from squatwatch.model import LEVELS, Level, Window

AS_OF = date(2025, 8, 1)
MEDIUM, HIGH, URGENT = (limit(name) for name in ("medium", "high", "urgent"))
BITS = st.floats(-40, 40)


def scores(*sums: float) -> list[float]:
    return pl.DataFrame({"sum": sums}).select(score(pl.col("sum"))).to_series().to_list()


def level_of(sum_of_bits: float, *, known: bool = True) -> str:
    return str(pl.select(level(pl.lit(sum_of_bits), pl.lit(known))).item())


@given(BITS, BITS)
def test_the_score_grows_with_the_evidence_within_0_and_1(one: float, other: float) -> None:
    less, more = sorted((one, other))
    low, high = scores(less, more)
    assert 0 < low <= high <= 1
    if more - less > 0.1:
        assert low < high < 1


@pytest.mark.parametrize(("odds", "expected"), [(0, 1 / 2), (1, 2 / 3), (-1, 1 / 3), (3, 8 / 9)])
def test_the_score_is_the_odds_of_so_many_bits_each(odds: float, expected: float) -> None:
    assert scores(odds * limit("score_spread")) == pytest.approx([expected])


@pytest.mark.parametrize(
    ("bits", "expected", "unknown"),
    [
        (MEDIUM - 0.01, "low", "low"),
        (MEDIUM, "medium", "medium"),
        (HIGH - 0.01, "medium", "medium"),
        (HIGH, "high", "medium"),
        (URGENT + 20, "high", "medium"),
        (-30, "low", "low"),
    ],
)
def test_level_by_known_and_unknown_applicant(bits: float, expected: str, unknown: str) -> None:
    assert level_of(bits) == expected
    assert level_of(bits, known=False) == unknown


@given(BITS, BITS, st.booleans())
def test_more_evidence_never_lowers_the_level(one: float, other: float, known: bool) -> None:
    less, more = sorted((one, other))
    places = [LEVELS.index(level_of(bits, known=known)) for bits in (less, more)]
    assert places[0] >= places[1]


def window(opened: int | None, left: int | None, *, rolled: int = 0) -> Window:
    """A window that opened so many days ago and has so many left; -1 left has closed yesterday."""
    closes = None if left is None else AS_OF + timedelta(left)
    return Window(
        office="EM",
        opens=None if opened is None else AS_OF - timedelta(opened),
        closes=closes,
        closes_rolled=closes + timedelta(rolled) if closes else None,
        days_left=left,
        rule="",
        source="",
        as_of="",
        confidence="high",
    )


PRESSING = [
    (window(60, 30), True),
    (window(60, 31), False),
    (window(60, 0), True),
    (window(60, -1), False),
    (window(60, -1, rolled=2), True),
    (window(7, 83), True),
    (window(8, 82), False),
    (window(0, 90), True),
    (window(-1, 20), False),
    (window(None, 20), True),
    (window(None, 60), False),
    (window(3, None), False),
    (window(None, None), False),
]


@pytest.mark.parametrize(("found", "expected"), PRESSING)
def test_pressing(found: Window, expected: bool) -> None:
    assert is_pressing(found, AS_OF) is expected


SOON, LATER = window(60, 10), window(60, 60)


@pytest.mark.parametrize(
    ("found", "bits", "conduct", "windows", "expected"),
    [
        ("high", URGENT, True, [SOON], "urgent"),
        ("high", URGENT + 5, True, [LATER, SOON], "urgent"),
        ("high", URGENT - 0.01, True, [SOON], "high"),
        ("high", URGENT + 9, False, [SOON], "high"),
        ("high", URGENT + 9, True, [LATER], "high"),
        ("high", URGENT + 9, True, [], "high"),
        # unknown applicants reach medium at most, whatever the sum
        ("medium", URGENT + 9, True, [SOON], "medium"),
        ("low", URGENT + 9, True, [SOON], "low"),
        ("low", MEDIUM - 3, False, [SOON], "low"),
        ("cleared", URGENT + 9, True, [SOON], "cleared"),
    ],
)
def test_urgency(
    found: Level, bits: float, conduct: bool, windows: list[Window], expected: Level
) -> None:
    raised = raised_by_urgency(found, bits, conduct=conduct, windows=windows, as_of=AS_OF)
    assert raised == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, "high"), (0, "urgent"), (30, "urgent"), (31, "high")]
)
def test_a_priority_that_lapses_soon_is_urgent(days: int, expected: Level) -> None:
    until = AS_OF + timedelta(days)
    for windows in ([], [LATER]):
        raised = raised_by_urgency(
            "high", URGENT, conduct=True, windows=windows, as_of=AS_OF, priority_until=until
        )
        assert raised == expected


@pytest.mark.parametrize(
    ("found", "bits", "conduct"),
    [("high", URGENT, False), ("high", URGENT - 0.01, True), ("medium", URGENT, True)],
)
def test_a_priority_alone_makes_nothing_urgent(found: Level, bits: float, conduct: bool) -> None:
    raised = raised_by_urgency(
        found, bits, conduct=conduct, windows=[], as_of=AS_OF, priority_until=AS_OF
    )
    assert raised == found


def test_the_limits_stand_in_order() -> None:
    assert MEDIUM < HIGH < URGENT
    assert (limit("urgent_days_left"), limit("urgent_days_open")) == (30, 7)
