"""Names for the keys by which filings name their applicants.

Some offices give a filing's applicants as keys and the names in files of their own. Such an
applicant has no name, and the key for an address. Keys and names may come in any order: filings
get the names that are known when they are written (``store/filings.py``), and those that are here
already when the names come.
"""

from __future__ import annotations

import polars as pl

from squatwatch.store.connection import Connection, first, loaded, temporary
from squatwatch.store.keys import KEY
from squatwatch.store.masking import mask_arriving

_COLUMNS = ("office", "identifier", "name", "country", "address")
_KEY = ", ".join(KEY)


def put(connection: Connection, applicants: pl.DataFrame) -> int:
    """Write applicants; the last of equal keys wins. How many are new, or not as they were."""
    if applicants.is_empty():
        return 0
    last = applicants.select(_COLUMNS).unique(
        subset=["office", "identifier"], keep="last", maintain_order=True
    )
    with loaded(connection, "arriving", last):
        mask_arriving(connection)
        return _put_arriving(connection)


def _put_arriving(connection: Connection) -> int:
    with temporary(connection, "incoming", _OTHERS):
        connection.execute(
            "delete from applicant_key using incoming i"
            " where applicant_key.office = i.office and applicant_key.identifier = i.identifier"
        )
        return int(first(connection, "insert into applicant_key by name from incoming")[0])


_OTHERS = """
    from arriving except
    select applicant_key.* from applicant_key semi join arriving using (office, identifier)
"""


def fill_in(connection: Connection) -> None:
    """Give the applicants of ``incoming`` the names that are known; the digest is null then."""
    if not first(connection, "select exists (from applicant_key)")[0]:
        return
    with temporary(connection, "named", _NAMED):
        connection.execute(_FILL_IN)


_FILL_IN = f"""
    update incoming set applicants = named.applicants, digest = null from named
    where {" and ".join(f"incoming.{name} = named.{name}" for name in KEY)}
"""  # noqa: S608 - our own columns
_NAMED = f"""
    select {_KEY}, list(coalesce(found, person) order by place) as applicants from (
        select f.*, case when k.name is not null then
            struct_pack(name := k.name, country := k.country, address := k.address) end as found
        from (
            select {_KEY}, unnest(applicants) as person,
                generate_subscripts(applicants, 1) as place
            from incoming where list_bool_or([one.name is null for one in applicants])
        ) f
        left join applicant_key k
            on k.office = f.office and k.identifier = f.person.address and f.person.name is null
    ) group by all having bool_or(found is not null)
"""  # noqa: S608 - our own columns

NAMELESS = f"""
    select *, row_number() over () - 1 as place from (
        select distinct {_KEY} from (
            select {_KEY}, unnest(applicants) as person from filing
            where office in (select office from applicant_key)
        ) f semi join applicant_key k
            on k.office = f.office and k.identifier = f.person.address and f.person.name is null
    )
"""  # noqa: S608 - our own columns
"""The keys of the filings in the store that have applicants without their known names, counted."""
