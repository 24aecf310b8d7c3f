"""A few alerts with windows of every standing: invented filings, real rules, no scan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from squatwatch.assess.windows import windows_of
from squatwatch.model import Alert, Applicant, Assessment, Brand, Filing, Hit, Level

AS_OF = date(2026, 1, 12)
APPLICANT = "Nordlicht Handels GmbH"
BRAND = Brand("luckin", name_zh=("瑞幸咖啡",), name_latin=("LUCKIN COFFEE",))
HIT = Hit(
    "luckin", "LUCKIN COFFEE", "official-latin", 1.0, "LUCKIN COFFEE", "mark", "spelling", 0, 1
)


def filing(office: str, number: str, **facts: object) -> Filing:
    """A filing of the mark by an invented company."""
    known = Filing(
        office, number, mark_text=f"LUCKIN {APPLICANT}", applicants=(Applicant(APPLICANT, "DE"),)
    )
    return replace(known, **facts)  # type: ignore[arg-type]


def alert(of: Filing, level: Level = "high", brand: Brand = BRAND) -> Alert:
    """An alert of that filing, with its windows."""
    found = Assessment(
        brand=brand, filing=of, hit=HIT, evidence=(), score=0.9, level=level,
        windows=windows_of(of, AS_OF),
    )  # fmt: skip
    return Alert(f"{of.office}{of.application_number}", found, "run", AS_OF, AS_OF)


def before(days: int) -> date:
    """The day so many days before the as-of date."""
    return AS_OF - timedelta(days=days)


def alerts() -> Iterator[Alert]:
    """One alert for each way in which a window can stand."""
    yield alert(filing("EM", "019000001", publication_date=date(2025, 11, 3)), "urgent")
    yield alert(filing("US", "98000001", publication_date=before(20)))
    yield alert(filing("CO", "SD2026/0000001", publication_date=before(10)))
    yield alert(filing("BN", "BN-2026-7", publication_date=date(2025, 12, 1)), "medium")
    yield alert(
        filing("MM", "MM-9", publication_date=date(2025, 11, 12))
    )  # a Sunday, moved to the day itself
    yield alert(
        filing("WO", "1800001", publication_date=before(8), designations=("DE", "US", "MN"))
    )
    yield alert(filing("RU", "2025700001"))
    yield alert(filing("XX", "1"), "medium")
    yield alert(filing("KR", "40-1", publication_date=before(200)))  # over
    yield alert(filing("EM", "019000002", publication_date=before(5)), "cleared")
