"""What is told without names, and that no evidence slips one in."""

from __future__ import annotations

import json
import re

import pytest

from squatwatch import reference
from squatwatch.alerts.group_warning import group_warnings
from squatwatch.assess.tell import evidence
from squatwatch.config import LANGUAGES, Language
from squatwatch.report.nameless import (
    NAMING,
    change_text,
    fact_lines,
    filing_text,
    group_text,
    without_names,
)
from tests.report.samples import result, sweep_result

VALUES = {"name": "Somebody", "agent": "Somebody", "count": 2, "brands": ["gree", "luckin"]}
NAMES_NOBODY = {
    "form", "unit", "source", "kind", "weight", "letters", "language", "count", "here",
    "translation", "classes", "groups", "codes", "numbers", "office", "days", "owner_number",
    "event", "event_date", "number", "until", "forms", "brands", "filed", "since", "status",
}  # fmt: skip
"""The values of evidence that are read off the mark, the register or the watch list."""


@pytest.mark.parametrize(
    "code", ["filer.partner", "filer.joint", "filer.same-agent", "cleared.owner"]
)
def test_who_is_named_in_evidence_is_left_out(code: str) -> None:
    told = evidence(code, 1.0, json.dumps(VALUES))
    assert "Somebody" in told.text_en
    assert "Somebody" in told.text_zh
    [shown] = without_names([told])
    assert "Somebody" not in shown.text_en + shown.text_zh
    assert "…" in shown.text_en
    assert (shown.code, shown.weight) == (told.code, told.weight)


def test_evidence_that_names_nobody_stays_as_it_is() -> None:
    told = evidence("class.same", 1.0, '{"classes": [9]}')
    assert without_names([told]) == [told]


def test_every_value_of_evidence_is_known_to_name_somebody_or_nobody() -> None:
    """So that a new kind of evidence is judged before it is shown in a feed."""
    sentences = reference.table("evidence")["text_en"].to_list()
    values = {name for text in sentences for name in re.findall(r"{(\w+)}", text)}
    assert values == NAMES_NOBODY | {*NAMING}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_group_is_told_by_its_identity(lang: Language) -> None:
    [group] = group_warnings(result().alerts)
    told = group_text(group, lang)
    assert told.startswith("Fb06e72868c")
    assert "格力电器" in told
    assert not [name for name in group.filers if name.casefold() in told.casefold()]


def test_the_facts_of_an_alert() -> None:
    first, returned, *_ = sweep_result().alerts
    assert filing_text(first) == "EM 019 000 001 LUCKIN COFFEE 瑞幸咖啡"
    assert change_text(returned, "en") == "returned (Status, Published)"
    assert change_text(result().alerts[0], "en") == ""
    told = dict(line.split(": ", 1) for line in fact_lines(first, "en").splitlines())
    assert list(told) == [
        "Level", "Why now", "Brand", "Matched form", "Classes", "Status", "Opposition closes",
        "Stands", "Why",
    ]  # fmt: skip
    assert told["Opposition closes"] == "2026-02-03 (19)"


def test_what_is_not_known_is_no_fact() -> None:
    [unpublished] = [one for one in result().alerts if one.assessment.filing.office == "US"]
    assert "Opposition closes" not in fact_lines(unpublished, "en")
