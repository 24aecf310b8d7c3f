"""The evidence: what is asked of a pair of brand and filing, a small function for each question.

Each function of a module gives a ``Family``: expressions over the columns of pairs. Those whose
name begins with ``with_`` join the facts that the expressions look at.
"""

from squatwatch.assess.evidence import (
    conduct,
    figurative,
    form,
    goods,
    meaning,
    nearness,
    register,
    rights,
    timing,
    words,
)
from squatwatch.assess.evidence.family import EVIDENCE_SCHEMA, Family, codes_of, tell

__all__ = [
    "EVIDENCE_SCHEMA",
    "OF_CONDUCT",
    "OF_THE_FILING",
    "OF_THE_HIT",
    "Family",
    "codes_of",
    "tell",
]

OF_THE_HIT = (
    nearness.match(),
    nearness.likeness(),
    nearness.source(),
    form.kind(),
    form.doubt(),
    form.part(),
    form.length(),
    words.word(),
    words.local_word(),
)
"""What a hit says by itself, before anything is known of the filing."""

OF_THE_FILING = (
    meaning.meaning(),
    goods.classes(),
    goods.similar_groups(),
    register.shared(),
    figurative.vienna(),
    rights.own_rights(),
    rights.before_owner(),
    timing.after_event(),
    conduct.several_forms(),
    conduct.unknown_applicant(),
)
"""What the rest of the record says, beside the rights and events of the brand."""

OF_CONDUCT = (conduct.several_brands(), conduct.same_agent(), conduct.role())
"""What the applicant does beyond this one mark."""
