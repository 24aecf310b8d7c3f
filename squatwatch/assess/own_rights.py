"""The owner's rights: which of them stand, where they hold, and on what filings they bear."""

from __future__ import annotations

from squatwatch.assess.reach import places
from squatwatch.model import ENDED, Right


def is_live(right: Right) -> bool:
    """Whether a right still stands, as far as its record tells."""
    return right.status not in ENDED


def covers(right_office: str, office: str) -> bool:
    """Whether a right at one office holds wherever a mark of another would.

    Where an international registration (WO) holds, the rights file does not tell.

    >>> covers("EM", "DE"), covers("DE", "EM"), covers("EM", "BX"), covers("WO", "DE")
    (True, False, True, False)
    """
    return places(office) <= places(right_office)


def bears_on(right_office: str, office: str) -> bool:
    """Whether an earlier right at one office can be held against a filing at another.

    A national right in the European Union bears on a mark of the EUIPO and the other way round
    (EUTMR art. 8(2)(a)); so it is for the Benelux.

    >>> bears_on("EM", "DE"), bears_on("DE", "EM"), bears_on("EM", "GB"), bears_on("BX", "EM")
    (True, True, False, True)
    """
    return bool(places(right_office) & places(office))
