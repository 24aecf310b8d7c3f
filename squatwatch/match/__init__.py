"""The match relation: which forms and which units of texts agree, and how.

``relation`` says it in words of code, slowly; ``find`` (an index of many forms) and ``match_few``
(a filter for a few) return exactly the same from columns. Arrays in, arrays out: nothing here
knows a brand, a filing or a database.
"""

from squatwatch.match.channels import find
from squatwatch.match.form_index import FormIndex
from squatwatch.match.relation import Agreement, agreements
from squatwatch.match.small import match_few
from squatwatch.match.units import Units

__all__ = ["Agreement", "FormIndex", "Units", "agreements", "find", "match_few"]
