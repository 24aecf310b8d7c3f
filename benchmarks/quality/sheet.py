"""The sheet that a judge fills in: what there is to know of each alert, and what was made of it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.quality.table import share
from squatwatch import Alert
from squatwatch.model import LEVELS
from squatwatch.spreadsheets import csv_bytes

Stratum = tuple[str, bool]
"""A level, and whether the record names an applicant."""

VERDICTS = ("yes", "no", "unsure")
ORDER = (*LEVELS, "cleared")


def stratum(alert: Alert) -> Stratum:
    """The level of an alert, and whether its record names an applicant."""
    return alert.assessment.level, any(n.strip() for n in _applicants(alert))


def by_stratum(key: Stratum) -> tuple[int, bool]:
    """The order of strata: by level, those with an applicant first."""
    level, named = key
    return ORDER.index(level), not named


def sheet(alerts: Sequence[Alert]) -> bytes:
    """The alerts as CSV, one a row, ``worth_a_look`` and ``why`` left empty."""
    rows = [{"number": str(number), **told(alert)} for number, alert in enumerate(alerts, 1)]
    return csv_bytes(list(rows[0]) if rows else ["number"], rows)


def told(alert: Alert) -> dict[str, str]:
    """The cells of an alert."""
    found = alert.assessment
    brand, filing, hit = found.brand, found.filing, found.hit
    level, named = stratum(alert)
    return {
        "worth_a_look": "",
        "why": "",
        "level": level,
        "applicant_named": "yes" if named else "no",
        "cleared_by": found.cleared_by or "",
        "score": f"{found.score:.4f}",
        "brand_id": brand.brand_id,
        "brand_names": _listed(brand.names),
        "owner": _listed(filter(None, (brand.owner_zh, brand.owner_en))),
        "affiliates": _listed(brand.affiliates),
        "brand_classes": _listed(map(str, brand.classes)),
        "brand_since": brand.since,
        "mark": filing.mark_text,
        "transliteration": _listed(filing.transliteration),
        "translation": _listed(filing.translation),
        "form": f"{hit.form} ({hit.form_kind})",
        "unit": f"{hit.unit} ({hit.unit_source})",
        "relation": f"{hit.relation}, {hit.edits} edits, similarity {hit.similarity:.2f}",
        "office": filing.office,
        "application_number": filing.application_number,
        "filing_date": _day(filing.filing_date),
        "status": filing.status,
        "classes": _listed(map(str, filing.classes)),
        "applicants": _listed(_applicants(alert)),
        "filer_group": found.filer_group,
        "evidence": "; ".join(f"{item.text_en} ({item.weight:+.2f})" for item in found.evidence),
    }


def shares(path: Path) -> Iterator[str]:
    """The share worth a look of each level, with and without an applicant named.

    Ends the program where a cell is none of the verdicts; an empty one is not judged yet.
    """
    counts = judged(path)
    for level in ORDER:
        for told_as, kinds in (("named", [True]), ("not named", [False]), ("all", [True, False])):
            of_kind = {
                verdict: sum(counts[level, named, verdict] for named in kinds)
                for verdict in VERDICTS
            }
            if judged_of_kind := sum(of_kind.values()):
                worth = share(of_kind["yes"], judged_of_kind)
                yield f"{level}, {told_as}: worth a look {worth}, unsure {of_kind['unsure']}"
    yield f"not judged: {sum(number for key, number in counts.items() if not key[2])}"


def judged(path: Path) -> Counter[tuple[str, bool, str]]:
    """How many alerts of each level, applicant named or not, have each verdict."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    counts: Counter[tuple[str, bool, str]] = Counter()
    for row in rows:
        verdict = row["worth_a_look"].strip().lower()
        if verdict and verdict not in VERDICTS:
            raise SystemExit(f"{path}, number {row['number']}: {verdict!r} is not {VERDICTS}")
        counts[row["level"], row["applicant_named"] == "yes", verdict] += 1
    return counts


def _applicants(alert: Alert) -> list[str]:
    return [one.name for one in alert.assessment.filing.applicants]


def _listed(items: Iterable[str]) -> str:
    return "; ".join(items)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
