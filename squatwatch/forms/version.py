"""Which rules made a form: forms in a store are made again when the rules have changed."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.metadata import version

from squatwatch.forms import translation

TABLES_OF_OTHERS = frozenset(
    {
        "case_library.csv", "case_traits.csv", "checks.csv", "class_words.csv", "deadlines.csv",
        "evidence.csv", "evidence_words.csv", "exposure_reasons.csv", "fees.csv",
        "filer_limits.csv", "labels.csv", "levels.csv", "office_languages.csv", "office_record.csv",
        "response_sentences.csv", "response_words.csv", "responses.csv", "weights.csv",
        "window_words.csv",
    }
)  # fmt: skip
"""Tables that change often and never change a form."""


LIBRARIES = ("opencc", "pypinyin", "wunsen")
SOURCES = (
    ("squatwatch.forms", ".py"),
    ("squatwatch.text", ".py"),
    ("squatwatch.reference", ".csv"),
)


@cache
def rules_version() -> str:
    """A digest of the code, tables and dictionary that make forms; another one, other forms."""
    digest = sha256(f"dictionary: {translation.available()}".encode())
    for name in LIBRARIES:
        digest.update(f"{name} {version(name)}".encode())
    for package, ending in SOURCES:
        files = sorted(resources.files(package).iterdir(), key=lambda item: item.name)
        for file in files:
            if file.name.endswith(ending) and file.name not in TABLES_OF_OTHERS:
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]
