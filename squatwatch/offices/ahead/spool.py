"""What was read, on its way from one process to another: columns as Arrow files in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from squatwatch.offices.ahead.reading import Raw, Read
from squatwatch.offices.batch import FRAMES, Batch, SetAside


@dataclass(frozen=True, slots=True)
class Spooled:
    """A batch, or raw records, whose columns stand in files."""

    frames: dict[str, Path]
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[str, ...] = ()


def write(read: Read, folder: Path, number: int) -> Spooled:
    """Put the columns into files of the folder that carry the number; empty ones need none."""
    if isinstance(read, Raw):
        return Spooled({"raw": _write(read.records, folder / f"{number}.raw")})
    frames = {name: frame for name in FRAMES if (frame := getattr(read, name)).height}
    files = {name: _write(frame, folder / f"{number}.{name}") for name, frame in frames.items()}
    return Spooled(files, read.set_aside, read.notes)


def take(spooled: Spooled) -> Read:
    """Take it out of its files, which are gone then."""
    frames = {name: _take(path) for name, path in spooled.frames.items()}
    if "raw" in frames:
        return Raw(frames["raw"])
    return Batch(**frames, set_aside=spooled.set_aside, notes=spooled.notes)


def _write(frame: pl.DataFrame, path: Path) -> Path:
    frame.write_ipc(path, compression="lz4")
    return path


def _take(path: Path) -> pl.DataFrame:
    frame = pl.read_ipc(path)
    path.unlink()
    return frame
