"""pyahocorasick: where forms stand inside joined texts; finds equal letters only."""

from __future__ import annotations

import ahocorasick
import numpy as np

from benchmarks.matching.task import Query, Rows, Task
from squatwatch.match.limits import script_limits


def prepare(task: Task) -> Query:
    """The automaton of the forms that are long enough; the others are whole texts."""
    inside = script_limits("latin").inside
    automaton = ahocorasick.Automaton()
    for row, form in enumerate(task.forms):
        if inside(len(form)):
            automaton.add_word(form, row)
    automaton.make_automaton()
    wholes = task.units.gather(task.whole).to_list()

    def query() -> Rows:
        found = [
            (form, row) for row, whole in enumerate(wholes) for _, form in automaton.iter(whole)
        ]
        pairs = np.array(found, dtype=np.uint32).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    return query
