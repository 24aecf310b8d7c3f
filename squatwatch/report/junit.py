"""A run as JUnit XML: what a CI server draws as failed, passed and skipped tests.

A suite for each brand, a test for each of its filings: failed where it stands at the level at
which the run fails, or above. A last suite says what was covered: a test for each office, one
skipped for each market without data, one in error for each thing that went wrong. Nobody is named
(``report.nameless``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from squatwatch.alerts.run import OfficeCoverage, RunResult
from squatwatch.config import Language
from squatwatch.model import LEVELS, Alert
from squatwatch.report.alerts_listing import level_text
from squatwatch.report.labels import in_language, label
from squatwatch.report.nameless import brand_text, fact_lines, filing_text
from squatwatch.report.run_lines import about, failure_lines
from squatwatch.report.xml_text import xml_bytes, xml_text

COVERAGE = "squatwatch"
"""The suite of the run itself; brands stand beside it by their ids."""


@dataclass(frozen=True, slots=True)
class _Test:
    """A test: ``outcome`` is the element that says it did not pass, empty where it did."""

    name: str
    outcome: str = ""
    message: str = ""
    details: str = ""


def junit(result: RunResult, lang: Language, fail_on: str = "high") -> bytes:
    """The run as test suites, that of the run itself first: it says what went wrong."""
    suites = {COVERAGE: _of_the_run(result, lang)}
    for alert in result.alerts:
        brand = f"{alert.assessment.brand.brand_id} ({brand_text(alert)})"
        suites.setdefault(brand, []).append(_of_alert(alert, lang, fail_on))
    every = [test for tests in suites.values() for test in tests]
    root = etree.Element("testsuites", _counts(f"squatwatch {result.command}", every))
    for name, tests in suites.items():
        _add_suite(root, name, tests, result, lang)
    return xml_bytes(root)


def _of_the_run(result: RunResult, lang: Language) -> list[_Test]:
    failed = label("title.failures", lang)
    return [
        *(_Test(line, "error", failed, line) for line in failure_lines(result)),
        *(_Test(_covered(office, lang)) for office in result.coverage.offices),
        *(
            _Test(market, "skipped", f"{label('word.no_data', lang)}: {market}")
            for market in result.coverage.markets_without_data
        ),
    ]


def _covered(found: OfficeCoverage, lang: Language) -> str:
    newest = found.freshest.isoformat() if found.freshest else "-"
    return f"{found.office}: " + in_language(
        f"{found.filings:,} filings, freshest record {newest}",
        f"{found.filings:,} 件申请，最新记录 {newest}",
        lang,
        " / ",
    )


def _of_alert(alert: Alert, lang: Language, fail_on: str) -> _Test:
    level = alert.assessment.level
    name = f"{filing_text(alert)} [{alert.alert_id}]"
    details = fact_lines(alert, lang)
    if level in LEVELS[: LEVELS.index(fail_on) + 1] and level != "cleared":
        return _Test(name, "failure", f"{level_text(alert, lang)}: {filing_text(alert)}", details)
    return _Test(name, details=details)


def _add_suite(
    root: etree._Element, name: str, tests: Iterable[_Test], result: RunResult, lang: Language
) -> None:
    suite = etree.SubElement(root, "testsuite", _counts(name, list(tests)))
    suite.set("timestamp", f"{result.as_of.isoformat()}T00:00:00")
    suite.set("hostname", "-")
    if name == COVERAGE:
        properties = etree.SubElement(suite, "properties")
        for key, value in {"run_id": result.run_id, "about": about(result, lang)}.items():
            etree.SubElement(properties, "property", name=key, value=xml_text(value))
    for test in tests:
        _add_test(suite, name, test)


def _add_test(suite: etree._Element, classname: str, test: _Test) -> None:
    case = etree.SubElement(
        suite, "testcase", name=xml_text(test.name), classname=xml_text(classname), time="0"
    )
    if test.outcome:
        outcome = etree.SubElement(case, test.outcome, message=xml_text(test.message))
        outcome.text = xml_text(test.details) or None
        if test.outcome != "skipped":
            outcome.set("type", "squatwatch")
    elif test.details:
        etree.SubElement(case, "system-out").text = xml_text(test.details)


def _counts(name: str, tests: list[_Test]) -> Mapping[str, str]:
    outcomes = [test.outcome for test in tests]
    return {
        "name": xml_text(name),
        "tests": str(len(tests)),
        "failures": str(outcomes.count("failure")),
        "errors": str(outcomes.count("error")),
        "skipped": str(outcomes.count("skipped")),
        "time": "0",
    }
