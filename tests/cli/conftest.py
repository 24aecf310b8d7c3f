"""Runs of the command line, in this process and in one of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from squatwatch.brands import write_brands
from squatwatch.cli import main
from squatwatch.offices import write_exchange
from squatwatch.scan import watch
from squatwatch.store import Store
from tests.report.samples import BRANDS, FILINGS
from tests.store.samples import batch

ROOT = Path(__file__).resolve().parents[2]
AS_OF = ("--as-of", "2026-01-15")


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code, its findings, its messages."""

    code: object
    raw: bytes
    err: str

    @property
    def out(self) -> str:
        """The findings as text."""
        return self.raw.decode("utf-8-sig")


class Run(Protocol):
    """Runs a command in the current folder."""

    def __call__(self, *arguments: str | Path) -> Ended:
        """The command with these arguments."""


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, and no settings from outside."""
    for name in [name for name in os.environ if name.startswith("SQUATWATCH_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command in this process, from the very entry point of the program."""

    def call(*arguments: str | Path) -> Ended:
        monkeypatch.setattr(sys, "argv", ["squatwatch", *map(str, arguments)])
        capsysbinary.readouterr()
        code: object = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
        captured = capsysbinary.readouterr()
        return Ended(code, captured.out, captured.err.decode())

    return call


def started(*arguments: str | Path, **environment: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


def ended(*arguments: str | Path, **environment: str) -> Ended:
    """A run in a process of its own, to its end."""
    with started(*arguments, **environment) as process:
        out, err = process.communicate(timeout=60)
    return Ended(process.returncode, out, err.decode())


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a watch list, a file of filings, and a store that holds both."""
    folder = tmp_path_factory.mktemp("samples")
    write_brands(folder / "brands.csv", BRANDS)
    write_exchange(folder / "filings.csv", [batch(*FILINGS)])
    with Store.create(folder / "squatwatch.duckdb") as store:
        watch(store, BRANDS)
        store.put_filings(batch(*FILINGS))
    return folder


@pytest.fixture
def files(samples: Path) -> None:
    """The watch list and the filings, in the current folder."""
    for name in ("brands.csv", "filings.csv"):
        shutil.copy(samples / name, name)


@pytest.fixture
def store(samples: Path) -> None:
    """The store, in the current folder."""
    shutil.copy(samples / "squatwatch.duckdb", "squatwatch.duckdb")


@pytest.fixture
def opened(store: None) -> Iterator[Path]:
    """The path of the store that is in the current folder."""
    yield Path("squatwatch.duckdb")
