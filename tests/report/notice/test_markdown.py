"""What a notice says in Markdown, templates of a centre, and mistakes in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from squatwatch.errors import DataError
from squatwatch.report.labels import label
from squatwatch.report.notice.days import NOTICE_LANGUAGES, NoticeLanguage
from squatwatch.report.notice.document import Items, blocks_of
from squatwatch.report.notice.markdown import escaped, link, markdown
from squatwatch.report.plain import plain
from tests.report.notice.samples import alert_notice, group_notice, of_an_unclear_filing

PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")


def shown(source: str) -> str:
    """The text of one paragraph, whatever it is made of."""
    opened, inline, closed = PARSER.parse(source)
    assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
    assert {child.type for child in inline.children or ()} <= {"text"}
    return "".join(child.content for child in inline.children or ())


@given(st.text(min_size=1).filter(lambda text: bool(plain(text).strip())))
def test_whatever_a_mark_says_it_is_text(text: str) -> None:
    assert shown(escaped(text)) == plain(text).strip()


@given(st.lists(st.sampled_from("#*_`[]()<>|~&-+=1.!:\\ a@"), min_size=1).map("".join))
def test_no_run_of_signs_is_markup(text: str) -> None:
    if text.strip():
        assert shown(escaped(text)) == text.strip()


@given(st.text())
def test_no_mark_adds_a_cell(text: str) -> None:
    tokens = PARSER.parse(f"| a | b |\n|---|---|\n| {escaped(text)} | y |")
    assert [token.type for token in tokens].count("td_open") == 2
    assert [token.type for token in tokens].count("tr_open") == 2


@pytest.mark.parametrize(
    "address", ["https://example.org", "http://example.org", "www.example.org", "a@example.org"]
)
def test_no_address_becomes_a_link_by_itself(address: str) -> None:
    # What GitHub and others look for to make a link of is broken; the text is the same.
    assert not any(sign in escaped(address) for sign in ("http://", "https://", "www.", "a@"))
    assert shown(escaped(address)) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "https://example.org/\u202egnp", "//x", "x y"],
)
def test_only_a_web_address_is_linked(address: str) -> None:
    assert "](" not in link(address)
    assert shown(link(address)) == plain(address)


def test_an_address_cannot_leave_its_link() -> None:
    [_, inline, _] = PARSER.parse(link("https://example.org/?a=1>)[x](javascript:y"))
    assert inline.children
    opened, text, closed = inline.children
    assert (opened.type, text.type, closed.type) == ("link_open", "text", "link_close")
    assert opened.attrs["href"].startswith("https://example.org/?a=1%3E")  # type: ignore[union-attr]


# What it says ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", NOTICE_LANGUAGES)
@pytest.mark.parametrize("notice", [alert_notice, group_notice, of_an_unclear_filing])
def test_every_notice_says_what_a_match_is_not(notice, lang: NoticeLanguage) -> None:  # type: ignore[no-untyped-def]
    told = markdown(notice(), lang)
    assert label("note.disclaimer", lang) in told
    assert "squatter" not in told.casefold()
    assert "国籍" not in told


@pytest.mark.parametrize("lang", NOTICE_LANGUAGES)
def test_a_notice_says_what_was_weighed_both_ways(lang: NoticeLanguage) -> None:
    notice = alert_notice()
    lists = [block for block in blocks_of(markdown(notice, lang)) if isinstance(block, Items)]
    evidence = [item for item in notice.alerts[0].assessment.evidence if item.code != "prior"]
    assert len(lists[0].items) == sum(item.weight > 0 for item in evidence)
    against = sum(item.weight <= 0 for item in evidence)
    assert len(lists[1].items) == max(against, 1)


@pytest.mark.parametrize("lang", NOTICE_LANGUAGES)
def test_every_window_and_every_way_stands_in_it(lang: NoticeLanguage) -> None:
    notice = alert_notice()
    told = markdown(notice, lang)
    found = notice.alerts[0].assessment
    for response in found.responses:
        assert f"**{label(f'way.{response.option}', lang)}**" in told
    for window in found.windows:
        assert escaped(window.source) in told
    for right in notice.rights:
        assert right.number in told


def test_markets_without_data_are_named() -> None:
    assert "越南 (VN)" in markdown(alert_notice(), "zh")
    assert "there is no data for Vi" in markdown(alert_notice(), "en")


# Templates of a centre ---------------------------------------------------------------------------


def test_a_centre_changes_one_template_and_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / "notice.zh.md").write_text("# {{ year }}年第{{ ordinal }}号\n", encoding="utf-8")
    assert markdown(alert_notice(), "zh", tmp_path) == "# 2026年第1号\n"
    assert markdown(alert_notice(), "en", tmp_path) == markdown(alert_notice(), "en")


def test_a_macro_of_a_centre_is_not_escaped_twice(tmp_path: Path) -> None:
    text = "{% macro row(a) %}| {{ a }} |{% endmacro %}{{ row('a|b') }}"
    (tmp_path / "notice.zh.md").write_text(text, encoding="utf-8")
    assert markdown(alert_notice(), "zh", tmp_path) == "| a\\|b |\n"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{{ nummer }}", "'nummer' is undefined"),
        ("{{ alerts[0].marc }}", "no attribute 'marc'"),
        ("{% if number %}", "Unexpected end of template"),
        ("{{ number | shout }}", "No filter named 'shout'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ number + 1 }}", "can only concatenate str"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
    ],
)
def test_a_mistake_is_one_line_with_its_file_and_line(tmp_path: Path, line: str, what: str) -> None:
    (tmp_path / "notice.zh.md").write_text(f"# A\n\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError) as raised:
        markdown(alert_notice(), "zh", tmp_path)
    told = raised.value.line()
    assert what in told
    assert "notice.zh.md, line 3" in told
    assert "\n" not in told
