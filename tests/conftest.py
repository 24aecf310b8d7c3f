"""What every test may ask for."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

WriteFile = Callable[[str, str | bytes], Path]


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real filings and office files; skips the test when none is named."""
    named = os.environ.get("SQUATWATCH_REAL_DATA", "")
    if not named:
        pytest.skip("SQUATWATCH_REAL_DATA names no folder of real data")
    folder = Path(named)
    if not folder.is_dir():
        pytest.skip(f"SQUATWATCH_REAL_DATA names {named}, which is no folder")
    return folder


@pytest.fixture
def write_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WriteFile:
    """Writes a file into an empty current folder, so that messages show its bare name."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, content: str | bytes) -> Path:
        Path(name).write_bytes(content.encode() if isinstance(content, str) else content)
        return Path(name)

    return write
