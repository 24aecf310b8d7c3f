"""The Containerfile, instruction by instruction; to build it would take an engine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.schedules.samples import SCHEDULES, SWEEP, text_of

ROOT = SCHEDULES.parents[1]
FILE = SCHEDULES / "container" / "Containerfile"


def instructions() -> Iterator[tuple[str, str]]:
    """The instructions in their order, continued lines joined."""
    lines = [line for line in text_of(FILE).splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    for line in filter(str.strip, joined.splitlines()):
        word, _, rest = line.partition(" ")
        yield word, rest


def of(word: str) -> list[str]:
    return [rest for found, rest in instructions() if found == word]


def test_only_instructions_that_there_are_and_a_base_by_its_plain_name() -> None:
    known = {"FROM", "COPY", "RUN", "ENV", "USER", "WORKDIR", "VOLUME", "ENTRYPOINT", "CMD"}
    assert {word for word, _ in instructions()} <= known
    assert {base.split()[0] for base in of("FROM")} == {"python:3.11-slim"}


def test_nobody_runs_as_root_and_the_work_is_a_volume() -> None:
    [user] = of("USER")
    assert all(int(part) > 0 for part in user.split(":"))
    assert of("VOLUME") == of("WORKDIR") == ["/data"]
    words = [word for word, _ in instructions()]
    assert words.index("USER") > max(at for at, word in enumerate(words) if word == "RUN")


def test_all_that_it_writes_lies_in_the_volume_so_that_the_root_may_be_read_only() -> None:
    variables = dict(re.findall(r"(\w+)=(\S+)", " ".join(of("ENV"))))
    assert variables["XDG_CACHE_HOME"].startswith("/data/")
    assert variables["PYTHONDONTWRITEBYTECODE"] == "1"
    told = text_of(FILE)
    assert "--read-only" in told
    assert "--cap-drop all" in told


def test_it_runs_the_sweep() -> None:
    [entry], [command] = of("ENTRYPOINT"), of("CMD")
    assert json.loads(entry) == ["squatwatch"]
    assert json.loads(command) == SWEEP


def test_what_is_copied_is_of_the_sources_alone() -> None:
    copied = [rest.split()[:-1] for rest in of("COPY") if not rest.startswith("--from")]
    names = [name for names in copied for name in names]
    assert all((ROOT / name).exists() for name in names)
    assert "." not in names, "a store or a watch list could come along"
    assert not [name for name in names if Path(name).is_absolute()]
