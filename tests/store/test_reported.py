"""Filings that were handed in, in the store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from squatwatch.store import Store
from squatwatch.store.reported import ReportedFiling

FIRST = ReportedFiling("hongli", "EM", "1", date(2026, 1, 15), "desk", "a fair", "below", "low")


def test_each_is_kept_once_with_what_was_known_first() -> None:
    with Store.in_memory() as store:
        assert store.put_reported(FIRST)
        assert not store.put_reported(replace(FIRST, note="again", missed="found"))
        assert store.put_reported(replace(FIRST, brand_id="lanxing"))
        assert store.put_reported(replace(FIRST, office="US", reported_on=date(2026, 1, 14)))
        assert [(one.brand_id, one.office) for one in store.reported()] == [
            ("hongli", "US"), ("hongli", "EM"), ("lanxing", "EM"),
        ]  # fmt: skip
        assert store.reported()[1] == FIRST
