"""How far a filing reaches: the offices for which a mark at one office holds as well.

- A mark of the EUIPO (EM) holds in every member of the European Union.
- A mark of the Benelux (BX) or of OAPI (OA) holds in all its members, which have no registers of
  their own: a question about one of them is a question about the shared office.
- An international registration (WO) holds where its record designates, and nowhere by itself; what
  it designates reaches on, so that one that designates EM holds in every member.
- Every other filing holds at its own office, and wherever its record designates besides.

The members stand in ``reference/office_reach.csv``.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from squatwatch import reference

MADRID = "WO"
"""The International Bureau: no territory of its own, so nothing to be early or late for."""


def acting(office: str) -> str:
    """The office that keeps the register of a place; mostly the place's own.

    >>> acting("NL"), acting("SN"), acting("DE")
    ('BX', 'OA', 'DE')
    """
    return _acting().get(office, office)


def reach(office: str, designations: Collection[str] = ()) -> frozenset[str]:
    """The offices at which a filing holds, as offices that keep a register.

    >>> "DE" in reach("EM"), "EM" in reach("DE"), "GB" in reach("EM")
    (True, False, False)
    >>> sorted(reach("WO", ("US", "NL"))), sorted(reach("WO"))
    (['BX', 'US'], [])
    """
    named = {*designations} if office == MADRID else {office, *designations}
    places = named | {place for shared in named for place in _members().get(shared, ())}
    return frozenset(acting(place) for place in places) - {MADRID}


def reaching(office: str) -> tuple[str, ...]:
    """The shared offices whose marks hold at an office as well, international ones left out.

    >>> reaching("DE"), reaching("BX"), reaching("US")
    (('EM',), ('EM',), ())
    """
    return tuple(shared for shared in _members() if shared != office and office in reach(shared))


def shared_offices() -> tuple[str, ...]:
    """The offices whose marks hold in several places.

    >>> shared_offices()
    ('EM', 'BX', 'OA')
    """
    return tuple(_members())


def places(office: str) -> frozenset[str]:
    """The places where the marks of an office hold: the members of a shared one, or its own.

    >>> sorted(places("BX")), sorted(places("US"))
    (['BE', 'LU', 'NL'], ['US'])
    """
    return frozenset(_members().get(office, (office,)))


@cache
def _members() -> dict[str, tuple[str, ...]]:
    members: dict[str, tuple[str, ...]] = {}
    for office, place, _ in reference.table("office_reach").iter_rows():
        members[office] = (*members.get(office, ()), place)
    return members


@cache
def _acting() -> dict[str, str]:
    rows = reference.table("office_reach").iter_rows()
    return {place: office for office, place, only in rows if only == "yes"}
