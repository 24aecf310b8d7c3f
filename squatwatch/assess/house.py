"""The house of a brand: the companies that the watch list names, and what they are to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from squatwatch.filers.across_scripts import latin_key
from squatwatch.filers.keys import filer_key
from squatwatch.filers.names import CompanyName, company_name
from squatwatch.model import Brand
from squatwatch.text.scripts import script_of

_REMARK = re.compile(
    r"\s*[(（](?:[^()（）]*\d{4}|former|previous|until|since|now|then|原|曾|现|前)[^()（）]*[)）]\s*$",
    re.IGNORECASE,
)
"""Remarks of the person who keeps the watch list: (former registrant), (2019年起)."""


@dataclass(frozen=True, slots=True)
class House:
    """The companies of a brand with their roles, the owner first, and the brand's own names."""

    companies: tuple[tuple[str, CompanyName], ...] = ()
    names: frozenset[CompanyName] = frozenset()

    @classmethod
    def of(cls, brand: Brand) -> House:
        """The house that the watch list gives; a name that is nobody's is in none."""
        companies = tuple(
            (role, company_name(without_remark(name)))
            for role, name in companies_of(brand)
            if filer_key(name)
        )
        return cls(companies, frozenset(map(company_name, brand.names)))

    def rules_out(self, applicant: CompanyName) -> bool:
        """Whether a name in characters is read like one of the house's, and is written otherwise.

        Where the house is known in characters, they decide, not how they are read.
        """
        if script_of(applicant.own) != "han":
            return False
        written = {name.own for name in (*self.names, *(name for _, name in self.companies))}
        in_characters = {own for own in written if script_of(own) == "han"}
        read_alike = latin_key(applicant.own) in map(latin_key, in_characters)
        return read_alike and applicant.own not in in_characters


def companies_of(brand: Brand) -> Iterator[tuple[str, str]]:
    """The companies of the watch list with their roles, as it prints them, the owner first.

    >>> list(companies_of(Brand("b", owner_en="Example Ltd", partners=("Import GmbH",))))
    [('owner', 'Example Ltd'), ('partner', 'Import GmbH')]
    """
    named = (
        ("owner", (brand.owner_zh, brand.owner_en)),
        ("affiliate", brand.affiliates),
        ("partner", brand.partners),
    )
    return ((role, name) for role, names in named for name in names if name)


def without_remark(name: str) -> str:
    """A name of the watch list without the remark in brackets that may stand behind it.

    >>> without_remark("Example Co., Ltd. (until 2020)"), without_remark("Example (Group)")
    ('Example Co., Ltd.', 'Example (Group)')
    """
    return _REMARK.sub("", name)
