"""What the owner holds that a response can rest on: rights at the office, and at home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from squatwatch.assess.own_rights import bears_on, covers, is_live
from squatwatch.model import Filing, Right
from squatwatch.text.normalize import joined, normalize
from squatwatch.text.scripts import script_of_character, scripts_in

PICTURES = "pictures"
"""How an office compares Chinese characters that are not read there."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """The owner's rights as seen from one filing at one office.

    ``here`` hold at the office. ``earlier`` bear on the filing and were filed before it; ``unlike``
    were too, and cannot oppose it, because the office compares characters as pictures; ``undated``
    bear on it and may be earlier. ``anywhere`` were filed before it, wherever they hold.
    """

    here: tuple[Right, ...]
    earlier: tuple[Right, ...]
    unlike: tuple[Right, ...]
    undated: tuple[Right, ...]
    anywhere: tuple[Right, ...]


def holdings(filing: Filing, rights: Sequence[Right], office: str, characters: str) -> Holdings:
    """The rights that bear on a filing at an office; ended ones do not.

    ``characters`` is ``pictures`` where the office compares characters so.
    """
    live = [right for right in rights if is_live(right)]
    bearing = [right for right in live if bears_on(right.office, office)]
    before = [right for right in bearing if is_earlier(right, filing)]
    # A mark that is not told cannot be said to be unlike.
    alike = [
        right
        for right in before
        if characters != PICTURES or not right.mark or looks_alike(right.mark, filing.mark_text)
    ]
    return Holdings(
        here=tuple(right for right in live if covers(right.office, office)),
        earlier=tuple(alike),
        unlike=tuple(right for right in before if right not in alike),
        undated=tuple(right for right in bearing if not (right.filing_date and _rank(filing))),
        anywhere=tuple(right for right in live if is_earlier(right, filing)),
    )


def is_earlier(right: Right, filing: Filing) -> bool:
    """Whether a right was filed before a filing, or before the priority that the filing claims."""
    ranks = _rank(filing)
    return bool(right.filing_date and ranks and right.filing_date < ranks)


def looks_alike(one: str, other: str) -> bool:
    """Whether two marks share what is read or looks alike: one script, or the same characters.

    Characters in another writing (traditional for simplified) are another picture.

    >>> looks_alike("瑞幸", "瑞幸 LUCKIN"), looks_alike("RUI XING", "瑞幸")
    (True, False)
    """
    scripts = set(scripts_in(one)) & set(scripts_in(other))
    if scripts - {"han", "other"}:
        return True
    ours, theirs = _characters(one), _characters(other)
    return bool(ours and theirs) and (ours in theirs or theirs in ours)


def _rank(filing: Filing) -> date | None:
    return filing.priority_date or filing.filing_date


def _characters(text: str) -> str:
    return "".join(sign for sign in joined(normalize(text)) if script_of_character(sign) == "han")
