"""What the schedules run is what the program takes, and one command for all of them."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.schedules.samples import SCHEDULES, SWEEP, all_files, commands, text_of
from tests.test_docs import COMMANDS, options

ADDRESS = re.compile(r"https?://")
RUNS_A_SWEEP = (
    "systemd/squatwatch-sweep.service", "systemd/secrets.conf", "cron/squatwatch.cron",
    "ci/github-self-hosted.yml", "ci/github-hosted.yml", "ci/gitlab-ci.yml",
)  # fmt: skip


@pytest.mark.parametrize("path", all_files(), ids=lambda path: str(path.relative_to(SCHEDULES)))
def test_every_command_and_option_is_one_of_the_program(path: Path) -> None:
    for words in commands(path):
        name = next(" ".join(words[:n]) for n in (2, 1) if " ".join(words[:n]) in COMMANDS)
        given = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert given <= options(COMMANDS[name]), words


@pytest.mark.parametrize("name", RUNS_A_SWEEP)
def test_all_run_the_same_sweep(name: str) -> None:
    found = [words for words in commands(SCHEDULES / name) if words[0] == "sweep"]
    assert found
    for words in found:
        assert words[: len(SWEEP)] == SWEEP
        rest = words[len(SWEEP) :]
        assert all(word == "--output" for word in rest[::2]), rest


@pytest.mark.parametrize("path", all_files(), ids=lambda path: str(path.relative_to(SCHEDULES)))
def test_no_file_has_an_address_or_a_secret_in_it(path: Path) -> None:
    assert not ADDRESS.search(text_of(path))
    for line in text_of(path).splitlines():
        for found in re.finditer(r"(PASSWORD|SECRET|WEBHOOK_URL|PING_URL)\s*[:=]\s*(\S+)", line):
            assert found[2].startswith(("${{", "/etc/credstore")), line


def test_what_is_sent_away_names_nobody() -> None:
    """Reports with applicants are written on the machine alone: of formats only nameless ones."""
    for name in RUNS_A_SWEEP:
        for words in commands(SCHEDULES / name):
            outputs = [after for word, after in pairwise(words) if word == "--output"]
            assert all(one.endswith((".sarif", ".md", ".junit.xml")) for one in outputs)
