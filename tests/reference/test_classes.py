"""The tables of classes: all 45, and pairs that lie among them."""

from __future__ import annotations

from squatwatch.model import NICE_CLASSES
from squatwatch.reference import table

CLASSES = table("nice_classes").rows(named=True)
PAIRS = table("class_relatedness").rows(named=True)


def test_every_class_once_with_both_titles() -> None:
    assert [int(row["class"]) for row in CLASSES] == list(NICE_CLASSES)
    assert all(row["title_en"] and row["title_zh"] for row in CLASSES)


def test_goods_are_1_to_34_and_services_the_rest() -> None:
    kinds = {int(row["class"]): row["kind"] for row in CLASSES}
    assert {number for number, kind in kinds.items() if kind == "goods"} == set(range(1, 35))
    assert set(kinds.values()) == {"goods", "services"}


def test_pairs_lie_among_the_classes_and_stand_once_a_source() -> None:
    keys = [(row["source"], int(row["class_a"]), int(row["class_b"])) for row in PAIRS]
    assert len(set(keys)) == len(keys)
    assert all(a in NICE_CLASSES and b in NICE_CLASSES and a != b for _, a, b in keys)


def test_each_source_has_its_own_measure() -> None:
    for row in PAIRS:
        if row["source"] == "uspto_coordinated":
            assert row["transcriptions"] in ("1", "2")
        else:
            assert row["source"] == "euipo_similarity_tool"
            assert int(row["class_a"]) < int(row["class_b"])
            assert int(row["term_pairs"]) >= 1
            assert 1 <= float(row["mean_similarity"]) <= 3
