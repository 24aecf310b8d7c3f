"""How applicants are reconciled: owners recognised, coincidences taken for owners, speed.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.filers [--names 1000000]

Recognised: of the labelled filings of owners and affiliates, those whose applicant the watch list
knows as one, the mark being what it is. Coincidence: any other labelled applicant, and any
applicant of the real filings, that is taken for an owner of any labelled brand; the latter are
listed, to be judged by hand. Across scripts: of the owners that the watch list names in Chinese
and in English, those whose two names are one filer's. Speed: distinct names made of the words of
the real ones, so that there are as many as are asked for; they are generated, and said to be so.
"""

from __future__ import annotations

import argparse
import os
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import polars as pl

from benchmarks.quality.labelled import Row, read
from benchmarks.quality.table import share
from squatwatch import Brand, read_watchlist
from squatwatch.assess.ownership import known_applicants
from squatwatch.filers.keys import filer_key, filer_keys, same_filer
from squatwatch.filers.names import company_name, joined_name
from squatwatch.schemas import APPLICANT_TYPE

OWN = ("own-filing", "own-affiliate")
SEED = 20260115


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=1_000_000, help="distinct names for speed")
    names = parser.parse_args().names
    folder = Path(os.environ["SQUATWATCH_REAL_DATA"])
    brands = read_watchlist(folder / "labelled" / "watchlist.csv").brands
    negatives = [row for row in read(folder / "labelled" / "negatives.csv") if row["applicant"]]
    cases = [row for row in read(folder / "labelled" / "cases.csv") if row["applicant"]]
    real = applicants(folder / "filings" / "filings_all.parquet")
    recognised([row for row in negatives if row["neg_kind"] in OWN], brands)
    strangers = [row for row in negatives if row["neg_kind"] not in OWN]
    coincidences([*cases, *strangers], brands)
    taken_for_owners(real, brands)
    across_scripts(brands)
    homophones(real)
    speed(real, names)


def recognised(rows: Sequence[Row], brands: Sequence[Brand]) -> None:
    """The share of owners' filings whose applicant is known as owner or affiliate."""
    found = roles([(row["brand_id"], row["applicant"], row["mark_text"]) for row in rows], brands)
    known = [row for row, role in zip(rows, found, strict=True) if role in ("owner", "affiliate")]
    print(f"owners and affiliates recognised: {share(len(known), len(rows))}")
    applicants_of = {(row["brand_id"], row["applicant"]) for row in rows}
    distinct = {(row["brand_id"], row["applicant"]) for row in known}
    print(f"  of distinct applicants: {share(len(distinct), len(applicants_of))}")
    of_brand = {brand.brand_id: brand for brand in brands}
    for row in rows:
        if row not in known:
            brand = of_brand[row["brand_id"]]
            print(f"  missed {row.get('neg_id')} {row['applicant']!r}: {reason(row, brand)}")


def reason(row: Row, brand: Brand) -> str:
    """What keeps an applicant from being the nearest company of a brand."""
    applicant = company_name(row["applicant"])
    names = {joined_name(name) for name in brand.names}
    given = (brand.owner_zh, brand.owner_en, *brand.affiliates)
    for name in filter(None, given):
        company = company_name(name)
        if applicant.own == company.own and applicant.trades == company.trades:
            if applicant.own in names:
                return f"nothing but the brand agrees with {name!r}"
            parts = ("legal_form", "places", "structure")
            differing = (
                part for part in parts if getattr(applicant, part) != getattr(company, part)
            )
            return f"{name!r} has another {', '.join(differing)}"
    return "no company of the watch list has these words: " + "; ".join(filter(None, given))


def coincidences(rows: Sequence[Row], brands: Sequence[Brand]) -> None:
    """The labelled strangers that are taken for the owner: there should be none."""
    found = roles([(row["brand_id"], row["applicant"], row["mark_text"]) for row in rows], brands)
    wrong = [row for row, role in zip(rows, found, strict=True) if role]
    print(f"labelled strangers taken for an owner, their own brand: {share(len(wrong), len(rows))}")
    for row in wrong:
        print(f"  {row['brand_id']}: {row['applicant']}")
    names = sorted({row["applicant"] for row in rows})
    print(f"  of any brand ({len(names)} names x {len(brands)} brands):")
    for line in taken(names, brands):
        print(f"  {line}")


def taken_for_owners(names: Sequence[str], brands: Sequence[Brand]) -> None:
    """Every applicant of the real filings that is an owner of any labelled brand, by its name."""
    lines = sorted(set(taken(names, brands)))
    print(f"applicants of real filings ({len(names)} distinct) taken for an owner: {len(lines)}")
    for line in lines:
        print(f"  {line}")


def taken(names: Sequence[str], brands: Sequence[Brand]) -> Iterator[str]:
    """The names that some brand knows, with the brand; the mark is taken for another's."""
    pairs = [(brand.brand_id, name, "zzzzzzzz") for name in names for brand in brands]
    for (brand_id, name, _), role in zip(pairs, roles(pairs, brands), strict=True):
        if role:
            yield f"{name} -> {brand_id} ({role})"


def roles(pairs: Sequence[tuple[str, str, str]], brands: Sequence[Brand]) -> list[str | None]:
    """The role that is found for each brand, applicant and mark."""
    frame = pl.DataFrame(
        {
            "pair": range(len(pairs)),
            "brand_id": [brand for brand, _, _ in pairs],
            "office": "ZZ",
            "application_key": [str(number) for number in range(len(pairs))],
            "registration_number": None,
            "applicants": [[{"name": name, "country": "", "address": ""}] for _, name, _ in pairs],
            "unit_source": "mark",
            "whole": [mark for _, _, mark in pairs],
            "spelled": "",
        },
        schema_overrides={"pair": pl.UInt32, "applicants": pl.List(APPLICANT_TYPE)},
    )
    known = dict(known_applicants(frame, brands).select("pair", "role").iter_rows())
    return [known.get(number) for number in range(len(pairs))]


def applicants(path: Path) -> list[str]:
    """The distinct applicants of the real filings; several in one cell stand apart."""
    frame = pl.read_parquet(path, columns=["applicant_name", "applicant_name_local"])
    cells = pl.concat([frame["applicant_name"], frame["applicant_name_local"]]).drop_nulls()
    return cells.str.split("|").explode().str.strip_chars().unique().sort().to_list()


def across_scripts(brands: Sequence[Brand]) -> None:
    """How many owners that are named in two languages are one filer by their two names."""
    owners = {
        (brand.owner_zh, brand.owner_en) for brand in brands if brand.owner_zh and brand.owner_en
    }
    one = sum(same_filer(*owner) for owner in owners)
    same_key = sum(filer_key(chinese) == filer_key(english) for chinese, english in owners)
    print(f"owners whose Chinese and English names are one filer: {share(one, len(owners))}")
    print(f"  with one key: {share(same_key, len(owners))}")


def homophones(names: Sequence[str]) -> None:
    """How many filers in characters share a key with others: the cost of reading by pinyin."""
    in_characters = [name for name in names if not company_name(name).own.isascii()]
    spelled = {(filer_key(name), company_name(name).own) for name in in_characters}
    count = Counter(key for key, _ in spelled if key)
    alike = sum(times for times in count.values() if times > 1)
    print(f"real names not in Latin letters whose key another has: {share(alike, len(spelled))}")


def speed(names: Sequence[str], wanted: int) -> None:
    """Names a second of the bulk function, on distinct generated names."""
    generated = pl.Series(sorted(set(generated_names(names, wanted))))
    filer_keys(generated.head(1000))
    began, of_the_process = time.perf_counter(), time.process_time()
    keys = filer_keys(generated)
    took, used = time.perf_counter() - began, time.process_time() - of_the_process
    print(
        f"speed: {len(generated):,} distinct names (generated), {keys.n_unique():,} keys,"
        f" {took:.1f} s, {len(generated) / took:,.0f} names/s"
        f" ({len(generated) / used:,.0f} a second of processor time)"
    )


def generated_names(names: Sequence[str], wanted: int) -> Iterable[str]:
    """Names of two halves of real ones of one script, in the shares that the real ones have."""
    draw = random.Random(SEED)  # noqa: S311
    groups: dict[bool, list[str]] = {True: [], False: []}
    for name in names:
        groups[name.isascii()].append(name)
    for number in range(wanted * 11 // 10):
        group = groups[draw.choice(names).isascii()]
        one, other = draw.choice(group), draw.choice(group)
        yield one[: max(1, len(one) // 2)] + other[len(other) // 2 :] + str(number % 7)


if __name__ == "__main__":
    main()
