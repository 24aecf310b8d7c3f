"""string_grouper: cosine of TF-IDF vectors of trigrams, as it comes but for the threshold."""

from __future__ import annotations

import pandas as pd
from string_grouper import match_strings

from benchmarks.matching.task import Query, Rows, Task

AT_LEAST = 0.2
"""Its default of 0.8 finds next to nothing of the relation; this finds 0.75, 0.3 finds 0.67."""
MOST_A_FORM = 200


def prepare(task: Task) -> Query:
    """It has no index to keep: all is done in the query."""
    forms, units = pd.Series(task.forms.to_list()), pd.Series(task.units.to_list())

    def query() -> Rows:
        near = match_strings(
            forms, units, min_similarity=AT_LEAST, max_n_matches=MOST_A_FORM, ngram_size=3
        )
        return near["left_index"].to_numpy(), near["right_index"].to_numpy()

    return query
