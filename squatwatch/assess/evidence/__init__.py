"""The evidence: a small function for each kind, over columns.

A function takes pairs of brand and filing and gives rows of ``EVIDENCE_SCHEMA``: the pair, the
code of ``reference/evidence.csv``, how often its weight counts (``times``), and the values that
it rests on, as JSON.
"""

from squatwatch.assess.evidence.rows import EVIDENCE_SCHEMA, evidence_rows

__all__ = ["EVIDENCE_SCHEMA", "evidence_rows"]
