"""What the register holds of filers and agents beyond the filings that were hit."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from squatwatch.store import Store

BY_APPLICANT = pl.Schema({"name": pl.String(), "filings": pl.UInt32()})
REPRESENTED = pl.Schema({"office": pl.String(), "filings": pl.UInt32()})
BY_AGENT = pl.Schema({"office": pl.String(), "representative": pl.String(), "filings": pl.UInt32()})


@dataclass(frozen=True, slots=True)
class Register:
    """How many filings there are, and of whom; what is not known is 0 or has no row.

    ``named`` filings name an applicant; ``by_applicant`` counts those of each name as printed.
    ``represented`` counts the filings of each office that name a representative, ``by_agent``
    those of each representative as printed. Names of no interest may be left out. ``met`` filings
    count for groups beside those that are looked at.
    """

    named: int = 0
    met: int = 0
    by_applicant: pl.DataFrame = field(default_factory=lambda: BY_APPLICANT.to_frame())
    represented: pl.DataFrame = field(default_factory=lambda: REPRESENTED.to_frame())
    by_agent: pl.DataFrame = field(default_factory=lambda: BY_AGENT.to_frame())


def register_of(store: Store, filings: pl.DataFrame, met: int = 0) -> Register:
    """What a store holds of the applicants and representatives of these filings.

    ``filings`` as ``schemas.FILING_SCHEMA`` has them: those that were hit.
    """
    names = filings["applicants"].explode().struct.field("name")
    return Register(
        named=store.count_named(),
        met=met,
        by_applicant=store.count_by_applicant(names),
        represented=store.count_represented(),
        by_agent=store.count_by_agent(filings["representative"]),
    )
