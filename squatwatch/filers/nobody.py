"""Names that are nobody's: placeholders, legal forms alone, addresses; and identifiers."""

from __future__ import annotations

import re
from functools import cache

from squatwatch import reference
from squatwatch.filers.names import CompanyName
from squatwatch.text.normalize import joined

IDENTIFIER = re.compile(r"euipo-applicant:\S+")
"""What the EUIPO's open data have for an applicant: an identifier as address, no name."""

_CROSSES = re.compile(r"x{2,}")
_NUMBER = re.compile(r"\d")


def is_nobody(normalized: str, company: CompanyName) -> bool:
    """Whether a name (normalised with its legal form, folded; reconciled) is nobody's.

    Empty, a placeholder, a legal form alone, or an address. A company that is called like a
    placeholder or a legal form (Unknown Ltd) is nobody too: that costs a filer group, and the
    other way strangers would be made one.

    >>> from squatwatch.filers.names import company_of
    >>> [is_nobody(name, company_of(name)) for name in ("co ltd", "xxx", "18 example road", "abc")]
    [True, True, True, False]
    """
    if is_placeholder(company.residue) or is_placeholder(joined(normalized)):
        return True
    return not company.legal_form and _is_address(normalized)


def is_placeholder(word: str) -> bool:
    """Whether a joined name stands where there is none: unknown, xxx, a legal form alone.

    >>> is_placeholder("notavailable"), is_placeholder("xxx"), is_placeholder("anta")
    (True, True, False)
    """
    return word in _placeholders() or _CROSSES.fullmatch(word) is not None


def identifier(address: str) -> str:
    """The identifier that an address is; empty for any other address.

    >>> identifier("euipo-applicant:123"), identifier("1 Example Road")
    ('euipo-applicant:123', '')
    """
    return address if IDENTIFIER.fullmatch(address) else ""


def _is_address(normalized: str) -> bool:
    """Whether it has a number and a word for a street."""
    if not _NUMBER.search(normalized):
        return False
    spaced, unspaced = _address_words()
    return not spaced.isdisjoint(normalized.split()) or bool(unspaced.search(normalized))


@cache
def _placeholders() -> frozenset[str]:
    in_front = reference.table("company_prefixes")
    names = (
        *reference.table("company_placeholders")["name"],
        *reference.table("company_suffixes")["suffix"],
        *in_front.filter(in_front["family"] != "")["prefix"],
        *reference.table("company_signs")["sign"],
    )
    return frozenset(("", *map(joined, names)))


@cache
def _address_words() -> tuple[frozenset[str], re.Pattern[str]]:
    """Words for a street, and those that stand right behind a number (18号)."""
    rows = reference.table("company_addresses").select("word", "behind_a_number").iter_rows()
    words = {word: behind == "yes" for word, behind in rows}
    behind = "|".join(word for word, is_behind in words.items() if is_behind)
    spaced = frozenset(word for word, is_behind in words.items() if not is_behind)
    return spaced, re.compile(rf"\d(?:{behind})")
