"""The workflows: valid by the schemas of their services, and their scripts run for real."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.schedules.samples import PROGRAM, SCHEDULES, stand_in, text_of

CI = SCHEDULES / "ci"
GITHUB = ("github-self-hosted.yml", "github-hosted.yml")
WRITES = (
    'for word in "$@"; do case $last in --output) echo told > "$word";; esac; last=$word; done;'
    " echo 'EXAMPLE MARK of a person'; exit {}"
)
"""A sweep that writes what it is told to, shows a finding, and ends with a code."""


def read(name: str) -> dict[Any, Any]:
    loaded: dict[Any, Any] = YAML(typ="safe").load(text_of(CI / name))
    return loaded


def steps(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(name)["jobs"]["sweep"]["steps"]
    return found


@pytest.mark.parametrize(
    ("name", "schema", "more"),
    [
        *((name, "vendor.github-workflows", ()) for name in GITHUB),
        ("gitlab-ci.yml", "vendor.gitlab-ci", ("--data-transform", "gitlab-ci")),
    ],
)
def test_it_is_valid_by_the_schema_of_its_service(
    name: str, schema: str, more: tuple[str, ...]
) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    done = subprocess.run(  # noqa: S603 - a program of ours
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *more, CI / name],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", GITHUB)
def test_one_run_at_a_time_with_few_rights_and_pinned_actions(name: str) -> None:
    workflow = read(name)
    assert workflow["permissions"] == {"contents": "read", "security-events": "write"}
    assert workflow["concurrency"]["cancel-in-progress"] is False
    used = [step["uses"] for step in steps(name) if "uses" in step]
    assert used
    for action in used:
        version = action.partition("@v")[2]
        assert version.count(".") == 2, f"{action} is pinned to no exact version"


def test_the_first_stays_at_home_and_the_second_warns() -> None:
    assert read(GITHUB[0])["jobs"]["sweep"]["runs-on"][0] == "self-hosted"
    assert "WARNING" not in text_of(CI / GITHUB[0])
    assert "WARNING" in text_of(CI / GITHUB[1])
    assert "PRIVATE" in text_of(CI / GITHUB[1])


@pytest.mark.parametrize("name", GITHUB)
@pytest.mark.parametrize(("code", "ends"), [(0, 0), (1, 0), (2, 1), (137, 1)])
def test_the_step_tells_found_from_failed(tmp_path: Path, name: str, code: int, ends: int) -> None:
    work = tmp_path / "work"
    work.mkdir()
    program = stand_in(tmp_path, f'[ "$1" = sweep ] || exit 0\n{WRITES.format(code)}')
    [script] = [step["run"] for step in steps(name) if step.get("id") == "sweep"]
    environment = {
        "PATH": f"{tmp_path}:/usr/bin:/bin",
        "OUT": str(tmp_path / "temp"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
    }
    done = subprocess.run(  # noqa: S603 - the script under test
        ["/bin/sh", "-e", "-c", script.replace(PROGRAM, str(program))],
        cwd=work, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == ends, done.stderr
    assert (tmp_path / "output").read_text() == f"code={code}\nsarif=yes\n"
    assert (tmp_path / "summary").read_text() == "told\n"
    assert ("::notice::" in done.stdout) == (code == 1)
    assert "EXAMPLE" not in done.stdout + done.stderr


@pytest.mark.parametrize("code", [0, 1, 2])
def test_the_job_of_gitlab_passes_the_code_on(tmp_path: Path, code: int) -> None:
    program = stand_in(tmp_path, WRITES.format(code))
    job = read("gitlab-ci.yml")["sweep"]
    script = "\n".join(job["script"])
    script = script.replace(PROGRAM, str(program)).replace("/var/lib/squatwatch", str(tmp_path))
    done = subprocess.run(  # noqa: S603 - the script under test
        ["/bin/bash", "-e", "-o", "pipefail", "-c", script],
        env={"CI_PROJECT_DIR": str(tmp_path / "project"), "PATH": "/usr/bin:/bin"},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == code
    assert "EXAMPLE" not in done.stdout + done.stderr
    report = job["artifacts"]["reports"]["junit"]
    assert (tmp_path / "project" / report).read_text() == "told\n"


def test_gitlab_runs_one_at_a_time_at_home_and_takes_1_for_a_finding() -> None:
    job = read("gitlab-ci.yml")["sweep"]
    assert job["resource_group"]
    assert job["tags"] == ["squatwatch"]
    assert job["interruptible"] is False
    assert job["allow_failure"] == {"exit_codes": 1}
    assert job["artifacts"]["when"] == "always"
    assert json.dumps(job["rules"]).count("==") == len(job["rules"])
