"""The match relation: which forms and which units of texts agree, and how.

``relation`` says it in words of code, slowly; ``match`` returns exactly the same from columns.
Arrays in, arrays out: nothing here knows a brand, a filing or a database.
"""

from squatwatch.match.channels import match
from squatwatch.match.relation import Agreement, agreements

__all__ = ["Agreement", "agreements", "match"]
