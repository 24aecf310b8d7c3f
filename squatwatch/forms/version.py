"""Which rules made a form: forms in a store are made again when the rules have changed."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib import resources

from squatwatch.forms import translation

TABLES_OF_OTHERS = frozenset({"deadlines.csv", "evidence.csv", "labels.csv", "levels.csv"})
"""Tables that change often and never change a form."""


@cache
def rules_version() -> str:
    """A digest of the code, tables and dictionary that make forms; another one, other forms."""
    digest = sha256(f"dictionary: {translation.available()}".encode())
    for package, ending in (("squatwatch.forms", ".py"), ("squatwatch.reference", ".csv")):
        files = sorted(resources.files(package).iterdir(), key=lambda item: item.name)
        for file in files:
            if file.name.endswith(ending) and file.name not in TABLES_OF_OTHERS:
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
