"""The pages on offices name every reader, and say truly which are experimental."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from squatwatch.offices import READERS

DOCS = Path(__file__).parents[2] / "docs"
EXPERIMENTAL = {"offices.md": "experimental", "offices.zh-CN.md": "试验性"}


@pytest.mark.parametrize("page", EXPERIMENTAL)
def test_every_reader_stands_in_the_table_with_its_state(page: str) -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|.*\| ([^|]*) \|$", _readers(page), re.MULTILINE)
    states = {name: state == EXPERIMENTAL[page] for name, state in rows}
    assert states == {reader.name: reader.experimental for reader in READERS}


def _readers(page: str) -> str:
    """The first table of a page."""
    return (DOCS / page).read_text("utf-8").split("\n## ")[1]
