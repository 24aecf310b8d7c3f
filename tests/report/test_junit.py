"""JUnit XML, read back by a reader of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, Skipped, TestCase
from lxml import etree

from squatwatch.alerts.run import RunResult
from squatwatch.config import LANGUAGES, Language
from squatwatch.report.junit import COVERAGE, junit
from squatwatch.report.nameless import filing_text
from squatwatch.report.xml_text import xml_text
from tests.report.hostile_sweep import EVERY, hostile_sweep
from tests.report.samples import FAILURES, result, sweep_result


def read(found: RunResult, lang: Language = "en", fail_on: str = "high") -> JUnitXml:
    return JUnitXml.fromstring(junit(found, lang, fail_on))


def cases(found: JUnitXml, kind: type | None = None) -> list[TestCase]:
    """All tests; or those that have an outcome of the kind."""
    every = [case for suite in found for case in suite]
    return [case for case in every if kind is None or [o for o in case.result if type(o) is kind]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_counts_are_those_of_the_tests(lang: Language) -> None:
    found = read(sweep_result(), lang)
    told = (found.tests, found.failures, found.errors, found.skipped)
    assert told == (14, 2, 2, 1)
    assert tuple(len(cases(found, kind)) for kind in (None, Failure, Error, Skipped)) == told
    for suite in found:
        outcomes = [type(one) for case in suite for one in case.result]
        counted = (outcomes.count(Failure), outcomes.count(Error), outcomes.count(Skipped))
        assert (suite.failures, suite.errors, suite.skipped) == counted
        assert suite.tests == len(list(suite))


@pytest.mark.parametrize(
    ("fail_on", "failed"), [("urgent", 1), ("high", 2), ("medium", 4), ("low", 5)]
)
def test_what_stands_where_the_run_fails_is_a_failure(fail_on: str, failed: int) -> None:
    found = read(result(), fail_on=fail_on)
    marks = [filing_text(alert) for alert in result().alerts]
    assert [case.name.rpartition(" [")[0] for case in cases(found, Failure)] == sorted(
        marks[:failed], key=lambda mark: "GREE" in mark
    )
    assert len(cases(found)) == 7 + 8, "every alert and every office is a test"


def test_a_suite_for_each_brand_after_that_of_the_run() -> None:
    names = [suite.name for suite in read(result())]
    assert names == [COVERAGE, "luckin (瑞幸咖啡 LUCKIN COFFEE)", "gree (格力电器 GREE ELECTRIC)"]


def test_what_went_wrong_is_an_error_and_no_data_is_skipped() -> None:
    [coverage, *_] = read(sweep_result())
    assert [case.name for case in cases(read(sweep_result()), Error)] == list(FAILURES)
    assert [case.name for case in coverage if any(type(o) is Skipped for o in case.result)] == [
        "VN"
    ]
    known = coverage.properties()  # type: ignore[no-untyped-call]
    properties = {one.name: one.value for one in known}
    assert "no finding of bad faith" in properties["about"]
    assert coverage.timestamp == "2026-01-15T00:00:00"


def test_a_failure_says_why() -> None:
    [outcome] = cases(read(result()), Failure)[0].result
    assert outcome.message == "urgent: EM 019 000 001 LUCKIN COFFEE 瑞幸咖啡"
    assert "Opposition closes: 2026-02-03 (19)" in outcome.text


def test_hostile_records_are_one_test_each() -> None:
    found = read(hostile_sweep(), fail_on="low")
    brands = [case for suite in list(found)[1:] for case in suite]
    assert len(brands) == len(EVERY)
    assert len(cases(found, Error)) == len(EVERY)
    names = {case.name for case in brands}
    assert names == {
        xml_text(f"{filing_text(alert)} [{alert.alert_id}]") for alert in hostile_sweep().alerts
    }


@given(st.text())
def test_any_text_is_text_of_xml(text: str) -> None:
    element = etree.Element("a", b=xml_text(text))
    element.text = xml_text(text)
    back = etree.fromstring(etree.tostring(element, encoding="UTF-8"))
    assert (back.text or "", back.get("b")) == (xml_text(text), xml_text(text))
