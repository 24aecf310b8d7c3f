"""Applicants and agents in TIPO's data, whose names stand in several scripts."""

from __future__ import annotations

from collections.abc import Iterable

from squatwatch.model import Applicant

_WIDE_SPACE = "\u3000"


def applicants(names: Iterable[str], country: str = "", address: str = "") -> list[Applicant]:
    """One person's names, each as an applicant of its own.

    A person known by a name in Chinese and one in Latin letters is found by either. A firm and
    its owner stand in one name, parted by a wide space: these are two. More than one wide space
    parts the names and initials of one person.

    >>> [one.name for one in applicants(["虹麗行\u3000青木商店", "Hongli Store"], "TW")]
    ['虹麗行', '青木商店', 'Hongli Store']
    """
    parted = (one for name in names for one in _parted(name))
    return [Applicant(name, country, address) for name in dict.fromkeys(parted) if name]


def _parted(name: str) -> list[str]:
    parts = name.strip().split(_WIDE_SPACE)
    both = len(parts) == 2 and min(map(len, parts)) > 1
    return [" ".join(part.split()) for part in (parts if both else [name])]
