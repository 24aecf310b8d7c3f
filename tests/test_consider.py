"""A mark that nobody has filed: weighed like one that somebody has."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

import polars as pl
import pytest

from squatwatch.consider import NOT_FILED, consider
from squatwatch.model import Applicant, Filing
from squatwatch.scan import scan, watch
from squatwatch.schemas import FILING_SCHEMA
from squatwatch.store import Store
from tests.report.samples import BRANDS, FILINGS
from tests.store.samples import batch

DAY = date(2026, 1, 15)
WATCHED = BRANDS[0]
NEW = Filing(
    "FR",
    "",
    mark_text=WATCHED.name_latin[0],
    classes=WATCHED.classes,
    applicants=(Applicant("Nouvel Exemple SARL"),),
    filing_date=date(2026, 1, 2),
)
FILED = replace(NEW, application_number="4123456")


@pytest.fixture
def store() -> Store:
    opened = Store.in_memory()
    watch(opened, BRANDS)
    opened.put_filings(batch(*FILINGS))
    return opened


def test_it_is_weighed_as_if_it_stood_in_the_register(store: Store) -> None:
    considered = consider(store, NEW, as_of=DAY)
    store.put_filings(pl.DataFrame([asdict(FILED)], schema=FILING_SCHEMA))
    of_filing = scan(store, as_of=DAY, level="low", of_filing=("FR", "4123456")).alerts
    for one, other in zip(considered, of_filing, strict=True):
        assert one.assessment.brand == other.assessment.brand
        assert one.assessment.evidence == other.assessment.evidence
        assert one.assessment.level == other.assessment.level


def test_nothing_is_written(store: Store) -> None:
    before = store.filings_digest()
    [alert, *_] = consider(store, NEW, as_of=DAY)
    assert alert.assessment.filing.application_number == NOT_FILED
    assert store.filings_digest() == before


def test_a_mark_that_meets_no_brand_has_no_alert(store: Store) -> None:
    assert consider(store, replace(NEW, mark_text="QWXZV"), as_of=DAY) == ()


def test_its_applicant_makes_a_group_with_the_register(store: Store) -> None:
    serial = replace(NEW, applicants=(Applicant("NORDLICHT HANDELS GMBH"),))
    codes = [
        {item.code for item in consider(store, filing, as_of=DAY)[0].assessment.evidence}
        for filing in (NEW, serial)
    ]
    assert ["filer.several-brands" in found for found in codes] == [False, True]
