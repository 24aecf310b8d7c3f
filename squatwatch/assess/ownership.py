"""Whose filing it is: the owner's, an affiliate's, a partner's, or somebody else's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from squatwatch.assess.house import House
from squatwatch.assess.namesakes import Mark, is_company_of
from squatwatch.assess.possible_owners import possibly_known
from squatwatch.filers.keys import filer_key
from squatwatch.filers.names import company_name
from squatwatch.model import Brand, Right, application_key

KNOWN_SCHEMA = pl.Schema({"pair": pl.UInt32, "role": pl.String, "name": pl.String})

ROLES = ("owner", "affiliate", "partner", "joint")
"""What the watch list makes of a filing's applicants; of several the first is told.

``joint``: the owner or an affiliate filed together with somebody whom the watch list does not know.
"""

OFFICES_OF_TWO_NAMES = frozenset({"TW", "KR"})
"""TIPO and KIPRIS give the names of one applicant in two scripts, one behind the other."""

Applicants = Sequence[Mapping[str, Any]]


def known_applicants(
    pairs: pl.DataFrame, brands: Sequence[Brand], rights: Sequence[Right] = ()
) -> pl.DataFrame:
    """Pairs whose applicants the watch list or the rights file knows: ``pair, role, name``.

    ``role`` is one of ``ROLES``, ``name`` that of the applicant with this role; of a joint filing
    that of the stranger. Owner and affiliate are told only where every applicant is one of them
    or nobody. A company name must be equal once legal forms, places, the order of words and
    scripts are reconciled; bearing the brand's name proves nothing (``namesakes``). A filing of
    the rights file is the owner's, by either of its numbers.

    ``pairs`` has ``pair, brand_id, office, application_key, registration_number, applicants``,
    and what is known of the mark: ``unit_source, whole, spelled, exact_forms`` of the best hit.
    """
    return told_one_by_one(possibly_known(pairs, brands, rights), brands, rights)


def told_one_by_one(
    pairs: pl.DataFrame, brands: Sequence[Brand], rights: Sequence[Right]
) -> pl.DataFrame:
    """The same, where every pair is looked at in Python: slow, and what ``known_applicants`` is."""
    met = {*pairs["brand_id"]}
    houses = {brand.brand_id: House.of(brand) for brand in brands if brand.brand_id in met}
    numbers = {(item.brand_id, item.office, application_key(item.number)) for item in rights}
    rows = [
        (row["pair"], *found)
        for row in pairs.select(pl.col(_COLUMNS), *_of_mark(pairs)).iter_rows(named=True)
        if (found := _told(row, houses.get(row["brand_id"], House()), numbers))
    ]
    return pl.DataFrame(rows, schema=KNOWN_SCHEMA, orient="row")


_COLUMNS = (
    "pair", "brand_id", "office", "application_key", "registration_number", "applicants",
)  # fmt: skip


def _of_mark(pairs: pl.DataFrame) -> Iterator[pl.Expr]:
    """What the mark is, where the best hit tells it."""
    for column in ("unit_source", "whole", "spelled", "exact_forms"):
        yield pl.col(column) if column in pairs.columns else pl.lit(None).alias(column)


def _told(
    row: Mapping[str, Any], house: House, numbers: Collection[tuple[str, str, str]]
) -> tuple[str, str] | None:
    """The role of a filing's applicants and a name; None where the watch list knows none."""
    applicants: Applicants = row["applicants"] or ()
    keys = (row["application_key"], application_key(row["registration_number"] or ""))
    if any((row["brand_id"], row["office"], key) in numbers for key in keys):
        return "owner", (applicants[0]["name"] or "") if applicants else ""
    mark = Mark.of(row)
    roles = [_role(names, house, mark) for names in _people(applicants, row["office"])]
    return _together([role for role in roles if role[1]])


def _together(roles: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """What the roles of all applicants who are somebody come to."""
    of_house = [role for role in ROLES[:2] for known, _ in roles if known == role]
    strangers = [name for role, name in roles if role not in ROLES[:2]]
    if of_house and not strangers:
        return next((role, name) for role, name in roles if role == of_house[0])
    if partner := next((name for role, name in roles if role == "partner"), ""):
        return "partner", partner
    return ("joint", strangers[0]) if of_house else None


def _role(names: Sequence[str], house: House, mark: Mark) -> tuple[str, str]:
    """The role of one applicant by any of his names, and that name; nothing for nobody."""
    named = [(name, company_name(name)) for name in names if filer_key(name)]
    possible = [(name, applicant) for name, applicant in named if not house.rules_out(applicant)]
    for role, company in house.companies:
        for name, applicant in possible:
            clears = role != "partner"
            if is_company_of(applicant, company, house.names, mark if clears else None):
                return role, name
    return "", named[0][0] if named else ""


def _people(applicants: Applicants, office: str) -> Iterator[list[str]]:
    """The names of each applicant: one, or two where the office gives them in two scripts."""
    names: list[str] = []
    last: Mapping[str, Any] | None = None
    for applicant in applicants:
        name = applicant["name"] or ""
        if len(names) == 1 and last and _is_second_name(last, applicant, office):
            names.append(name)
        else:
            if names:
                yield names
            names = [name]
        last = applicant
    if names:
        yield names


def _is_second_name(one: Mapping[str, Any], other: Mapping[str, Any], office: str) -> bool:
    """Whether one name in Latin letters and one in the office's script stand beside each other."""
    if office not in OFFICES_OF_TWO_NAMES:
        return False
    first, second = one["name"] or "", other["name"] or ""
    elsewhere = any(one.get(key) != other.get(key) for key in ("country", "address"))
    return not elsewhere and first.isascii() != second.isascii()
