"""The tables of facts that the program needs at run time, one CSV file each.

Every table opens with comment lines (``#``) that say what it is, what reads it and where its
rows come from. They are read as strings; the module that owns a table gives its columns types.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

import polars as pl


@cache
def table(name: str) -> pl.DataFrame:
    """The table ``reference/{name}.csv``; every column a string, empty cells empty strings.

    >>> table("script_limits").columns[0]
    'script'
    """
    text = resources.files(__package__).joinpath(f"{name}.csv").read_bytes()
    return pl.read_csv(text, comment_prefix="#", infer_schema=False).fill_null("")
