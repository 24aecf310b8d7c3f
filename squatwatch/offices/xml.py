"""Records of an XML file one by one, in flat memory, from files that may be hostile.

Real files of the USPTO open with an internal DTD and must be read; a DTD that declares entities
is refused, because lxml leaves out what an unresolved entity stands for and the record would be
silently incomplete. External subsets and entities are never fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from squatwatch.errors import DataError
from squatwatch.offices.clean_xml import CleanXml, clean_beginning
from squatwatch.offices.files.source import OfficeFile

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

_OPENING_BYTES = 4096
"""Bytes in which the structure of every known format shows."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands at the beginning of an XML file, by local names.

    ``names`` are those of the elements that begin there, the root first; ``texts`` is the first
    text of each element that ends there. Both are empty for a file that is no XML.
    """

    names: tuple[str, ...]
    texts: dict[str, str]

    @property
    def root(self) -> str:
        """The name of the root, empty for a file that is no XML."""
        return self.names[0] if self.names else ""


def opening(source: OfficeFile) -> Opening:
    """The beginning of a file, by which a reader recognises its format."""
    return _opening(source.head(_OPENING_BYTES))


def records(
    source: OfficeFile, tag: str | Sequence[str], *, clean: bool = False
) -> Iterator[Element]:
    """The elements named ``tag`` in the order of the file; ``{*}name`` for any namespace.

    ``clean`` takes out what some offices leave in their files although XML forbids it.

    An element is emptied once the next is asked for. A file that is not well-formed gives the
    records before the mistake and then raises ``DataError`` with the line; so does, before the
    first record, a file that declares entities.
    """
    with source.open() as stream:
        bytes_read = CleanXml(stream) if clean else stream
        steps: Any = etree.iterparse(bytes_read, events=("end",), tag=tag, **_SAFE)
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


def whole_text(element: Element) -> str:
    """The text of an element and of all that stands in it, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def elements_at(element: Element, *path: str) -> list[Element]:
    """The elements at a path of local names from the direct children down, in any namespace."""
    found: list[Element] = element.findall("/".join(f"{{*}}{name}" for name in path))
    return found


def texts_at(element: Element, *path: str) -> tuple[str, ...]:
    """The texts at a path of local names, each once."""
    return tuple(
        dict.fromkeys(value for one in elements_at(element, *path) if (value := text(one)))
    )


def text_at(element: Element, *path: str) -> str:
    """The first text at a path of local names; empty when there is none."""
    return next(iter(texts_at(element, *path)), "")


@lru_cache(maxsize=8)
def _opening(head: bytes) -> Opening:
    parser: Any = etree.XMLPullParser(events=("start", "end"), **_SAFE)
    names: list[str] = []
    texts: dict[str, str] = {}
    with suppress(etree.XMLSyntaxError):
        parser.feed(clean_beginning(head))
    # What stands before a mistake tells the format as well, and the reader will name the mistake.
    with suppress(etree.XMLSyntaxError):
        for event, element in parser.read_events():
            if event == "start":
                names.append(local_name(element))
            elif value := text(element):
                texts.setdefault(local_name(element), value)
    return Opening(tuple(names), texts)


def _refuse_entities(element: Element, source: OfficeFile) -> None:
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


def _malformed(error: Any, source: OfficeFile) -> DataError:
    line = error.lineno or 1
    reason = (error.msg or "no reason given").partition(", line")[0]
    return DataError(
        f"is not well-formed XML ({reason})",
        where=f"{source.name}:{line}",
        do="fetch it again; only the records before that line could be read",
    )
