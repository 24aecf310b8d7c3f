"""A notice of each kind, made of the scan of ``tests.report.samples``."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from squatwatch.alerts.group_warning import OtherMark
from squatwatch.model import Alert, Filing
from squatwatch.report.notice import Addressee, Issuer, Notice
from tests.kept_samples import RIGHTS
from tests.report.samples import AS_OF, result

ISSUER = Issuer.of("GD: 示范分中心 / Demonstration Centre")
OWNER = Addressee(
    "鹭江第一饮品有限公司", "Lujiang First Beverage Co., Ltd.",
    contact="marks@example.org", region="福建/厦门", via="厦门示范工作站 desk@example.org",
)  # fmt: skip


@cache
def alert_notice() -> Notice:
    """A notice to an owner, about a filing whose record says all that a record can."""
    [warning] = result().groups
    return Notice(
        number="GD-2026-0001",
        as_of=AS_OF,
        issuer=ISSUER,
        addressee=OWNER,
        alerts=(_with_a_full_record(result().alerts[0]),),
        coverage=result().coverage,
        rights=RIGHTS,
        group=warning,
    )


@cache
def group_notice() -> Notice:
    """A notice about a filer group that filed another mark beside."""
    [warning] = result().groups
    other = OtherMark(Filing("DE", "30 2025 9", mark_text="XIANGYUAN"), "pinyin")
    return Notice(
        number="",
        as_of=AS_OF,
        issuer=ISSUER,
        addressee=Addressee("示范行业协会", "Demonstration Association"),
        alerts=warning.alerts,
        coverage=result().coverage,
        rights=RIGHTS,
        group=replace(warning, other_marks=(other,)),
        about_group=True,
    )


@cache
def of_an_unclear_filing() -> Notice:
    """A notice about a filing whose record says next to nothing, by an issuer not yet named."""
    unclear = next(one for one in result().alerts if one.assessment.filing.office == "BN")
    return Notice("", AS_OF, Issuer(), OWNER, (unclear,), result().coverage)


def _with_a_full_record(alert: Alert) -> Alert:
    filing = replace(
        alert.assessment.filing,
        registration_number="019000001",
        ir_number="1500001",
        transliteration=("rui xing ka fei",),
        translation=("lucky coffee",),
        representative="Muster & Partner",
        designations=("VN", "KR"),
        image_url="https://example.org/1.png",
        status_raw="Application published",
    )
    return replace(alert, assessment=replace(alert.assessment, filing=filing))
