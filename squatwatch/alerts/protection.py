"""What the owner of a brand holds: the rights file and the owner's own filings, told as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from squatwatch.assess.reach import reach
from squatwatch.model import ENDED, Alert, Assessment, Filing, Right, application_key

GRACE = timedelta(days=183)
"""A registration can be renewed until six months after it has expired (Paris Convention, article
5bis)."""


@dataclass(frozen=True, slots=True)
class Own:
    """A right of the owner and the offices at which it holds.

    ``designated`` are the offices that its record designates. ``first_filing`` says that the record
    claims no priority: another filing may claim the priority of this one.
    """

    right: Right
    reaches: frozenset[str]
    designated: tuple[str, ...] = ()
    first_filing: bool = True

    @property
    def ended(self) -> bool:
        """Whether it protects nothing any more; one whose status is not known does protect."""
        return self.right.status in ENDED


def own_rights(alerts: Iterable[Alert], rights: Sequence[Right], as_of: date) -> tuple[Own, ...]:
    """The rights of one brand's owner, each once, in the order of office and number.

    ``alerts`` of which those cleared as the owner's or an affiliate's count, ``rights`` those of
    the rights file. Of a right that stands in both, the office's record tells the status unless
    that is unknown there; its classes are those of both. A right that stands has all classes where
    one of them names none, and one that has ended only those named: so neither invents a gap.
    """
    mine = [alert.assessment for alert in alerts if _is_own(alert)]
    filed = [found.filing for found in mine]
    told = [_with_record(_right_of(found, as_of), found.filing, rights) for found in mine]
    in_records = {key for filing in filed for key in _numbers(filing)}
    alone = [Own(right, reach(right.office)) for right in rights if _key(right) not in in_records]
    return tuple(sorted([*told, *alone], key=lambda own: (own.right.office, own.right.number)))


def is_over(filing: Filing, as_of: date) -> bool:
    """Whether a filing has ended, by its status or because it expired and the grace is over."""
    expired = filing.expiry_date is not None and filing.expiry_date + GRACE < as_of
    return filing.status in ENDED or expired


def _is_own(alert: Alert) -> bool:
    return alert.assessment.cleared_by in ("owner", "affiliate")


def _with_record(right: Right, filing: Filing, rights: Sequence[Right]) -> Own:
    """An own filing as a right, with what the rights file says of it."""
    keys = set(_numbers(filing))
    for known in rights:
        if _key(known) in keys:
            right = _merged(right, known)
    reaches = reach(filing.office, filing.designations)
    return Own(right, reaches, filing.designations, filing.priority_date is None)


def _right_of(found: Assessment, as_of: date) -> Right:
    filing = found.filing
    lapsed = is_over(filing, as_of) and filing.status not in ENDED
    return Right(
        brand_id=found.brand.brand_id,
        office=filing.office,
        number=filing.registration_number or filing.application_number,
        mark=filing.mark_text,
        classes=filing.classes,
        filing_date=filing.filing_date,
        registration_date=filing.registration_date,
        status="expired" if lapsed else filing.status,
    )


def _merged(record: Right, known: Right) -> Right:
    """The office's record, filled in from the rights file."""
    status = known.status if record.status == "unknown" else record.status
    both_known = bool(record.classes and known.classes)
    named = tuple(sorted({*record.classes, *known.classes}))
    return replace(
        record,
        mark=record.mark or known.mark,
        classes=named if both_known or status in ENDED else (),
        filing_date=record.filing_date or known.filing_date,
        registration_date=record.registration_date or known.registration_date,
        status=status,
    )


def _numbers(filing: Filing) -> Iterator[tuple[str, str]]:
    """All numbers under which a rights file may name a filing."""
    for number in (filing.application_number, filing.registration_number):
        if number:
            yield filing.office, application_key(number)


def _key(right: Right) -> tuple[str, str]:
    return right.office, application_key(right.number)
