"""How fast a day of the USPTO is read and stored, and what the parsers alone could do.

    python -m benchmarks.uspto [--cases 38_000] [--times 3]

The day is generated from a seed (``benchmarks.uspto_day``): 15 KB a case, 570 MB for 38,000. It is
written to a temporary folder (``TMPDIR``) and read from there once before anything is measured.

Each row is a process of its own: seconds on the clock, seconds of all cores, MB a second of the
clock and of a core, and the most memory that it held (of the largest process, where it starts
others). Of several times the fastest is shown, by the seconds of cores: other work on the machine
can only add to them. Interpreter start and imports are not counted, except in the rows of the
command itself. ``xml2arrow`` is measured where it is installed; it gives the fields of the header
and the statements only.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from benchmarks.uspto_day import FIRST_SERIAL, write_day
from squatwatch.offices.files.source import bytes_source, open_source
from squatwatch.offices.uspto import UsptoReader
from squatwatch.offices.xml import records
from squatwatch.store import Store

MB = 1e6
CHILD = "--measure"
_TABLES = """
tables:
  - name: case
    xml_path: {root}
    levels: []
    fields:
{fields}
  - name: statement
    xml_path: {root}/case-file/case-file-statements
    levels: []
    fields:
      - {{name: code, data_type: Utf8, nullable: true,
         xml_path: {root}/case-file/case-file-statements/case-file-statement/type-code}}
      - {{name: text, data_type: Utf8, nullable: true,
         xml_path: {root}/case-file/case-file-statements/case-file-statement/text}}
"""
_ROOT = "/trademark-applications-daily/application-information/file-segments/action-keys"
_FIELDS = ("serial-number", "case-file-header/filing-date", "case-file-header/status-code",
           "case-file-header/mark-identification", "case-file-header/attorney-name")  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """What a process took: seconds of the clock and of cores, and its most memory in MiB."""

    wall: float
    cpu: float
    memory: float


def expat_alone(path: Path) -> None:
    with path.open("rb") as stream:
        expat.ParserCreate().ParseFile(stream)


def expat_with_handlers(path: Path) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda _name, _attributes: None
    parser.EndElementHandler = lambda _name: None
    parser.CharacterDataHandler = lambda _text: None
    with path.open("rb") as stream:
        parser.ParseFile(stream)


def lxml_records(path: Path) -> None:
    for source in open_source(path):
        for _ in records(source, "case-file"):
            pass


def cut_and_parsed(path: Path) -> None:
    """Case files cut out of the bytes, their events cut out of them, parsed one by one."""
    from lxml import etree

    for source in open_source(path):
        for frame in UsptoReader().raw(source):
            for content in frame["content"]:
                before, _, rest = content.partition(b"<case-file-event-statements>")
                after = rest.partition(b"</case-file-event-statements>")[2]
                etree.fromstring(before + after)


def xml2arrow(path: Path) -> None:
    from xml2arrow import XmlToArrowParser  # type: ignore[import-not-found]

    fields = "".join(
        f"      - {{name: f{at}, data_type: Utf8, nullable: true,"
        f" xml_path: {_ROOT}/case-file/{name}}}\n"
        for at, name in enumerate(_FIELDS)
    )
    tables = path.with_suffix(".yaml")
    tables.write_text(_TABLES.format(root=_ROOT, fields=fields), encoding="utf-8")
    XmlToArrowParser(str(tables)).parse(str(path))


def slow_reader(path: Path) -> None:
    from tests.offices.uspto.slow_reader import slow_batches

    for source in open_source(path):
        for _ in slow_batches(source):
            pass


def reader(path: Path) -> None:
    for _ in UsptoReader().read(open_source(path)):
        pass


IN_A_PROCESS: dict[str, Callable[[Path], None]] = {
    "expat, no handlers": expat_alone,
    "expat, empty handlers": expat_with_handlers,
    "lxml, case by case": lxml_records,
    "cut out, parsed by lxml": cut_and_parsed,
    "xml2arrow, 5 fields": xml2arrow,
    "the slow reference": slow_reader,
    "the reader": reader,
}


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=38_000)
    asked.add_argument("--times", type=int, default=3)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        days = [Path(folder) / f"day{number}.xml" for number in range(2)]
        for number, day in enumerate(days):
            write_day(day, given.cases, seed=number, first=FIRST_SERIAL + number * given.cases)
        size = days[0].stat().st_size
        cores = os.cpu_count()
        print(f"generated: {given.cases:,} cases, {size / MB:,.0f} MB a day; {cores} cores")
        print(f"{'':28}{'wall s':>8}{'cpu s':>8}{'MB/s':>8}{'MB/s core':>11}{'MiB':>7}")
        for name in IN_A_PROCESS:
            shown(name, size, [alone(name, days[0]) for _ in range(given.times)])
        stored = [ingested(days[:1], 1) for _ in range(given.times)]
        shown("ingest, one file", size, stored)
        one = [ingested(days, 1) for _ in range(given.times)]
        two = [ingested(days, 2) for _ in range(given.times)]
        shown("ingest, two files, 1 job", 2 * size, one)
        shown("ingest, two files, 2 jobs", 2 * size, two)
        ratio = min(run.wall for run in one) / min(run.wall for run in two)
        print(f"two files on two jobs: {ratio:.2f} times as fast as on one")


def shown(name: str, size: int, runs: Sequence[Measured | None]) -> None:
    """A row: the best of the runs."""
    done = [run for run in runs if run]
    if not done:
        print(f"{name:28}{'not installed':>16}")
        return
    wall, cpu = min(run.wall for run in done), min(run.cpu for run in done)
    rates = f"{size / MB / wall:8.0f}{size / MB / cpu:11.0f}"
    print(f"{name:28}{wall:8.2f}{cpu:8.2f}{rates}{max(run.memory for run in done):7.0f}")


def alone(name: str, path: Path) -> Measured | None:
    """One function on one file, in a process of its own; None when it cannot be imported."""
    command = [sys.executable, "-m", "benchmarks.uspto", CHILD, name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if "ModuleNotFoundError" in done.stderr:
        return None
    if done.returncode:
        raise RuntimeError(done.stderr)
    return Measured(*map(float, done.stdout.split()))


def measure(name: str, path: Path) -> None:
    """In the process of its own: run the function, print what it took."""
    import resource

    UsptoReader().recognises(bytes_source("", b""))
    wall, cpu = time.perf_counter(), time.process_time()
    IN_A_PROCESS[name](path)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def ingested(days: list[Path], jobs: int) -> Measured:
    """The command as a person gives it, into an empty store."""
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        store = Path(folder) / "store.duckdb"
        Store.create(store).close()
        start = time.perf_counter()
        command = [sys.executable, "-m", "benchmarks.uspto", CHILD, "ingest", str(jobs), str(store)]
        process = subprocess.Popen([*command, *map(str, days)])  # noqa: S603
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"ingest ended with {status}")
        wall = time.perf_counter() - start
    # The children that it waited for are in the sum of seconds, but in the memory the largest.
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def ingest(jobs: str, store: str, *days: str) -> None:
    """In a process of its own: the command."""
    from squatwatch.cli import main as command

    sys.argv = ["squatwatch", "ingest", *days, "--jobs", jobs, "--store", store, "--quiet"]
    command()


if __name__ == "__main__":
    if sys.argv[1:3] == [CHILD, "ingest"]:
        ingest(*sys.argv[3:])
    elif sys.argv[1:2] == [CHILD]:
        measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main()
