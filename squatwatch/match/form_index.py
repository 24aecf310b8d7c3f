"""The form index: all forms of all brands, kept between nights and changed in place."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import polars as pl

from squatwatch.errors import DataError
from squatwatch.match.segment import Segment

VERSION = 1
"""Of the files; an index of another version is built again."""
_MOST_SEGMENTS = 8
_MOST_GONE = 0.25
"""More segments, or more of the forms gone, and the index is built again as one segment."""
_BROKEN = (OSError, EOFError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError)
"""What reading files raises that are not there, or not whole, or not ours."""
_FORMS = pl.Schema({"form": pl.String, "script": pl.String})


@dataclass(frozen=True, slots=True, eq=False)
class FormIndex:
    """Segments one after the other, and which of their forms are no longer watched.

    Rows of forms count through all segments and stay when the index is changed; they are new
    when it is built again.
    """

    segments: tuple[Segment, ...]
    gone: frozenset[int] = frozenset()

    @classmethod
    def build(cls, forms: pl.DataFrame) -> Self:
        """The index of forms (``form``, ``script``): normalised, joined; empty ones are left out.

        >>> index = FormIndex.build(pl.DataFrame({"form": ["xiaomi"], "script": ["latin"]}))
        >>> index.forms.rows()
        [(0, 'xiaomi', 'latin')]
        """
        kept = forms.select(_FORMS.names()).cast(_FORMS).filter(pl.col("form") != "").unique(
            maintain_order=True
        )  # fmt: skip
        return cls((Segment.of(kept),))

    @property
    def forms(self) -> pl.DataFrame:
        """The forms that are watched: ``row, form, script``."""
        none = pl.DataFrame(schema=_FORMS)
        every = pl.concat([none, *(part.forms for part in self.segments)]).with_row_index("row")
        gone = pl.Series(sorted(self.gone), dtype=pl.UInt32)
        return every.filter(~pl.col("row").is_in(gone.implode()))

    def changed_to(self, forms: pl.DataFrame) -> FormIndex:
        """The index of exactly these forms: what is new is added, what is not there is gone.

        A few changes cost a small segment; many, or the last of many few, a new index. Where
        nothing has changed it is the same object.
        """
        known = self.forms
        wanted = forms.select(_FORMS.names()).cast(_FORMS).filter(pl.col("form") != "").unique(
            maintain_order=True
        )  # fmt: skip
        added = wanted.join(known, on=_FORMS.names(), how="anti", maintain_order="left")
        gone = self.gone | set(known.join(wanted, on=_FORMS.names(), how="anti")["row"])
        if added.is_empty() and gone == self.gone:
            return self
        every = sum(segment.forms.height for segment in self.segments) + added.height
        if len(gone) > _MOST_GONE * every or (
            added.height and len(self.segments) >= _MOST_SEGMENTS
        ):
            return FormIndex.build(wanted)
        segments = (*self.segments, Segment.of(added)) if added.height else self.segments
        return FormIndex(segments, frozenset(gone))

    def save(self, folder: Path, rules: str = "") -> None:
        """Write the index into a folder; segments that are there already stay as they are.

        ``rules`` says by which limits, folds and tables it was made: ``load`` asks for the same.

        The list of segments is replaced last and as a whole, so that a stop half-way leaves the
        index as it was.
        """
        folder.mkdir(parents=True, exist_ok=True)
        names = [f"{_name_of(segment)}-{rules}" for segment in self.segments]
        for name, segment in zip(names, self.segments, strict=True):
            if not (folder / name).exists():
                unfinished = folder / f".{name}"
                shutil.rmtree(unfinished, ignore_errors=True)
                segment.save(unfinished)
                unfinished.rename(folder / name)
        listed = {
            "version": VERSION,
            "rules": rules,
            "segments": names,
            "gone": sorted(self.gone),
        }
        written = folder / ".index.json"
        written.write_text(json.dumps(listed), "utf-8")
        written.replace(folder / "index.json")
        for old in folder.iterdir():
            if old.is_dir() and old.name not in names:
                shutil.rmtree(old)

    @classmethod
    def load(cls, folder: Path, rules: str = "") -> Self:
        """The index that ``save`` wrote, mapped into memory.

        Raises ``DataError`` when there is none, or one of another version or by other rules.
        """
        try:
            listed = json.loads((folder / "index.json").read_text("utf-8"))
            if (listed["version"], listed["rules"]) != (VERSION, rules):
                raise ValueError(listed["version"], listed["rules"])
            segments = tuple(Segment.load(folder / name) for name in listed["segments"])
            return cls(segments, frozenset(listed["gone"]))
        except _BROKEN as error:
            raise DataError(
                f"is no index of forms by these rules ({type(error).__name__})",
                where=str(folder),
                do="build it again",
            ) from error


def _name_of(segment: Segment) -> str:
    """A name by the forms: equal forms make an equal segment."""
    hashes = segment.forms.hash_rows(seed=0).to_numpy()
    mixed = np.bitwise_xor.reduce(hashes * np.arange(1, 2 * len(hashes), 2, dtype=np.uint64))
    return f"{segment.forms.height}-{int(mixed):016x}"
