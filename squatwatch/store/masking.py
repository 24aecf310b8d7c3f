"""Names that were erased stay out: what is written later is masked as it comes.

The store keeps a digest of an erased name. Two names are one where they have the same words in
whatever order, case and punctuation; a name in Chinese characters is compared without its spaces.
"""

from __future__ import annotations

from squatwatch.store.connection import Connection, first, temporary

ERASED = "[erased 已删除]"
"""What stands in the place of an erased name; for filers it is nobody's
(``reference/company_placeholders.csv``)."""

HAN = r"\p{Han}"
PERSON = '\'[{"name": "VARCHAR", "country": "VARCHAR", "address": "VARCHAR"}]\''
"""The applicants of a filing in the history, where they are JSON."""


def name_digest(column: str) -> str:
    """SQL that gives the digest by which a name is known once it is erased."""
    lower, letters = f"lower(nfc_normalize({column}))", r"\p{L}\p{M}\p{N}"
    words = f"array_to_string(list_sort(regexp_extract_all({lower}, '[{letters}]+')), ' ')"
    joined = f"regexp_replace({lower}, '[^{letters}]+', '', 'g')"
    in_characters = f"regexp_matches({column}, '{HAN}')"
    return f"sha256(case when {in_characters} then {joined} else {words} end)"


def mask(connection: Connection) -> None:
    """Mask erased names in ``incoming``, a batch of filings; the digest is null then."""
    if first(connection, "select exists (from erased)")[0]:
        digests = "(select list(name_digest) as digests from erased)"
        with temporary(connection, "masked", masked_filings("incoming", digests)):
            mask_filings(connection, "incoming")


def mask_arriving(connection: Connection) -> None:
    """Mask erased names in ``arriving``, a batch of names of applicants."""
    if first(connection, "select exists (from erased)")[0]:
        mask_named(connection, "arriving", "select name_digest from erased")


def mask_named(connection: Connection, table: str, digests: str) -> int:
    """Mask the names of a table like ``applicant_key``; ``digests``: SQL for one a row."""
    sql = f"""
        update {table} set name = '{ERASED}', country = null, address = null
        where {name_digest("name")} in ({digests})
    """  # noqa: S608 - our own words
    return int(first(connection, sql)[0])


def mask_filings(connection: Connection, table: str) -> None:
    """Put what stands in ``masked`` into a table of filings; the digest is null then."""
    connection.execute(f"""
        update {table} set applicants = masked.applicants,
            representative = masked.representative, digest = null
        from masked where {table}.office = masked.office
        and {table}.application_key = masked.application_key
    """)  # noqa: S608 - our own words


def masked_filings(table: str, digests: str) -> str:
    """SQL for the filings of a table that name somebody of ``digests`` (a list), masked."""
    represents = f"coalesce(list_contains(digests, {name_digest('representative')}), false)"
    return f"""
        select office, application_key, {masked_people("applicants")} as applicants,
            case when {represents} then '{ERASED}' else representative end as representative
        from {table}, {digests} where {names_one("applicants")} or {represents}
    """  # noqa: S608 - our own columns


def masked_people(people: str) -> str:
    """SQL for a list of applicants in which those of ``digests`` are masked."""
    nothing = "null::varchar"
    mark = f"struct_pack(name := '{ERASED}', country := {nothing}, address := {nothing})"
    return f"[case when {_IS_ERASED} then {mark} else one end for one in {people}]"


def names_one(people: str) -> str:
    """SQL for whether a list of applicants has one of ``digests``."""
    return f"coalesce(list_bool_or([{_IS_ERASED} for one in {people}]), false)"


_IS_ERASED = f"coalesce(list_contains(digests, {name_digest('one.name')}), false)"
