"""The page as a document: its parts and their order, headings, tables, links, and every byte.

When it changes on purpose, write the golden files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/html/test_page.py; git diff tests/report/html
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from squatwatch import reference
from squatwatch.config import LANGUAGES, Language
from squatwatch.model import RELATIONS, STATES, UNIT_SOURCES
from squatwatch.report.html import html_report
from squatwatch.report.html.page import MOST_IN_A_GROUP, MOST_IN_FULL
from squatwatch.report.html.wording import Words
from tests.report.html.samples import many
from tests.report.samples import result, sweep_result

GOLDEN = Path(__file__).parent / "golden"
EMPTY = replace(result(), alerts=(), counts=())
RUNS = {"scan": result(), "sweep": sweep_result(), "empty": EMPTY}


@cache
def page(name: str, lang: Language = "both") -> HtmlElement:
    return html.document_fromstring(html_report(RUNS[name], lang).decode())


def text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_the_golden_one(lang: Language) -> None:
    made, path = html_report(sweep_result(), lang), GOLDEN / f"sweep-{lang}.html"
    if os.environ.get("REWRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made)
        pytest.skip(f"{path.name} was written again")
    assert made.decode() == path.read_text("utf-8")


def test_what_went_wrong_comes_first_and_the_coverage_last() -> None:
    sections = [one.get("id") for one in page("sweep").iter("section")]
    assert sections == [
        "failures", "new", "groups", "alerts", "windows", "standing", "held-back", "taken",
        "coverage",
    ]  # fmt: skip
    assert [one.get("id") for one in page("scan").iter("section")] == [
        "new", "groups", "alerts", "cleared", "windows", "coverage",
    ]  # fmt: skip


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_landmarks_and_headings_are_in_order(name: str, lang: Language) -> None:
    found = page(name, lang)
    for landmark in ("main", "nav", "footer"):
        assert len(found.findall(f".//{landmark}")) == 1
    levels = [int(one.tag[1]) for one in found.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", RUNS)
def test_everything_that_refers_finds_what_it_refers_to(name: str) -> None:
    found = page(name)
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [one[1:] for one in found.xpath("//a/@href") if one.startswith("#")]
    references = found.xpath("//@aria-labelledby|//@for|//@aria-controls")
    assert {*links, *references} <= set(ids)


@pytest.mark.parametrize("name", RUNS)
def test_every_table_has_headings_and_every_picture_its_words(name: str) -> None:
    for table in page(name).iter("table"):
        assert table.findall("thead/tr/th")
        assert all(one.get("scope") == "col" for one in table.findall("thead/tr/th"))
        assert all(one.get("scope") == "row" for one in table.findall("tbody/tr/th"))
        widths = {len(row) for row in table.iter("tr")}
        assert len(widths) == 1
    for picture in page(name).iter("svg"):
        named = picture.get("role") == "img" and picture.get("aria-label")
        in_a_row = picture.get("aria-hidden") == "true" and picture.getparent().tag == "td"
        assert bool(named) != in_a_row


def test_controls_have_labels_and_wait_for_the_script() -> None:
    controls = page("sweep").get_element_by_id("controls")
    assert controls.get("hidden") is not None
    for one in controls.xpath(".//input|.//select"):
        assert one.getparent().tag == "label"
        assert text(one.getparent())
    offered = controls.xpath(".//select[@data-filter='change']/option/@value")
    assert offered == ["", "new", "returned", "risen", "reported"]
    assert not page("scan").xpath("//select[@data-filter='change']")


def test_all_of_a_sweep_is_told() -> None:
    told = text(page("sweep", "en"))
    for needed in (
        "no header row; add the column 'office'",
        "3 more alerts of this run are not in this report", "19 days left",
        "2 alerts are held back by the ignore file", "brand gree, office TH",
        "a licensee files there", "filings-2026-01-14.csv", "no data for the brands' markets: VN",
        "desk-north", "returned: Status, Published", "4 dismissed", "risen", "handed in",
        "no finding of bad faith",
    ):  # fmt: skip
        assert needed in told, needed
    tiles = [text(one) for one in page("sweep", "en").xpath("//ul[@class='tiles']/li")]
    assert tiles[:3] == [
        "urgent 1 1 close within 30 days", "high 1 0 close within 30 days",
        "medium 5 0 close within 30 days",
    ]  # fmt: skip


def test_every_alert_stands_once_in_the_order_of_the_run() -> None:
    found = [one.get("id") for one in page("scan").xpath("//article[contains(@class, 'entry')]")]
    assert found == [alert.alert_id for alert in result().alerts]


def test_an_empty_run_says_so() -> None:
    assert "No possible pre-emptive filings at this level" in text(page("empty", "en"))
    assert not page("empty").findall(".//table[@class='evidence']")


def test_of_very_many_alerts_the_first_stand_in_full() -> None:
    found = html.document_fromstring(html_report(many(MOST_IN_FULL + 50), "en").decode())
    entries = found.xpath("//article[contains(@class, 'entry')]")
    full = [bool(one.xpath("./div[@class='body']")) for one in entries]
    assert full == [True] * MOST_IN_FULL + [False] * 50
    assert f"The first {MOST_IN_FULL} stand in full; the other 50 have a line each." in text(found)
    [group] = found.xpath("//article[@class='group']")
    assert len(group.xpath(".//tbody/tr")) == MOST_IN_A_GROUP


def test_a_line_costs_little() -> None:
    """So that thousands of alerts make a page that a browser can open."""
    short, long = (html_report(many(MOST_IN_FULL + number), "both") for number in (0, 400))
    assert (len(long) - len(short)) / 400 < 1_600
    assert len(short) < 5_000_000


@pytest.mark.parametrize("name", RUNS)
def test_the_same_run_gives_the_same_bytes(name: str) -> None:
    assert html_report(RUNS[name], "both") == html_report(replace(RUNS[name]), "both")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_stands_alone_and_both_are_marked(lang: Language) -> None:
    found = html_report(sweep_result(), lang).decode()
    assert ("What is new" in found) == (lang != "zh")
    assert ("本次新增" in found) == (lang != "en")
    assert ('lang="en">What is new</span>' in found) == (lang == "both")


@pytest.mark.parametrize("office", ["HK", "MO", "TW"])
def test_places_are_named_by_the_rule(office: str) -> None:
    assert Words("zh").office(office).startswith("中国")
    assert Words("en").office("XX") == "XX"


def test_every_word_of_the_page_is_used_and_every_state_has_one() -> None:
    folder = Path(__file__).parents[3] / "squatwatch/report/html"
    files = [*folder.rglob("*.py"), *folder.rglob("*.html")]
    source = "\n".join(path.read_text("utf-8") for path in files)
    keys = set(reference.table("labels")["key"])
    named = {"page.scan", "page.sweep", "page.by_change", "page.by_office"}
    used = set(re.findall(r"""["'](page\.[a-z_]*[a-z])["']""", source))
    files_of_ours = {"page.html", "page.css", "page.js"}
    assert {key for key in keys if key.startswith("page.")} == (used | named) - files_of_ours
    assert {f"state.{state}" for state in STATES} <= keys
    assert {f"relation.{one}" for one in RELATIONS} <= keys
    assert {f"unit.{one}" for one in UNIT_SOURCES} <= keys
