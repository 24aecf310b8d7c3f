"""The files of docs/schedules, and programs that stand in for the sweep."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

SCHEDULES = Path(__file__).resolve().parents[2] / "docs" / "schedules"
PROGRAM = "/opt/squatwatch/bin/squatwatch"
SWEEP = ["sweep", "--inbox", "inbox", "--fail-on", "high", "--quiet"]


def all_files() -> list[Path]:
    return sorted(path for path in SCHEDULES.rglob("*") if path.is_file())


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def commands(path: Path) -> Iterator[list[str]]:
    """The words behind every call of the program in a file, comments and line ends aside."""
    told = re.compile(r"\s*(#|(- )?name:|Description=|ExecStart=/bin/echo)")
    lines = "\n".join(line for line in text_of(path).splitlines() if not told.match(line))
    joined = re.sub(r"\\\n\s*", " ", lines)
    joined = re.sub(r"\n\s+(?=--|>)", " ", joined)
    for found in re.finditer(
        r"(?:^|[\s/])squatwatch +((?:sweep|doctor|init|brands)\b[^\n|&]*)", joined
    ):
        yield shlex.split(found[1].split(">")[0])


def stand_in(folder: Path, script: str, name: str = "squatwatch") -> Path:
    """A program of that name that runs a shell script in the place of squatwatch."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path
