"""Records of an XML file one by one, in flat memory, from files that may be hostile.

Real files of the USPTO open with an internal DTD and must be read; a DTD that declares entities
is refused, because lxml leaves out what an unresolved entity stands for and the record would be
silently incomplete. External subsets and entities are never fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from squatwatch.errors import DataError
from squatwatch.offices.source import SourceFile

Element = Any
"""An element of lxml, which has no types of its own; the only ``Any`` of this package."""

_SAFE = {
    "resolve_entities": False,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def records(source: SourceFile, tag: str) -> Iterator[Element]:
    """The elements named ``tag`` in the order of the file; ``{*}name`` for any namespace.

    An element is emptied once the next is asked for. A file that is not well-formed gives the
    records before the mistake and then raises ``DataError`` with the line; so does, before the
    first record, a file that declares entities.
    """
    with source.open() as stream:
        steps: Any = etree.iterparse(stream, events=("end",), tag=tag, **_SAFE)
        checked = False
        try:
            for _, element in steps:
                if not checked:
                    _refuse_entities(element, source)
                    checked = True
                yield element
                _forget(element)
        except etree.XMLSyntaxError as error:
            raise _malformed(error, source) from error
        if not checked:
            _refuse_entities(steps.root, source)


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    tag: str = element.tag
    return tag.rpartition("}")[2]


def text(element: Element | None) -> str:
    """The text of an element with runs of white space as one space; empty without element."""
    return "" if element is None or element.text is None else " ".join(element.text.split())


def _refuse_entities(element: Element, source: SourceFile) -> None:
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise DataError(
            "its DTD declares entities, which no office file does",
            where=source.name,
            do="check where the file comes from",
        )


def _forget(element: Element) -> None:
    """Free the element and all that was read before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _malformed(error: Any, source: SourceFile) -> DataError:
    line = error.lineno or 1
    reason = (error.msg or "no reason given").partition(", line")[0]
    return DataError(
        f"is not well-formed XML ({reason})",
        where=f"{source.name}:{line}",
        do="fetch it again; only the records before that line could be read",
    )
