"""The table of ratios: each peer beside squatwatch on the same forms and units, in turns.

    SQUATWATCH_REAL_DATA=... python -m benchmarks.matching.peers_table --brands 10000

A peer is a row: its time to find its pairs from loaded data, the median of rounds in which ours
and theirs take turns (A B A B), and how many times ours that is. Ours is the search for distinct
pairs of form and unit, which is what peers give. Before a method that finds the whole relation is
timed, its pairs are compared with ours: not one may be missing or extra. What ``find`` takes, which
tells the hits of every text, on spelling and on all relations, stands in rows of its own.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import median

import numpy as np

from benchmarks.matching.fixed_set import BRANDS, digest, forms_of_brands
from benchmarks.matching.haystack import SIZES, texts_of
from benchmarks.matching.methods import METHODS, Method
from benchmarks.matching.ours import Core, core_of
from benchmarks.matching.own_forms import own_forms
from benchmarks.matching.task import Task, packed, recall, task_of, unpacked
from benchmarks.matching.timing import Turns, in_turns, timed

HEADER = """\
| method | setup s | query s | times ours | min to max | pairs | recall | other pairs |
|---|---|---|---|---|---|---|---|"""


@dataclass(frozen=True)
class Line:
    """One method, measured on one in ``step`` of the forms."""

    method: Method
    setup: float
    turns: Turns
    pairs: int
    recall: float
    others: int
    step: int

    def __str__(self) -> str:
        """A row of the table; what is worked out from a sample has a tilde."""
        about = "~" if self.step > 1 else ""
        low, high = min(self.turns.ratios), max(self.turns.ratios)
        return (
            f"| {self.method.title} | {self.setup:.1f} | "
            f"{about}{median(self.turns.theirs) * self.step:.2f} | "
            f"{about}{self.turns.ratio * self.step:.1f} | "
            f"{low * self.step:.1f} to {high * self.step:.1f} | "
            f"{about}{round(self.pairs * self.step):,} | {self.recall:.3f} | "
            f"{about}{round(self.others * self.step):,} |"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--brands", type=int, default=1_500, help=f"up to {BRANDS:,}")
    parser.add_argument("--forms", choices=("fixed", "own"), default="fixed")
    parser.add_argument("--haystack", choices=("real", *SIZES), default="real")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--methods", nargs="+", choices=METHODS, default=list(METHODS))
    chosen = parser.parse_args()
    make = forms_of_brands if chosen.forms == "fixed" else own_forms
    task = task_of(make(chosen.brands)["form"], texts_of(chosen.haystack))
    kept = "" if chosen.haystack == "real" else " (generated)"
    print(
        f"{chosen.brands:,} brands, {task.forms.len():,} forms ({chosen.forms} set, "
        f"{digest(task.forms)}) x {task.texts.len():,} distinct marks of {chosen.haystack}{kept}, "
        f"{task.units.len():,} units\n"
    )
    for line in table(task, [METHODS[name] for name in chosen.methods], chosen.rounds):
        print(line, flush=True)


def table(task: Task, methods: list[Method], rounds: int) -> Iterator[str]:
    """The rows of the table, ours first."""
    setup, core = timed(lambda: core_of(task))
    truth = core.pairs("spelling")
    if not np.array_equal(truth, core.unit_pairs(core.find(("spelling",)))):
        raise AssertionError("the pairs of near are not those of find")
    yield HEADER
    yield from ours(core, setup, rounds)
    for method in methods:
        yield str(measured(method, core, rounds))
    _, effort = core.near()
    counts = ", ".join(f"{count:,} {name}" for name, count in effort._asdict().items())
    yield f"\nsquatwatch: {counts}, {effort.candidates / max(1, len(truth)):.2f} candidates a pair"


def ours(core: Core, setup: float, rounds: int) -> Iterator[str]:
    """The rows of squatwatch: pairs of form and unit, as peers tell them, and hits on texts."""
    spelled, every = core.find(("spelling",)).height, core.find().height
    faces: list[tuple[str, Callable[[], object], int]] = [
        ("spelling, pairs of form and unit", core.near, len(core.pairs("spelling"))),
        ("inside, pairs of form and whole mark", core.inside, len(core.pairs("inside"))),
        ("spelling, hits on texts", lambda: core.find(("spelling",)), spelled),
        ("all relations, hits on texts", core.find, every),
    ]
    base = None
    for title, face, found in faces:
        seconds = median(timed(face)[0] for _ in range(rounds))
        base = base or seconds
        yield (
            f"| **squatwatch**, {title} | {setup:.1f} | {seconds:.2f} | {seconds / base:.1f} | "
            f"| {found:,} | | |"
        )


def measured(method: Method, core: Core, rounds: int) -> Line:
    """A method checked, and then timed beside ours on the same channel."""
    step = -(-core.task.forms.len() // (method.forms_at_most or core.task.forms.len()))
    sample = replace(core.task, forms=core.task.forms.gather_every(step))
    setup, query = timed(lambda: method.prepare(sample))
    forms, units = query()
    found = packed((forms * np.int64(step), units))
    truth = core.pairs(method.channel)
    truth = truth[unpacked(truth)[0] % step == 0]
    share = recall(truth, found)
    others = len(found) - round(share * len(truth))
    if method.exact and (share < 1 or others):
        raise AssertionError(f"{method.title}: recall {share}, {others} other pairs")
    turns = in_turns(core.like_for_like(method.channel), query, rounds)
    return Line(method, setup, turns, len(found), share, others, step)


if __name__ == "__main__":
    main()
