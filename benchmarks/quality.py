"""How the documented cases and the hard negatives come out: the quality table.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.quality [--show]

Every labelled filing is put into one register, beside the real filings, and scanned against the
whole labelled watch list as a user would. The labelled data are read as their note says: the
clean mark text and applicant, the case id for a missing number, a partial date as its earliest
and latest day, classes only where a page states them.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from math import sqrt
from pathlib import Path
from typing import Any

import polars as pl

from squatwatch import Brand, Store, read_filings, read_watchlist, scan, watch
from squatwatch.model import application_key
from squatwatch.schemas import FILING_SCHEMA

Row = dict[str, Any]
AS_OF = date(2026, 1, 15)
STATED = ("stated", "from stated goods")


def main() -> None:
    """Print the table, and each missed case and raised negative with --show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="name what was missed or raised")
    shown = parser.parse_args().show
    folder = Path(os.environ["SQUATWATCH_REAL_DATA"])
    brands = read_watchlist(folder / "labelled" / "watchlist.csv").brands
    cases, negatives = read_labelled(folder / "labelled")
    levels = levels_of(brands, [*cases, *negatives], folder)
    bare = levels_of([without_latin(brand) for brand in brands], cases, folder)
    report("documented cases, near misses apart", cases, levels, not_near, shown=shown)
    report("near misses", cases, levels, is_near, shown=shown)
    report("strict set (adjudged or settled)", cases, levels, is_strict, shown=False)
    report("cases by characters alone (no Latin name)", cases, bare, not_near, shown=False)
    report("hard negatives", negatives, levels, lambda _row: True, shown=shown, negative=True)


def read_labelled(folder: Path) -> tuple[list[Row], list[Row]]:
    """The cases that can be measured, and the negatives; rows with ``id`` and ``filing``."""
    cases = [
        {**row, "id": row["case_id"], "filing": filing(row, row["case_id"], stated(row))}
        for row in read(folder / "cases.csv")
        if row["form_known"] == "yes" and row["label"] != "contested" and row["mark_text"]
    ]
    negatives = [
        {**row, "id": row["neg_id"], "filing": filing(row, row["neg_id"], row["nice_classes"])}
        for row in read(folder / "negatives.csv")
        if row["mark_text"]
    ]
    return cases, negatives


def read(path: Path) -> list[Row]:
    """The rows of a table, all cells strings."""
    return pl.read_csv(path, infer_schema=False).fill_null("").to_dicts()


def stated(row: Row) -> str:
    """The classes, where a page states them; assumed ones are no evidence."""
    return str(row["nice_classes"]) if row["classes_basis"] in STATED else ""


def filing(row: Row, number: str, classes: str) -> Row:
    """A labelled row as a filing; an application number is never taken for two filings' own."""
    known = row["filed_earliest"] == row["filed_latest"] and row["filed_earliest"]
    # For `predates` a partial date is its latest day: only then is the filing surely older.
    filed = row["filed_earliest"] if known else row["filed_latest"]
    return {
        "office": row["jurisdiction"],
        "application_number": number,
        "mark_text": row["mark_text"],
        "classes": [int(item) for item in classes.split(";") if item],
        "applicants": [{"name": row["applicant"], "country": None, "address": None}]
        if row["applicant"]
        else [],
        "filing_date": date.fromisoformat(filed) if filed else None,
        "status": "unknown",
    }


def without_latin(brand: Brand) -> Brand:
    """The brand as its characters alone tell it, where it has any."""
    return replace(brand, name_latin=(), other_names=()) if brand.name_zh else brand


def levels_of(
    brands: Sequence[Brand], rows: Sequence[Row], folder: Path
) -> dict[tuple[str, str], str]:
    """The level of each labelled row's brand and filing in a scan of the whole register."""
    with Store.in_memory() as store:
        watch(store, brands)
        for batch in read_filings(folder / "filings" / "filings_all.parquet"):
            store.put_filings(batch.filings)
        labelled = [row["filing"] for row in rows]
        store.put_filings(pl.DataFrame(labelled, schema=FILING_SCHEMA))
        result = scan(store, as_of=AS_OF, level="low")
    return {
        (
            alert.assessment.brand.brand_id,
            application_key(alert.assessment.filing.application_number),
        ): alert.assessment.level
        for alert in result.alerts
    }


def is_near(row: Row) -> bool:
    """Whether the case tests similarity of spelling."""
    return "near-miss-spelling" in str(row["what_kind"])


def not_near(row: Row) -> bool:
    """Whether the case is one of identity, pinyin, characters or translation."""
    return not is_near(row)


def is_strict(row: Row) -> bool:
    """Whether a decision or a settlement stands behind the case."""
    return row["label"] in ("adjudged", "settled")


def report(
    title: str,
    rows: Sequence[Row],
    levels: dict[tuple[str, str], str],
    chosen: Callable[[Row], bool],
    *,
    shown: bool,
    negative: bool = False,
) -> None:
    """One line of the table, and what to look at."""
    of_kind = [row for row in rows if chosen(row)]
    found = {row["id"]: levels.get((row["brand_id"], row["id"]), "no hit") for row in of_kind}
    medium = sum(level in ("medium", "high", "urgent") for level in found.values())
    high = sum(level in ("high", "urgent") for level in found.values())
    print(
        f"{title}: {len(found)} rows, at medium or above {share(medium, len(found))},"
        f" at high or above {share(high, len(found))}"
    )
    if not shown:
        return
    for row in of_kind:
        level = found[row["id"]]
        if (
            (level in ("high", "urgent"))
            if negative
            else (level not in ("medium", "high", "urgent"))
        ):
            kind = row.get("neg_kind") or row.get("what_kind")
            print(f"  {row['id']} {row['brand_id']}: {row['mark_text']} {level} ({kind})")


def share(count: int, of: int) -> str:
    """A share with its Wilson interval at 95 %."""
    if not of:
        return "-"
    p, z = count / of, 1.96
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{count}/{of} = {p:.2f} [{max(0.0, middle - half):.2f}, {min(1.0, middle + half):.2f}]"


if __name__ == "__main__":
    main()
