"""SymSpell (symspellpy): the forms as its dictionary, every unit looked up."""

from __future__ import annotations

import numpy as np
from symspellpy import SymSpell, Verbosity

from benchmarks.matching.task import Query, Rows, Task
from squatwatch.match.limits import script_limits

MOST_EDITS = 2


def prepare(task: Task) -> Query:
    """Its dictionary holds the deletions of the forms; it verifies with OSA in C++."""
    rows = {form: row for row, form in enumerate(task.forms)}
    limits = script_limits("latin")
    allowed = dict(zip(task.forms, task.edits.tolist(), strict=True))
    # Its default of seven first letters in the keys; ten and all letters took twice the time.
    index = SymSpell(MOST_EDITS, prefix_length=7)
    for form in task.forms:
        index.create_dictionary_entry(form, 1)
    shortest, longest = min(map(len, rows)), max(map(len, rows))
    looked_up = [
        # A form of two edits has eight letters at least, so that its units have six.
        (row, unit, MOST_EDITS if limits.edits(len(unit) + MOST_EDITS) == MOST_EDITS else 1)
        for row, unit in enumerate(task.units)
        if shortest - 1 <= len(unit) <= longest + MOST_EDITS
    ]

    def query() -> Rows:
        found = [
            (rows[near.term], row)
            for row, unit, edits in looked_up
            for near in index.lookup(unit, Verbosity.ALL, edits)
            if near.distance <= allowed[near.term]
        ]
        pairs = np.array(found, dtype=np.uint32).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    return query
