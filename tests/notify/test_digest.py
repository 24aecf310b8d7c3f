"""The digest: failures first, no applicant, nothing hostile alive, the same for the same run."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from squatwatch.config import LANGUAGES, Language
from squatwatch.notify.digest import MOST_LISTED, Attachment, digest, highest_level, worth_telling
from squatwatch.report.labels import label
from tests.notify.samples import sweep
from tests.report.samples import result
from tests.report.test_hostile import HOSTILE, LIVE, attack

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "html"])
def test_the_digest_is_as_it_was(lang: Language, form: str) -> None:
    suffix = {"text": "txt", "html": "html"}[form]
    expected = (GOLDEN / f"digest.{lang}.{suffix}").read_text(encoding="utf-8")
    assert digest(sweep(), lang)[form] == expected


def test_the_digest_is_plain_json_with_these_keys() -> None:
    found = digest(sweep(), "en")
    assert json.loads(json.dumps(found)) == found
    assert list(found) == [
        "schema", "run_id", "as_of", "lang", "subject", "level", "count", "failures", "alerts",
        "reminders", "filer_groups", "coverage", "disclaimer", "text", "html", "attachments",
    ]  # fmt: skip
    assert found["schema"] == "squatwatch.digest/1"
    assert list(found["alerts"][0]) == [
        "alert_id", "change", "level", "score", "brand_id", "brand", "mark", "office",
        "application_number", "closes", "days_left", "confidence", "why",
    ]  # fmt: skip
    assert list(found["filer_groups"][0]) == [
        "filer_group", "link", "brands", "offices", "filings"
    ]  # fmt: skip


def test_the_subject_has_the_highest_level_and_the_counts() -> None:
    assert digest(sweep(), "en")["subject"] == (
        "[squatwatch] urgent: What went wrong 1, Alerts 5, Windows that close soon 2,"
        " Filer groups 1 (2026-01-15)"
    )
    more = replace(sweep(), told=(("urgent", 1), ("high", 200)), left_out=196)
    found = digest(more, "en")
    assert found["count"] == 201
    assert "Alerts 201" in found["subject"]
    assert "\n+196\n" in found["text"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_failures_stand_first_and_the_disclaimer_last(lang: Language) -> None:
    found = digest(sweep(), lang)
    assert found["text"].startswith(f"== {label('notify.failures', lang)} (1) ==")
    assert found["text"].rstrip().endswith(label("note.disclaimer", lang))
    page = found["html"]
    failed, alerts = (
        page.index(label(f"notify.{one}", lang) + " (") for one in ("failures", "alerts")
    )
    assert failed < alerts
    assert label("note.disclaimer", lang) in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_applicant_is_named(lang: Language) -> None:
    named = {one.name for alert in sweep().alerts for one in alert.assessment.filing.applicants}
    assert len(named) > 2
    told = json.dumps(digest(sweep(), lang), ensure_ascii=False)
    assert not [name for name in named if name in told]


def test_the_same_run_gives_the_same_digest() -> None:
    assert digest(sweep(), "both") == digest(sweep(), "both")


def test_long_lists_are_cut_and_counted() -> None:
    [one, *_] = sweep().alerts
    many = replace(sweep(), alerts=(one,) * (MOST_LISTED + 7), told=(("urgent", MOST_LISTED + 7),))
    found = digest(many, "en")
    assert len(found["alerts"]) == MOST_LISTED
    assert f"== Alerts ({MOST_LISTED + 7}) ==" in found["text"]
    assert "\n+7\n" in found["text"]


def test_only_what_is_there_is_told() -> None:
    quiet = replace(sweep(), alerts=(), announced=(), reminders=(), lapsed=(), failures=(), told=())
    assert not worth_telling(quiet)
    assert highest_level(quiet) == ""
    for given in (
        {"failures": ("EM: no answer",)},
        {"reminders": sweep().reminders},
        {"told": (("high", 1),)},
        {"announced": sweep().groups},
        {"lapsed": sweep().lapsed},
    ):
        assert worth_telling(replace(quiet, **given))
    assert digest(replace(quiet, failures=("EM: no answer",)), "en")["subject"] == (
        "[squatwatch] What went wrong 1 (2026-01-15)"
    )


def test_cleared_filings_are_no_alerts() -> None:
    cleared = {one.alert_id for one in result().alerts if one.assessment.level == "cleared"}
    assert cleared
    told = {one["alert_id"] for one in digest(replace(result(), command="sweep"), "en")["alerts"]}
    assert told
    assert not cleared & told


def test_an_attachment_is_plain_too() -> None:
    file = Attachment("report.html", "text/html", b"<b>")
    assert digest(sweep(), "en", [file])["attachments"] == [
        {"name": "report.html", "media_type": "text/html", "content": "PGI+"}
    ]


# What strangers typed --------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name) for name, _ in attrs} or {(tag, "")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_hostile_lives_in_a_digest(lang: Language) -> None:
    listed = [one for one in attack().alerts if one.assessment.level != "cleared"]
    assert len(listed) > 0.9 * len(HOSTILE)
    run = replace(
        attack(), command="sweep", failures=HOSTILE, alerts=tuple(listed), as_of=date(2026, 1, 15)
    )
    found = digest(run, lang)
    for text in (found["text"], found["html"], found["subject"]):
        assert not {sign for sign in text if sign in LIVE} - {"\n"}
    assert "\n" not in found["subject"]
    assert not {sign for sign in json.dumps(found["alerts"], ensure_ascii=False) if sign in LIVE}
    own, hostile = Tags(), Tags()
    own.feed(digest(sweep(), lang)["html"])
    hostile.feed(found["html"])
    assert hostile.found <= own.found
    assert not re.search(r"<script|<img|href=", found["html"])
