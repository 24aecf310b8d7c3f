"""docs/notify.md and its Chinese page say what the program does."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from squatwatch.config import SECRETS, NotifySettings, resolve
from squatwatch.notify.delivery import BackOff
from squatwatch.notify.digest import DIGEST_SCHEMA_NAME, MOST_LISTED
from squatwatch.notify.routing import read_routes, region_for
from squatwatch.notify.secrets import secrets_of
from squatwatch.notify.through_apprise import LONGEST_BODY, ThroughApprise
from squatwatch.notify.webhook import SIGNATURE, payload, signature
from tests.notify.samples import message
from tests.test_docs import DOCS, blocks, cells, in_both_languages, text_of, words_in_code

UUID = "abcdefgh-1234-1234-1234-123456789012"


def page(suffix: str) -> Path:
    return DOCS / f"notify{suffix}"


@in_both_languages
def test_every_setting_is_told_with_its_variable_and_default(suffix: str) -> None:
    rows = [[next(iter(words_in_code(cell)), "") for cell in row] for row in cells(page(suffix), 4)]
    told = {row[0]: row[1:3] for row in rows if row[1].startswith("SQUATWATCH_")}
    assert told == {
        name: [f"SQUATWATCH_NOTIFY_{name.upper()}", default]
        for name, default in asdict(NotifySettings()).items()
    }


@in_both_languages
def test_every_secret_is_told(suffix: str) -> None:
    rows = [words_in_code(row[0]) for row in cells(page(suffix), 2)]
    told = {words[0] for words in rows if words and words[0].startswith("SQUATWATCH_")}
    assert told == set(SECRETS.values())


@in_both_languages
def test_every_key_that_is_posted_is_told(suffix: str) -> None:
    rows = {words_in_code(row[0])[0]: row[1] for row in cells(page(suffix), 2) if "`" in row[0]}
    posted = json.loads(payload(message()))
    told = [key for key in rows if key in posted]
    assert sorted(told) == sorted(posted)
    assert words_in_code(rows["schema"]) == [DIGEST_SCHEMA_NAME]
    assert words_in_code(rows["alerts"]) == list(posted["alerts"][0])
    assert words_in_code(rows["filer_groups"]) == list(posted["filer_groups"][0])
    more = [key for key in posted["reminders"][0] if key not in posted["alerts"][0]]
    assert words_in_code(rows["reminders"]) == more
    assert {SIGNATURE, "Idempotency-Key"} <= set(rows)


@in_both_languages
def test_the_example_of_settings_is_read(suffix: str, tmp_path: Path) -> None:
    [example] = blocks(page(suffix), "toml")
    (tmp_path / "squatwatch.toml").write_text(example, encoding="utf-8")
    found = resolve({}, {}, tmp_path)
    assert (found.regions, found.notify.smtp_host) == ("regions.csv", "mail.example.org")


@in_both_languages
def test_the_example_of_regions_is_read(suffix: str, tmp_path: Path) -> None:
    table = tmp_path / "regions.csv"
    table.write_text(blocks(page(suffix), "csv")[0], encoding="utf-8")
    routes = read_routes(table)
    assert len(routes) == 3
    assert region_for("广东/深圳/南山", [one.region for one in routes]) == "广东/深圳"


@in_both_languages
def test_the_example_of_a_signature_is_right(suffix: str) -> None:
    [example] = blocks(page(suffix), "python")
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - our own page
    body = payload(message())
    assert names["is_genuine"](body, signature(body, "key"), "key")
    assert not names["is_genuine"](body, signature(body, "other"), "key")


@in_both_languages
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
def test_the_examples_of_addresses_are_understood(suffix: str) -> None:
    [line] = re.findall(r"SQUATWATCH_APPRISE_URLS='(.+)'", text_of(page(suffix)))
    told = secrets_of({"SQUATWATCH_APPRISE_URLS": line})
    assert list(told.apprise) == ["1", "shenzhen"]
    rows = [row[1] for row in cells(page(suffix), 2) if "://" in row[1]]
    addresses = [*told.apprise.values(), *(one for row in rows for one in words_in_code(row))]
    assert len(addresses) == 7
    filled = {
        str(at): re.sub("[A-Z_]{5,}", "a1b2c3d4" if "ding" in one else UUID, one)
        for at, one in enumerate(addresses)
    }
    ThroughApprise(filled).check()


@in_both_languages
def test_the_numbers_are_those_of_the_program(suffix: str) -> None:
    waits = BackOff()
    assert (waits.attempts, waits.first, waits.factor, waits.longest) == (
        10, timedelta(seconds=10), 4, timedelta(hours=6),
    )  # fmt: skip
    for number in (waits.attempts, MOST_LISTED, LONGEST_BODY):
        assert re.search(rf"\b{number}\b", text_of(page(suffix)), re.ASCII)
