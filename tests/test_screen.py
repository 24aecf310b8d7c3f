"""The screening: exhibitors in memory against a store, which it leaves as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from squatwatch.brands.exhibitors import Exhibitor
from squatwatch.model import Brand
from squatwatch.scan import scan, watch
from squatwatch.screen import screen
from squatwatch.store import Store
from tests.report.samples import by
from tests.store.samples import batch, row

AS_OF = date(2026, 1, 15)
HONGLI = Brand(
    "fair-1", ("虹力电器",), ("HONGLIDA",), owner_en="Hongli Holdings Ltd", classes=(7, 11)
)
FAIR = (
    Exhibitor("Hongli Holdings Ltd", (HONGLI,)),
    Exhibitor("Quux Ltd", (Brand("fair-2", name_latin=("ZZQWVXK",), owner_en="Quux Ltd"),)),
)
FILINGS = (
    row("1", "HONGLIDA", office="DE", classes=[11], applicants=by("Taker AG"), status="registered"),
    row("2", "HONGLIDA", office="EM", classes=[11], applicants=by("Taker AG"), status="filed"),
    row("3", "HONGLIDA", office="DE", classes=[11], applicants=by("Hongli Holdings Limited")),
    row("4", "HONGLIDA", office="US", classes=[11], applicants=by("Taker AG")),
    row("5", "HONGLIDA", office="DE", classes=[11], applicants=by("Taker AG"), status="refused"),
    row("6", "HONGLIDA", office="WO", classes=[11], applicants=by("Taker AG"), designations=["NL"]),
)


@pytest.fixture
def store() -> Iterator[Store]:
    """A store with filings and no brands."""
    with Store.in_memory() as opened:
        opened.put_filings(batch(*FILINGS))
        yield opened


def test_each_exhibitor_has_a_page_with_what_holds_at_the_office(store: Store) -> None:
    found = screen(store, FAIR, ["DE"], as_of=AS_OF)
    first, second = found.pages
    met = {one.alert.assessment.filing.application_number: one.group for one in first.met}
    assert met == {"1": "in-class", "2": "in-class", "3": "own", "5": "ended"}
    assert (first.risk, second.risk) == ("act", "none")
    assert second.met == ()


def test_a_place_without_a_register_is_looked_at_as_its_office(store: Store) -> None:
    found = screen(store, FAIR, ["NL", "BX"], as_of=AS_OF)
    assert [register.office for register in found.registers] == ["BX"]
    numbers = {one.alert.assessment.filing.application_number for one in found.pages[0].met}
    assert numbers == {"2", "6"}
    assert found.without_data == ("BX",)


def test_levels_are_those_of_a_scan(store: Store) -> None:
    found = screen(store, FAIR, ["DE", "US"], as_of=AS_OF)
    told = {
        one.alert.alert_id: (one.level, one.alert.assessment.score)
        for page in found.pages
        for one in page.met
    }
    watch(store, [brand for one in FAIR for brand in one.brands])
    scanned = {
        one.alert_id: (one.assessment.level, one.assessment.score)
        for one in scan(store, as_of=AS_OF).alerts
    }
    assert told
    assert told.items() <= scanned.items()


def test_nothing_is_written(store: Store) -> None:
    before = store.filings_digest()
    screen(store, FAIR, ["DE"], as_of=AS_OF)
    assert store.brands() == ()
    assert store.forms().is_empty()
    assert store.alerts().is_empty()
    assert store.filings_digest() == before


def test_the_lowest_level_is_that_asked_for(store: Store) -> None:
    levels = {
        one.level
        for page in screen(store, FAIR, ["DE"], as_of=AS_OF, level="urgent").pages
        for one in page.met
    }
    assert levels <= {"urgent", "cleared"}


def test_the_same_run_is_the_same(store: Store) -> None:
    assert screen(store, FAIR, ["DE"], as_of=AS_OF) == screen(store, FAIR, ["DE"], as_of=AS_OF)
