"""Brands, rights, filings and what a store holds, for the tests of exposure; all invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from squatwatch.alerts import alert_id
from squatwatch.alerts.exposure import Cell, Exposure
from squatwatch.alerts.run import Coverage, OfficeCoverage, RunResult
from squatwatch.model import (
    Alert,
    Applicant,
    Assessment,
    Brand,
    ClearedBy,
    Filing,
    Hit,
    Level,
    Right,
    Status,
)

AS_OF = date(2026, 1, 15)
STRANGER = (Applicant("Nordlicht Handels GmbH"),)
OWNER = (Applicant("Hongli Red Power Co., Ltd."),)

HONGLI = Brand(
    "hongli",
    name_zh=("红力",),
    name_latin=("HONGLI",),
    owner_en="Hongli Red Power Co., Ltd.",
    classes=(9, 25),
    markets=("EM", "TH", "NL"),
)
"""A brand with classes, and with markets that are shared, not looked at, without a register."""

LANHAI = Brand("lanhai", name_zh=("蓝海",), name_latin=("LANHAI",))
"""A brand of which the watch list says nothing but its names."""


def filing(
    number: str,
    office: str = "EM",
    classes: tuple[int, ...] = (),
    applicants: tuple[Applicant, ...] = STRANGER,
    status: Status = "published",
    **values: object,
) -> Filing:
    """A filing of the mark HONGLI by a stranger, where nothing else is said."""
    given = {"mark_text": "HONGLI", "classes": classes, "status": status, **values}
    return Filing(office, number, applicants=applicants, **given)  # type: ignore[arg-type]


def alert(
    record: Filing,
    brand: Brand = HONGLI,
    level: Level = "high",
    cleared_by: ClearedBy | None = None,
    **hit: object,
) -> Alert:
    """An alert on a filing whose mark is a name of the brand."""
    found = Hit(
        brand.brand_id, brand.names[-1], "official-latin", 1.0, "hongli", "mark", "spelling", 0, 1.0
    )
    assessment = Assessment(
        brand=brand,
        filing=record,
        hit=replace(found, **hit),  # type: ignore[arg-type]
        evidence=(),
        score=0.9,
        level="cleared" if cleared_by else level,
        cleared_by=cleared_by,
    )
    number = alert_id(brand.brand_id, record.office, record.application_number)
    return Alert(number, assessment, "0123456789abcdef", AS_OF, AS_OF)


def own(record: Filing, brand: Brand = HONGLI) -> Alert:
    """A filing that was cleared as the owner's."""
    return alert(record, brand, cleared_by="owner")


def right(
    office: str, number: str = "1", classes: tuple[int, ...] = (), status: Status = "registered"
) -> Right:
    """A right of the first brand's owner."""
    return Right("hongli", office, number, classes=classes, status=status)


def coverage(offices: Mapping[str, date | None]) -> Coverage:
    """What a store holds: ten filings of each office, the freshest of that day."""
    held = tuple(OfficeCoverage(office, 10, day) for office, day in sorted(offices.items()))
    return Coverage(2, 20, held, ())


def result(*alerts: Alert, **offices: date | None) -> RunResult:
    """A scan with these alerts."""
    return RunResult("0123456789abcdef", AS_OF, alerts, (), coverage(offices))


def cell(found: Exposure, office: str, nice_class: int | None) -> Cell:
    """The one cell of an office and class."""
    [only] = [
        cell for cell in found.cells if (cell.office, cell.nice_class) == (office, nice_class)
    ]
    return only
