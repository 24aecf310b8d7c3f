"""A screening of two offices in which everything is met that can be; all invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from squatwatch.alerts.run import OfficeCoverage
from squatwatch.alerts.screening import Screening, pages_of, register_of_office
from squatwatch.brands.exhibitors import Exhibitor
from squatwatch.model import Alert, Applicant, Brand, Response, Window
from tests.alerts.exposure_samples import AS_OF, OWNER, alert, filing

HONGLI = Brand("fair-1", ("红力",), ("HONGLI",), owner_en="Hongli Ltd", classes=(9, 25))
RAINBOW = Brand("fair-2", name_latin=("RAINBOW",), owner_en="Hongli Ltd")
LANHAI = Brand("fair-3", ("蓝海",), ("LANHAI",), owner_zh="蓝海有限公司", classes=(7,))
QINGTIAN = Brand("fair-4", name_latin=("QINGTIAN",), owner_en="Qingtian Ltd", classes=(12,))
FAIR = (
    Exhibitor("Qingtian Ltd", (QINGTIAN,)),
    Exhibitor("蓝海有限公司", (replace(LANHAI, contact="hall 4"),)),
    Exhibitor("Hongli Red Power Co., Ltd.", (replace(HONGLI, contact="desk@example.org"), RAINBOW)),
)
HELD = (
    OfficeCoverage("DE", 12_000, date(2026, 1, 9)),
    OfficeCoverage("EM", 300, date(2020, 1, 1)),
)
WINDOW = Window(
    "DE", date(2025, 12, 5), date(2026, 3, 5), date(2026, 3, 5), 49, "DE national: 3 months",
    "a source", "2026-01", "high",
)  # fmt: skip


def way(office: str, standing: str, option: str = "opposition") -> Response:
    """A way to respond, as a sentence of the tables would say it."""
    return Response(
        office, option, standing, f"{option}: possible {standing}", f"{option}：可行",  # type: ignore[arg-type]
        ground="§ 9", source="a source", as_of="2026-01", confidence="high",
    )  # fmt: skip


def with_ways(found: Alert) -> Alert:
    """The alert with a window, and ways to respond at two offices."""
    ways = (way("DE", "later", "non-use"), way("DE", "now"), way("DE", "over"), way("US", "now"))
    told = replace(found.assessment, windows=(WINDOW,), responses=ways)
    return replace(found, assessment=told)


ALERTS = (
    alert(filing("30 1", "DE", (9,)), HONGLI, level="medium"),
    with_ways(alert(filing("30 2", "DE", (9, 11), filing_date=date(2025, 10, 1)), HONGLI)),
    alert(filing("30 2", "DE", (9, 11)), RAINBOW, level="medium"),
    alert(filing("018 1", "EM", (35,)), HONGLI, level="high"),
    alert(filing("W 1", "WO", (9,), designations=("US",)), HONGLI, level="urgent"),
    alert(filing("30 3", "DE", (9,), status="cancelled"), HONGLI, cleared_by="ended"),
    alert(filing("30 4", "DE", (9,), expiry_date=date(2019, 1, 1)), HONGLI),
    alert(filing("30 5", "DE", (9,), OWNER, status="registered"), HONGLI, cleared_by="owner"),
    alert(
        filing("018 2", "EM", (7,), (Applicant(""),), source_url="https://example.org/2"), LANHAI
    ),
)


@cache
def screening() -> Screening:
    """The pages at an office with data, and at one without."""
    registers = tuple(register_of_office(office, HELD) for office in ("DE", "KR"))
    return Screening(AS_OF, "medium", registers, pages_of(FAIR, registers, ALERTS, AS_OF))
