"""The repeated parts of a USPTO case file: owners, classes, statements and goods."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from squatwatch.offices.nice import nice_number
from squatwatch.offices.xml import Element

_CORRESPONDENT = 70
"""First party type that is no owner: in records untouched since 2003-11-02 the correspondent."""
_ACTIVE = "6"
"""Status code of a class that the application or registration still has."""
_LESS = "2"
"""Last position of the type code of goods that are only excluded ("less goods")."""
_ADDRESS = ("address-1", "address-2", "city", "state", "other", "postcode")

_PARTY_TYPE = re.compile(r"[0-9]{1,3}")
_MARKUP = re.compile(r"\[[^\]]*\]|\(\(.*?\)\)", re.DOTALL)
"""Deleted goods in brackets, and excluded goods in double parentheses."""
_BEFORE_A_SIGN = re.compile(r"\s+(?=[;,.])")
_SIGNS_IN_A_ROW = re.compile(r"(?:[;,]\s*)+(?=[;,])")

Statements = Sequence[tuple[str, str]]
"""Type code and text of the statements, in their order; a text is as it stands."""
Record = dict[str, object]


@dataclass(frozen=True, slots=True)
class ClassBlock:
    """A ``classification``: international codes, status and prime class, which may be a US one."""

    codes: tuple[str, ...]
    status: str
    prime: str


def plain(value: str | None) -> str:
    """A text with runs of white space as one space; empty for none."""
    return " ".join(value.split()) if value else ""


def children(element: Element | None, *names: str) -> Iterable[Element]:
    """The children of these names, or all; none without element.

    The names are told to lxml, which then makes no object of the children that are passed over.
    """
    return () if element is None else element.iterchildren(*names)


def fields(element: Element | None, *names: str) -> dict[str, str]:
    """The texts of the children of these names, or of all; none without element."""
    return {child.tag: plain(child.text) for child in children(element, *names)}


def statements_of(group: Element | None) -> Statements:
    """The statements. One may be cut into several texts anywhere, even in a word."""
    return [_statement(one) for one in children(group, "case-file-statement")]


def _statement(statement: Element) -> tuple[str, str]:
    code, whole = "", ""
    for child in statement.iterchildren("type-code", "text"):
        if child.tag == "text":
            whole += child.text or ""
        else:
            code = plain(child.text)
    return code, whole


def said(statements: Statements, kind: str) -> Iterator[str]:
    """The texts of one kind, by the first positions of their type code.

    ``TR`` translation, ``TL`` transliteration, ``PM`` pseudo mark, ``DM`` description, ``MK``
    overflow of the mark, ``GS`` goods and services.
    """
    return (text for code, whole in statements if code.startswith(kind) and (text := plain(whole)))


def goods(statements: Statements, blocks: Sequence[ClassBlock]) -> list[Record]:
    """The goods and services as they stand: without what was deleted or is excluded."""
    found = []
    for code, whole in statements:
        if code.startswith("GS") and code[5:6] != _LESS and (current := without_markup(whole)):
            found.append({"nice_class": _nice_class(blocks, code[2:5]), "text": current})
    return found


def without_markup(value: str) -> str:
    """A text of goods as amended.

    >>> without_markup("Shoes; [ boots; ] *sandals;* hats ((except caps))")
    'Shoes; sandals; hats'
    """
    if "[" in value or "((" in value:
        value = _MARKUP.sub(" ", value)
    kept = _BEFORE_A_SIGN.sub("", plain(value.replace("*", "")))
    return _SIGNS_IN_A_ROW.sub("", kept).strip(" ;,")


def class_blocks(group: Element | None) -> list[ClassBlock]:
    """The blocks of classes of a record."""
    return [_class_block(one) for one in children(group, "classification")]


def _class_block(block: Element) -> ClassBlock:
    codes, status, prime = [], "", ""
    for child in block.iterchildren("international-code", "status-code", "primary-code"):
        value = plain(child.text)
        if child.tag == "international-code":
            codes.append(value)
        elif child.tag == "status-code":
            status = value
        else:
            prime = value
    return ClassBlock(tuple(codes), status, prime)


def classes(blocks: Iterable[ClassBlock]) -> list[int]:
    """The Nice classes that are active, or all of them when none is.

    Letters, 200 and the US classes of old records are no Nice classes and are left out.
    """
    active: set[int] = set()
    every: set[int] = set()
    for block in blocks:
        found = {nice for code in block.codes if (nice := nice_number(code))}
        every |= found
        if block.status == _ACTIVE:
            active |= found
    return sorted(active or every)


def _nice_class(blocks: Sequence[ClassBlock], prime: str) -> int:
    """The Nice class of goods that are filed under a prime class, which may be a US class."""
    for block in blocks:
        if block.prime == prime:
            if prime in block.codes:
                return nice_number(prime)
            return nice_number(block.codes[0]) if len(block.codes) == 1 else 0
    return 0 if blocks else nice_number(prime)


def current_owners(group: Element | None) -> list[Record]:
    """The owners of today: name, country and address.

    The file repeats every owner from the application on; a later one has a higher party type, and
    owners together have the same one.
    """
    ranked = [
        (_party_type(one.findtext("party-type")), one) for one in children(group, "case-file-owner")
    ]
    latest = max((rank for rank, _ in ranked if rank < _CORRESPONDENT), default=-1)
    found = dict.fromkeys(_applicant(one) for rank, one in ranked if rank == latest)
    return [
        {"name": name, "country": country or None, "address": address or None}
        for name, country, address in found
        if name
    ]


def _party_type(value: str | None) -> int:
    text = plain(value)
    return int(text) if _PARTY_TYPE.fullmatch(text) else 0


def _applicant(owner: Element) -> tuple[str, str, str]:
    """Name, country, address. The country is that of the address, else of the nationality."""
    told = fields(owner)
    address = ", ".join(value for part in _ADDRESS if (value := told.get(part)))
    country = _country(told) or _country(fields(owner.find("nationality")))
    return told.get("party-name", ""), country, address


def _country(place: dict[str, str]) -> str:
    """The country of a place; one in the US has a state instead."""
    return place.get("country") or ("US" if place.get("state") else "")
