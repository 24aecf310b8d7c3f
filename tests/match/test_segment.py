"""A segment: which channel has which form, and the same after it was kept in a folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from squatwatch.match.form_index import FormIndex
from squatwatch.match.limits import script_limits, sound_edits
from squatwatch.match.segment import LONGEST, Segment
from squatwatch.text.letters import letters
from squatwatch.text.sound import sound_fold
from tests.match.cases import asked, frame

FORMS = [
    "mi", "anta", "haier", "xiaomi", "deepseek", "x" * LONGEST, "x" * (LONGEST + 1), "лабубу",
    "юта", "샤오미", "샤오미폰", "アンタマ", "ファーウェイジ", "หัวเว่ย",
    "शाओमी", "شاومي", "华为", "王老吉", "茶",
    "王老吉" * 30,
]  # fmt: skip


def segment() -> Segment:
    return Segment.of(frame(FORMS))


def names(rows: np.ndarray) -> list[str]:
    return [FORMS[row] for row in rows.tolist()]


def short_enough(form: str) -> bool:
    return len(form) <= LONGEST and len(letters(form)) <= LONGEST


def test_every_form_is_in_the_channels_of_its_script_and_length() -> None:
    made = segment()
    scripts = dict(made.forms.iter_rows())
    spelled = [form for form in FORMS if scripts[form] != "han" and short_enough(form)]
    limits = {form: script_limits(scripts[form]) for form in spelled}
    length = {form: len(letters(form)) for form in spelled}
    assert names(made.spelled) == spelled
    assert made.spelling.edits.tolist() == [limits[form].edits(length[form]) for form in spelled]
    assert made.only_whole.tolist() == [limits[form].only_whole(length[form]) for form in spelled]
    assert (made.ends.edits > 0).tolist() == [limits[f].affix(length[f]) for f in spelled]
    inside = [form for form in spelled if limits[form].inside(length[form])]
    assert sorted([*names(made.inside), *names(made.inside_short)]) == sorted(inside)
    assert all(len(form) < 5 for form in names(made.inside_short))
    assert names(made.written) == ["华为", "王老吉", "茶"]
    latin = [form for form in spelled if scripts[form] == "latin"]
    assert names(made.sounding) == [f for f in latin if sound_edits(len(sound_fold(f))) is not None]
    assert names(made.long) == [form for form in FORMS if not short_enough(form)]


def test_no_unit_that_may_hit_is_longer_than_the_longest() -> None:
    made = segment()
    assert made.longest >= LONGEST + 2
    assert made.longest >= 3 * (max(len(sound_fold(name)) for name in names(made.sounding)) + 1)


def test_a_segment_comes_back_from_a_folder_and_hits_the_same(tmp_path: Path) -> None:
    made = segment()
    made.save(tmp_path / "one")
    loaded = Segment.load(tmp_path / "one")
    texts = [*FORMS, "super " + " ".join(FORMS), "deapseak superxaomi 샤오마폰 旺老吉"]
    found = asked(FormIndex((loaded,)), texts)
    assert found == asked(FormIndex((made,)), texts)
    assert {form for form, *_ in found} == set(FORMS)
    assert isinstance(loaded.spelling.entries, np.memmap)


def test_a_segment_is_saved_into_a_folder_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        segment().save(tmp_path)


def test_equal_forms_make_equal_files(tmp_path: Path) -> None:
    for name in ("one", "other"):
        segment().save(tmp_path / name)
    files = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert files == sorted(file.name for file in (tmp_path / "other").iterdir())
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_a_segment_of_no_forms(tmp_path: Path) -> None:
    none = Segment.of(pl.DataFrame(schema={"form": pl.String, "script": pl.String}))
    none.save(tmp_path / "none")
    assert asked(FormIndex((Segment.load(tmp_path / "none"),)), ["xiaomi", "华为"]) == set()
