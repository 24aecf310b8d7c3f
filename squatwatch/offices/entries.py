"""What a reader makes of the records of an XML file; the unusable ones set aside with their place.

A bad record never costs the others, nor does a bad file among others of its archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from squatwatch.errors import DataError
from squatwatch.offices.batch import Entry, SetAside, UnreadableRecordError
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.xml import Element, records


def entries(
    source: OfficeFile,
    tag: str | Sequence[str],
    entry: Callable[[Element], Entry | None],
    number: Callable[[Element], str],
) -> Iterator[Entry]:
    """The entries that ``entry`` makes of the elements named ``tag``, in the order of the file.

    It gives None for an element that is no record of its own. Where it raises
    ``UnreadableRecordError`` the record is set aside, with what ``number`` tells of it. A file that
    is not well-formed raises ``DataError`` after the records before the mistake; among others of
    its archive what is left of it is set aside.
    """
    begun = False
    try:
        for element in records(source, tag, clean=True):
            begun = True
            found = _entry(element, entry, number, source)
            if found is not None:
                yield found
    except DataError as error:
        if not source.siblings:
            raise
        place = "the rest of the file" if begun else "the whole file"
        yield SetAside(source.name, place, error.what)


def _entry(
    element: Element,
    entry: Callable[[Element], Entry | None],
    number: Callable[[Element], str],
    source: OfficeFile,
) -> Entry | None:
    try:
        return entry(element)
    except UnreadableRecordError as error:
        position = f"number {number(element) or 'missing'}, line {element.sourceline}"
        return SetAside(source.name, position, str(error))
