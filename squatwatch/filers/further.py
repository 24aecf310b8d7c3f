"""All that a filer has filed: its names and addresses found again among those of the register."""

from __future__ import annotations

import re
from collections.abc import Iterable

import polars as pl

from squatwatch.filers.across_scripts import latin_key
from squatwatch.filers.addresses import address_key
from squatwatch.filers.keys import filer_key, filer_keys
from squatwatch.filers.names import company_name
from squatwatch.filers.nobody import identifier
from squatwatch.store import Store


def filings_of(store: Store, names: Iterable[str], addresses: Iterable[str] = ()) -> pl.DataFrame:
    """The filings of the store by filers of these names, or from these addresses.

    Names are one filer's that have one key (``keys.filer_key``), addresses one that have one
    (``addresses.address_key``); an identifier of an office counts as one. Filings as
    ``schemas.FILING_SCHEMA`` has them, with ``application_key``, by office and key. Nobody has
    any.
    """
    named = {key: name for name in names if (key := filer_key(name))}
    placed = {key for address in addresses if (key := place_key(address))}
    written = store.applicant_candidates("name", _parts(map(_own_words, named.values())))
    printed = store.applicant_candidates("address", _parts(map(_longest, placed)))
    found = store.filings_of_applicants(
        written.filter(filer_keys(written).is_in(list(named))),
        printed.filter(
            pl.Series([place_key(address) in placed for address in printed], dtype=pl.Boolean)
        ),
    )
    return store.filings(found)


def _parts(parts: Iterable[str]) -> pl.Series:
    """What any spelling in ASCII must hold; texts in other scripts are candidates anyway."""
    return pl.Series(sorted({part for part in parts if part.isascii()}), dtype=pl.String)


def _own_words(name: str) -> str:
    return "".join(map(latin_key, company_name(name).distinctive))


def place_key(address: str) -> str:
    """What identifies where a filer is: an identifier of an office, or the key of an address.

    >>> place_key("euipo-applicant:123"), place_key("Germany")
    ('euipo-applicant:123', '')
    """
    return identifier(address) or address_key(address)


def _longest(place: str) -> str:
    """The longest word of an address; all of an identifier."""
    if identifier(place):
        return re.sub("[^a-z0-9]", "", place.lower())
    return max((word for word in place.split() if word.isalpha()), key=len, default="")
