"""Compile the demo data in ``data/`` from the labelled collection and the hand-kept additions.

Reads ``watchlist.csv``, ``cases.csv`` and ``negatives.csv`` of the labelled folder (the argument,
or ``labelled/`` in the folder that ``SQUATWATCH_REAL_DATA`` names) and ``data/additions/``, which
chooses the rows and says what the collection does not. Writes ``watchlist.csv``, ``cases.csv`` and
``cases_sources.csv``; the same input gives the same bytes. Run it after every change of either:

    python tools/make_demo_data.py [LABELLED] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from squatwatch.errors import DataError, Mistake, MistakesError
from squatwatch.model import MARK_KINDS, NICE_CLASSES, STATUSES

Row = dict[str, str]

DATA = Path(__file__).resolve().parent.parent / "data"

WATCHLIST_COLUMNS = (
    "brand_id", "name_zh", "name_latin", "other_names", "owner_zh", "owner_en", "affiliates",
    "partners", "classes", "since", "markets", "region", "contact", "vienna", "note",
)  # fmt: skip
"""The watch list form (docs/architecture.md, contract 4.1)."""

FILING_COLUMNS = (
    "office", "application_number", "registration_number", "ir_number", "mark_text", "mark_kind",
    "transliteration", "translation", "pseudo_marks", "description", "office_reading", "classes",
    "goods", "similar_groups", "applicants", "applicant_countries", "applicant_addresses",
    "representative", "filing_date", "priority_date", "publication_date", "registration_date",
    "expiry_date", "opposition_start", "opposition_end", "designations", "status", "status_raw",
    "vienna_codes", "image_url", "source_url",
)  # fmt: skip
"""The filings exchange form (contract 4.2)."""

SOURCE_COLUMNS = (
    "case_id", "brand_id", "office", "application_number", "number_is", "filed_earliest",
    "filed_latest", "kind", "label", "ground", "outcome", "evidence_tier", "classes_basis",
    "source", "source_url", "note_en", "note_zh",
)  # fmt: skip
"""What a reader needs to check a row of ``cases.csv``."""

KINDS = {"case", "contested", "independent", "own-filing", "affiliate", "namesake"}
LABELS = {"adjudged", "settled", "alleged", "contested", "own", "lawful"}
CLASSES_KNOWN = {"stated", "from stated goods", "known trade"}
"""Grounds on which classes are kept; classes assumed from the brand are no evidence."""

NOTHING = "-"
"""In an addition: leave the field empty, whatever the collection holds."""

FORBIDDEN = re.compile(r"squatter|https?://\S*\b(?:mr|mrs|ms)-", re.IGNORECASE)
"""A word we do not use, and addresses that spell out a person's name."""

REMARK = re.compile(r"\s*\((?:former|formerly|until|since)\b[^)]*\)")
"""A remark behind a company name, which would be taken for a part of the name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Compile the three files and say how many rows each has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("labelled", nargs="?", type=Path, help="folder of the labelled collection")
    parser.add_argument("--out", type=Path, default=DATA, help="folder to write to")
    options = parser.parse_args(arguments)
    try:
        counts = compile_demo_data(options.labelled or labelled_folder(), options.out)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    for name, rows in counts.items():
        print(f"{name}: {rows} rows", file=sys.stderr)
    return 0


def labelled_folder() -> Path:
    """The folder of the labelled collection, as the environment names it."""
    named = os.environ.get("SQUATWATCH_REAL_DATA")
    if not named:
        raise DataError("no folder is named", do="give it, or set SQUATWATCH_REAL_DATA")
    return Path(named) / "labelled"


def compile_demo_data(labelled: Path, out: Path) -> dict[str, int]:
    """Write the three files into ``out``; the rows of each by file name."""
    watch_list = {row["brand_id"]: row for row in read(labelled / "watchlist.csv")}
    collected = {row["case_id"]: row for row in read(labelled / "cases.csv")}
    collected |= {row["neg_id"]: row for row in read(labelled / "negatives.csv")}

    brands = [
        watched(lookup(watch_list, row["brand_id"], "watchlist.csv"), row)
        for row in read(DATA / "additions" / "watchlist.csv")
    ]
    pairs = [
        entry(lookup(collected, row["case_id"], "cases.csv"), row)
        for row in sorted(read(DATA / "additions" / "cases.csv"), key=lambda row: row["case_id"])
    ]
    filings = [filing for filing, _ in pairs]
    sources = [source for _, source in pairs]
    check(filings, sources, {row["brand_id"] for row in brands})

    out.mkdir(parents=True, exist_ok=True)
    write(out / "watchlist.csv", WATCHLIST_COLUMNS, brands)
    write(out / "cases.csv", FILING_COLUMNS, filings)
    write(out / "cases_sources.csv", SOURCE_COLUMNS, sources)
    return {
        "watchlist.csv": len(brands),
        "cases.csv": len(filings),
        "cases_sources.csv": len(pairs),
    }


def read(path: Path) -> list[Row]:
    """The rows of a CSV file; an absent field is empty."""
    if not path.is_file():
        raise DataError("the file is missing", where=str(path), do="name the right folder")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {name: (value or "").strip() for name, value in row.items() if name is not None}
            for row in csv.DictReader(file)
        ]


def write(path: Path, columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Write the rows as UTF-8 CSV with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def lookup(rows: dict[str, Row], key: str, file: str) -> Row:
    """The row of that key."""
    if key not in rows:
        raise DataError(
            f"{key} is not in the labelled collection",
            where=f"data/additions/{file}",
            do="take the row out, or name the right folder",
        )
    return rows[key]


def listed(text: str) -> list[str]:
    """The parts of a list."""
    return [part for part in (part.strip() for part in text.split(";")) if part]


def joined(parts: Iterable[str]) -> str:
    """The parts as a list, each once."""
    return ";".join(dict.fromkeys(parts))


def watched(row: Row, added: Row) -> Row:
    """A row of the watch list: the collection's, with the additions laid over it.

    Affiliates add up; every other addition replaces. An affiliate that is called just like the
    brand goes out: a company that bears the brand's name is not thereby the owner's.
    """
    merged = {name: added.get(name) or row.get(name, "") for name in WATCHLIST_COLUMNS}
    names = {part.casefold() for part in listed(merged["name_latin"])}
    affiliates = [
        REMARK.sub("", part) for part in listed(row["affiliates"]) + listed(added["affiliates"])
    ]
    merged["affiliates"] = joined(part for part in affiliates if part.casefold() not in names)
    for name in ("name_zh", "name_latin", "other_names", "partners", "classes", "markets"):
        merged[name] = joined(listed(merged[name]))
    return merged


def entry(row: Row, added: Row) -> tuple[Row, Row]:
    """A filing of the case library, and what is known about it."""

    def known(name: str, collected: str = "") -> str:
        value = added.get(name) or row.get(collected or name, "")
        return "" if value == NOTHING else value

    case_id = added["case_id"]
    number = known("application_number")
    earliest, latest = row["filed_earliest"], row["filed_latest"]
    filing_date = added["filing_date"]
    if filing_date:
        earliest = latest = filing_date
    elif earliest and earliest == latest:
        filing_date = earliest
    elif row.get("in_use_since") and not row["filing_year"]:
        earliest = latest = ""  # years of use, not of filing
    basis = known("classes_basis") or "none"
    device = "device" in listed(row.get("what_kind", ""))

    filing = {
        "office": row["jurisdiction"],
        "application_number": number or case_id,
        "mark_text": row["mark_text"],
        "mark_kind": known("mark_kind") or ("combined" if device else ""),
        "classes": known("classes", "nice_classes") if basis in CLASSES_KNOWN else "",
        "applicants": known("applicant"),
        "filing_date": filing_date,
        "status": added["status"],
        "source_url": web_address(known("source_url", "source" if "neg_id" in row else "")),
    }
    for name in (
        "registration_number", "ir_number", "transliteration", "goods", "priority_date",
        "publication_date", "registration_date",
    ):  # fmt: skip
        filing[name] = added[name]
    source = {
        "case_id": case_id,
        "brand_id": row["brand_id"],
        "office": filing["office"],
        "application_number": filing["application_number"],
        "number_is": "office" if number else "case id",
        "filed_earliest": earliest,
        "filed_latest": latest,
        "classes_basis": basis,
        "source_url": filing["source_url"],
    }
    for name in ("label", "evidence_tier"):
        source[name] = known(name)
    for name in ("kind", "ground", "outcome", "source", "note_en", "note_zh"):
        source[name] = added[name]
    if row.get("form_known") == "no":
        raise DataError(f"{case_id}: what was filed is not known", do="take the addition out")
    return filing, source


def web_address(text: str) -> str:
    """The text, if it is a web address."""
    return text if text.startswith(("http://", "https://")) else ""


def check(filings: Sequence[Row], sources: Sequence[Row], brands: set[str]) -> None:
    """Raise with every mistake of the compiled rows."""
    mistakes = []
    keys: set[tuple[str, str]] = set()
    for line, (filing, source) in enumerate(zip(filings, sources, strict=True), start=2):
        key = filing["office"], filing["application_number"]
        for column, message in faults(filing, source, brands):
            mistakes.append(Mistake(line, column, f"{source['case_id']}: {message}"))
        if key in keys:
            mistakes.append(Mistake(line, "application_number", f"{key} stands twice"))
        keys.add(key)
    if mistakes:
        raise MistakesError("cases.csv", mistakes)


def faults(filing: Row, source: Row, brands: set[str]) -> Iterable[tuple[str, str]]:
    """The columns of a row that are wrong, and why."""
    for name in ("office", "mark_text"):
        if not filing[name]:
            yield name, "is empty"
    for name, allowed, row in (
        ("status", set(STATUSES), filing),
        ("mark_kind", {"", *MARK_KINDS}, filing),
        ("kind", KINDS, source),
        ("label", LABELS, source),
        ("evidence_tier", {"A", "B", "C"}, source),
        ("brand_id", brands, source),
    ):
        if row[name] not in allowed:
            yield name, f"{row[name]!r} is not allowed"
    classes = listed(filing["classes"])
    if not {*classes} <= {str(number) for number in NICE_CLASSES}:
        yield "classes", f"{filing['classes']!r} are no Nice classes"
    for goods in filter(None, filing["goods"].split("|")):
        if goods.partition(":")[0] not in classes:
            yield "goods", f"{goods!r} is of no class of the filing"
    for name in ("filing_date", "priority_date", "publication_date", "registration_date"):
        if filing[name] and not is_date(filing[name]):
            yield name, f"{filing[name]!r} is no ISO date"
    for name, value in (*filing.items(), *source.items()):
        if FORBIDDEN.search(value):
            yield name, "uses a word or an address that we do not use"
    for name in ("outcome", "source", "ground", "note_en", "note_zh"):
        if not source[name]:
            yield name, "is empty"


def is_date(text: str) -> bool:
    """Whether the text is an ISO date."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


if __name__ == "__main__":
    raise SystemExit(main())
