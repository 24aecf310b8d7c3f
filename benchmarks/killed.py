"""Sweeps killed at random moments, each then run to its end and compared with an unbroken one.

    python -m benchmarks.killed --moments 50

Compared are alerts, decisions, what was told, messages and, to the byte, the reports. Messages go
to a real mail server on this machine; one that was accepted just before the stop comes twice.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from pathlib import Path

from tests.killed import killed_after, left_of, mail_server, prepared, to_the_end


def main() -> None:
    """Kill at random moments of a seed, and say how often what was left is the same."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311
    with tempfile.TemporaryDirectory() as name, mail_server() as (port, mailbox):
        before = prepared(Path(name) / "before", port)
        unbroken = shutil.copytree(before, Path(name) / "unbroken")
        begun = time.monotonic()
        to_the_end(unbroken)
        took, wanted = time.monotonic() - begun, left_of(unbroken)
        same = broken = 0
        for number in range(asked.moments):
            folder = shutil.copytree(before, Path(name) / f"killed-{number}")
            broken += killed_after(folder, chance.uniform(0, took))
            to_the_end(folder)
            found = left_of(folder)
            same += found == wanted
            for what in wanted:
                if found[what] != wanted[what]:
                    print(f"moment {number}: {what} differ", flush=True)
            shutil.rmtree(folder)
    again = sum(mailbox.accepted.values()) - 2 - asked.moments
    print(f"{took:.1f} s a sweep; {broken} of {asked.moments} killed; {same} left the same")
    print(f"{len(mailbox.accepted)} messages accepted, {again} of them once more after a stop")


if __name__ == "__main__":
    main()
