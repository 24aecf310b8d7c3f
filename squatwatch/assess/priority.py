"""The owner's right of priority: six months from the first filing (Paris Convention art. 4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from squatwatch.assess.calendar import add_months
from squatwatch.assess.own_rights import covers, is_live
from squatwatch.model import Right
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import joined, normalize

PRIORITY_MONTHS = 6
"""For marks: Paris Convention art. 4C(1)."""


def open_priority(rights: Sequence[Right], office: str, as_of: date) -> tuple[Right, date] | None:
    """The owner's right whose priority can still be claimed at an office, and its last day.

    ``rights`` are those of one owner. A right counts when it is the first filing of its mark and
    classes (art. 4C(4)), was filed elsewhere on or before ``as_of``, at most six months ago, and
    when no later filing of the same mark stands at the office. What became of the first filing
    makes no difference (art. 4A(3)). Of several the one that lapses first; None when there is none.

    The last day has the day number of the filing, or is the last of a shorter month; the day of
    the filing is not counted (art. 4C(2)). A last day on which the office is closed moves to the
    next working day (art. 4C(3)), which is not relied on here: the day returned is never too late.

    >>> home = Right("brand", "CN", "1", filing_date=date(2025, 8, 31))
    >>> open_priority([home], "EM", date(2026, 2, 1))[1]
    datetime.date(2026, 2, 28)
    >>> later = Right("brand", "EM", "2", filing_date=date(2026, 1, 5))
    >>> open_priority([home, later], "EM", date(2026, 2, 1)) is None
    True
    """
    running = [
        (last_day(right.filing_date), right.filing_date, right.number, right)
        for right in rights
        if right.filing_date
        and right.filing_date <= as_of <= last_day(right.filing_date)
        and _gives_priority(right, rights, office)
    ]
    if not running:
        return None
    day, _, _, right = min(running, key=lambda found: found[:3])
    return right, day


def last_day(filed: date) -> date:
    """The last day on which priority of a filing of that day can be claimed.

    >>> last_day(date(2025, 12, 31))
    datetime.date(2026, 6, 30)
    """
    return add_months(filed, PRIORITY_MONTHS)


def _gives_priority(right: Right, rights: Sequence[Right], office: str) -> bool:
    # An international registration rests on a basic mark, and that one is the first filing.
    if right.office == "WO" or covers(right.office, office):
        return False
    others = [other for other in rights if other is not right and other.filing_date]
    first = not any(_before(other, right) and _same_subject(other, right) for other in others)
    return first and not any(_taken_up(right, other, office) for other in others)


def _before(other: Right, right: Right) -> bool:
    return bool(other.filing_date and right.filing_date and other.filing_date < right.filing_date)


def _taken_up(right: Right, other: Right, office: str) -> bool:
    """Whether the owner has filed the mark at the office already, on the day or later."""
    unknown_mark = not (right.mark and other.mark)
    return (
        not _before(other, right)
        and is_live(other)
        and covers(other.office, office)
        and (unknown_mark or _same_subject(other, right))
    )


def _same_subject(one: Right, other: Right) -> bool:
    """Whether two rights are for one mark, and for one class at least as far as is known."""
    classes = not (one.classes and other.classes) or bool({*one.classes} & {*other.classes})
    return classes and _folded(one.mark) == _folded(other.mark)


def _folded(mark: str) -> str:
    return han_fold(joined(normalize(mark)))
