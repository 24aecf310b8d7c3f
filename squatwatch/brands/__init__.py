"""The files of the owner: watch list, rights and events, read, checked and written.

Every mistake in a file is found and told with its row, its column and what to do. This package
knows files and the nouns of ``squatwatch.model``; it knows no database.
"""

from squatwatch.brands.events import EventsFile, read_events
from squatwatch.brands.export import (
    FILE_FORMATS,
    FileFormat,
    encode_brands,
    encode_events,
    encode_rights,
    write_brands,
    write_events,
    write_rights,
)
from squatwatch.brands.rights import RightsFile, read_rights
from squatwatch.brands.template import write_template
from squatwatch.brands.watchlist import WatchList, read_watchlist

__all__ = [
    "FILE_FORMATS",
    "EventsFile",
    "FileFormat",
    "RightsFile",
    "WatchList",
    "encode_brands",
    "encode_events",
    "encode_rights",
    "read_events",
    "read_rights",
    "read_watchlist",
    "write_brands",
    "write_events",
    "write_rights",
    "write_template",
]
