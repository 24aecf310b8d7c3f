"""``squatwatch brands``: check, import, add, list, show, remove, export."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from squatwatch.brands import read_watchlist
from squatwatch.errors import StoreError
from squatwatch.store import Store
from tests.cli.conftest import AS_OF, Run
from tests.report.samples import BRANDS

MISTAKEN = """\
brand_id,name_zh,name_latin,classes,since,markets
huawei,华为,HUAWEI,9,1987,
haier,海尔,HAIER,46,1984,
anta,安踏,ANTA,25,last year,
anta,安踏,ANTA,25,1991,
nameless,,,9,,
midea,美的,MIDEA,11,1968,Germany
"""

STORE = Path("squatwatch.duckdb")


def ids() -> list[str]:
    with Store.open(STORE) as store:
        return [brand.brand_id for brand in store.brands()]


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_check_of_a_good_list_needs_no_store(run: Run, files: None) -> None:
    done = run("brands", "check", "brands.csv")
    assert (done.code, done.raw) == (0, b"")
    assert "2 brands, no mistakes" in done.err
    assert not STORE.exists()


@pytest.mark.parametrize("command", ["check", "import"])
def test_all_mistakes_are_told_in_one_message_and_nothing_is_taken(
    run: Run, store: None, command: str
) -> None:
    done = run("brands", command, write("bad.csv", MISTAKEN))
    assert (done.code, done.raw) == (2, b"")
    lines = done.err.splitlines()
    assert lines[0] == "squatwatch: bad.csv: 5 mistakes"
    told = {line.split(":")[0].strip() for line in lines[1:-1]}
    assert told == {
        "row 3, classes", "row 4, since", "row 5, brand_id", "row 6, name_zh or name_latin",
        "row 7, markets",
    }  # fmt: skip
    assert "correct the file" in lines[-1]
    assert ids() == ["gree", "luckin"]


def test_rows_with_mistakes_can_be_skipped_and_are_told(run: Run, store: None) -> None:
    done = run("brands", "import", write("bad.csv", MISTAKEN), "--skip-bad")
    assert (done.code, done.raw) == (0, b"")
    assert ids() == ["gree", "huawei", "luckin"]
    assert done.err.count("skipped") == 5
    assert "row 3, classes" in done.err
    assert "1 brands imported" in done.err


def test_import_replaces_what_has_the_same_id(run: Run, store: None) -> None:
    run("brands", "import", write("b.csv", "brand_id,name_latin\ngree,GREEE\n"), "--quiet")
    with Store.open(STORE) as opened:
        assert opened.brands()[0].name_latin == ("GREEE",)
        forms = opened.forms()
    assert set(forms.filter(brand_id="gree")["name"]) == {"GREEE"}


def test_rights_and_events_come_with_their_brands(run: Run, store: None) -> None:
    rights = write("rights.csv", "brand_id,office,number\nhuawei,CN,123\n")
    events = write("events.csv", "brand_id,date,kind\nhuawei,2024-01-01,fair\n")
    brands = write("b.csv", "brand_id,name_zh\nhuawei,华为\n")
    done = run("brands", "import", brands, "--rights", rights, "--events", events, "--quiet")
    assert (done.code, done.err) == (0, "")
    with Store.open(STORE) as opened:
        assert [right.number for right in opened.rights()] == ["123"]
        assert [event.kind for event in opened.events()] == ["fair"]


@pytest.mark.parametrize("bad", ["rights", "events"])
def test_a_mistake_beside_the_list_takes_nothing_of_the_list(
    run: Run, store: None, bad: str
) -> None:
    header = "brand_id,office,number" if bad == "rights" else "brand_id,date,kind"
    row = "haier,CN,123" if bad == "rights" else "haier,2024-01-01,fair"
    brands = write("b.csv", "brand_id,name_zh\nhuawei,华为\n")
    done = run("brands", "import", brands, f"--{bad}", write("beside.csv", f"{header}\n{row}\n"))
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "beside.csv: row 2, brand_id: 'haier'" in done.err
    assert ids() == ["gree", "luckin"]


def test_an_import_that_fails_half_way_takes_nothing(
    run: Run, store: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(Store, "put_rights", full)
    rights = write("rights.csv", "brand_id,office,number\nhuawei,CN,123\n")
    brands = write("b.csv", "brand_id,name_zh\nhuawei,华为\n")
    assert run("brands", "import", brands, "--rights", rights).code == 2
    assert ids() == ["gree", "luckin"]


def test_a_brand_is_added_and_what_stands_against_it_is_shown(run: Run, store: None) -> None:
    done = run("brands", "add", "else", "--latin", "SOMETHING ELSE", "--lang", "en", *AS_OF)
    assert done.code == 0
    [heading, row] = done.out.splitlines()
    assert heading.startswith("Level\tScore")
    assert "\tTH-2\tSOMETHING ELSE\t" in row
    assert "1 brands" in done.err
    assert "no finding of bad faith" in done.err
    assert ids() == ["else", "gree", "luckin"]


def test_a_brand_against_which_nothing_stands_is_added_too(run: Run, store: None) -> None:
    done = run("brands", "add", "zq", "--zh", "甲骨", "--lang", "en", *AS_OF)
    assert (done.code, done.raw) == (0, b"")
    assert "No possible pre-emptive filings" in done.err
    assert "zq" in ids()
    quiet = run("brands", "add", "zx", "--zh", "甲骨", "--quiet", *AS_OF)
    assert (quiet.code, quiet.raw, quiet.err) == (0, b"", "")


def test_a_brand_of_the_same_id_is_only_replaced_when_asked(run: Run, store: None) -> None:
    refused = run("brands", "add", "gree", "--zh", "甲骨", *AS_OF)
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "--replace" in refused.err
    assert run("brands", "add", "gree", "--zh", "甲骨", "--replace", "--quiet", *AS_OF).code == 0
    with Store.open(STORE) as opened:
        assert {brand.brand_id: brand.name_zh for brand in opened.brands()}["gree"] == ("甲骨",)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("a b", "--zh", "甲"), "brand_id"),
        (("a", "--zh", "甲", "--classes", "46"), "46"),
        (("a", "--classes", "9"), "name_zh"),
        (("a", "--zh", "甲", "--since", "soon"), "soon"),
        (("a", "--zh", "甲", "--markets", "Germany"), "Germany"),
    ],
)
def test_a_brand_with_a_mistake_is_not_added(
    run: Run, store: None, options: tuple[str, ...], told: str
) -> None:
    done = run("brands", "add", *options, *AS_OF)
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert told in done.err
    assert ids() == ["gree", "luckin"]


def test_brands_are_listed_in_every_format(run: Run, store: None) -> None:
    table = run("brands", "list").out.splitlines()
    assert [line.split("\t")[0] for line in table] == ["brand_id", "gree", "luckin"]
    [first, _] = json.loads(run("brands", "list", "--format", "json").out)
    assert (first["brand_id"], first["classes"]) == ("gree", [11])
    lines = run("brands", "list", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["brand_id"] for line in lines] == ["gree", "luckin"]
    rows = list(csv.DictReader(io.StringIO(run("brands", "list", "--format", "csv").out)))
    assert [row["markets"] for row in rows] == ["", "EM;TH;VN"]
    assert run("brands", "list", "--format", "xlsx").raw.startswith(b"PK")


def test_a_brand_is_shown_with_its_forms(run: Run, store: None) -> None:
    done = run("brands", "show", "luckin")
    fields = [line.split("\t")[0] for line in done.out.splitlines()]
    assert {"field", "brand_id", "form official-latin", "form hanzi", "form pinyin"} <= set(fields)


def test_brands_are_removed(run: Run, store: None) -> None:
    done = run("brands", "remove", "gree")
    assert (done.code, done.raw) == (0, b"")
    assert ids() == ["luckin"]


@pytest.mark.parametrize("command", ["show", "remove"])
def test_an_unknown_brand_is_told(run: Run, store: None, command: str) -> None:
    more = ("luckin", "nobody") if command == "remove" else ("nobody",)
    done = run("brands", command, *more)
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert "no brand nobody" in done.err
    assert ids() == ["gree", "luckin"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl"])
def test_what_is_exported_can_be_imported_again(run: Run, store: None, suffix: str) -> None:
    done = run("brands", "export", "--output", f"out.{suffix}")
    assert (done.code, done.raw) == (0, b"")
    assert read_watchlist(Path(f"out.{suffix}")).brands == tuple(
        sorted(BRANDS, key=lambda brand: brand.brand_id)
    )
    assert run("brands", "import", f"out.{suffix}").code == 0


def test_export_goes_to_stdout_unless_a_file_is_named(run: Run, store: None) -> None:
    assert run("brands", "export").out.startswith("brand_id,")
