"""A store that remembers, for the tests of alerts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from squatwatch.store import Store
from tests.kept_samples import kept_store


@pytest.fixture(scope="session")
def kept_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample with its alerts kept, to be copied."""
    folder = tmp_path_factory.mktemp("kept")
    kept_store(folder).close()
    return folder / "squatwatch.duckdb"


@pytest.fixture
def path(kept_file: Path, tmp_path: Path) -> Path:
    """A copy of it that belongs to the test."""
    return Path(shutil.copy(kept_file, tmp_path / kept_file.name))


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """That copy, open."""
    with Store.open(path) as opened:
        yield opened
