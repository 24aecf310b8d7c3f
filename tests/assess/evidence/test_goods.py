"""Goods: same, related, retail, other classes; similar groups of one office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest

from squatwatch import reference
from squatwatch.assess.evidence import tell
from squatwatch.assess.evidence.goods import (
    BOTH_WAYS,
    MOST_RELATED,
    ONE_WAY,
    UNSPECIFIC_CLASSES,
    class_words,
    classes,
    related_classes,
    similar_groups,
    with_goods,
    with_similar_groups,
)
from squatwatch.assess.evidence.words import common_words, local_words
from squatwatch.schemas import GOODS_TYPE
from tests.assess.samples import answers, hit, numbered, rests_on

Classes = Sequence[int] | None


def goods_of(
    of_brand: Classes, of_filing: Classes, form: str = "anta", *, said: str = "", **facts: Any
) -> pl.DataFrame:
    """One pair with the classes of brand and filing, and what its class 35 says."""
    goods = [{"nice_class": 35, "text": said}] if said else []
    pairs = numbered(hit(form, **facts)).with_columns(
        brand_classes=pl.Series([of_brand], dtype=pl.List(pl.Int16)),
        classes=pl.Series([of_filing], dtype=pl.List(pl.Int16)),
        goods=pl.Series([goods], dtype=pl.List(GOODS_TYPE)),
    )
    return with_goods(pairs)


def told(*facts: Any, **more: Any) -> tuple[str, list[int]] | None:
    """The code of the evidence from classes and the classes that it names; None without any."""
    pairs = goods_of(*facts, **more)
    found = answers(classes(), pairs)
    return (found[0], rests_on(classes(), pairs)[0]["classes"]) if found else None


@pytest.mark.parametrize(
    ("of_brand", "of_filing", "expected"),
    [
        ([25], [25], ("class.same", [25])),
        ([9, 42, 38], [45, 42, 9], ("class.same", [9, 42])),
        ([25], [18], ("class.related", [18])),
        ([25], [18, 12], ("class.related", [18])),
        ([25], [25, 18], ("class.same", [25])),
        ([25], [12], ("class.unrelated", [12])),
        ([25], [35], None),
        ([25], [35, 42], None),
        ([25], [35, 12], ("class.unrelated", [35, 12])),
        ([35], [35], ("class.same", [35])),
        ([], [25], None),
        ([25], [], None),
        ([25], None, None),
        (None, [25], None),
    ],
)
def test_classes(of_brand: Classes, of_filing: Classes, expected: Any) -> None:
    assert told(of_brand, of_filing) == expected


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("anta", "class.unrelated"),
        ("haier", "class.unrelated"),
        ("xiaomi", "class.unrelated-rare"),
        ("forever", "class.unrelated"),
        ("华为", "class.unrelated"),
        ("王老吉", "class.unrelated-rare"),
    ],
)
def test_a_rare_name_counts_in_other_classes_too(form: str, code: str) -> None:
    assert told([25], [12], form) == (code, [12])
    assert told([25], [25], form) == ("class.same", [25])


def test_a_word_is_not_rare_however_it_is_spelled() -> None:
    pairs = goods_of([25], [12], "forever")
    near = pairs.with_columns(unit=pl.lit("forevar"), edits=pl.lit(1), unit_tier=pl.lit(None))
    assert answers(classes(), near) == {0: "class.unrelated"}


def test_a_word_of_the_place_is_not_rare_there() -> None:
    english = set(common_words()["word"])
    known = local_words("tr").sort("zipf", "word", descending=True)["word"]
    unit = next(one for one in known if len(one) > 6 and one not in english)
    assert told([25], [12], unit, office="TR") == ("class.unrelated", [12])
    assert told([25], [12], unit, office="JP") == ("class.unrelated-rare", [12])


def degree(of_brand: int, of_filing: int) -> float | None:
    """How often class.related counts; None where the classes are not related."""
    pairs = goods_of([of_brand], [of_filing])
    rows = tell(pairs, [classes()]).filter(pl.col("code") == "class.related")
    return float(rows["times"][0]) if rows.height else None


TABLE = reference.table("class_relatedness").with_columns(
    pl.col("class_a", "class_b").cast(pl.Int16)
)
LINKS = set(
    TABLE.filter(pl.col("source") == "uspto_coordinated").select("class_a", "class_b").rows()
)
MEANS = {
    (one, other): float(mean)
    for one, other, mean in TABLE.filter(pl.col("source") == "euipo_similarity_tool")
    .select("class_a", "class_b", "mean_similarity")
    .rows()
}


def related(one: int, other: int) -> float:
    """How related a filing in one class is to a brand in another, said slowly."""
    if one in UNSPECIFIC_CLASSES or other in UNSPECIFIC_CLASSES:
        return 0.0
    mean = max(MEANS.get((one, other), 0.0), MEANS.get((other, one), 0.0))
    linked = ONE_WAY if (one, other) in LINKS else 0.0
    if linked and (other, one) in LINKS:
        linked = BOTH_WAYS
    return max(min(mean / 3, MOST_RELATED), linked)


def test_every_two_classes_are_as_related_as_their_sources_say() -> None:
    found = {(one, other): share for one, other, share in related_classes().rows()}
    nice = range(1, 46)
    expected = {
        (one, other): share
        for one in nice
        for other in nice
        if one != other and (share := related(one, other))
    }
    apart = {key: share for key, share in found.items() if key[0] != key[1]}
    assert apart == pytest.approx(expected)
    assert all(1 / 3 <= share <= MOST_RELATED for share in found.values())


def test_the_degrees_that_there_are() -> None:
    both = next((a, b) for a, b in sorted(LINKS) if (b, a) in LINKS and related(a, b) == BOTH_WAYS)
    one_way = next((a, b) for a, b in sorted(LINKS) if related(a, b) == ONE_WAY)
    capped = next((a, b) for (a, b), mean in MEANS.items() if mean / 3 >= MOST_RELATED)
    assert degree(*both) == degree(*reversed(both)) == BOTH_WAYS
    assert degree(*one_way) == ONE_WAY
    assert degree(*reversed(one_way)) == (related(one_way[1], one_way[0]) or None)
    assert degree(*capped) == degree(*reversed(capped)) == MOST_RELATED


def test_of_several_related_classes_the_most_related_counts() -> None:
    several = [one for one in range(1, 46) if related(25, one)]
    pairs = goods_of([25], several)
    [times] = tell(pairs, [classes()])["times"]
    assert times == max(related(25, one) for one in several)
    assert rests_on(classes(), pairs) == [{"classes": several}]


def test_classes_that_all_are_related_to_relate_to_none() -> None:
    for column in ("brand_classes", "classes"):
        assert not related_classes()[column].is_in(UNSPECIFIC_CLASSES).any()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Retail services in relation to clothing", [25]),
        ("Wholesaling of footwear and headgear", [25]),
        ("advertising; online shop for apparel", [25]),
        ("The bringing together of goods; sales of garments", [25]),
        ("衣服零售批發；化粧品零售批發", [25]),
        ("RETAIL STORE SERVICES FEATURING SHOES", [25]),
        ("retail of watches", [14]),
        ("retail of clothing and jewellery", [14, 25]),
        # a shop, and other goods
        ("Retail services in relation to tyres", []),
        # goods, and no shop
        ("Advertising for clothing", []),
        ("sales promotion; clothing design", []),
        # the shop in one item and the goods in another
        ("retail services; business advice for clothing makers", []),
        # words that only hold a word
        ("retail of shoehorns", []),
        ("workshop on clothing", []),
        ("", []),
    ],
)
def test_a_shop_for_the_goods_of_the_brand(said: str, expected: list[int]) -> None:
    found = told([14, 25], [35], said=said)
    assert found == (("class.retail", expected) if expected else None)


@pytest.mark.parametrize(
    ("brand_class", "said"),
    [
        (30, "retail services for team sports"),
        (12, "retail of the entire range"),
        (11, "retail of proven seeds and clamps"),
        (9, "computerized stock management of retail"),
    ],
)
def test_a_word_inside_another_is_not_that_word(brand_class: int, said: str) -> None:
    assert told([brand_class], [35], said=said) is None


def test_the_goods_of_other_classes_are_no_services_of_a_shop() -> None:
    pairs = goods_of([25], [35, 12]).with_columns(
        goods=pl.Series(
            [[{"nice_class": 12, "text": "retail of clothing"}]], dtype=pl.List(GOODS_TYPE)
        )
    )
    again = with_goods(pairs.drop("classes_known", "shared_classes", "specific",
                                  "related_classes", "relatedness", "retail_classes"))  # fmt: skip
    assert answers(classes(), again) == {0: "class.unrelated"}


def test_a_shop_says_less_than_the_goods_themselves() -> None:
    said = "retail of clothing"
    assert told([25], [35, 25], said=said) == ("class.same", [25])
    assert told([25], [35, 18], said=said) == ("class.related", [18])
    assert told([25], [35, 12], said=said) == ("class.retail", [25])


def test_the_words_of_goods_are_each_found_as_they_stand() -> None:
    table = reference.table("class_words")
    patterns = dict(class_words().iter_rows())
    for of_class, words in table.select("class", "words").rows():
        for word in words.split(";"):
            found = pl.Series([f"x {word}, y", f"零售{word}"]).str.contains(patterns[int(of_class)])
            assert found.to_list() == [True, not word.isascii()] or found.to_list() == [True, True]


def grouped(*rows: tuple[str, list[str]]) -> pl.DataFrame:
    """Pairs of one brand: the office and the similar groups of each filing."""
    return pl.DataFrame(
        [(pair, "brand", office, groups) for pair, (office, groups) in enumerate(rows)],
        schema={
            "pair": pl.UInt32, "brand_id": pl.String, "office": pl.String,
            "similar_groups": pl.List(pl.String),
        },
        orient="row",
    )  # fmt: skip


def own(*rows: tuple[str, str, list[str]]) -> pl.DataFrame:
    groups = pl.List(pl.String)
    return pl.DataFrame(
        rows,
        schema={"brand_id": pl.String, "office": pl.String, "similar_groups": groups},
        orient="row",
    )


def test_similar_groups_count_within_one_office_only() -> None:
    pairs = grouped(("TW", ["0901", "4103"]), ("KR", ["0901"]), ("TW", ["2501"]), ("JP", []))
    found = with_similar_groups(pairs, own(("brand", "TW", ["0901", "0902"])))
    assert answers(similar_groups(), found) == {0: "class.same-group"}
    assert rests_on(similar_groups(), found) == [{"groups": ["0901"]}]


def test_the_groups_of_all_the_owners_filings_count_and_no_other_brands() -> None:
    pairs = grouped(("TW", ["0903", "0901"]))
    several = own(("brand", "TW", ["0901"]), ("brand", "TW", ["0903", "0901"]), ("brand", "TW", []))
    assert rests_on(similar_groups(), with_similar_groups(pairs, several)) == [
        {"groups": ["0901", "0903"]}
    ]
    others = own(("other", "TW", ["0901"]), ("brand", "JP", ["0901"]))
    assert answers(similar_groups(), with_similar_groups(pairs, others)) == {}
    assert answers(similar_groups(), with_similar_groups(pairs, own())) == {}


def test_no_groups_no_evidence() -> None:
    pairs = grouped(("TW", []), ("TW", [])).with_columns(
        similar_groups=pl.Series([None, []], dtype=pl.List(pl.String))
    )
    found = with_similar_groups(pairs, own(("brand", "TW", ["0901"])))
    assert answers(similar_groups(), found) == {}
