"""Workflow commands, taken apart as the runner of GitHub Actions does."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.alerts.run import RunResult
from squatwatch.config import LANGUAGES, Language
from squatwatch.report.github import command, github_annotations
from squatwatch.report.watched_in import WatchedIn
from tests.report.hostile_sweep import EVERY, hostile_sweep
from tests.report.samples import FAILURES, result, sweep_result

WATCHED = WatchedIn("lists/brands, all.csv", {"luckin": 2})


@dataclass(frozen=True)
class Command:
    """A command as the runner understands it."""

    name: str
    properties: dict[str, str]
    message: str


def parsed(line: str) -> Command | None:
    """A line of output: a command where it begins with ``::``; None for a line that is none.

    Written after the behaviour of the runner: the command ends at the next ``::``, its name at
    the first space, properties are parted by commas, and only then are escapes undone.
    """
    trimmed = line.lstrip()
    if not trimmed.startswith("::"):
        return None
    told, found, message = trimmed[2:].partition("::")
    if not found:
        return None
    name, _, listed = told.partition(" ")
    pairs = (pair.partition("=") for pair in listed.split(",") if pair)
    properties = {key.strip(): unescaped(value, ":,") for key, _, value in pairs}
    return Command(name, properties, unescaped(message))


def unescaped(text: str, more: str = "") -> str:
    for sign in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def commands(
    found: RunResult, lang: Language = "en", watched: WatchedIn | None = None
) -> list[Command]:
    lines = github_annotations(found, lang, watched).decode().split("\n")
    assert lines.pop() == ""
    every = [parsed(line) for line in lines]
    assert None not in every
    return [one for one in every if one]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_went_wrong_comes_first_then_what_presses_most(lang: Language) -> None:
    found = commands(sweep_result(), lang)
    assert [one.message for one in found[:2]] == list(FAILURES)
    assert [one.name for one in found] == [
        "error", "error", "error", "error", "warning", "warning", "warning", "warning", "notice",
        "notice",
    ]  # fmt: skip


def test_an_alert_is_told_with_its_filing_and_why() -> None:
    first = commands(result())[0]
    assert first.properties == {"title": "urgent: 瑞幸咖啡 LUCKIN COFFEE"}
    lines = first.message.split("\n")
    assert lines[0] == "EM 019 000 001 LUCKIN COFFEE 瑞幸咖啡"
    assert "Opposition closes: 2026-02-03 (19)" in lines


def test_cleared_filings_have_no_annotation() -> None:
    told = github_annotations(result(), "en").decode()
    assert "SG-1" not in told
    assert "US-9" in told


def test_an_alert_stands_at_the_line_of_its_brand() -> None:
    found = commands(result(), watched=WATCHED)
    first, second, *_ = found
    assert first.properties["file"] == "lists/brands, all.csv"
    assert first.properties["line"] == "2"
    assert "line" not in second.properties, "gree stands on a line that is not known"
    assert "file" not in found[-1].properties


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_hostile_text_starts_a_command_or_changes_one(lang: Language) -> None:
    found = hostile_sweep()
    path = "a\n::error::b,title=c"
    told = commands(found, lang, WatchedIn(path, {"luckin": 2}))
    assert len(told) == len(EVERY) * 3 + 1 + len(found.groups) + 1
    assert {one.name for one in told} == {"error", "warning", "notice"}
    assert {key for one in told for key in one.properties} == {"title", "file", "line"}
    assert {one.properties.get("line", "2") for one in told} == {"2"}
    assert {one.properties.get("file") for one in told} == {None, path}
    raw = github_annotations(found, lang)
    assert b"\r" not in raw


@given(st.text(), st.text(min_size=1))
def test_any_text_is_one_command_and_comes_back(message: str, title: str) -> None:
    line = command("error", message, title=title)
    assert len(line.splitlines()) == 1
    one = parsed(line)
    assert one is not None
    assert one.name == "error"
    assert set(one.properties) == {"title"}
    assert parsed(command("error", one.message, title=one.properties["title"])) == one
