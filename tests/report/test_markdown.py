"""The Markdown of a run, read back by a renderer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from squatwatch.alerts.run import RunResult
from squatwatch.config import LANGUAGES, Language
from squatwatch.report.labels import label
from squatwatch.report.markdown import code, escaped, markdown
from squatwatch.report.plain import plain
from tests.report.hostile_sweep import COMMANDS, EVERY, HOSTILE, hostile_sweep
from tests.report.samples import result, sweep_result

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
STRUCTURE = {
    "heading", "paragraph", "inline", "bullet_list", "list_item", "table", "thead", "tbody", "tr",
    "th", "td",
}  # fmt: skip
WORDS = {"text", "code_inline", "hardbreak", "softbreak"}


def blocks(text: str) -> list[Token]:
    return READER.parse(text)


def inlines(text: str) -> Iterator[Token]:
    for token in blocks(text):
        yield from token.children or ()


def shown(token: Token) -> str:
    """What a person reads of a paragraph or a cell."""
    return "".join(
        "\n" if one.type in ("hardbreak", "softbreak") else one.content
        for one in token.children or ()
    )


def cells(text: str) -> list[list[str]]:
    """The tables of a text, row by row."""
    rows: list[list[str]] = []
    within = False
    for token in blocks(text):
        if token.type == "tr_open":
            rows.append([])
        within = token.type in ("td_open", "th_open") or (within and token.type == "inline")
        if within and token.type == "inline":
            rows[-1].append(shown(token))
    return rows


def written(found: RunResult, lang: Language = "en") -> str:
    return markdown(found, lang).decode()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sections_of_a_sweep_stand_in_their_order(lang: Language) -> None:
    tokens = blocks(written(sweep_result(), lang))
    headings = [
        shown(tokens[place + 1])
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    keys = ("failures", "alerts", "groups", "reminders", "lapsed", "taken", "coverage")
    assert headings == [
        "squatwatch sweep · 2026-01-15",
        *(label(f"title.{key}", lang) for key in keys),
    ]


def test_a_scan_has_no_section_of_a_sweep() -> None:
    text = written(result())
    assert "What went wrong" not in text
    assert "by state" not in text
    assert cells(text)[0][0] == "Level"


def test_the_table_has_a_row_for_each_alert() -> None:
    heading, *rows = cells(written(sweep_result()))
    assert heading[:5] == ["Why now", "Level", "Brand", "Office", "Number"]
    assert [row[heading.index("Mark")] for row in rows] == [
        alert.assessment.filing.mark_text for alert in sweep_result().alerts
    ]
    assert {len(row) for row in rows} == {len(heading)}


def test_it_says_how_much_is_not_listed_and_how_alerts_stand() -> None:
    text = written(sweep_result())
    assert "What is new: urgent 1, high 1, medium 5" in text
    assert "3 more are not listed here" in text
    assert "2 held back by the ignore file" in text
    assert "Alerts by state: new 5, in review 1, dismissed 4, monitored 1, notified 1" in text
    assert "- brand gree, office TH: expired on 2026-01-10 (a licensee files there)" in text
    assert "3 records set aside" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_hostile_becomes_markup(lang: Language) -> None:
    text = written(hostile_sweep(), lang)
    assert {token.type.rsplit("_", 1)[0] for token in blocks(text)} <= STRUCTURE
    assert {token.type for token in inlines(text)} <= WORDS
    assert sum(token.type == "heading_open" for token in blocks(text)) == 7
    items = sum(token.type == "list_item_open" for token in blocks(text))
    assert items == 3 * len(EVERY) + len(hostile_sweep().groups) + 1


def test_every_hostile_mark_is_in_its_cell() -> None:
    heading, *rows = cells(written(hostile_sweep()))
    assert len(rows) == len(HOSTILE) + len(COMMANDS)
    marks = [row[heading.index("Mark")] for row in rows]
    assert marks == [
        " ".join(plain(alert.assessment.filing.mark_text).split(" ")).strip()
        for alert in hostile_sweep().alerts
    ]


def test_what_renderers_make_live_by_themselves_is_code() -> None:
    """Renderers of GitHub and GitLab link mentions, references and addresses; never in code."""
    live = ("@octocat", "https://", "www.", "me@", ":smile:", "#1")
    for token in inlines(written(hostile_sweep())):
        if token.type == "text":
            assert not [word for word in live if word in token.content], token.content


@given(st.text())
def test_any_text_is_shown_as_it_is(text: str) -> None:
    tokens = blocks(escaped(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {token.type for token in inlines(escaped(text))} <= WORDS
    told = "".join(shown(token) for token in tokens if token.type == "inline")
    assert "".join(told.split()) == "".join(plain(text).split())


@given(st.text(min_size=1))
def test_any_text_is_shown_as_code(text: str) -> None:
    row = f"| a | b |\n| --- | --- |\n| {code(text)} | next |\n"
    [_, [told, following]] = cells(row)
    expected = plain(text).strip() or "–"
    assert "".join(told.split()) == "".join(expected.split())
    assert following == "next"
    assert {token.type for token in inlines(row)} <= WORDS
