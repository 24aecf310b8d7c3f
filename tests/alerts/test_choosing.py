"""Which alerts are listed, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from squatwatch.alerts.choosing import ORDERS, Choice, chosen, days_to_close, in_order
from squatwatch.alerts.kept import kept_alerts
from squatwatch.forms import rules_version
from squatwatch.model import Decision
from squatwatch.store import Store
from tests.kept_samples import alert_of
from tests.report.samples import AS_OF, BRANDS, FORMS

AT = datetime(2026, 1, 15, 8, tzinfo=UTC)


@pytest.fixture
def desk(store: Store) -> Store:
    """Alerts of which some are decided about, one changed lately, and brands with regions."""
    em, de, kr = (alert_of(store, office) for office in ("EM", "DE", "KR"))
    store.put_decisions(
        [
            Decision(em, AT, "desk-a", "assigned", value="Desk-North"),
            Decision(de, AT, "desk-a", "dismissed", why="x"),
            Decision(kr, AT, "desk-a", "confirmed"),
        ]
    )
    late = store.alerts(pl.Series([kr])).with_columns(changed=pl.lit(date(2026, 1, 20)))
    store.put_alerts(late)
    regions = {"luckin": "福建", "gree": "Guangdong"}
    store.put_brands(
        [replace(brand, region=regions[brand.brand_id]) for brand in BRANDS], FORMS, rules_version()
    )
    return store


@pytest.mark.parametrize(
    ("asked", "offices"),
    [
        ({}, ["EM", "DE", "BN", "KR", "SG", "TH"]),
        ({"only_open": True}, ["EM", "BN", "KR"]),
        ({"states": frozenset({"confirmed", "dismissed"})}, ["DE", "KR"]),
        ({"level": "urgent"}, ["EM"]),
        ({"level": "high"}, ["EM", "DE"]),
        ({"level": "medium"}, ["EM", "DE", "BN", "KR"]),
        ({"level": "cleared"}, ["SG", "TH"]),
        ({"brand": "gree"}, ["DE", "TH"]),
        ({"office": "BN"}, ["BN"]),
        ({"region": "福建"}, ["EM", "BN", "KR", "SG"]),
        ({"region": "guangdong "}, ["DE", "TH"]),
        ({"region": "nowhere"}, []),
        ({"assignee": "desk-north"}, ["EM"]),
        ({"assignee": "", "only_open": True}, ["BN", "KR"]),
        ({"since": date(2026, 1, 16)}, ["KR"]),
        ({"closing_within": 19}, ["EM"]),
        ({"closing_within": 18}, []),
        ({"closing_within": 60, "brand": "luckin"}, ["EM", "BN"]),
    ],
)
def test_alerts_are_chosen(desk: Store, asked: dict[str, Any], offices: list[str]) -> None:
    found = chosen(desk, Choice(**asked), as_of=AS_OF)
    assert [one.assessment.filing.office for one in found] == offices


def test_what_is_chosen_is_what_is_kept(desk: Store) -> None:
    assert chosen(desk, Choice(), as_of=AS_OF) == kept_alerts(desk, as_of=AS_OF, advise=False)


def test_windows_that_have_closed_do_not_close_soon(desk: Store) -> None:
    found = chosen(desk, Choice(closing_within=10_000), as_of=date(2026, 6, 1))
    assert found == ()


@pytest.mark.parametrize("order", ORDERS)
def test_orders_keep_all_and_do_not_mind_how_they_came(desk: Store, order: Any) -> None:
    found = chosen(desk, Choice(), as_of=AS_OF)
    assert in_order(reversed(found), order) == in_order(found, order)
    assert sorted(one.alert_id for one in in_order(found, order)) == sorted(
        one.alert_id for one in found
    )


def test_the_orders_are_what_they_say(desk: Store) -> None:
    found = chosen(desk, Choice(), as_of=AS_OF)
    assert in_order(found, "pressing") == found
    assert in_order(found, "changed")[0].assessment.filing.office == "KR"
    left = [days_to_close(one) for one in in_order(found, "closes")]
    known = [days for days in left if days is not None]
    assert left == sorted(known) + [None] * (len(left) - len(known))
    offices = [one.assessment.filing.office for one in in_order(found, "office")]
    assert offices == sorted(offices)
    brands = [one.assessment.brand.brand_id for one in in_order(found, "brand")]
    assert brands == sorted(brands)
