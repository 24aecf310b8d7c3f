"""Filings at every stage, made short."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from squatwatch.assess.responses import responses_of
from squatwatch.assess.windows import windows_of
from squatwatch.model import Brand, Filing, Response, ResponseOption, Right

AS_OF = date(2026, 6, 1)
BRAND = Brand("luckin", name_zh=("瑞幸咖啡",), name_latin=("LUCKIN",), vienna=("3.4.7",))

STAGES: dict[str, Filing] = {
    "filed": Filing("XX", "1", status="filed", filing_date=date(2026, 5, 1)),
    "published": Filing(
        "XX", "1", status="published", filing_date=date(2026, 2, 1),
        publication_date=date(2026, 5, 30),
    ),
    "open": Filing(
        "XX", "1", status="published", filing_date=date(2026, 2, 1),
        opposition_start=date(2026, 4, 1), opposition_end=date(2026, 7, 1),
    ),
    "closed": Filing(
        "XX", "1", status="published", filing_date=date(2024, 1, 1),
        publication_date=date(2024, 3, 1),
        opposition_start=date(2024, 3, 1), opposition_end=date(2024, 9, 2),
    ),
    "registered": Filing(
        "XX", "1", status="registered", filing_date=date(2024, 1, 1),
        publication_date=date(2024, 3, 1), registration_date=date(2024, 10, 1),
        opposition_start=date(2024, 3, 1), opposition_end=date(2024, 9, 2),
    ),
    "old": Filing(
        "XX", "1", status="registered", filing_date=date(2010, 1, 1),
        publication_date=date(2010, 3, 1), registration_date=date(2010, 10, 1),
    ),
    "ended": Filing("XX", "1", status="refused", filing_date=date(2024, 1, 1)),
}  # fmt: skip


def at(office: str, stage: str, **facts: object) -> Filing:
    """A filing at an office at a stage."""
    return replace(STAGES[stage], office=office, mark_text="LUCKIN", **facts)  # type: ignore[arg-type]


def respond(
    filing: Filing,
    rights: Sequence[Right] = (),
    codes: Collection[str] = (),
    as_of: date = AS_OF,
    brand: Brand = BRAND,
) -> tuple[Response, ...]:
    """The ways to respond to a filing on a day."""
    return responses_of(filing, brand, rights, windows_of(filing, as_of), as_of, codes=codes)


def by_option(found: Sequence[Response]) -> dict[ResponseOption, Response]:
    """The first way of each kind."""
    ways: dict[ResponseOption, Response] = {}
    for response in found:
        ways.setdefault(response.option, response)
    return ways
