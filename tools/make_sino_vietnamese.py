"""Make ``squatwatch/reference/sino_vietnamese.csv`` from the npm package ``hanviet-pinyin-words``.

Get the package by its name and give the folder that holds its ``package.json``; the same package
gives the same bytes:

    npm pack hanviet-pinyin-words@2.1.7 && tar xzf hanviet-pinyin-words-2.1.7.tgz
    python tools/make_sino_vietnamese.py package

The package's licence (MIT) must stand in NOTICE.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "squatwatch" / "reference" / "sino_vietnamese.csv"

HEADER = """\
# Sino-Vietnamese readings of characters, traditional forms: the Mandarin reading that they go with
# (tone as a digit; empty: any), and the readings, parted by spaces, in the order of the package.
# Read by squatwatch/forms/sino_viet.py.
# Made by tools/make_sino_vietnamese.py from the npm package {package} {version}, rearranged.
# {copyright}. MIT License: see the file NOTICE.
character,pinyin,readings
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table and say how many rows it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("package", type=Path, help="folder of the npm package")
    parser.add_argument("--out", type=Path, default=OUT, help="file to write")
    options = parser.parse_args(arguments)
    described = json.loads((options.package / "package.json").read_text(encoding="utf-8"))
    licence = (options.package / "LICENSE").read_text(encoding="utf-8")
    header = HEADER.format(
        package=described["name"],
        version=described["version"],
        copyright=licence.partition("\n")[0].strip(),
    )
    lines = [",".join(row) + "\n" for row in sorted(readings(options.package))]
    options.out.write_text(header + "".join(lines), encoding="utf-8", newline="\n")
    print(f"{options.out.name}: {len(lines)} rows", file=sys.stderr)
    return 0


def readings(package: Path) -> Iterator[tuple[str, str, str]]:
    """Characters, the Mandarin reading, and the Sino-Vietnamese readings that go with it."""
    script = (package / "src" / "hanvietData.js").read_text(encoding="utf-8")
    data = json.loads(script.partition("=")[2].strip().removesuffix(";"))
    for character, by_pinyin in data.items():
        for pinyin, found in by_pinyin.items():
            kept = [unicodedata.normalize("NFC", reading.strip()) for reading in found]
            if len(character) == 1 and kept and all(reading.isalpha() for reading in kept):
                mandarin = "" if pinyin == "*" else pinyin.replace("u:", "ü").replace("v", "ü")
                yield character, mandarin, " ".join(kept)


if __name__ == "__main__":
    raise SystemExit(main())
