"""From the offices that offer files or records to machines into the inbox, whole or not at all.

A source (``sources``) knows what an office offers and where; ``run`` fetches what is not there
yet. docs/adr/0019-fetch-keeps-the-inbox-whole.md says how the inbox is kept whole.

>>> list(SOURCES)
['uspto', 'inpi-brazil', 'euipo']
"""

from __future__ import annotations

from squatwatch.fetch.inbox import Inbox
from squatwatch.fetch.run import Report, fetch, look
from squatwatch.fetch.source import Offer, Source, Wanted
from squatwatch.fetch.sources import SOURCES
from squatwatch.fetch.telling import Telling
from squatwatch.fetch.waiting import Patience

__all__ = [
    "SOURCES",
    "Inbox",
    "Offer",
    "Patience",
    "Report",
    "Source",
    "Telling",
    "Wanted",
    "fetch",
    "look",
]
