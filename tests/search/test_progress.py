"""Telling how far a search has come."""

from __future__ import annotations

from squatwatch import reference
from squatwatch.search.progress import untold


def test_nobody_is_told() -> None:
    assert untold("progress.search", 1, 2) is None  # type: ignore[func-returns-value]


def test_what_is_told_has_its_labels() -> None:
    labels = set(reference.table("labels").to_series())
    assert {"progress.compile", "progress.units", "progress.search"} <= labels
