"""``squatwatch doctor``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from squatwatch import reference
from squatwatch.model import Brand
from squatwatch.store import Store
from tests.cli.conftest import AS_OF, Ended, Run
from tests.store.samples import DAY, forms


def findings(done: Ended) -> dict[str, dict[str, str]]:
    """What was found, by its code; the last of several."""
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert all(list(row) == ["check", "state", "finding", "do"] for row in rows)
    return {row["check"]: row for row in rows}


def states(done: Ended) -> set[str]:
    return {row["state"] for row in findings(done).values()}


def test_a_store_in_order_ends_with_0_and_says_what_was_looked_at(run: Run, store: None) -> None:
    done = run("doctor", "--format", "jsonl", "--lang", "en", *AS_OF)
    assert (done.code, done.err) == (0, "")
    found = findings(done)
    assert {"settings.read", "store.opens", "filings.unique", "disk.fine"} <= set(found)
    assert "wrong" not in states(done)
    assert {"offices.fresh", "offices.stale"} & set(found)


def test_offices_are_fresh_or_stale_by_the_day_that_is_given(run: Run, store: None) -> None:
    later = run("doctor", "--as-of", "2030-01-15", "--format", "jsonl")
    assert later.code == 0
    assert "offices.fresh" not in findings(later)
    assert findings(later)["offices.stale"]["state"] == "note"


def test_without_a_store_it_says_how_to_make_one(run: Run) -> None:
    done = run("doctor", "--format", "jsonl", "--lang", "en")
    assert done.code == 2
    refused = findings(done)["store.refused"]
    assert "there is no store here" in refused["finding"]
    assert "squatwatch init" in refused["do"]
    assert not list(Path().iterdir())


def test_a_file_that_is_no_store_is_told(run: Run) -> None:
    Path("squatwatch.duckdb").write_text("notes")
    done = run("doctor", "--format", "jsonl")
    assert (done.code, findings(done)["store.refused"]["state"]) == (2, "wrong")
    assert Path("squatwatch.duckdb").read_text() == "notes"


def test_a_mistake_in_the_settings_is_told(run: Run) -> None:
    Path("squatwatch.toml").write_text('lang = "fr"\n')
    done = run("doctor", "--format", "jsonl")
    assert done.code == 2
    assert "lang" in findings(done)["settings.mistake"]["finding"]


def test_what_is_wrong_ends_with_2_and_repair_mends_it(run: Run, opened: Path) -> None:
    with Store.open(opened) as store:
        store._connection.execute("insert into filing from filing")
        store.put_brands([Brand("old", name_latin=("OLD",))], forms("old", "OLD"), "older rules")
        count = store.forms().height
    done = run("doctor", "--format", "jsonl", "--lang", "en", *AS_OF)
    assert done.code == 2
    assert findings(done)["filings.doubled"]["state"] == "wrong"
    assert "--repair" in findings(done)["filings.doubled"]["do"]
    assert findings(done)["forms.outdated"]["state"] == "note"
    mended = run("doctor", "--repair", "--format", "jsonl", *AS_OF)
    assert mended.code == 0
    assert {"filings.unique", "forms.current"} <= set(findings(mended))
    with Store.open(opened) as store:
        assert store.forms().height != count


def test_what_cannot_be_mended_still_ends_with_2(run: Run, opened: Path) -> None:
    with Store.open(opened) as store:
        store.begin_source(DAY)
    done = run("doctor", "--repair", "--format", "jsonl", "--lang", "zh", *AS_OF)
    assert done.code == 2
    told = findings(done)["sources.half"]["finding"]
    assert told == "day.xml 可能只导入了一部分（2026-01-15 开始）"


def test_it_is_told_in_every_format_and_both_languages(run: Run, store: None) -> None:
    table = [line.split("\t") for line in run("doctor", *AS_OF).out.splitlines()]
    assert table[0] == ["检查 Check", "状态 State", "结果 Finding", "处理 What to do"]
    assert table[1][2] == "设置有效 the settings are valid"
    rows = list(csv.DictReader(io.StringIO(run("doctor", "--format", "csv", *AS_OF).out)))
    assert [row["check"] for row in rows] == [cells[0] for cells in table[1:]]
    run("doctor", "-o", "health.json", *AS_OF)
    assert len(json.loads(Path("health.json").read_text(encoding="utf-8"))) == len(rows)


def test_every_finding_has_words_in_both_languages() -> None:
    for row in reference.table("checks").iter_rows(named=True):
        assert row["state"] in ("ok", "note", "wrong")
        assert row["en"]
        assert row["zh"]
        assert bool(row["do_en"]) == bool(row["do_zh"]) == (row["state"] != "ok"), row["code"]


@pytest.mark.parametrize("lang", ["fr", ""])
def test_another_language_is_a_mistake_of_the_settings(run: Run, lang: str) -> None:
    done = run("doctor", "--lang", lang, "--format", "jsonl")
    assert (done.code, set(findings(done))) == (2, {"settings.mistake"})
