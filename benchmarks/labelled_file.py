"""The labelled filings of the real data as the file that ``squatwatch evaluate`` reads.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.labelled_file labelled.csv

Cases whose form is known and that are not contested; those that were decided or settled are held
out, so that what is measured on them was not fitted on them.
"""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.quality.labelled import Labelled, cases, negatives

COLUMNS = (
    "brand_id", "label", "held_out", "office", "application_number", "mark_text", "classes",
    "applicants", "filing_date", "status",
)  # fmt: skip


def main() -> None:
    """Write the file that is named."""
    Path(sys.argv[1]).write_text(labelled_file(Path(os.environ["SQUATWATCH_REAL_DATA"])), "utf-8")


def labelled_file(folder: Path) -> str:
    """The labelled filings as CSV, cases before the others."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows([*cases(folder), *negatives(folder)]))
    return text.getvalue()


def rows(labelled: Iterable[Labelled]) -> Iterator[dict[str, str]]:
    """A row of the file for each labelled filing."""
    for one in labelled:
        filing = one.filing
        yield {
            "brand_id": one.brand_id,
            "label": label(one),
            "held_out": "yes" if one.is_strict else "no",
            "office": filing["office"],
            "application_number": one.row_id,
            "mark_text": filing["mark_text"],
            "classes": ";".join(str(number) for number in filing["classes"]),
            "applicants": "|".join(person["name"] for person in filing["applicants"]),
            "filing_date": str(filing["filing_date"] or ""),
            "status": filing["status"],
        }


def label(one: Labelled) -> str:
    """What the filing is to the brand; only cases have a label of their own."""
    if one.label:
        return "near-miss" if one.is_near else "case"
    return "own" if one.is_own else "negative"


if __name__ == "__main__":
    main()
