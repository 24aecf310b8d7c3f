"""A segment: the index of some forms on every channel of the relation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from squatwatch.match import lettering
from squatwatch.match.characters import Characters
from squatwatch.match.folding import han_folded, sound_folded
from squatwatch.match.limits import ScriptLimits, script_limits, sound_edits
from squatwatch.match.neighbourhoods import Neighbourhoods
from squatwatch.match.ragged import Ragged
from squatwatch.match.standing import Standing
from squatwatch.match.word_ends import WordEnds

LONGEST = 64
"""Letters of the longest form that is indexed: the rests of a string grow with the square of its
length. Longer ones are left to the small scan."""
_HEAD = 5
"""Letters by which a form inside a text is found; Latin forms there have five or more."""

Rows = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Forms (``form``, ``script``) and where each channel has them.

    ``spelled``, ``sounding``, ``inside``, ``inside_short`` and ``written`` are the rows in
    ``forms`` of the strings of ``spelling``, ``sound``, ``standing``, ``standing_short`` and
    ``characters``; ``long`` are those of the forms that no channel has.
    """

    forms: pl.DataFrame
    spelled: Rows
    spelling: Neighbourhoods
    only_whole: NDArray[np.bool_]
    ends: WordEnds
    sounding: Rows
    sound: Neighbourhoods
    inside: Rows
    standing: Standing
    inside_short: Rows
    standing_short: Standing
    written: Rows
    characters: Characters
    long: Rows

    @classmethod
    def of(cls, forms: pl.DataFrame) -> Self:
        """The index of forms that are normalised, joined and not empty."""
        points = Ragged.of_points(forms["form"])
        letters = lettering.spelled(points)
        long = (letters.lengths > LONGEST) | (points.lengths > LONGEST)
        han = (forms["script"] == "han").to_numpy()
        spelled = np.flatnonzero(~han & ~long)
        limits = _Limits.of(forms[spelled]["script"], letters.lengths[spelled])
        spelling = Neighbourhoods.of(letters.taken(spelled), limits.edits)
        sounding, sound = _sound(forms, points, spelled)
        inside = spelled[limits.inside]
        short = points.lengths[inside] < _HEAD
        written = np.flatnonzero(han & ~long)
        return cls(
            forms=forms,
            spelled=_rows(spelled),
            spelling=spelling,
            only_whole=limits.only_whole,
            ends=WordEnds.of(spelling, limits.affix),
            sounding=_rows(sounding),
            sound=sound,
            inside=_rows(inside[~short]),
            standing=Standing.of(points.taken(inside[~short]), _HEAD),
            inside_short=_rows(inside[short]),
            standing_short=_standing_short(points.taken(inside[short])),
            written=_rows(written),
            characters=Characters.of(han_folded(points.taken(written))),
            long=_rows(np.flatnonzero(long)),
        )

    def save(self, folder: Path) -> None:
        """Write the segment into a folder of its own."""
        folder.mkdir(parents=True)
        self.forms.write_ipc(folder / "forms.arrow")
        for name in _ARRAYS:
            np.save(folder / f"{name}.npy", getattr(self, name))
        for name in ("spelling", "ends", "sound", "standing", "standing_short", "characters"):
            getattr(self, name).save(folder, name)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """The segment that ``save`` wrote, mapped into memory and read as it is needed."""
        spelling = Neighbourhoods.load(folder, "spelling")
        return cls(
            forms=pl.read_ipc(folder / "forms.arrow"),
            spelling=spelling,
            ends=WordEnds.load(folder, "ends", spelling),
            sound=Neighbourhoods.load(folder, "sound"),
            standing=Standing.load(folder, "standing"),
            standing_short=Standing.load(folder, "standing_short"),
            characters=Characters.load(folder, "characters"),
            **{name: np.load(folder / f"{name}.npy", mmap_mode="c") for name in _ARRAYS},
        )

    @property
    def standings(self) -> tuple[Standing, Standing]:
        """What is looked for inside texts."""
        return self.standing, self.standing_short

    @property
    def longest(self) -> int:
        """Letters of the longest unit that may be near any form, by spelling or by sound."""
        spelled = int(np.diff(self.spelling.starts).max(initial=0)) + 2
        # A rewrite of the sound fold makes one letter of three at the most (tch, ssu).
        sounding = 3 * (int(np.diff(self.sound.starts).max(initial=0)) + 1)
        return max(spelled, sounding)


_ARRAYS = ("spelled", "only_whole", "sounding", "inside", "inside_short", "written", "long")


@dataclass(frozen=True, slots=True)
class _Limits:
    """What the length of each form allows in its script."""

    edits: NDArray[np.uint8]
    only_whole: NDArray[np.bool_]
    inside: NDArray[np.bool_]
    affix: NDArray[np.bool_]

    @classmethod
    def of(cls, scripts: pl.Series, lengths: NDArray[np.int64]) -> Self:
        of_script = {script: script_limits(script) for script in scripts.unique()}

        def each(rule: Callable[[ScriptLimits, int], int]) -> NDArray[np.uint8]:
            known = {
                (script, length): rule(limits, length)
                for script, limits in of_script.items()
                for length in range(LONGEST + 1)
            }
            pairs = zip(scripts, lengths.tolist(), strict=True)
            return np.array([known[pair] for pair in pairs], dtype=np.uint8)

        return cls(
            each(ScriptLimits.edits),
            each(ScriptLimits.only_whole).astype(bool),
            each(ScriptLimits.inside).astype(bool),
            each(ScriptLimits.affix).astype(bool),
        )


def _sound(
    forms: pl.DataFrame, points: Ragged, spelled: NDArray[np.intp]
) -> tuple[NDArray[np.intp], Neighbourhoods]:
    latin = spelled[(forms[spelled]["script"] == "latin").to_numpy()]
    folded = sound_folded(points.taken(latin))
    allowed = [sound_edits(length) for length in range(LONGEST + 1)]
    edits = np.array([-1 if edits is None else edits for edits in allowed], dtype=np.int8)
    of_form = edits[folded.lengths]
    kept = np.flatnonzero(of_form >= 0)
    return latin[kept], Neighbourhoods.of(folded.taken(kept), of_form[kept].astype(np.uint8))


def _standing_short(strings: Ragged) -> Standing:
    """Forms of few code points that are long enough in letters, such as three of Hangul."""
    return Standing.of(strings, int(strings.lengths.min(initial=_HEAD - 1)))


def _rows(rows: NDArray[np.intp]) -> Rows:
    return rows.astype(np.uint32)
