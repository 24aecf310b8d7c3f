"""The methods of the table: what they are called, how they are asked, what they must find."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from benchmarks.matching.task import Channel, Query, Task


@dataclass(frozen=True)
class Method:
    """A peer. ``exact``: it must find the pairs of the relation ``channel``, and no other.

    ``forms_at_most`` is how many forms it is given at most: its time grows with their number, so
    that of more is worked out from a sample and marked so.
    """

    title: str
    module: str
    prepare_with: str = "prepare"
    exact: bool = False
    channel: Channel = "spelling"
    forms_at_most: int | None = None

    def prepare(self, task: Task) -> Query:
        """What is not timed; imported here, since a user need not have every peer."""
        module = import_module(f"benchmarks.matching.peers.{self.module}")
        prepare: Callable[[Task], Query] = getattr(module, self.prepare_with)
        return prepare(task)


METHODS = {
    "cdist-units": Method(
        "rapidfuzz cdist, OSA, on units", "cdist", "on_units", exact=True, forms_at_most=60_000
    ),
    "cdist-whole": Method(
        "rapidfuzz cdist, OSA, on whole marks", "cdist", "on_whole_marks", forms_at_most=60_000
    ),
    "symspell": Method("SymSpell (symspellpy) on units", "symspell", exact=True),
    "duckdb-lists": Method(
        "DuckDB deletion join on units, keys by list_transform",
        "duckdb_deletions",
        "by_lists",
        exact=True,
    ),
    "duckdb-places": Method(
        "DuckDB deletion join on units, keys by joined places",
        "duckdb_deletions",
        "by_places",
        exact=True,
    ),
    "duckdb-jaro-winkler": Method(
        "DuckDB jaro_winkler >= 0.8, blocks of 3 letters, on units", "duckdb_jaro_winkler"
    ),
    "splink": Method("splink, the same blocks and measure, on units", "splink_linkage"),
    "sparse-dot": Method(
        "sparse_dot_topn, 2-gram cosine >= 0.4, on units", "sparse_dot", forms_at_most=60_000
    ),
    "string-grouper": Method(
        "string_grouper, 3-gram cosine >= 0.2, on units", "grouper", forms_at_most=60_000
    ),
    "trigrams": Method(
        "DuckDB trigram join, Jaccard >= 0.3, on units", "duckdb_trigrams", forms_at_most=2_000
    ),
    "metaphone": Method("metaphone join, ratio >= 70, on units", "metaphone"),
    "aho-corasick": Method(
        "pyahocorasick in joined marks (relation inside, no edits)",
        "aho_corasick",
        exact=True,
        channel="inside",
    ),
}
"""By the name that they are chosen by."""
