"""The WIPO ST.66 family, in the dialects of the offices that publish in it.

The open data of the EUIPO (EM-TM-TradeMark-V3), the national answers behind TMview (United
Kingdom, Romania and others), the bulk data of Sweden (only the root has a prefix), the notices of
INPI France (one ``TradeMark`` as the root) and UKIPO's export for licensees (many marks under
``MarkLicenceeExportList``). Elements are matched by their local name, because every office has a
namespace of its own.

An impossible application, publication or opposition date sets the record aside, because a wrong
deadline would mislead; an impossible date elsewhere is left empty. Another dialect is another row
in ``dialects``, with what is different about it. The files of the USPTO in ST.66 have a reader of
their own (``uspto.tsdr``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from squatwatch.offices.batch import BATCH_ROWS, Batch, Entry, gather
from squatwatch.offices.entries import entries
from squatwatch.offices.files.source import OfficeFile
from squatwatch.offices.st66.record import entry_of, number_of
from squatwatch.offices.xml import Element, local_name, opening

_PARENTS = ("TradeMarkDetails", "MarkLicenceeExportList")
"""What a mark stands in, unless it is the root."""
_SIGNS = {"RegistrationOfficeCode", "MarkFeature", "WordMarkSpecification", "MarkCurrentStatusCode"}
"""Elements of which a ``TradeMark`` that is the root has one."""


class St66Reader:
    """Reads ST.66 files in any dialect."""

    name = "st66"
    title = "WIPO ST.66 XML: EUIPO open data, UKIPO, INPI France, Sweden and other TMview offices"
    title_zh = "WIPO ST.66 XML：欧盟知识产权局开放数据，英国、法国、瑞典及其他 TMview 成员局"
    experimental = False

    def recognises(self, source: OfficeFile) -> bool:
        """Whether the file holds trade marks in a structure of ST.66."""
        found = opening(source)
        if found.root == "TradeMark":
            return not _SIGNS.isdisjoint(found.names)
        if found.root == "MarkLicenceeExportList":
            return True
        return found.root == "Transaction" and "TradeMarkDetails" in found.names

    def read(self, sources: Iterable[OfficeFile], batch_rows: int = BATCH_ROWS) -> Iterator[Batch]:
        """The marks of the files; a malformed file among others of its archive is set aside."""
        found = (entries(source, "{*}TradeMark", _entry, number_of) for source in sources)
        return gather(chain.from_iterable(found), batch_rows)


def _entry(mark: Element) -> Entry | None:
    """The entry of a mark, none for what is only called so inside of one."""
    parent = mark.getparent()
    if parent is not None and local_name(parent) not in _PARENTS:
        return None
    return entry_of(mark)
