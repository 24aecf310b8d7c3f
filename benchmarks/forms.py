"""How many of the labelled forms the generator reaches, how many it makes, how fast.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.forms [--show]

A labelled form is reached when any generated form equals it, case, spaces, punctuation and Latin
diacritics aside. By basis: standard tables, established usage, what owners use (with their Latin
marks and other names given, and without).
"""

from __future__ import annotations

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from squatwatch import Brand, generate_forms, read_watchlist
from squatwatch.forms.readings import readings_of
from squatwatch.text.normalize import joined, normalize

BASES = ("standard table", "established usage", "owner usage")
FRESH = Path(__file__).parent / "fresh_readings.csv"


def key(form: str) -> str:
    """What two forms are compared by."""
    return joined(normalize(form))


def main() -> None:
    """Print the figures; with --show the forms that were missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="name what was missed")
    shown = parser.parse_args().show
    folder = Path(os.environ["SQUATWATCH_REAL_DATA"])
    labelled(folder, shown=shown)
    readings(folder / "reference" / "polyphone_traps.csv", "polyphone traps", shown=shown)
    if FRESH.exists():
        readings(FRESH, "fresh hard names", shown=shown)
    speed(folder)


def labelled(folder: Path, *, shown: bool) -> None:
    """Shares of the labelled forms reached, by basis and by kind."""
    rows = pl.read_csv(folder / "labelled" / "forms.csv", infer_schema=False).to_dicts()
    brands = read_watchlist(folder / "labelled" / "watchlist.csv").brands
    known = {name: brand for brand in brands for name in brand.name_zh}
    alone = {row["name_zh"]: keys(Brand("x", (row["name_zh"],))) for row in rows}
    given = {name: keys(known.get(name, Brand("x", (name,)))) for name in alone}
    by_basis: dict[str, list[bool]] = defaultdict(list)
    by_kind: dict[str, list[bool]] = defaultdict(list)
    missed = []
    for row in rows:
        basis = next(basis for basis in BASES if row["source"].startswith(basis))
        reached = key(row["form"]) in alone[row["name_zh"]]
        by_basis[basis].append(reached)
        by_basis[f"{basis}, Latin mark given"].append(key(row["form"]) in given[row["name_zh"]])
        by_kind[row["kind"]].append(reached)
        if not reached:
            missed.append(f"  {row['name_zh']} {row['form']} ({row['kind']}, {basis})")
    for title, found in sorted(by_basis.items()) + sorted(by_kind.items()):
        print(f"{title:44} {sum(found):4} of {len(found):4} = {sum(found) / len(found):.3f}")
    if shown:
        print("\n".join(missed))


def keys(brand: Brand) -> set[str]:
    """What the forms of a brand are compared by."""
    return {key(form.form) for form in generate_forms(brand)}


def readings(path: Path, title: str, *, shown: bool) -> None:
    """How many hard names have their true reading first."""
    rows = pl.read_csv(path, infer_schema=False, comment_prefix="#").rows()
    wrong = []
    for name, pinyin in rows:
        found = readings_of(name)
        first = " ".join(found[0].syllables) if found else ""
        if first.replace("ü", "v") != pinyin.replace("ü", "v"):
            wrong.append(f"  {name}: {first}, not {pinyin}")
    print(f"{title:44} {len(rows) - len(wrong):4} of {len(rows):4}")
    if shown:
        print("\n".join(wrong))


def speed(folder: Path) -> None:
    """Names a second once warm, and forms a name, on listed companies' short names."""
    table = pl.read_csv(folder / "brands" / "a_share_companies.csv", infer_schema=False)
    column = next(name for name in table.columns if "zh" in name)
    names = table[column].drop_nulls().unique().sort().to_list()[:3_000]
    counts = list(made(names[:500]))
    start = time.process_time()
    counts = list(made(names))
    seconds = time.process_time() - start
    print(f"forms a name: mean {sum(counts) / len(counts):.1f}, most {max(counts)}")
    print(f"names a second of processor time: {len(names) / seconds:,.0f}")


def made(names: Iterable[str]) -> Iterable[int]:
    """How many forms each name has."""
    return (len(generate_forms(name)) for name in names)


if __name__ == "__main__":
    main()
