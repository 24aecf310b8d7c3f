"""The assessment of one pair in plain Python: what the columns of squatwatch.assess must come to.

Written from docs/evidence.md, with loops and dictionaries and without columns. Taken as given are
the hits, the role of the applicants (assess/ownership.py) and the filer group (filers/), which
have slow companions of their own.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from wordfreq import get_frequency_dict

from squatwatch import reference
from squatwatch.assess.evidence.words import common_words
from squatwatch.assess.own_rights import covers
from squatwatch.assess.weights import Weights, limit
from squatwatch.filers import filer_key
from squatwatch.model import ENDED, RELATIONS, Brand, Event, Filing, Right, application_key
from squatwatch.text.normalize import joined, normalize

Row = Mapping[str, Any]
Told = dict[str, float]
"""What is told of a pair: codes, and how often the weight of each counts."""

READ_BACK = {"transliteration": "source.transliteration", "read-back": "source.read-back"}
OWN_KINDS = ("official-latin", "official-other", "hanzi", "trad", "shinjitai")
KINDS = {
    **dict.fromkeys(("pinyin", "pinyin-polyphone", "pinyin-u"), "form.pinyin"),
    "initials": "form.initials",
    "translation": "form.translation",
    "translation-part": "form.translation-part",
    **dict.fromkeys(
        ("wade-giles", "postal", "jyutping", "hk-romanization", "hokkien", "teochew", "hakka",
         "sino-viet"), "form.romanization"),
}  # fmt: skip


@dataclass
class Pair:
    """A brand and a filing with all hits, and what is given."""

    hits: Sequence[Row]
    brand: Brand
    filing: Filing
    role: str | None
    group_link: str | None = None
    best: Row = field(init=False)
    of_hit: Told = field(init=False)

    def choose(self, weights: Weights) -> None:
        """The best hit, and what it tells."""
        told = [of_the_hit(hit, self.filing.office) for hit in self.hits]
        ranked = sorted(
            zip(self.hits, told, strict=True),
            key=lambda found: (
                -round(bits(found[1], weights), 9), -found[0]["similarity"],
                -found[0]["form_weight"], RELATIONS.index(found[0]["relation"]),
                *(found[0][name] for name in ("form_kind", "form", "unit_source", "unit", "whole")),
            ),
        )  # fmt: skip
        self.best, self.of_hit = ranked[0]

    @property
    def filed(self) -> date | None:
        days = [self.filing.filing_date, self.filing.priority_date]
        return min((day for day in days if day), default=None)

    @property
    def ended(self) -> bool:
        return self.filing.status in ENDED

    @property
    def filer(self) -> str:
        keys = (filer_key(one.name, one.address) for one in self.filing.applicants)
        return next(filter(None, keys), f"unnamed at {self.filing.office}")


def bits(told: Told, weights: Weights) -> float:
    return sum(weights[code] * times for code, times in told.items())


# The hit ----------------------------------------------------------------------------------------


def of_the_hit(hit: Row, office: str) -> Told:
    told: Told = {f"match.{_cell(hit)}": 1.0}
    near = hit["edits"] > 0 and hit["relation"] != "hanzi"
    if near and hit["similarity"] >= 0.9:
        told["near.confusable"] = 1.0
    if near and hit["similarity"] < 0.8:
        told["near.unlike"] = 1.0
    if hit["unit_source"] in READ_BACK:
        told[READ_BACK[hit["unit_source"]]] = 1.0
    if hit["form_kind"] not in OWN_KINDS:
        told[KINDS.get(hit["form_kind"], "form.rendering")] = 1.0
    if hit["form_weight"] < 1:
        told["form.derived"] = math.log2(hit["form_weight"])
    if hit["form_part"] in ("place", "generic"):
        told[f"form.{hit['form_part']}"] = 1.0
    for code in (_length(hit), _word(hit, office)):
        if code:
            told[code] = 1.0
    return told


def _cell(hit: Row) -> str:
    form, unit, whole, edits = hit["spelled"], hit["unit"], hit["whole"], hit["edits"]
    if hit["unit_source"] in ("translation", "description"):
        if not _exact(hit):
            return "said-near"
        return "said-whole" if unit == whole else "said-part"
    if hit["relation"] == "hanzi":
        near = "near-" if edits else ""
        if len(form) == len(whole):
            return f"hanzi-{near}whole"
        return "hanzi-run" if len(form) == len(unit) and not edits else f"hanzi-{near}inside"
    place = "whole" if unit == whole else "part"
    if hit["relation"] == "inside" and edits:
        return "affix"
    if hit["relation"] == "inside" and unit != form:
        return "inside"
    if hit["relation"] == "sound":
        return "sound-edit" if edits else f"sound-{place}"
    return f"{('identical', 'one-edit', 'two-edits')[min(edits, 2)]}-{place}"


def _exact(hit: Row) -> bool:
    return not hit["edits"] and (hit["relation"] == "hanzi" or hit["unit"] == hit["spelled"])


def _letters(hit: Row) -> int:
    if hit["script"] == "hangul":
        return len(unicodedata.normalize("NFD", hit["spelled"]))
    return len(hit["spelled"]) * (2 if hit["script"] in ("kana", "thai", "devanagari") else 1)


def _length(hit: Row) -> str | None:
    letters = _letters(hit)
    if hit["script"] == "han":
        return {1: "form.one-character", 2: "form.two-characters", 3: None}.get(
            letters, "form.long"
        )
    if _exact(hit):
        if letters >= 8:
            return "form.long"
        names = ("one-two", "one-two", "one-two", "three", "four", "five")
        return f"form.{names[letters]}-letters" if letters <= 5 else None
    if letters <= 5:
        return "near.five-letters"
    return "near.very-long" if letters >= 10 else "near.long" if letters >= 8 else None


@cache
def _tiers() -> dict[str, int]:
    return dict(common_words().iter_rows())


@cache
def _frequencies(language: str) -> dict[str, float]:
    """The words of a language as units are normalised, with the frequency of the list."""
    found: dict[str, float] = {}
    for word, frequency in get_frequency_dict(language, wordlist="small").items():
        spelled = joined(normalize(re.sub(r"[\W_]", "", word), with_legal_form=True))
        zipf = round(math.log10(frequency) + 9, 2)
        found[spelled] = max(found.get(spelled, 0.0), zipf)
    return found


@cache
def _languages(office: str) -> tuple[str, ...]:
    rows = dict(reference.table("office_languages").select("office", "languages").iter_rows())
    return tuple(rows[office].split(";")) if office in rows else ()


def _local(hit: Row, office: str) -> float | None:
    """How frequent the unit is in the language of the office in which it is most frequent."""
    known = [_frequencies(language).get(hit["unit"], 0.0) for language in _languages(office)]
    zipf = max(known, default=0.0)
    named_in_the_news = hit["unit"] == hit["spelled"] and zipf < 4.1
    return None if not zipf or named_in_the_news else zipf


def _word(hit: Row, office: str) -> str | None:
    if hit["script"] != "latin":
        return None
    same, tier = hit["unit"] == hit["spelled"], _tiers().get(hit["unit"])
    if tier is not None:
        if not same:
            return "word.other-than-form"
        return f"word.{'very-common' if tier <= 20 else 'common' if tier <= 40 else 'known'}"
    zipf = _local(hit, office)
    if zipf is None:
        return None
    if not same:
        return "word.local-other-than-form"
    return "word.local-common" if zipf >= 4.5 else "word.local"


# The rest of the record -------------------------------------------------------------------------


@dataclass(frozen=True)
class Own:
    """One filing of the owner, by rights file or register."""

    office: str
    number: str
    filed: date | None
    groups: frozenset[str]
    ended: bool


def own_filings(brand: Brand, pairs: Iterable[Pair], rights: Iterable[Right]) -> list[Own]:
    """The owner's filings, each once by office and number."""
    of_file = [
        Own(r.office, r.number, r.filing_date, frozenset(), r.status in ENDED)
        for r in rights
        if r.brand_id == brand.brand_id
    ]
    of_register = [
        Own(pair.filing.office, pair.filing.application_number, pair.filed,
            frozenset(pair.filing.similar_groups), pair.ended)
        for pair in pairs
        if pair.brand == brand and pair.role in ("owner", "affiliate")
    ]  # fmt: skip
    merged: dict[tuple[str, str], Own] = {}
    for one in (*of_file, *of_register):
        key = (one.office, application_key(one.number))
        before = merged.get(key, one)
        merged[key] = Own(
            one.office,
            before.number,
            min((day for day in (before.filed, one.filed) if day), default=None),
            before.groups | one.groups,
            before.ended or one.ended,
        )
    return list(merged.values())


def of_the_filing(
    pair: Pair, others: Sequence[Pair], own: Sequence[Own], events: Sequence[Event]
) -> Told:
    told: Told = {}
    told.update(_classes(pair))
    told.update(_register(pair, others))
    told.update(_rights(pair, own))
    told.update(_event(pair, events))
    told.update(_vienna(pair))
    told.update(_meaning(pair))
    here = {group for one in own if one.office == pair.filing.office for group in one.groups}
    if here & set(pair.filing.similar_groups):
        told["class.same-group"] = 1.0
    if _several_forms(pair):
        told["mark.several-forms"] = 1.0
    if not any(one.name.strip() for one in pair.filing.applicants):
        told["applicant.unknown"] = 1.0
    return told


def _means_the_brand(pair: Pair) -> bool:
    """Whether a form that keeps the writing or the meaning stands in the translation."""
    in_translation = (hit for hit in pair.hits if hit["unit_source"] == "translation")
    return any(_exact(hit) and not _keeps_only_the_sound(hit) for hit in in_translation)


def _keeps_only_the_sound(hit: Row) -> bool:
    return hit["form_kind"] not in (*OWN_KINDS, "translation", "translation-part")


def _meaning(pair: Pair) -> Told:
    if not pair.filing.translation or pair.best["unit_source"] in ("translation", "description"):
        return {}
    if _means_the_brand(pair):
        return {"meaning.agrees": 1.0}
    another = _keeps_only_the_sound(pair.best) or pair.best["edits"]
    return {"meaning.differs": 1.0} if another else {}


def _several_forms(pair: Pair) -> bool:
    in_mark = (hit for hit in pair.hits if hit["unit_source"] == "mark" and _exact(hit))
    return len({hit["script"] for hit in in_mark}) > 1


@cache
def _relatedness() -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    links = set()
    for row in reference.table("class_relatedness").iter_rows(named=True):
        one, other = int(row["class_a"]), int(row["class_b"])
        if row["source"] == "uspto_coordinated":
            links.add((one, other))
        else:
            share = min(float(row["mean_similarity"]) / 3, 0.8)
            for pair in ((one, other), (other, one)):
                found[pair] = max(found.get(pair, 0.0), share)
    for one, other in links:
        share = 0.5 if (other, one) in links else 0.35
        found[one, other] = max(found.get((one, other), 0.0), share)
    return {pair: share for pair, share in found.items() if not {35, 42} & set(pair)}


def _classes(pair: Pair) -> Told:
    ours, theirs = pair.brand.classes, pair.filing.classes
    if not ours or not theirs:
        return {}
    if set(ours) & set(theirs):
        return {"class.same": 1.0}
    related = [_relatedness().get(both, 0.0) for both in product(ours, theirs)]
    if max(related):
        return {"class.related": max(related)}
    if 35 in theirs and any(_sold(pair.filing, one) for one in ours):
        return {"class.retail": 1.0}
    if not set(theirs) - {35, 42}:
        return {}
    return {f"class.unrelated{'-rare' if _is_rare(pair) else ''}": 1.0}


def _is_rare(pair: Pair) -> bool:
    hit = pair.best
    long_enough = _letters(hit) >= (3 if hit["script"] == "han" else 6)
    latin = hit["script"] == "latin"
    words = latin and (hit["unit"] in _tiers() or _local(hit, pair.filing.office) is not None)
    return long_enough and not words and hit["spelled"] not in _tiers()


def _sold(filing: Filing, nice_class: int) -> bool:
    rows = reference.table("class_words").select("class", "words").iter_rows()
    words = {int(of): said.split(";") for of, said in rows}
    items = [
        item
        for goods in filing.goods
        if goods.nice_class == 35
        for item in re.split("[;；。、]", goods.text.lower())
    ]
    return any(_says(item, words[35]) and _says(item, words.get(nice_class, [])) for item in items)


def _says(item: str, words: Iterable[str]) -> bool:
    spoken = re.split(r"[^\w]+", item)
    for word in words:
        if not word.isascii():
            if word in item:
                return True
            continue
        wanted = word.split()
        for start in range(len(spoken)):
            run = spoken[start : start + len(wanted)]
            last = [wanted[-1] + ending for ending in ("", "s", "es")]
            if run[:-1] == wanted[:-1] and run[-1:] and run[-1] in last and " ".join(run) in item:
                return True
    return False


def _register(pair: Pair, others: Sequence[Pair]) -> Told:
    since = pair.brand.since_date
    bearers = {
        other.filer
        for other in others
        if (other.brand, other.best["unit"]) == (pair.brand, pair.best["unit"])
        and other.role is None
        and not (other.filed and since and other.filed >= since)
    } - {pair.filer}
    return {"register.shared": min(math.log2(len(bearers) + 1), 4.0)} if bearers else {}


def _rights(pair: Pair, own: Sequence[Own]) -> Told:
    office, filed = pair.filing.office, pair.filed
    told: Told = {}
    here = [one for one in own if one.office == office]
    there = [one for one in own if covers(one.office, office)]
    if any(not one.ended and one.filed and filed and one.filed < filed for one in there):
        told["rights.older-here"] = 1.0
    elif own and not there and not any(one.office == "WO" for one in own):
        told["rights.none-here"] = 1.0
    later = [one.filed for one in here if one.filed and filed and one.filed > filed]
    first = not any(one.filed and filed and one.filed <= filed for one in here)
    if first and later and filed and (min(later) - filed).days <= 365:
        told["time.before-owner"] = 1.0
    return told


def _event(pair: Pair, events: Sequence[Event]) -> Told:
    days = [
        (pair.filed - event.date).days
        for event in events
        if event.brand_id == pair.brand.brand_id and pair.filed and event.date <= pair.filed
    ]
    if not days or min(days) > 180:
        return {}
    return {f"time.{'soon-after' if min(days) <= 30 else 'after'}-event": 1.0}


def _vienna(pair: Pair) -> Told:
    ours, theirs = map(_codes, (pair.brand.vienna, pair.filing.vienna_codes))
    if {code for code in ours & theirs if len(code) == 3}:
        return {"figure.same-section": 1.0}
    divisions = [{code[:2] for code in codes if len(code) >= 2} for codes in (ours, theirs)]
    return {"figure.same-division": 1.0} if divisions[0] & divisions[1] else {}


def _codes(codes: Iterable[str]) -> set[tuple[int, ...]]:
    found = set()
    for code in codes:
        digits = re.findall(r"\d+", code)
        if len(digits) == 1 and len(digits[0]) in (4, 6):
            digits = re.findall("..", digits[0])
        found.add(tuple(map(int, digits)))
    return {code for code in found if code and code[0] not in (26, 27, 29)}


# All together -----------------------------------------------------------------------------------


def of_conduct(pair: Pair) -> Told:
    told: Told = {}
    if pair.group_link:
        linked = {"applicant": "filer.several-brands", "address": "filer.same-address"}
        told[linked[pair.group_link]] = 1.0
    if pair.role in ("partner", "joint"):
        told[f"filer.{pair.role}"] = 1.0
    return told


def cleared_by(pair: Pair) -> str | None:
    if pair.role in ("owner", "affiliate"):
        return pair.role
    since = pair.brand.since_date
    if pair.filed and since and pair.filed < since:
        return "predates"
    return "ended" if pair.ended else None


def counts_towards_a_group(pair: Pair, of_the_mark: float) -> bool:
    lawful = cleared_by(pair) in ("owner", "affiliate", "predates")
    return not lawful and of_the_mark >= limit("filer_group")


def level(total: float, *, known: bool) -> str:
    if total >= limit("high") and known:
        return "high"
    return "medium" if total >= limit("medium") else "low"


def promises(pair: Pair, weights: Weights, events: Sequence[Event]) -> bool:
    """Whether the best of everything that is unknown yet would make the pair medium."""
    asked = {"register", "rights", "before-owner", "applicant"}
    asked |= {"similar-group"} if pair.filing.similar_groups else set()
    both_known = bool(pair.brand.classes and pair.filing.classes)
    asked |= {"class"} if both_known else set()
    asked |= {"figure"} if pair.brand.vienna else set()
    asked |= {"role"} if pair.brand.partners else set()
    asked |= {"event"} if any(one.brand_id == pair.brand.brand_id for one in events) else set()
    alike = bool(set(pair.brand.classes) & set(pair.filing.classes))
    best: dict[str, float] = {}
    for kind in weights.kinds.values():
        of_others = kind.family == "class" and (kind.code == "class.same") != alike
        if kind.family in asked and not of_others:
            best[kind.family] = max(best.get(kind.family, 0.0), kind.weight)
    several = weights["mark.several-forms"] if _several_forms(pair) else 0.0
    meant = weights["meaning.agrees" if _means_the_brand(pair) else "meaning.differs"]
    known = weights.prior + bits(pair.of_hit, weights) + several + max(0.0, meant)
    most = known + sum(best.values())
    return round(most, 6) >= min(limit("medium"), limit("filer_group"))
