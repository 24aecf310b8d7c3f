"""``squatwatch ingest``: office files into the store."""

from __future__ import annotations

from pathlib import Path

from squatwatch.store import Store
from tests.cli.conftest import Run
from tests.offices.samples import case, daily, zipped

GOOD = "office,application_number,mark_text\nEM,1,HONGLI\nEM,2,HAIER\n"
BAD = "office,mark_text\nEM,HONGLI\n"


def held() -> dict[str, int]:
    with Store.open(Path("squatwatch.duckdb")) as store:
        keys = store.texts()
    return dict(keys.group_by("office").len().iter_rows())


def write(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
    return name


def test_formats_are_detected_by_content(run: Run) -> None:
    run("init")
    xml = write("day.dat", daily(case("97000001"), case("97000002")))
    zipped(Path("day.zip"), {"a.xml": daily(case("97000003")), "b.csv": GOOD.encode()})
    done = run("ingest", write("list.txt", GOOD), xml, "day.zip")
    assert (done.code, done.raw) == (0, b"")
    assert held() == {"EM": 2, "US": 3}
    assert "list.txt: 2 new, 0 changed, 0 unchanged, 0 set aside" in done.err


def test_what_is_there_already_is_unchanged(run: Run) -> None:
    run("init")
    path = write("list.csv", GOOD)
    run("ingest", path)
    assert "0 new, 0 changed, 2 unchanged" in run("ingest", path).err
    quiet = run("ingest", path, "--quiet")
    assert (quiet.code, quiet.raw, quiet.err) == (0, b"", "")


def test_a_bad_file_among_good_ones_is_named_and_the_good_are_taken(run: Run) -> None:
    run("init")
    later = write("later.csv", GOOD.replace("EM", "DE"))
    done = run("ingest", write("good.csv", GOOD), write("bad.csv", BAD), later, "--quiet")
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert "bad.csv" in done.err
    assert "application_number" in done.err
    assert held() == {"EM": 2, "DE": 2}


def test_all_bad_files_are_named(run: Run) -> None:
    run("init")
    done = run("ingest", write("bad.csv", BAD), "missing.csv", write("good.csv", GOOD), "--quiet")
    assert (done.code, done.raw) == (2, b"")
    assert "2 of 3 files failed, the others were taken" in done.err
    assert "bad.csv" in done.err
    assert "missing.csv" in done.err
    assert held() == {"EM": 2}


def test_a_file_that_turns_bad_half_way_leaves_nothing(run: Run) -> None:
    run("init")
    whole = daily(*(case(str(97000000 + number)) for number in range(50)))
    done = run("ingest", write("cut.xml", whole[: len(whole) * 2 // 3]), "--quiet")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "cut.xml" in done.err
    assert held() == {}


def test_a_record_set_aside_is_named_and_changes_no_exit_code(run: Run) -> None:
    run("init")
    done = run("ingest", write("list.csv", GOOD + "EM,,NUMBERLESS\nEM,4,\n"))
    assert done.code == 0
    assert "2 new, 0 changed, 0 unchanged, 2 set aside" in done.err
    assert "list.csv, row 4" in done.err
    assert "list.csv, row 5" in done.err


def test_of_many_records_set_aside_the_first_are_shown(run: Run) -> None:
    run("init")
    done = run("ingest", write("list.csv", GOOD + "EM,,X\n" * 9))
    assert "9 set aside" in done.err
    assert "and 4 more set aside" in done.err


def test_hostile_text_in_a_message_is_made_plain(run: Run) -> None:
    run("init")
    done = run("ingest", write("bad.csv", "office,mark_text,\x1b[31mx\u202e\nEM,A,B\n"))
    assert done.code == 2
    assert "\x1b" not in done.err
    assert "\u202e" not in done.err
    noted = run(
        "ingest", write("list.csv", "office,application_number,mark_text,\x1b[31mx\nEM,1,A,B\n")
    )
    assert "columns not used" in noted.err
    assert "\x1b" not in noted.err
