"""Every bad input is one line that says what, where and what to do; nothing is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.cli.conftest import AS_OF, Ended, Run
from tests.offices.samples import zipped

SCAN = ("scan", *AS_OF)
LIST = "brand_id,name_zh,classes\n"


def content() -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path().rglob("*") if path.is_file()}


def assert_refused(done: Ended, *told: str) -> None:
    assert done.code == 2
    assert done.raw == b""
    assert done.err.endswith("\n")
    [line] = done.err.splitlines()
    assert line.startswith("squatwatch: ")
    assert "Traceback" not in line
    assert "fault of squatwatch" not in line
    for part in told:
        assert part in line


@pytest.fixture
def refused(run: Run) -> Callable[..., None]:
    """Runs a command that must be refused in one line that says these things."""

    def check(arguments: tuple[str | Path, ...], *told: str) -> None:
        before = content()
        assert_refused(run(*arguments), *told)
        assert content() == before

    return check


Refused = Callable[..., None]


def readers(path: str) -> list[tuple[str, ...]]:
    """Every command that reads a watch list or filings, given this path."""
    return [
        ("brands", "check", path),
        ("brands", "import", path),
        ("ingest", path),
        (*SCAN, "--brands", path, "--filings", "filings.csv"),
        (*SCAN, "--brands", "brands.csv", "--filings", path),
    ]


def name_of(arguments: tuple[str, ...]) -> str:
    return " ".join(arguments[:2])


@pytest.mark.parametrize("arguments", readers("missing.csv"), ids=name_of)
def test_a_missing_file(refused: Refused, files: None, store: None, arguments: object) -> None:
    refused(arguments, "missing.csv", "no such file", "check the path")


@pytest.mark.parametrize("arguments", readers("inbox"), ids=name_of)
def test_an_empty_folder(
    refused: Refused, files: None, store: None, arguments: tuple[str, ...]
) -> None:
    Path("inbox").mkdir()
    takes_folders = arguments[0] == "ingest" or arguments[-2:] == ("--filings", "inbox")
    reason = "there is no file in there" if takes_folders else "is a folder, not a file"
    refused(arguments, f"inbox: {reason}; name")


@pytest.mark.parametrize("arguments", readers("photo.csv"), ids=name_of)
def test_a_binary_file_that_is_called_csv(
    refused: Refused, files: None, store: None, arguments: object
) -> None:
    Path("photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    refused(arguments, "photo.csv", "; ")


@pytest.mark.parametrize("arguments", readers("cut.zip"), ids=name_of)
def test_a_truncated_zip(refused: Refused, files: None, store: None, arguments: object) -> None:
    whole = zipped(Path("cut.zip"), {"day.csv": b"office,application_number,mark_text\n" * 999})
    whole.write_bytes(whole.read_bytes()[:-60])
    refused(arguments, "cut.zip", "; ")


@pytest.mark.parametrize("arguments", readers("empty.csv"), ids=name_of)
def test_an_empty_file(refused: Refused, files: None, store: None, arguments: object) -> None:
    Path("empty.csv").touch()
    refused(arguments, "empty.csv", "empty", "; ")


@pytest.mark.parametrize("command", ["check", "import"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (LIST, ("the watch list is empty", "add a row for each brand")),
        (LIST + "haier,海尔,46\n", ("row 2, classes", "'46' is no Nice class", "correct")),
        (
            LIST + "haier,海尔,7\nhaier,海尔,11\n",
            ("row 3, brand_id", "'haier' is already the brand of row 2", "correct"),
        ),
        (
            "brand_id,name_zh,clases\nhaier,海尔,7\n",
            ("row 1, clases: unknown column", "did you mean", "classes"),
        ),
    ],
    ids=["empty", "class 46", "twice", "wrong column"],
)
def test_a_watch_list_with_a_mistake(
    refused: Refused, store: None, command: str, text: str, told: tuple[str, ...]
) -> None:
    Path("list.csv").write_text(text, encoding="utf-8")
    refused(("brands", command, "list.csv"), "list.csv", *told)


def test_a_watch_list_with_a_mistake_stops_a_scan(refused: Refused, files: None) -> None:
    Path("brands.csv").write_text(LIST + "haier,海尔,46\n", encoding="utf-8")
    asked = (*SCAN, "--brands", "brands.csv", "--filings", "filings.csv", "-o", "a.csv")
    refused(asked, "brands.csv: row 2, classes")


def test_filings_with_a_wrong_column(refused: Refused, store: None) -> None:
    Path("f.csv").write_text("office,aplication number,mark_text\nEM,1,A\n", encoding="utf-8")
    refused(("ingest", "f.csv"), "f.csv", "no column application_number", "did you mean")


# Stores ------------------------------------------------------------------------------------------

ON_A_STORE: list[tuple[str, ...]] = [
    ("brands", "list"),
    ("brands", "show", "gree"),
    ("brands", "remove", "gree"),
    ("brands", "export"),
    ("brands", "add", "x", "--zh", "甲"),
    ("brands", "import", "brands.csv"),
    ("ingest", "filings.csv"),
    SCAN,
    ("explain", "EM", "1"),
]


@pytest.mark.parametrize("arguments", ON_A_STORE, ids=name_of)
def test_no_store(refused: Refused, files: None, arguments: tuple[str, ...]) -> None:
    refused(arguments, "squatwatch.duckdb: there is no store here; make one with 'squatwatch init'")


@pytest.mark.parametrize("arguments", [*ON_A_STORE, ("offices",), ("init",)], ids=name_of)
def test_a_store_of_a_newer_version(
    refused: Refused, files: None, store: None, arguments: tuple[str, ...]
) -> None:
    with duckdb.connect("squatwatch.duckdb") as connection:
        connection.execute("insert into schema_version values (999)")
    if arguments == ("init",):
        Path("inbox").mkdir()
    refused(arguments, "squatwatch.duckdb: the store has schema 999", "upgrade squatwatch")


@pytest.mark.parametrize("arguments", [("brands", "list"), SCAN], ids=name_of)
@pytest.mark.parametrize("named", ["notes.duckdb", "folder"])
def test_a_store_that_is_none(refused: Refused, arguments: tuple[str, ...], named: str) -> None:
    Path("notes.duckdb").write_text("notes\n" * 999, encoding="utf-8")
    Path("folder").mkdir()
    refused((*arguments, "--store", named), f"{named}: ", "; ")


# Options and settings ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((*SCAN, "--format", "pdf"), ("'pdf'", "html")),
        ((*SCAN, "-o", "alerts.pdf"), ("alerts.pdf", "html")),
        ((*SCAN, "-o", "alerts"), ("alerts", "html")),
        (("brands", "list", "--format", "html"), ("'html'", "jsonl")),
        (("brands", "list", "-o", "list.pdf"), ("list.pdf", "jsonl")),
        (("brands", "export", "--format", "json"), ("'json'", "jsonl")),
        (("forms", "王老吉", "--format", "yaml"), ("'yaml'", "jsonl")),
        (("forms", "  "), ("empty",)),
        (("explain", "EM", "1", "--format", "table"), ("'table'", "text")),
        (("scan", "--as-of", "yesterday"), ("--as-of", "'yesterday'", "2026-01-31")),
        (("scan", "--as-of", "2026-02-30"), ("--as-of", "'2026-02-30'")),
        (("explain", "EM", "1", "--as-of", "x"), ("--as-of",)),
        ((*SCAN, "--lang", "fr"), ("--lang", "'fr'", "zh, en, both")),
        ((*SCAN, "--level", "severe"), ("--level", "'severe'", "urgent")),
        ((*SCAN, "--fail-on", "cleared"), ("--fail-on", "'cleared'", "urgent")),
        ((*SCAN, "--brands", "brands.csv"), ("--brands and --filings", "give both")),
        ((*SCAN, "--filings", "filings.csv"), ("--brands and --filings", "give both")),
    ],
    ids=lambda value: " ".join(value[-2:]) if isinstance(value, tuple) else "",
)
def test_an_option_that_cannot_be(
    refused: Refused, files: None, store: None, arguments: tuple[str, ...], told: tuple[str, ...]
) -> None:
    refused(arguments, *told)


@pytest.mark.parametrize(
    "arguments",
    [
        (*SCAN, "-o", "nowhere/alerts.csv"),
        ("brands", "list", "-o", "nowhere/list.csv"),
        ("brands", "export", "-o", "nowhere/list.csv"),
        ("forms", "王老吉", "-o", "nowhere/forms.csv"),
    ],
    ids=name_of,
)
@pytest.mark.parametrize("folder", ["missing", "a file"])
def test_an_output_folder_that_cannot_be_written_to(
    run: Run, store: None, arguments: tuple[str, ...], folder: str
) -> None:
    if folder == "a file":
        Path("nowhere").write_text("x", encoding="utf-8")
    before = set(content())
    assert_refused(
        run(*arguments, *(("--quiet",) if arguments[0] == "scan" else ())),
        arguments[-1],
        "cannot be written",
        "check that its folder is there",
    )
    assert set(content()) == before


def test_an_output_that_is_a_folder(run: Run, store: None) -> None:
    Path("alerts.csv").mkdir()
    assert_refused(run(*SCAN, "-o", "alerts.csv", "--quiet"), "alerts.csv: the file cannot be")
    assert list(Path("alerts.csv").iterdir()) == []


@pytest.mark.parametrize("arguments", [*ON_A_STORE, ("init",)], ids=name_of)
def test_an_unknown_setting_in_the_file(
    refused: Refused, files: None, store: None, arguments: tuple[str, ...]
) -> None:
    Path("squatwatch.toml").write_text('colour = "red"\n', encoding="utf-8")
    refused(arguments, "squatwatch.toml: colour is no setting", "lang", "correct it")


def test_a_settings_file_that_is_none(refused: Refused, store: None) -> None:
    Path("squatwatch.toml").write_text("lang: zh\n", encoding="utf-8")
    refused(SCAN, "squatwatch.toml: this is no TOML file", "correct or delete it")


def test_an_unknown_variable(
    refused: Refused, store: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SQUATWATCH_COLOUR", "red")
    refused(SCAN, "SQUATWATCH_COLOUR is no setting", "lang", "correct it")


def test_a_fault_of_ours_is_one_line_too_and_no_finding(
    run: Run, store: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("one\ntwo")

    monkeypatch.setattr("squatwatch.cli.scanning.scan", broken)
    done = run(*SCAN)
    assert (done.code, done.raw) == (2, b"")
    [line] = done.err.splitlines()
    assert "a fault of squatwatch (ZeroDivisionError: one two)" in line
    assert "SQUATWATCH_DEBUG=1" in line
    monkeypatch.setenv("SQUATWATCH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(*SCAN)


def test_a_failed_import_leaves_the_store_as_it_was(refused: Refused, samples: Path) -> None:
    shutil.copy(samples / "squatwatch.duckdb", "squatwatch.duckdb")
    Path("list.csv").write_text(LIST + "haier,海尔,7\nanta,安踏,46\n", encoding="utf-8")
    refused(("brands", "import", "list.csv"), "row 3, classes")
