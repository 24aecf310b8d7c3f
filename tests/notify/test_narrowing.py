"""A run as one recipient may see it: nothing of another's brand comes through."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from squatwatch.alerts.record import alert_record
from squatwatch.alerts.run import RunResult
from squatwatch.notify.narrowing import NOT_NAMED, narrowed
from squatwatch.report.html import html_report
from tests.notify.samples import sweep
from tests.report.samples import BRANDS, result

LUCKIN, GREE = BRANDS
OF_GREE = ("gree", "GREE", "格力电器", "Pearl Delta")


def seen_by_luckin() -> RunResult:
    return narrowed(sweep(), {"luckin": LUCKIN}, 3)


def test_own_alerts_stay_with_their_order_and_change() -> None:
    own = [one for one in sweep().alerts if one.assessment.brand.brand_id == "luckin"]
    found = seen_by_luckin()
    assert [one.alert_id for one in found.alerts] == [one.alert_id for one in own]
    assert {one.change for one in found.alerts} == {"new"}
    assert sum(number for _, number in found.told) == len(own)
    assert {one.alert.assessment.brand.brand_id for one in found.reminders} == {"luckin"}


def test_the_whole_is_not_told() -> None:
    found = seen_by_luckin()
    assert (found.failures, found.lapsed, found.taken, found.counts) == ((), (), (), ())
    assert (found.ignored, found.standing) == (0, {})


def test_evidence_of_other_brands_stays_without_their_names() -> None:
    before = {item.code: item for one in sweep().alerts for item in one.assessment.evidence}
    assert before["filer.several-brands"].values["brands"]
    [alert] = [one for one in seen_by_luckin().alerts if one.assessment.filer_group]
    [item] = [one for one in alert.assessment.evidence if one.code == "filer.several-brands"]
    assert item.values["brands"] == [NOT_NAMED]
    assert item.values["count"] == 1
    assert item.text_en.endswith(f"1 other unrelated watched brands: {NOT_NAMED}")
    assert item.weight == before["filer.several-brands"].weight


def test_a_group_keeps_the_own_brands_only_and_goes_where_none_is_left() -> None:
    [group] = seen_by_luckin().groups
    assert [brand.brand_id for brand in group.brands] == ["luckin"]
    assert narrowed(sweep(), {}, 0).groups == ()


def test_coverage_is_that_of_the_own_brands() -> None:
    assert sweep().coverage.markets_without_data == ("VN",)
    found = seen_by_luckin().coverage
    assert (found.brands, found.forms, found.markets_without_data) == (1, 3, ("VN",))
    elsewhere = replace(LUCKIN, markets=("EM",))
    assert narrowed(sweep(), {"luckin": elsewhere}, 3).coverage.markets_without_data == ()


@pytest.mark.parametrize("shown", ["record", "page"])
def test_no_output_of_it_names_the_brand_of_another(shown: str) -> None:
    found = seen_by_luckin()
    texts = {
        "record": json.dumps([alert_record(one) for one in found.alerts], ensure_ascii=False),
        "page": html_report(found, "both").decode(),
    }
    assert "LUCKIN" in texts[shown]
    for name in OF_GREE:
        assert not re.search(rf"\b{name}\b", texts[shown])


def test_of_a_scan_the_groups_are_those_of_its_own_alerts() -> None:
    found = narrowed(result(), {"luckin": LUCKIN}, 3)
    assert {brand.brand_id for group in found.groups for brand in group.brands} <= {"luckin"}
