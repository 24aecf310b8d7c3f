"""A small generated register with labelled filings: every name and company is invented."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date

import polars as pl

from squatwatch.brands.labelled import Label, LabelledFile, LabelledFiling
from squatwatch.model import Applicant, Brand, Filing
from squatwatch.scan import watch
from squatwatch.store import Store
from tests.store.samples import batch, row

NAMES = ("VELORTA", "MIRSANO", "QUANDEX", "BOLVINTA", "TERSUKO", "HALDRIM", "ZOPRELA", "KYNASTU")
BRANDS = tuple(
    Brand(
        name.lower(),
        name_latin=(name,),
        owner_en=f"{name.title()} Works Co., Ltd.",
        classes=(25,),
        since="2001",
    )
    for name in NAMES
)
FILED = date(2024, 5, 6)


def filing(number: str, mark: str, applicant: str, *classes: int) -> Filing:
    return Filing(
        "US",
        number,
        mark_text=mark,
        classes=classes,
        applicants=(Applicant(applicant),),
        filing_date=FILED,
        status="filed",
    )


def strangers(each: int = 12) -> list[Filing]:
    """A register of chance: names a letter off, mostly for other goods."""
    draw = random.Random(20261122)  # noqa: S311 - the same names every time
    found: list[Filing] = []
    for name in NAMES:
        for turn in range(each):
            place = draw.randrange(len(name))
            mark = name[:place] + draw.choice("AEIOUBDGL") + name[place + 1 :]
            beside = " HOUSE" if turn % 2 else ""
            number = f"R{len(found)}"
            classes = draw.choice([25, 7, 12, 18])
            found.append(filing(number, mark + beside, f"Number {number} Trading LLC", classes))
    return found


def labelled(
    brand: Brand, label: Label, mark: str, applicant: str, *, held_out: bool = False
) -> LabelledFiling:
    number = f"L-{brand.brand_id}-{label}-{mark}"
    return LabelledFiling(brand.brand_id, label, held_out, filing(number, mark, applicant, 25))


def labelled_filings() -> list[LabelledFiling]:
    """Of each brand a case and the owner's own filing; of some a respelt one and a lawful one."""
    found: list[LabelledFiling] = []
    for place, brand in enumerate(BRANDS):
        name = NAMES[place]
        found.append(labelled(brand, "case", name, f"Taker {place} GmbH", held_out=place in (6, 7)))
        found.append(labelled(brand, "own", f"{name} WORKS", brand.owner_en))
        if place in (1, 3):
            found.append(labelled(brand, "near-miss", name + "S", f"Respeller {place} AG"))
        if place in (0, 2, 4):
            found.append(labelled(brand, "negative", f"{name} HARBOUR", f"Namesake {place} Inc"))
    return found


def file_of(filings: Iterable[LabelledFiling]) -> LabelledFile:
    return LabelledFile(tuple(filings), "0" * 64)


def frame(filings: Sequence[Filing]) -> pl.DataFrame:
    return batch(
        *(
            row(
                one.application_number,
                one.mark_text,
                office=one.office,
                classes=list(one.classes),
                applicants=[{"name": person.name} for person in one.applicants],
                filing_date=one.filing_date,
                status=one.status,
            )
            for one in filings
        )
    )


def store_of(filings: Sequence[Filing], brands: Sequence[Brand] = BRANDS) -> Store:
    """A store in memory that watches the brands and holds the filings."""
    store = Store.in_memory()
    watch(store, brands)
    if filings:
        store.put_filings(frame(filings))
    return store
