"""Make ``squatwatch/reference/traditional_alternates.csv`` from the dictionaries of OpenCC.

OpenCC's Python package ships its dictionaries and the program that reads them; the same version of
OpenCC gives the same bytes:

    python tools/make_traditional_alternates.py

OpenCC's licence (Apache License, Version 2.0) is that of the project.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import opencc

OUT = Path(__file__).resolve().parent.parent / "squatwatch" / "reference"
NAME = "traditional_alternates.csv"

HEADER = """\
# Simplified characters that stand for several traditional ones, and these, parted by spaces.
# Read by squatwatch/forms/characters.py.
# Made by tools/make_traditional_alternates.py from STCharacters of OpenCC {version}: a selection.
# OpenCC is licensed under the Apache License, Version 2.0, as is this project.
character,traditional
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table and say how many rows it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=OUT / NAME, help="file to write")
    options = parser.parse_args(arguments)
    lines = [f"{character},{' '.join(forms)}\n" for character, forms in alternates()]
    text = HEADER.format(version=version("OpenCC")) + "".join(lines)
    options.out.write_text(text, encoding="utf-8", newline="\n")
    print(f"{options.out.name}: {len(lines)} rows", file=sys.stderr)
    return 0


def alternates() -> Iterator[tuple[str, list[str]]]:
    """Simplified characters with more than one traditional form."""
    for line in sorted(_simplified_to_traditional().splitlines()):
        character, _, traditional = line.partition("\t")
        if " " in traditional:
            yield character, traditional.split()


def _simplified_to_traditional() -> str:
    """OpenCC's dictionary of simplified characters as text."""
    package = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "STCharacters.txt"
        program = [package / "bin" / "opencc_dict", "-f", "ocd2", "-t", "text", "-o", out]
        dictionary = package / "share" / "opencc" / "STCharacters.ocd2"
        command = [str(part) for part in (*program, "-i", dictionary)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
        return out.read_text(encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
