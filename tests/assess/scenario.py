"""One batch in which every piece of evidence is told at least once."""

from __future__ import annotations

from typing import Any

from squatwatch.assess.assess import assess
from squatwatch.assess.evidence.distinctiveness import common_words
from squatwatch.assess.hits import best_hits
from squatwatch.model import Brand, Filing
from tests.assess.samples import batch, day, filing, hit, hits

BRAND = Brand(
    "brand",
    owner_en="Owner Holdings Ltd",
    affiliates=("Affiliate Holdings Ltd",),
    partners=("Partner Import GmbH",),
    classes=(25,),
    since="2000",
)
OTHER = Brand("other", owner_en="Another Owner Inc")


def _words() -> list[dict[str, Any]]:
    """A form that is a word, for every tier of words."""
    first = common_words().group_by("tier").agg("word").sort("tier")
    return [hit(min(words)) for words in first["word"].to_list()]


def _hits() -> list[dict[str, Any]]:
    """Hits that differ in everything that a hit is weighed by."""
    near = [
        hit(form, unit, whole, relation=relation, edits=edits)
        for form in ("deepseek", "xiaomi")
        for relation in ("spelling", "sound", "inside")
        for edits in (0, 1, 2)
        for unit in (form, form + "s")
        for whole in (unit, unit + "store")
    ]
    letters = [hit("x" * count) for count in range(1, 10)]
    characters = [
        hit("华为技术"[:count], whole=whole)
        for count in range(1, 5)
        for whole in (None, "华为技术手机")
    ]
    similar = [
        hit("王老吉", "王老古", whole, relation="hanzi", edits=1)
        for whole in ("王老古", "王老古凉茶")
    ]
    forms = [
        hit("xiaomi", form_weight=0.5, form_kind="pinyin"),
        *(hit("xiaomi", form_part=part) for part in ("place", "generic", "distinctive")),
        *(
            hit("xiaomi", unit_source=source)
            for source in (
                "translation",
                "description",
                "transliteration",
                "pseudo-mark",
                "read-back",
            )
        ),
        hit("haier", "hair", edits=1),
    ]
    return [*near, *letters, *characters, *similar, *forms, *_words()]


FACTS: list[dict[str, Any]] = [
    {"classes": (25,)},
    {"classes": (18,)},
    {"classes": (12,)},
    {"classes": (12,), "form": "anta"},
    {"applicants": ("Owner Holdings Ltd",)},
    {"applicants": ("Affiliate Holdings Ltd",)},
    {"applicants": ("Partner Import GmbH",)},
    {"applicants": ()},
    {"filing_date": day("1999-12-31")},
    {"status": "expired"},
    {"applicants": ("Taker AG",), "form": "labubu"},
    {"applicants": ("Taker AG",), "form": "labubu", "brand_id": "other"},
]


def _filing(number: int, applicants: tuple[str, ...] | None = None, **facts: Any) -> Filing:
    names = (f"Stranger {number} Ltd",) if applicants is None else applicants
    return filing(str(number), "", *names, **facts)


def _records() -> tuple[list[dict[str, Any]], list[Filing]]:
    """Every hit on a filing of its own, and every fact about a filing."""
    rows = _hits()
    filings = [_filing(number) for number in range(len(rows))]
    rows = [row | {"application_key": str(number)} for number, row in enumerate(rows)]
    for number, given in enumerate(FACTS, start=len(rows)):
        facts = dict(given)
        form = facts.pop("form", "xiaomi")
        brand = facts.pop("brand_id", "brand")
        rows.append(hit(form, brand_id=brand, application_key=str(number)))
        filings.append(_filing(number, **facts))
    last = str(len(rows))
    both = {"application_key": last, "whole": "xiaomi小米"}
    rows += [hit("xiaomi") | both, hit("小米") | both]
    return rows, [*filings, _filing(int(last))]


def _everything() -> Any:
    rows, filings = _records()
    return assess(best_hits(hits(*rows)), batch(filings), [BRAND, OTHER])


EVERYTHING = _everything()
