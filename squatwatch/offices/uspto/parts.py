"""The repeated parts of a USPTO case file: owners, classes, statements and goods."""

from __future__ import annotations

import re
from collections import defaultdict

from squatwatch.model import Applicant, Goods
from squatwatch.offices.nice import nice_number
from squatwatch.offices.xml import Element, text

_CORRESPONDENT = 70
"""First party type that is no owner: in records untouched since 2003-11-02 the correspondent."""
_ACTIVE = "6"
"""Status code of a class that the application or registration still has."""
_LESS = "2"
"""Last position of the type code of goods that are only excluded ("less goods")."""

_MARKUP = re.compile(r"\[[^\]]*\]|\(\(.*?\)\)", re.DOTALL)
"""Deleted goods in brackets, and excluded goods in double parentheses."""


def statements_of(case: Element) -> defaultdict[str, list[str]]:
    """The texts of the statements by the first two positions of their type code.

    ``TR`` translation, ``TL`` transliteration, ``PM`` pseudo mark, ``DM`` description, ``MK``
    overflow of the mark. A statement may be cut into several texts anywhere, even in a word.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for statement in case.iterfind("case-file-statements/case-file-statement"):
        code = text(statement.find("type-code"))
        whole = _joined(statement)
        if code.startswith("MK"):
            found["MK"].append(whole)
        elif whole.strip():
            found[code[:2]].append(" ".join(whole.split()))
    return found


def goods(case: Element) -> tuple[Goods, ...]:
    """The goods and services as they stand: without what was deleted or is excluded."""
    found = []
    for statement in case.iterfind("case-file-statements/case-file-statement"):
        code = text(statement.find("type-code"))
        if not code.startswith("GS") or code[5:6] == _LESS:
            continue
        current = without_markup(_joined(statement))
        if current:
            found.append(Goods(_nice_class(case, code[2:5]), current))
    return tuple(found)


def without_markup(value: str) -> str:
    """A text of goods as amended.

    >>> without_markup("Shoes; [ boots; ] *sandals;* hats ((except caps))")
    'Shoes; sandals; hats'
    """
    kept = _MARKUP.sub(" ", value).replace("*", "")
    kept = re.sub(r"\s+(?=[;,.])", "", " ".join(kept.split()))
    return re.sub(r"(?:[;,]\s*)+(?=[;,])", "", kept).strip(" ;,")


def classes(case: Element) -> tuple[int, ...]:
    """The Nice classes that are active, or all of them when none is.

    Letters, 200 and the US classes of old records are no Nice classes and are left out.
    """
    active: set[int] = set()
    every: set[int] = set()
    for block in case.iterfind("classifications/classification"):
        found = {
            nice
            for code in block.iterfind("international-code")
            if (nice := nice_number(text(code)))
        }
        every |= found
        if text(block.find("status-code")) == _ACTIVE:
            active |= found
    return tuple(sorted(active or every))


def current_owners(case: Element) -> tuple[Applicant, ...]:
    """The owners of today.

    The file repeats every owner from the application on; a later one has a higher party type, and
    owners together have the same one.
    """
    ranked = [
        (_party_type(owner), owner) for owner in case.iterfind("case-file-owners/case-file-owner")
    ]
    owners = [(rank, owner) for rank, owner in ranked if rank < _CORRESPONDENT]
    latest = max((rank for rank, _ in owners), default=0)
    found = (_applicant(owner) for rank, owner in owners if rank == latest)
    return tuple(dict.fromkeys(applicant for applicant in found if applicant.name))


def _party_type(owner: Element) -> int:
    value = text(owner.find("party-type"))
    return int(value) if re.fullmatch(r"[0-9]{1,3}", value) else 0


def _applicant(owner: Element) -> Applicant:
    parts = ("address-1", "address-2", "city", "state", "other", "postcode")
    address = ", ".join(value for part in parts if (value := text(owner.find(part))))
    return Applicant(text(owner.find("party-name")), _country(owner), address)


def _country(owner: Element) -> str:
    """The country of the address, else of the nationality; an address in the US has a state."""
    for place in (owner, owner.find("nationality")):
        if place is None:
            continue
        if country := text(place.find("country")):
            return country
        if text(place.find("state")):
            return "US"
    return ""


def _nice_class(case: Element, prime: str) -> int:
    """The Nice class of goods that are filed under a prime class, which may be a US class."""
    for block in case.iterfind("classifications/classification"):
        if text(block.find("primary-code")) == prime:
            codes = [text(code) for code in block.iterfind("international-code")]
            if prime in codes:
                return nice_number(prime)
            return nice_number(codes[0]) if len(codes) == 1 else 0
    return 0 if _has_classes(case) else nice_number(prime)


def _has_classes(case: Element) -> bool:
    return case.find("classifications/classification") is not None


def _joined(statement: Element) -> str:
    return "".join(part.text or "" for part in statement.iterfind("text"))
