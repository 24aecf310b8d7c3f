"""Two installations: a centre that holds alerts, and branches; every party is invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from squatwatch.exchange import alert_records, brand_records, decision_records
from squatwatch.exchange.lines import Line
from squatwatch.model import REMARKS, STATES, Decision
from squatwatch.report.plain import json_text
from squatwatch.store import Store

AT = datetime(2026, 1, 16, 8, tzinfo=UTC)

decisions = st.builds(
    Decision,
    alert_id=st.sampled_from(["a" * 16, "b" * 16]),
    at=st.integers(0, 3).map(lambda hours: AT + timedelta(hours=hours)),
    who=st.sampled_from(["desk", "branch", "second desk"]),
    action=st.sampled_from([*STATES, *REMARKS]),
    why=st.text(max_size=5).map(lambda text: text.encode(errors="ignore").decode()),
    until=st.none() | st.dates(),
    value=st.sampled_from(["", "20", "R-1"]),
)
"""Decisions as odd as trails of several installations may hold them."""

trails = st.lists(decisions, max_size=6)


@contextmanager
def holding(*trail: Decision) -> Iterator[Store]:
    """A store with decisions."""
    with Store.in_memory() as store:
        store.put_decisions(trail)
        yield store


def everything(store: Store) -> list[dict[str, Any]]:
    """All that a store exports, as records."""
    return [*brand_records(store), *alert_records(store), *decision_records(store)]


def written(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    """A file with these records."""
    path.write_text("".join(json_text(one) + "\n" for one in records), encoding="utf-8")
    return path


def line(record: dict[str, Any]) -> Line:
    """A record as a line of a file."""
    return Line("x.jsonl, line 1", record)
