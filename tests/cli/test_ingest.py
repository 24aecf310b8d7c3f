"""``squatwatch ingest``: office files into the store."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.uspto_day import write_day
from squatwatch.store import Store
from tests.cli.conftest import Run, started
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


def test_a_file_is_taken_once_or_again_when_asked(run: Run) -> None:
    run("init")
    path = write("list.csv", GOOD)
    run("ingest", path)
    passed = run("ingest", path)
    assert (passed.code, passed.raw) == (0, b"")
    assert passed.err.startswith("list.csv: already taken on 2")
    assert "0 new, 0 changed, 2 unchanged" in run("ingest", path, "--again").err
    quiet = run("ingest", path, "--quiet")
    assert (quiet.code, quiet.raw, quiet.err) == (0, b"", "")


def test_folders_are_taken_with_all_that_is_in_them(run: Run) -> None:
    run("init")
    Path("inbox/deep").mkdir(parents=True)
    write("inbox/deep/a.csv", GOOD)
    write("inbox/b.csv", GOOD.replace("EM", "DE"))
    write("inbox/.hidden.csv", GOOD.replace("EM", "FR"))
    done = run("ingest", "inbox")
    assert done.code == 0
    assert held() == {"DE": 2, "EM": 2}
    assert done.err.splitlines()[-1] == (
        "2 files 个文件: 2 taken 已导入, 0 already taken 此前已导入, 0 failed 失败; "
        "4 new, 0 changed, 0 unchanged, 0 set aside"
    )
    Path("empty").mkdir()
    empty = run("ingest", "empty")
    assert (empty.code, empty.err) == (
        2, "squatwatch: empty: there is no file in there; name another folder\n"
    )  # fmt: skip


def test_of_many_files_only_those_with_something_to_tell_have_a_line(run: Run) -> None:
    run("init")
    Path("many").mkdir()
    for number in range(60):
        more = "EM,,X\n" if number == 7 else ""
        content = f"office,application_number,mark_text\nEM,{number},HONGLI\n{more}"
        write(f"many/{number:02}.csv", content)
    lines = run("ingest", "many").err.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("many/07.csv: 1 new")
    assert "60 taken 已导入" in lines[-1]


def test_archives_in_archives_and_a_bomb_among_them(run: Run) -> None:
    run("init")
    inner = zipped(Path("in.zip"), {"../../a.xml": daily(case("97000001"))}).read_bytes()
    zipped(Path("out.zip"), {"in.zip": inner, "/etc/b.csv": GOOD.encode()})
    zeros = zipped(Path("in.zip"), {"day.xml": daily() + b" " * (70 * 1024**2)}).read_bytes()
    zipped(Path("bomb.zip"), {f"{number}.zip": zeros for number in range(3)})
    done = run("ingest", "bomb.zip", "out.zip", "--quiet")
    assert done.code == 2
    assert "bomb.zip/0.zip/day.xml: the archive unpacks to more than it may" in done.err
    assert held() == {"EM": 2, "US": 1}
    assert sorted(path.name for path in Path().iterdir() if path.suffix in (".xml", ".csv")) == [
        "brands.csv"
    ]


def test_raw_records_are_kept_on_request(run: Run) -> None:
    run("init")
    done = run("ingest", write("day.xml", daily(case("97000001"))), "--keep-raw")
    assert "1 new, 0 changed, 0 unchanged, 0 set aside, 1 kept raw" in done.err


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


def test_a_heading_that_nobody_foresaw_is_explained(run: Run) -> None:
    run("init")
    path = write("list.csv", "Number,Blazon = sign\n1,HONGLI\n")
    assert run("ingest", path, "--quiet").code == 2
    explained = ("--column", "Blazon = sign=mark_text", "--column", "Number=application_number")
    assert run("ingest", path, *explained, "--office", "CL").code == 0
    assert held() == {"CL": 1}
    wrong = run("ingest", path, "--column", "Blazon")
    assert (wrong.code, wrong.raw) == (2, b"")
    assert "--column is 'Blazon'; write it as HEADING=COLUMN" in wrong.err


CASES = 4_000
"""Cases of a file that takes so long that something can happen meanwhile."""


@contextmanager
def amid(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A run that has taken ``good.csv`` and is reading two long files; a group of its own."""
    write("good.csv", GOOD)
    for number in range(2):
        write_day(Path(f"day{number}.xml"), CASES, seed=number, first=97_000_000 + number * CASES)
    Path("temporary").mkdir()
    process = started(
        "ingest", "good.csv", "day0.xml", "day1.xml", *options, TMPDIR=str(Path("temporary"))
    )
    with process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(b"good.csv: 2 new")
        yield process
        process.kill()


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that read for another one."""
    listed = subprocess.run(  # noqa: S603
        ["ps", "-ww", "-o", "pid=", "-o", "args=", "--ppid", str(process.pid)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return sorted(int(line.split()[0]) for line in listed.splitlines() if "spawn_main" in line)


def assert_gone(folder: Path) -> None:
    """Whoever used the folder must soon leave it empty."""
    for _ in range(300):
        if not list(folder.iterdir()):
            return
        time.sleep(0.1)
    raise AssertionError(list(folder.iterdir()))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_all_and_the_next_run_goes_on(run: Run, jobs: str) -> None:
    run("init")
    with amid("--jobs", jobs) as process:
        children = workers(process)
        assert len(children) == (0 if jobs == "1" else 2)
        for one in (process.pid, *children):  # as a terminal does: to every process of the group
            os.kill(one, signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().splitlines() == [
        "interrupted 已中断: 1 of 3 files were taken, nothing of the others; "
        "run it again to go on 再次运行即可继续"
    ]
    assert held() == {"EM": 2}
    assert_gone(Path("temporary"))
    done = run("ingest", "good.csv", "day0.xml", "day1.xml")
    assert "3 files 个文件: 2 taken 已导入, 1 already taken 此前已导入" in done.err
    assert held()["US"] > CASES


def test_a_worker_that_is_killed_fails_its_file_alone(run: Run) -> None:
    run("init")
    with amid("--jobs", "2") as process:
        os.kill(workers(process)[1], signal.SIGKILL)
        _, err = process.communicate(timeout=60)
    told = err.decode()
    assert process.returncode == 2
    assert "xml: the process that read it was ended (SIGKILL)" in told
    assert "3 files 个文件: 2 taken 已导入, 0 already taken 此前已导入, 1 failed 失败" in told
    with Store.open(Path("squatwatch.duckdb")) as store:
        assert len(store.sources()) == 2
    assert_gone(Path("temporary"))


def test_a_run_that_is_killed_leaves_nothing_half_done(run: Run) -> None:
    run("init")
    with amid("--jobs", "2") as process:
        process.kill()
        process.communicate(timeout=60)
    assert_gone(Path("temporary"))
    assert held() == {"EM": 2}
    assert run("ingest", "day0.xml", "day1.xml", "--quiet").code == 0


def test_two_jobs_give_what_one_gives(run: Run) -> None:
    digests = []
    for jobs in ("1", "2"):
        run("init")
        for number in range(4):
            write_day(Path(f"{number}.xml"), 50, seed=number)
        assert run("ingest", "2.xml", "0.xml", "1.xml", "3.xml", "--jobs", jobs).code == 0
        with Store.open(Path("squatwatch.duckdb")) as store:
            digests.append(store.filings_digest())
        Path("squatwatch.duckdb").unlink()
    assert digests[0] == digests[1]


def test_offices_names_a_store_that_is_missing_only_when_it_was_named(run: Run) -> None:
    assert run("offices").code == 0
    done = run("offices", "--store", "none.duckdb")
    assert (done.code, done.raw) == (2, b"")
    assert done.err == (
        "squatwatch: none.duckdb: there is no store here; make one with 'squatwatch init'\n"
    )
