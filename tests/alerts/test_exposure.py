"""Where a brand stands at each office in each class: one cell each, in exactly one state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from squatwatch.alerts.exposure import CELL_STATES, STALE_AFTER, CellState, Exposure, exposures
from squatwatch.alerts.protection import own_rights
from squatwatch.alerts.related import related_classes
from squatwatch.assess.reach import acting
from squatwatch.model import ENDED, LEVELS, STATUSES, Alert, Level, Right
from tests.alerts.exposure_samples import (
    AS_OF,
    HONGLI,
    LANHAI,
    alert,
    cell,
    coverage,
    filing,
    own,
    right,
)

FRESH = AS_OF - timedelta(days=30)
OFFICES = ("EM", "DE", "BX", "NL", "US", "TH", "WO")
CLASSES = ((), (9,), (25,), (9, 35))


def exposure(
    *alerts: Alert,
    rights: Sequence[Right] = (),
    level: Level = "medium",
    **offices: date | None,
) -> Exposure:
    """Where the first brand stands, with a store that holds these offices."""
    [found] = exposures(alerts, [HONGLI], rights, coverage(offices), as_of=AS_OF, level=level)
    return found


# Any register ----------------------------------------------------------------------------------


@st.composite
def any_rights(draw: st.DrawFn) -> Right:
    office, classes = draw(st.sampled_from(OFFICES)), draw(st.sampled_from(CLASSES))
    number, status = draw(st.sampled_from("123")), draw(st.sampled_from(STATUSES))
    return right(office, number, classes, status)


@st.composite
def any_alerts(draw: st.DrawFn) -> Alert:
    designations = draw(st.sampled_from([(), ("US",), ("EM", "TH")]))
    record = filing(
        draw(st.sampled_from("12345")),
        draw(st.sampled_from(OFFICES)),
        draw(st.sampled_from(CLASSES)),
        status=draw(st.sampled_from(STATUSES)),
        designations=designations,
    )
    cleared = draw(st.sampled_from([None, None, "owner", "affiliate", "predates", "ended"]))
    brand = draw(st.sampled_from([HONGLI, LANHAI]))
    level = draw(st.sampled_from(LEVELS))
    return alert(record, brand, level, cleared, edits=draw(st.integers(0, 1)))  # type: ignore[arg-type]


stores = st.dictionaries(
    st.sampled_from(OFFICES), st.none() | st.dates(date(2024, 6, 1), AS_OF), max_size=5
)
registers = st.lists(any_alerts(), max_size=6)
portfolios = st.lists(any_rights(), max_size=4)


@given(registers, portfolios, stores, st.booleans())
def test_every_brand_office_and_class_has_one_cell_in_one_state(
    alerts: list[Alert], rights: list[Right], held: dict[str, date | None], related: bool
) -> None:
    found = exposures(
        alerts, [HONGLI, LANHAI], rights, coverage(held), as_of=AS_OF, related=related
    )
    assert [one.brand for one in found] == [HONGLI, LANHAI]
    for one in found:
        offices = sorted({cell.office for cell in one.cells})
        wanted = {acting(office) for office in (*one.brand.markets, *held)} - {"WO"}
        assert wanted <= set(offices)
        more = related_classes(one.brand.classes) if related else ()
        classes: list[int | None] = [*one.brand.classes, *more] or [None]
        assert [(cell.office, cell.nice_class) for cell in one.cells] == list(
            product(offices, classes)
        )
        assert {cell.state for cell in one.cells} <= set(CELL_STATES)


@given(registers, portfolios, stores)
def test_a_state_says_what_stands_there(
    alerts: list[Alert], rights: list[Right], held: dict[str, date | None]
) -> None:
    """The definition of the states once more, by what a cell holds."""
    for one in exposures(alerts, [HONGLI, LANHAI], rights, coverage(held), as_of=AS_OF):
        for found in one.cells:
            fresh = found.seen and found.seen.freshest
            known = bool(fresh and (AS_OF - fresh).days <= STALE_AFTER)
            assert (found.state in ("owner", "both")) == bool(found.own)
            assert (found.state in ("others", "both")) == bool(found.others)
            if not found.own and not found.others:
                state = "owner-ended" if found.ended else "open" if known else "no-data"
                assert found.state == state
            assert all(mine.status not in ENDED for mine in found.own)
            assert all(lost.status in ENDED for lost in found.ended)


@given(registers, portfolios, any_rights(), stores)
def test_a_living_right_never_makes_a_gap(
    alerts: list[Alert], rights: list[Right], more: Right, held: dict[str, date | None]
) -> None:
    living = replace(more, status="registered") if more.status in ENDED else more
    # What the office's record says has ended does not live for what the rights file says.
    ended = {one.right.number for one in own_rights(alerts, [*rights, living], AS_OF) if one.ended}
    assume(living.number not in ended)

    def cells(held_rights: list[Right]) -> dict[tuple[str, int | None], bool]:
        [found] = exposures(alerts, [HONGLI], held_rights, coverage(held), as_of=AS_OF)
        return {(cell.office, cell.nice_class): cell.is_gap for cell in found.cells}

    before, after = cells(rights), cells([*rights, living])
    # It may bring in an office that nobody looked at; where one looked, it never opens a gap.
    assert not [cell for cell, is_gap in before.items() if after[cell] and not is_gap]


@given(registers, portfolios, stores)
def test_data_make_no_gap_smaller_than_no_data(
    alerts: list[Alert], rights: list[Right], held: dict[str, date | None]
) -> None:
    """Without a store no cell is open; what it holds only ever tells more."""
    [blind] = exposures(alerts, [HONGLI], rights, coverage({}), as_of=AS_OF)
    [seeing] = exposures(alerts, [HONGLI], rights, coverage(held), as_of=AS_OF)
    assert "open" not in {cell.state for cell in blind.cells}
    states = {(cell.office, cell.nice_class): cell.state for cell in seeing.cells}
    for found in blind.cells:
        told = states[found.office, found.nice_class]
        assert told == found.state or (found.state, told) == ("no-data", "open")


@given(registers, portfolios, stores)
def test_asked_offices_are_those_looked_at(
    alerts: list[Alert], rights: list[Right], held: dict[str, date | None]
) -> None:
    def looked_at(offices: Sequence[str]) -> dict[tuple[str, int | None], CellState]:
        [found] = exposures(alerts, [HONGLI], rights, coverage(held), as_of=AS_OF, offices=offices)
        return {(cell.office, cell.nice_class): cell.state for cell in found.cells}

    everywhere, here = looked_at([]), looked_at(["NL", "AQ"])
    assert {office for office, _ in here} == {"BX", "AQ"}
    assert all(everywhere[key] == state for key, state in here.items() if key in everywhere)


# By example ------------------------------------------------------------------------------------


def test_nobody_and_nothing() -> None:
    found = exposure(EM=FRESH)
    assert cell(found, "EM", 9).state == "open"
    assert cell(found, "TH", 9).state == "no-data"
    assert not cell(found, "EM", 9).is_unsure


@pytest.mark.parametrize(("days", "state"), [(STALE_AFTER, "open"), (STALE_AFTER + 1, "no-data")])
def test_old_data_say_nothing_of_today(days: int, state: CellState) -> None:
    assert cell(exposure(EM=AS_OF - timedelta(days=days)), "EM", 9).state == state


def test_records_without_a_date_say_nothing_of_today() -> None:
    assert cell(exposure(EM=None), "EM", 9).state == "no-data"


def test_the_owner_counts_by_class_and_at_any_resemblance() -> None:
    found = exposure(own(filing("1", "US", (9,))), EM=FRESH, US=FRESH)
    assert [cell(found, "US", number).state for number in (9, 25)] == ["owner", "open"]


def test_a_right_without_classes_counts_for_all() -> None:
    found = exposure(rights=[right("US")], US=FRESH)
    assert {cell(found, "US", number).state for number in (9, 25)} == {"owner"}


def test_the_rights_file_speaks_where_there_are_no_data() -> None:
    found = exposure(rights=[right("TH", classes=(9,)), right("VN", "2", (25,), "expired")])
    assert cell(found, "TH", 9).state == "owner"
    assert cell(found, "TH", 25).state == "no-data"
    assert cell(found, "VN", 25).state == "owner-ended"


@pytest.mark.parametrize(
    ("level", "lowest", "state"),
    [("medium", "medium", "others"), ("medium", "high", "open"), ("low", "medium", "open")],
)
def test_others_count_from_the_level_up(level: Level, lowest: Level, state: CellState) -> None:
    found = exposure(alert(filing("1", classes=(9,)), level=level), level=lowest, EM=FRESH)
    assert cell(found, "EM", 9).state == state


def test_the_owner_and_others_at_once() -> None:
    theirs, ours = alert(filing("1", classes=(9,))), right("EM", "2", (9,), "filed")
    found = cell(exposure(theirs, rights=[ours], EM=FRESH), "EM", 9)
    assert (found.state, found.own, found.others) == ("both", (ours,), (theirs,))


def test_an_ended_right_gives_way_to_others() -> None:
    found = exposure(alert(filing("1")), rights=[right("EM", "2", status="expired")], EM=FRESH)
    assert cell(found, "EM", 9).state == "others"
    assert cell(found, "EM", 9).ended


def test_a_mark_of_a_union_fills_the_cells_of_its_members() -> None:
    ours = exposure(rights=[right("EM")], EM=FRESH, DE=FRESH, GB=FRESH)
    states = [cell(ours, office, 9).state for office in ("EM", "DE", "BX", "GB")]
    assert states == ["owner", "owner", "owner", "open"]
    theirs = exposure(alert(filing("1", "EM")), EM=FRESH, DE=FRESH)
    assert cell(theirs, "DE", 9).state == "others"
    national = exposure(alert(filing("1", "DE")), EM=FRESH, DE=FRESH)
    assert cell(national, "EM", 9).state == "open"


def test_the_union_brings_no_row_for_each_member() -> None:
    assert "FR" not in {found.office for found in exposure(rights=[right("EM")], EM=FRESH).cells}


def test_an_international_registration_counts_where_it_designates() -> None:
    theirs = alert(filing("1", "WO", (9,), designations=("US", "VN")))
    found = exposure(theirs, WO=FRESH, US=FRESH)
    assert [cell(found, office, 9).state for office in ("US", "VN")] == ["others", "others"]
    assert "WO" not in {found.office for found in found.cells}


def test_a_market_without_a_register_is_that_of_the_office_that_acts() -> None:
    found = exposure(BX=FRESH)
    assert cell(found, "BX", 9).markets == ("NL",)
    assert cell(found, "BX", 9).state == "open"


def test_a_brand_without_classes_is_looked_at_as_a_whole() -> None:
    [found] = exposures(
        [own(filing("1", "US", (9,)), LANHAI)], [LANHAI], [], coverage({"US": FRESH}), as_of=AS_OF
    )
    [only] = found.cells
    assert (only.nice_class, only.state) == (None, "owner")


def test_gaps_are_what_nobody_holds_and_markets_that_were_not_looked_at() -> None:
    found = exposure(rights=[right("VN", status="expired"), right("US", "2", (9,))], EM=FRESH)
    gaps = {(cell.office, cell.state) for cell in found.cells if cell.is_gap}
    assert gaps == {
        ("EM", "open"), ("TH", "no-data"), ("BX", "no-data"), ("VN", "owner-ended"),
    }  # fmt: skip


def test_filings_without_an_applicant_leave_it_unsure() -> None:
    nameless = filing("1", applicants=())
    assert cell(exposure(alert(nameless), EM=FRESH), "EM", 9).is_unsure
    assert cell(exposure(alert(nameless, level="low"), EM=FRESH), "EM", 9).is_unsure
    assert not cell(exposure(alert(filing("1"), level="low"), EM=FRESH), "EM", 9).is_unsure
    misspelt = alert(nameless, level="low", edits=1)
    assert not cell(exposure(misspelt, EM=FRESH), "EM", 9).is_unsure
    ours = [right("EM", "2")]
    assert not cell(exposure(alert(nameless, level="low"), rights=ours), "EM", 9).is_unsure


def test_what_is_older_than_the_brand_is_told_while_it_stands() -> None:
    def older(record: Alert) -> tuple[Alert, ...]:
        return cell(exposure(record, EM=FRESH), "EM", 9).older

    living = alert(filing("1", status="registered"), cleared_by="predates")
    assert older(living) == (living,)
    assert older(alert(filing("1", status="cancelled"), cleared_by="predates")) == ()
    lapsed = filing("1", status="registered", expiry_date=date(2020, 1, 1))
    assert older(alert(lapsed, cleared_by="predates")) == ()
