"""The form index: built, changed, kept in a folder; always the index of exactly its forms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.errors import DataError
from squatwatch.match import form_index
from squatwatch.match.form_index import FormIndex
from squatwatch.match.segment import Segment
from tests.match.cases import asked, by_index, by_reference, frame

NAMES = [
    "xiaomi", "huawei", "haier", "anta", "lenovo", "deepseek", "лабубу", "华为", "王老吉",
    "샤오미폰",
]  # fmt: skip
TEXTS = [
    "superxaomi", "hauwei phone", "haier", "anta lenowo", "deapseak", "лабуба 華為", "旺老吉",
    "샤오마폰",
]  # fmt: skip


def index_of(forms: Sequence[str]) -> FormIndex:
    return FormIndex.build(frame(forms))


def names(index: FormIndex) -> list[str]:
    return index.forms["form"].to_list()


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def segments_in(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir() if item.is_dir())


# Changing ----------------------------------------------------------------------------------------


def test_forms_are_told_once_in_their_order_and_empty_ones_left_out() -> None:
    index = index_of(["xiaomi", "", "haier", "xiaomi"])
    assert index.forms.rows() == [(0, "xiaomi", "latin"), (1, "haier", "latin")]


def test_one_form_of_two_scripts_is_two_forms() -> None:
    forms = frame(["360", "360"]).with_columns(script=frame(["a", "а"])["script"])
    assert FormIndex.build(forms).forms["script"].to_list() == ["latin", "cyrillic"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(NAMES), unique=True, max_size=10), max_size=6))
def test_a_changed_index_is_that_of_its_forms(stages: list[list[str]]) -> None:
    index = index_of(NAMES[:4])
    for forms in stages:
        rows = dict(index.forms.select("form", "row").iter_rows())
        changed = index.changed_to(frame(forms))
        assert sorted(names(changed)) == sorted(forms)
        if set(map(id, index.segments)) <= set(map(id, changed.segments)):
            new_rows = dict(changed.forms.select("form", "row").iter_rows())
            assert all(rows[form] == new_rows[form] for form in set(rows) & set(new_rows))
        index = changed
    assert asked(index, TEXTS) == by_index(names(index), TEXTS)


def test_what_is_added_makes_a_segment_and_leaves_the_others() -> None:
    before = index_of(NAMES)
    after = before.changed_to(frame([*NAMES, "vivo"]))
    assert after.segments[0] is before.segments[0]
    assert [segment.forms["form"].to_list() for segment in after.segments] == [NAMES, ["vivo"]]
    assert after.forms["row"].to_list() == list(range(11))


def test_what_is_taken_out_never_hits_and_comes_back() -> None:
    before = index_of(NAMES)
    without = before.changed_to(frame(NAMES[1:]))
    assert without.segments is before.segments
    assert without.gone == {0}
    assert asked(without, TEXTS) == by_reference(NAMES[1:], TEXTS)
    back = without.changed_to(frame(NAMES))
    assert asked(back, TEXTS) == by_reference(NAMES, TEXTS) != asked(without, TEXTS)
    assert sorted(names(back)) == sorted(NAMES)


def test_where_nothing_has_changed_it_is_the_same_object() -> None:
    index = index_of(NAMES)
    assert index.changed_to(frame(NAMES)) is index
    assert index.changed_to(frame([*reversed(NAMES), "", NAMES[0]])) is index
    without = index.changed_to(frame(NAMES[1:]))
    assert without.changed_to(frame(NAMES[1:])) is without


def test_many_changes_lead_to_one_segment() -> None:
    index, forms, most = index_of(NAMES), list(NAMES), 0
    for number in range(20):
        forms.append(f"brandname{number}")
        index = index.changed_to(frame(forms))
        most = max(most, len(index.segments))
        assert names(index) == forms
    assert most == form_index._MOST_SEGMENTS
    assert len(index.segments) < most


def test_when_many_forms_are_gone_it_is_built_again() -> None:
    index = index_of(NAMES).changed_to(frame(NAMES[3:]))
    assert (len(index.segments), index.gone) == (1, frozenset())
    assert index.forms["row"].to_list() == list(range(7))


def test_an_index_of_no_forms_hits_nothing() -> None:
    assert asked(FormIndex(()), TEXTS) == asked(index_of([]), TEXTS) == set()
    assert names(FormIndex(()).changed_to(frame(NAMES))) == NAMES


# Keeping -----------------------------------------------------------------------------------------


def test_an_index_comes_back_as_it_was(tmp_path: Path) -> None:
    index = index_of(NAMES).changed_to(frame([*NAMES[1:], "vivo"]))
    index.save(tmp_path)
    loaded = FormIndex.load(tmp_path)
    assert loaded.forms.equals(index.forms)
    assert (loaded.gone, len(loaded.segments)) == (index.gone, 2)
    assert asked(loaded, TEXTS) == asked(index, TEXTS)


def test_an_index_is_changed_and_kept_night_after_night(tmp_path: Path) -> None:
    index_of([]).save(tmp_path)
    for number in range(1, len(NAMES) + 1):
        forms = NAMES[max(0, number - 7) : number]
        FormIndex.load(tmp_path).changed_to(frame(forms)).save(tmp_path)
        loaded = FormIndex.load(tmp_path)
        assert sorted(names(loaded)) == sorted(forms)
        assert len(segments_in(tmp_path)) == len({*map(id, loaded.segments)})
    assert asked(loaded, TEXTS) == by_reference(forms, TEXTS)


def test_segments_that_are_there_stay_as_they_are(tmp_path: Path) -> None:
    index = index_of(NAMES)
    index.save(tmp_path)
    before = files(tmp_path)
    written = {name: (tmp_path / name).stat().st_mtime_ns for name in before}
    FormIndex.load(tmp_path).changed_to(frame([*NAMES, "vivo"])).save(tmp_path)
    after = files(tmp_path)
    of_segments = [name for name in before if name != "index.json"]
    assert all(after[name] == before[name] for name in of_segments)
    assert all((tmp_path / name).stat().st_mtime_ns == written[name] for name in of_segments)
    assert len(after) == 2 * len(before) - 1


def test_segments_of_no_use_are_taken_away(tmp_path: Path) -> None:
    index_of(NAMES).save(tmp_path)
    index_of(["vivo"]).save(tmp_path)
    assert len(segments_in(tmp_path)) == 1
    assert names(FormIndex.load(tmp_path)) == ["vivo"]


def test_an_index_by_other_rules_is_refused_and_made_anew(tmp_path: Path) -> None:
    index_of(NAMES).save(tmp_path, "some rules")
    before = segments_in(tmp_path)
    with pytest.raises(DataError):
        FormIndex.load(tmp_path, "other rules")
    index_of(NAMES).save(tmp_path, "other rules")
    assert names(FormIndex.load(tmp_path, "other rules")) == NAMES
    assert len(segments_in(tmp_path)) == 1
    assert segments_in(tmp_path) != before


def test_equal_forms_make_equal_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        index_of(NAMES).changed_to(frame([*NAMES[1:], "vivo"])).save(tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "other")


@pytest.mark.parametrize("stopped_at", ["before", "half-way", "behind"])
def test_a_stop_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped_at: str
) -> None:
    index_of(NAMES).save(tmp_path)
    changed = FormIndex.load(tmp_path).changed_to(frame([*NAMES, "vivo"]))
    save = Segment.save

    def stopping(segment: Segment, folder: Path) -> None:
        if stopped_at == "half-way":
            folder.mkdir(parents=True)
            (folder / "forms.arrow").write_bytes(b"half of it")
        elif stopped_at == "behind":
            save(segment, folder)
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(Segment, "save", stopping)
        with pytest.raises(KeyboardInterrupt):
            changed.save(tmp_path)
    assert names(FormIndex.load(tmp_path)) == NAMES
    changed.save(tmp_path)
    assert names(FormIndex.load(tmp_path)) == [*NAMES, "vivo"]
    assert len(segments_in(tmp_path)) == 2


def test_a_stop_while_the_list_is_written_leaves_the_index_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_of(NAMES).save(tmp_path)
    changed = index_of(["vivo"])

    def stopping(_self: Path, _target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr(Path, "replace", stopping)
        with pytest.raises(KeyboardInterrupt):
            changed.save(tmp_path)
    assert names(FormIndex.load(tmp_path)) == NAMES


@pytest.mark.parametrize(
    "listed",
    [
        None,
        "",
        "[]",
        "{}",
        json.dumps({"version": form_index.VERSION + 1, "rules": "", "segments": [], "gone": []}),
        json.dumps({"version": form_index.VERSION, "segments": [], "gone": []}),
        json.dumps({"version": form_index.VERSION, "rules": "other", "segments": [], "gone": []}),
        json.dumps({"version": form_index.VERSION, "rules": "", "segments": []}),
        json.dumps({"version": form_index.VERSION, "rules": "", "segments": ["no"], "gone": []}),
    ],
)
def test_what_is_no_index_of_this_version_is_refused(tmp_path: Path, listed: str | None) -> None:
    if listed is not None:
        (tmp_path / "index.json").write_text(listed)
    with pytest.raises(DataError) as refused:
        FormIndex.load(tmp_path)
    assert refused.value.do == "build it again"
    assert refused.value.where == str(tmp_path)


@pytest.mark.parametrize("content", [b"", b"half of it"])
def test_a_broken_segment_is_refused(tmp_path: Path, content: bytes) -> None:
    index_of(NAMES).save(tmp_path)
    for file in tmp_path.glob("*/*"):
        kept = file.read_bytes()
        file.write_bytes(content)
        with pytest.raises(DataError, match="no index of forms"):
            FormIndex.load(tmp_path)
        file.write_bytes(kept)
    assert names(FormIndex.load(tmp_path)) == NAMES
