"""The offices that offer files or records to machines."""

from __future__ import annotations

from squatwatch.fetch.source import Source
from squatwatch.fetch.sources.euipo import Euipo
from squatwatch.fetch.sources.inpi_brazil import InpiBrazil
from squatwatch.fetch.sources.uspto import Uspto

SOURCES: dict[str, type[Source]] = {
    Uspto.name: Uspto,
    InpiBrazil.name: InpiBrazil,
    Euipo.name: Euipo,
}
"""The sources by name, in the order in which they are listed."""
