"""One batch in which every piece of evidence is told at least once."""

from __future__ import annotations

from typing import Any

import polars as pl

from squatwatch.assess.assess import Assessed, assess
from squatwatch.assess.evidence.words import COMMON_ZIPF, NEWS_ZIPF, common_words, local_words
from squatwatch.assess.hits import best_hits
from squatwatch.filers.register import BY_AGENT, REPRESENTED, Register
from squatwatch.model import (
    FORM_KINDS,
    UNIT_SOURCES,
    Applicant,
    Brand,
    Event,
    Filing,
    Goods,
    Right,
)
from tests.assess.samples import batch, day, filing, hit, hits

BRAND = Brand(
    "brand",
    owner_en="Owner Holdings Ltd",
    affiliates=("Affiliate Holdings Ltd",),
    partners=("Partner Import GmbH",),
    classes=(25,),
    since="2000",
    vienna=("05.03.13",),
)
OTHER = Brand("other", owner_en="Another Owner Inc")
BRANDS = (BRAND, OTHER)
RIGHTS = (
    Right("brand", "CN", "1", filing_date=day("2001-05-01")),
    Right("brand", "DE", "2", filing_date=day("2005-05-01")),
    Right("brand", "FR", "3", filing_date=day("2024-09-01")),
)
EVENTS = (Event("brand", day("2023-01-10"), "launch"),)
TOGETHER = Applicant("Neighbour One Ltd", address="12 Example Road, 1000 Exampletown, Wales")
NEXT_DOOR = Applicant("Neighbour Two Ltd", address=TOGETHER.address)
AGENT = "Example Agents LLP"
REGISTER = Register(
    named=200_000,
    represented=pl.DataFrame([("US", 200_000)], schema=REPRESENTED, orient="row"),
    by_agent=pl.DataFrame([("US", AGENT, 2)], schema=BY_AGENT, orient="row"),
)


def _words() -> list[dict[str, Any]]:
    """A form that is a word, for every tier of English words and every frequency of others."""
    english = common_words().group_by("tier").agg(pl.min("word")).sort("tier")["word"]
    spanish = local_words("es").join(common_words(), on="word", how="anti").sort("zipf", "word")
    common = str(spanish.filter(pl.col("zipf") >= COMMON_ZIPF)["word"].first())
    ordinary = str(spanish.filter(pl.col("zipf") >= NEWS_ZIPF)["word"].first())
    return [
        *map(hit, english),
        hit(common, office="ES"),
        hit(ordinary, office="ES"),
        hit(f"{common}x", common, office="ES", edits=1),
    ]


def _hits() -> list[dict[str, Any]]:
    """Hits that differ in everything that a hit is weighed by."""
    near = [
        hit(form, unit, whole, relation=relation, edits=edits, similarity=similarity)
        for form, similarity in (("deepseek", 0.95), ("xiaomi", 0.7))
        for relation in ("spelling", "sound", "inside")
        for edits in (0, 1, 2)
        for unit in (form, form + "s")
        for whole in (unit, unit + "store")
    ]
    letters = [hit("x" * count) for count in range(1, 10)]
    short_or_long = [hit("y" * count, "y" * count + "z", edits=1) for count in (5, 8, 10)]
    characters = [
        hit("华为技术"[:count], unit, whole)
        for count in range(1, 5)
        for unit, whole in ((None, None), (None, "华为技术phone"), ("华为技术手机", None))
    ]
    similar = [
        hit("王老吉", "王老古", whole, relation="hanzi", edits=1)
        for whole in ("王老古", "王老古凉茶")
    ]
    said = [
        hit("xiaomi", unit, whole, unit_source=source, edits=int(unit != "xiaomi"))
        for source in UNIT_SOURCES
        for unit, whole in (("xiaomi", None), ("xiaomi", "xiaomistore"), ("xaomi", None))
    ]
    forms = [
        *(hit("xiaomi", form_weight=0.5, form_kind=kind) for kind in FORM_KINDS),
        *(hit("xiaomi", form_part=part) for part in ("place", "generic", "distinctive")),
        hit("haier", "hair", edits=1),
    ]
    return [*near, *letters, *short_or_long, *characters, *similar, *said, *forms, *_words()]


FACTS: list[dict[str, Any]] = [
    {"classes": (25,)},
    {"classes": (18,)},
    {"classes": (12,)},
    {"classes": (12,), "form": "anta"},
    {"classes": (35,), "goods": (Goods(35, "Retail services for clothing"),)},
    {"applicants": ("Owner Holdings Ltd",)},
    {"applicants": ("Affiliate Holdings Ltd",)},
    {"applicants": ("Partner Import GmbH",)},
    {"applicants": ("Owner Holdings Ltd", "Stranger AG")},
    {"applicants": ()},
    {"filing_date": day("1999-12-31")},
    {"status": "expired"},
    {"filing_date": day("2023-01-20")},
    {"filing_date": day("2023-05-20")},
    {"filing_date": day("2024-03-01"), "office": "DE"},
    {"filing_date": day("2024-03-01"), "office": "FR"},
    {"filing_date": day("2024-03-01"), "office": "JP"},
    {"office": "TW", "applicants": ("Owner Holdings Ltd",), "similar_groups": ("2501",)},
    {"office": "TW", "similar_groups": ("2501", "2502")},
    {"translation": ("RED PEAR",), "form_kind": "pinyin"},
    {"vienna_codes": ("05.03.13",)},
    {"vienna_codes": ("05.03.01",)},
    {"applicants": ("Taker AG",), "form": "labubu"},
    {"applicants": ("Taker AG",), "form": "hisense", "brand_id": "other"},
    {"applicants": (TOGETHER,), "form": "deepseek"},
    {"applicants": (NEXT_DOOR,), "form": "unitree", "brand_id": "other"},
    {"representative": AGENT, "form": "guifaxiang"},
    {"representative": AGENT, "form": "roborock", "brand_id": "other"},
]  # fmt: skip


def _filing(number: int, applicants: Any = None, **facts: Any) -> Filing:
    names = (f"Stranger {number} Ltd",) if applicants is None else applicants
    people = (one if isinstance(one, Applicant) else Applicant(one) for one in names)
    return filing(str(number), "", applicants=tuple(people), **facts)


def _records() -> tuple[list[dict[str, Any]], list[Filing]]:
    """Every hit on a filing of its own, and every fact about a filing."""
    rows = [row | {"application_key": str(number)} for number, row in enumerate(_hits())]
    filings = [_filing(number, office=row["office"]) for number, row in enumerate(rows)]
    for number, given in enumerate(FACTS, start=len(rows)):
        facts = dict(given)
        form = facts.pop("form", "xiaomi")
        told = {name: facts.pop(name) for name in ("brand_id", "form_kind") if name in facts}
        filings.append(_filing(number, **facts))
        rows.append(hit(form, office=filings[-1].office, application_key=str(number), **told))
    number = len(filings)
    both = {"application_key": str(number), "whole": "xiaomi小米"}
    rows += [hit("xiaomi") | both, hit("小米") | both]
    meant = {"application_key": str(number + 1)}
    rows += [hit("xiaomi") | meant, hit("millet", unit_source="translation") | meant]
    return rows, [*filings, _filing(number), _filing(number + 1, translation=("MILLET",))]


def _everything() -> Assessed:
    rows, filings = _records()
    best = best_hits(hits(*rows))
    return assess(best, batch(filings), BRANDS, RIGHTS, EVENTS, register=REGISTER)


EVERYTHING = _everything()
