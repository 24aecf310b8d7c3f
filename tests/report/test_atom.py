"""The Atom feed, read back by a feed reader and held against what RFC 4287 demands."""

from __future__ import annotations

import re
from uuid import UUID

import feedparser
import pytest
from lxml import etree

from squatwatch.alerts.run import RunResult
from squatwatch.config import LANGUAGES, Language
from squatwatch.report.atom import ATOM, atom_feed, identity
from squatwatch.report.nameless import filing_text
from squatwatch.report.xml_text import xml_text
from tests.report.hostile_sweep import hostile_sweep
from tests.report.samples import FAILURES, result, sweep_result

RUNS = pytest.mark.parametrize("found", [result, sweep_result, hostile_sweep])
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
ALLOWED = {
    "feed": {"id", "title", "subtitle", "updated", "author", "generator", "entry"},
    "entry": {"id", "title", "updated", "published", "category", "content"},
    "author": {"name"},
}


def parsed(found: RunResult, lang: Language = "en") -> feedparser.FeedParserDict:
    told = feedparser.parse(atom_feed(found, lang))
    assert not told.bozo, told.get("bozo_exception")
    assert told.version == "atom10"
    return told


def children(element: etree._Element, name: str) -> list[etree._Element]:
    return list(element.findall(f"{{{ATOM}}}{name}"))


@RUNS
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_rfc_4287_demands(found: object, lang: Language) -> None:
    """4.1.1, 4.1.2: one id, title and updated each; an author; content, since nothing links."""
    root = etree.fromstring(atom_feed(found(), lang))  # type: ignore[operator]
    assert root.tag == f"{{{ATOM}}}feed"
    assert len(children(root, "author")) == 1
    for element in (root, *children(root, "entry")):
        for name in ("id", "title", "updated"):
            assert len(children(element, name)) == 1, name
        assert UUID(children(element, "id")[0].text or "")
        for moment in (*children(element, "updated"), *children(element, "published")):
            assert MOMENT.fullmatch(moment.text or "")
        inside = {etree.QName(child).localname for child in element}
        assert inside <= ALLOWED[etree.QName(element).localname]
    for entry in children(root, "entry"):
        [content] = children(entry, "content")
        assert content.get("type") == "text"
        assert len(content) == 0, "text has no elements in it"
        assert all(category.get("term") for category in children(entry, "category"))
    ids = [one.text for one in root.iter(f"{{{ATOM}}}id")]
    assert len(ids) == len(set(ids))


def test_a_reader_shows_what_went_wrong_and_each_alert() -> None:
    told = parsed(sweep_result())
    assert told.entries[0].content[0].value.split("\n") == list(FAILURES)
    assert [entry.title.rpartition(" – ")[2] for entry in told.entries[1:]] == [
        filing_text(alert) for alert in sweep_result().alerts
    ]
    assert [entry.tags[1].term for entry in told.entries[1:]] == [
        "new", "returned", "risen", "reported",
    ]  # fmt: skip
    assert told.entries[2].published == "2025-02-14T00:00:00Z"
    assert {entry.updated for entry in told.entries} == {"2026-01-15T00:00:00Z"}
    assert "no data for the brands' markets: VN" in told.feed.subtitle


def test_cleared_filings_are_not_told() -> None:
    assert len(parsed(result()).entries) == 5


def test_an_entry_keeps_its_id_from_run_to_run() -> None:
    first = {entry.id for entry in parsed(result()).entries}
    assert {entry.id for entry in parsed(sweep_result()).entries[1:]} < first


def test_two_issuers_have_two_feeds_of_the_same_alerts() -> None:
    here, there = (
        feedparser.parse(atom_feed(result(), "en", name)) for name in ("Centre A", "Centre B")
    )
    assert here.feed.id != there.feed.id
    assert here.feed.author == "Centre A"
    assert [entry.id for entry in here.entries] == [entry.id for entry in there.entries]


def test_hostile_marks_are_shown_as_text() -> None:
    root = etree.fromstring(atom_feed(hostile_sweep(), "en"))
    titles = [children(entry, "title")[0].text or "" for entry in children(root, "entry")]
    for title, alert in zip(titles[1:], hostile_sweep().alerts, strict=True):
        assert title.endswith(xml_text(filing_text(alert)))
    assert len(parsed(hostile_sweep()).entries) == len(hostile_sweep().alerts) + 1


def test_an_identity_is_that_of_its_parts() -> None:
    assert identity("alert", "a") == identity("alert", "a")
    assert len({identity("alert", "a"), identity("alert", "b"), identity("feed", "a")}) == 3
