"""The same inputs give the same bytes, in any process, time zone and language of the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    "a.csv", "a.xlsx", "a.jsonl", "a.json", "a.html", "a.md", "a.sarif", "a.junit.xml", "a.github",
    "a.ics", "a.atom",
)  # fmt: skip


def outputs(folder: Path, **environment: str) -> dict[str, bytes]:
    """All outputs of a scan of the demo data, and both streams."""
    folder.mkdir()
    known = {name: value for name, value in os.environ.items() if not name.startswith("SQUATWATCH")}
    ended = subprocess.run(  # noqa: S603 - our own program
        [
            sys.executable, str(ROOT / "cli.py"), "scan",
            "--brands", str(ROOT / "data/watchlist.csv"),
            "--filings", str(ROOT / "data/cases.csv"), "--as-of", "2026-01-15", "--level", "low",
            "--format", "table", *(part for name in FILES for part in ("-o", name)),
        ],
        cwd=folder,
        env={**known, **environment},
        capture_output=True,
        check=False,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stderr.decode()
    written = {name: (folder / name).read_bytes() for name in FILES}
    assert all(written.values())
    return written | {"stdout": ended.stdout, "stderr": ended.stderr}


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    one = outputs(tmp_path / "1", PYTHONHASHSEED="1", TZ="Asia/Shanghai", LC_ALL="C.UTF-8")
    other = outputs(
        tmp_path / "2", PYTHONHASHSEED="2", TZ="America/Los_Angeles", LC_ALL="C",
        POLARS_MAX_THREADS="1", COLUMNS="40",
    )  # fmt: skip
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []
