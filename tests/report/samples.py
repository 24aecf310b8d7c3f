"""One small scan, the same every time: real brands, invented companies and numbers.

The forms are given and not generated, so that what the outputs look like does not hang on the
rules of forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from squatwatch.alerts.group_warning import group_warnings
from squatwatch.alerts.run import Lapsed, Reminder, RunResult
from squatwatch.forms import rules_version
from squatwatch.model import Alert, Brand, Counts, SourceFile
from squatwatch.scan import scan
from squatwatch.schemas import FORM_SCHEMA
from squatwatch.store import Store
from tests.store.samples import batch, row

AS_OF = date(2026, 1, 15)
RUN = "0123456789abcdef"
"""Put in place of the run's own: that one changes with every rule of forms."""

BRANDS = (
    Brand(
        "luckin",
        name_zh=("瑞幸咖啡",),
        name_latin=("LUCKIN COFFEE",),
        owner_zh="鹭江第一饮品有限公司",
        owner_en="Lujiang First Beverage Co., Ltd.",
        affiliates=("Southern Harbour Roasters Pte. Ltd.",),
        classes=(30, 43),
        since="2017",
        markets=("EM", "TH", "VN"),
    ),
    Brand(
        "gree",
        name_zh=("格力电器",),
        name_latin=("GREE ELECTRIC",),
        owner_en="Pearl Delta Cooling Co., Ltd.",
        classes=(11,),
        since="1991",
    ),
)
FORMS = pl.DataFrame(
    [
        ("luckin", "LUCKIN COFFEE", "LUCKIN COFFEE", "official-latin", 1.0, "latin"),
        ("luckin", "瑞幸咖啡", "瑞幸咖啡", "hanzi", 1.0, "han"),
        ("luckin", "瑞幸咖啡", "RUI XING KA FEI", "pinyin", 0.9, "latin"),
        ("gree", "GREE ELECTRIC", "GREE ELECTRIC", "official-latin", 1.0, "latin"),
        ("gree", "格力电器", "格力电器", "hanzi", 1.0, "han"),
    ],
    schema=["brand_id", "name", "form", "kind", "weight", "script"],
    orient="row",
).select("brand_id", "name", "form", "kind", "weight", "script", source=pl.lit("test",),
         part=pl.lit("whole")).cast(FORM_SCHEMA)  # fmt: skip


def by(*names: str) -> list[dict[str, str]]:
    """Applicants of these names."""
    return [{"name": name, "country": "DE", "address": "Hafenstrasse 1"} for name in names]


FILINGS: tuple[Mapping[str, Any], ...] = (
    row(
        "019 000 001",
        "LUCKIN COFFEE 瑞幸咖啡",
        classes=[30, 43],
        goods=[{"nice_class": 30, "text": "coffee"}],
        applicants=by("Nordlicht Handels GmbH", "Brygga Kaffe AB"),
        filing_date=date(2025, 9, 30),
        publication_date=date(2025, 11, 3),
        status="published",
        source_url="https://example.org/mark?id=1&lang=en",
    ),
    row(
        "30 2025 1",
        "GREE ELECTRIC",
        office="DE",
        registration_number="302025000001",
        classes=[7, 11],
        applicants=by("NORDLICHT HANDELS GMBH"),
        filing_date=date(2025, 2, 1),
        registration_date=date(2025, 12, 1),
        status="registered",
    ),
    row("2025-77", "Rui Xing Ka Fei", office="BN", publication_date=date(2025, 12, 1)),
    row("KR-5", "瑞幸咖啡屋", office="KR", classes=[43], applicants=by("Hangang Foods Inc.")),
    row(
        "US-9",
        "LUKKIN KOFFEE BAR",
        office="US",
        translation=["LIGHT COFFEE"],
        classes=[12],
        applicants=by("Prairie Goods LLC"),
    ),
    row("SG-1", "LUCKIN COFFEE", office="SG", applicants=by("SOUTHERN HARBOUR ROASTERS PTE LTD")),
    row("TH-1", "格力電器", office="TH", applicants=by("Siam Cooling Ltd"), status="expired"),
    row("TH-2", "SOMETHING ELSE", office="TH", filing_date=date(2025, 12, 24)),
)


def scan_of(*rows: Mapping[str, Any]) -> RunResult:
    """A scan of some filings against the brands."""
    with Store.in_memory() as store:
        store.put_brands(BRANDS, FORMS, rules_version())
        store.put_filings(batch(*rows))
        found = scan(store, as_of=AS_OF, level="low")
    alerts = tuple(replace(alert, run_id=RUN) for alert in found.alerts)
    return replace(found, run_id=RUN, alerts=alerts)


@cache
def result() -> RunResult:
    """The scan that the golden files show."""
    return scan_of(*FILINGS)


TAKEN = (
    SourceFile(
        digest="1f" * 32,
        name="filings-2026-01-14.csv",
        size=48_213,
        reader="exchange",
        taken_on=AS_OF,
        counts=Counts(new=5, changed=2, unchanged=1),
        set_aside=3,
        state="taken",
    ),
    SourceFile("2e" * 32, "gazette-02.xml", 9_120, "tipo", AS_OF, Counts(new=1), state="taken"),
)
FAILURES = (
    "inbox/broken.csv: no header row; add the column 'office'",
    "mail to the desk: connection refused; the message stays in the outbox",
)


@cache
def sweep_result() -> RunResult:
    """A sweep in which everything happened that can: every field of the result is filled."""
    urgent, high, medium, unclear, *_ = result().alerts
    told = (
        replace(urgent, change="new"),
        replace(
            high,
            change="returned",
            state="in_review",
            assignee="desk-north",
            what_changed=("status", "publication_date"),
            first_seen=date(2025, 2, 14),
        ),
        replace(medium, change="risen", state="monitor", assignee="desk-south"),
        replace(unclear, change="reported"),
    )
    return replace(
        result(),
        command="sweep",
        alerts=told,
        failures=FAILURES,
        taken=TAKEN,
        announced=group_warnings(told),
        reminders=(Reminder(_confirmed(urgent), urgent.assessment.windows[0], 20),),
        lapsed=(Lapsed("brand gree, office TH", "a licensee files there", date(2026, 1, 10)),),
        ignored=2,
        left_out=3,
        standing={"new": 5, "in_review": 1, "monitor": 1, "dismissed": 4, "notified": 1},
        told=(("urgent", 1), ("high", 1), ("medium", 5)),
    )


def _confirmed(alert: Alert) -> Alert:
    """The alert after somebody confirmed it and it was told of before."""
    return replace(alert, state="confirmed", assignee="desk-north")
