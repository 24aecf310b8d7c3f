"""The public Python API: what stands in ``squatwatch`` and nothing else."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import squatwatch
from squatwatch import Store, alert_record, read_filings, read_watchlist, scan, watch

DATA = Path(__file__).resolve().parents[1] / "data"


def test_every_public_name_is_there_and_documented() -> None:
    assert sorted(squatwatch.__all__) == squatwatch.__all__
    for name in squatwatch.__all__:
        assert getattr(squatwatch, name).__doc__, name


def test_what_types_are_checked_against_is_what_is_imported() -> None:
    tree = ast.parse(Path(squatwatch.__file__).read_text(encoding="utf-8"))
    checked = {
        alias.name: f"{node.module}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and f"{node.module}".startswith("squatwatch")
        for alias in node.names
    }
    assert sorted(checked) == squatwatch.__all__
    for name, module in checked.items():
        assert getattr(squatwatch, name) is getattr(sys.modules[module], name)


def test_no_other_name_is_there() -> None:
    assert set(squatwatch.__all__) <= set(dir(squatwatch))
    with pytest.raises(AttributeError, match="module 'squatwatch' has no attribute 'scam'"):
        squatwatch.scam  # type: ignore[attr-defined]  # noqa: B018


def in_a_new_process(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


@pytest.mark.parametrize("before", ["", "import squatwatch.scan", "import squatwatch.cli.scan"])
def test_scan_is_the_function_whatever_was_imported_before(before: str) -> None:
    code = f"{before}\nfrom squatwatch import scan; print(type(scan).__name__, scan.__module__)"
    assert in_a_new_process(code) == "function squatwatch.scan\n"


def test_scan_stays_the_function_when_its_module_is_imported() -> None:
    import squatwatch.scan

    assert isinstance(squatwatch.scan, FunctionType)
    assert isinstance(sys.modules["squatwatch.scan"], ModuleType)


def test_the_command_forms_waits_for_no_database_and_no_reader_of_files() -> None:
    code = "import sys, squatwatch.cli.app, squatwatch.cli.forms; print(*sys.modules)"
    loaded = set(in_a_new_process(code).split())
    assert "squatwatch.forms.generator" in loaded
    assert not loaded & {"duckdb", "jinja2", "lxml", "numpy", "pyarrow", "ToJyutping"}


def test_two_files_in_and_alerts_out() -> None:
    with Store.in_memory() as store:
        watch(store, read_watchlist(DATA / "watchlist.csv").brands)
        for batch in read_filings(DATA / "cases.csv"):
            store.put_filings(batch.filings)
        result = scan(store, as_of=date(2026, 1, 15), level="high")
    records = [alert_record(alert) for alert in result.alerts]
    assert {record["level"] for record in records} <= {"urgent", "high", "cleared"}
    assert ("qiaqia", "C004") in {(one["brand_id"], one["application_number"]) for one in records}
    assert json.loads(json.dumps(records)) == records
    assert result.coverage.filings == 111
