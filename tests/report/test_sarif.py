"""SARIF, read back by another reader, and held against the schema of OASIS where that is there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sarif_pydantic import Level, Sarif

from squatwatch.alerts.run import RunResult
from squatwatch.config import LANGUAGES, Language
from squatwatch.report.plain import plain
from squatwatch.report.sarif import FINGERPRINT, RESULT_LEVELS, message, sarif
from squatwatch.report.watched_in import WatchedIn
from tests.report.hostile_sweep import hostile_sweep
from tests.report.samples import FAILURES, result, sweep_result

WATCHED = WatchedIn("lists/brands 1.csv", {"luckin": 2})
ASKED_FOR = "SARIF_SCHEMA"
"""The variable that names the file of the schema (sarif-schema-2.1.0.json), where there is one."""


def read(
    found: RunResult, lang: Language = "en", watched: WatchedIn | None = None
) -> dict[str, Any]:
    """The one run of a log, as a reader of SARIF finds it good."""
    data = sarif(found, lang, watched)
    assert Sarif.model_validate_json(data).runs
    [run] = json.loads(data)["runs"]
    return dict(run)


@pytest.mark.skipif(ASKED_FOR not in os.environ, reason=f"{ASKED_FOR} names no schema")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("watched", [None, WATCHED], ids=["unplaced", "placed"])
def test_the_schema_of_oasis_is_kept(lang: Language, watched: WatchedIn | None) -> None:
    schema = json.loads(Path(os.environ[ASKED_FOR]).read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)
    check = validator(schema, format_checker=validator.FORMAT_CHECKER)
    for found in (result(), sweep_result(), hostile_sweep()):
        check.validate(json.loads(sarif(found, lang, watched)))


def test_another_reader_finds_the_results_and_their_levels() -> None:
    [run] = Sarif.model_validate_json(sarif(sweep_result(), "en")).runs
    assert [one.level for one in run.results or ()] == [
        Level.ERROR, Level.ERROR, Level.WARNING, Level.WARNING,
    ]  # fmt: skip
    assert run.tool.driver.name == "squatwatch"
    assert [rule.id for rule in run.tool.driver.rules or ()] == [
        f"filing.{level}" for level in RESULT_LEVELS
    ]
    assert run.invocations[0].execution_successful is False


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_result_points_at_its_rule(lang: Language) -> None:
    run = read(result(), lang)
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["help"]["text"] for rule in rules}) == len(rules)
    for one in run["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]
        assert rules[one["ruleIndex"]]["defaultConfiguration"]["level"] == one["level"]
        assert 0 <= one["rank"] <= 100


def test_cleared_filings_are_no_results() -> None:
    found = [one["properties"]["application_number"] for one in read(result())["results"]]
    assert found == ["019 000 001", "30 2025 1", "2025-77", "KR-5", "US-9"]


def test_a_result_is_found_again_by_the_identity_of_the_alert() -> None:
    first = {one["partialFingerprints"][FINGERPRINT] for one in read(result())["results"]}
    again = {one["partialFingerprints"][FINGERPRINT] for one in read(sweep_result())["results"]}
    assert again < first
    assert again == {alert.alert_id for alert in sweep_result().alerts}


def test_a_sweep_says_what_is_new_since_the_last_one() -> None:
    states = [one["baselineState"] for one in read(sweep_result())["results"]]
    assert states == ["new", "updated", "updated", "new"]
    assert not [one for one in read(result())["results"] if "baselineState" in one]


def test_a_run_in_which_something_failed_was_not_successful() -> None:
    [failed] = read(sweep_result())["invocations"]
    told = [one["message"]["text"] for one in failed["toolExecutionNotifications"]]
    assert failed["executionSuccessful"] is False
    assert told[:2] == list(FAILURES)
    assert "no data for the brands' markets: VN" in told[-1]
    [well] = read(result())["invocations"]
    assert well["executionSuccessful"] is True
    assert read(result())["automationDetails"] == {"id": "squatwatch/scan/0123456789abcdef"}


def test_a_result_lies_at_the_brand_where_its_line_is_known() -> None:
    first, second, *_ = read(result(), watched=WATCHED)["results"]
    place = first["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == WATCHED.path
    assert place["region"] == {"startLine": 2}
    assert "region" not in second["locations"][0]["physicalLocation"]


def test_else_at_an_artifact_that_stands_for_the_filing() -> None:
    first = read(result())["results"][0]
    [place] = first["locations"]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "filings/EM/019%20000%20001"}}
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "brands/luckin"


def test_no_hostile_number_leaves_the_folder_of_filings() -> None:
    for one in read(hostile_sweep())["results"]:
        uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        parts = urlsplit(uri)
        assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("", "", "", "")
        assert uri.startswith("filings/EM/")
        assert uri.count("/") == 2
        assert uri.isascii()


def test_a_program_reads_the_mark_as_it_is() -> None:
    told = [one["properties"]["mark_text"] for one in read(hostile_sweep())["results"]]
    assert told == [alert.assessment.filing.mark_text for alert in hostile_sweep().alerts]


@given(st.text())
def test_no_text_is_a_placeholder_or_a_link(text: str) -> None:
    told = message(text)["text"]
    assert "](" not in told
    literal = told.replace("{{", "").replace("}}", "")
    assert not {"{", "}"} & set(literal)
    shown = "\n".join(map(plain, text.split("\n")))
    assert told.replace("{{", "{").replace("}}", "}").replace("] (", "](") == shown.replace(
        "] (", "]("
    )
