"""Keys of filers: one for all spellings of a name, in whatever script, language and order."""

from __future__ import annotations

from functools import cache, lru_cache

import polars as pl

from squatwatch.filers.across_scripts import latin_key, latin_readings
from squatwatch.filers.names import (
    CompanyName,
    agreeing_places,
    company_name,
    company_of,
    same_words,
)
from squatwatch.filers.nobody import IDENTIFIER, identifier, is_nobody, is_placeholder
from squatwatch.filers.places import in_letters
from squatwatch.filers.trades import spelling_variants, trades
from squatwatch.text.bulk import han_fold_all, normalize_all
from squatwatch.text.han import han_fold
from squatwatch.text.normalize import normalize
from squatwatch.text.scripts import script_of


def filer_key(name: str, address: str = "") -> str:
    """What identifies a filer among applicants; empty for nobody.

    The company's own words, read in Latin letters; what it does and its place in a group, in an
    order of their own; its places. The legal form does not matter. A name in which nothing says
    that it is a company's stays in its script: the names of many persons are read alike. Where
    there is no name, an address that is an identifier of the EUIPO is the key.

    >>> filer_key("华为技术有限公司"), filer_key("HUAWEI TECHNOLOGIES CO., LTD.")
    ('huaweitech', 'huaweitech')
    >>> filer_key("Shenzhen Lizi Trading & Technology Ltd"), filer_key("深圳市例子科技贸易公司")
    ('lizitechtrading/深圳', 'lizitechtrading/深圳')
    >>> filer_key("N/A"), filer_key("", "euipo-applicant:123")
    ('', 'euipo-applicant:123')
    """
    if IDENTIFIER.fullmatch(name):
        return name
    return key_of(_normalized(name)) or identifier(address)


def filer_keys(names: pl.Series) -> pl.Series:
    """The ``filer_key`` of every name, each distinct name once; empty for nobody and for nulls.

    >>> filer_keys(pl.Series(["ANTA CO LTD", "Anta Ltd.", None, "-"])).to_list()
    ['anta', 'anta', '', '']
    """
    distinct = names.drop_nulls().unique()
    normalized = han_fold_all(normalize_all(distinct, with_legal_form=True))
    keys = pl.Series(
        [
            name if IDENTIFIER.fullmatch(name) else key_of(text)
            for name, text in zip(distinct, normalized, strict=True)
        ],
        dtype=pl.String,
    )
    return names.replace_strict(distinct, keys, default="", return_dtype=pl.String).alias("key")


def keys_apart(names: pl.Series) -> pl.Series:
    """The keys of a batch of names, those apart that are read alike in different characters.

    One key is for all scripts, and many names in characters are read alike. Where a batch has
    several such, each is a filer by itself, and a name in letters is none of them.

    >>> keys_apart(pl.Series(["例子公司", "栗子公司", "主例公司", "ZHULI CO"])).to_list()
    ['lizi/例子', 'lizi/栗子', 'zhuli', 'zhuli']
    """
    keyed = pl.DataFrame({"name": names, "key": filer_keys(names)})
    distinct = keyed["name"].drop_nulls().unique()
    written = pl.Series([_in_characters(name) for name in distinct], dtype=pl.String)
    apart = keyed.with_columns(
        written=pl.col("name").replace_strict(distinct, written, default=None)
    ).with_columns(several=pl.col("written").drop_nulls().n_unique().over("key") > 1)
    ambiguous = pl.col("several") & pl.col("written").is_not_null() & (pl.col("key") != "")
    both = pl.concat_str("key", "written", separator="/")
    return apart.select(key=pl.when(ambiguous).then(both).otherwise("key"))["key"]


def _in_characters(name: str) -> str | None:
    """A company's own words where they are in characters."""
    own = company_name(name).own
    return own if script_of(own) == "han" else None


_MOST_READINGS = 8
"""How often a key may be read again before it is its own key; two are known to be needed."""


@lru_cache(maxsize=65_536)
def key_of(normalized: str) -> str:
    """The key of a name that is normalised with its legal form and folded; it is its own key."""
    key, settled = _key(normalized)
    for _ in range(_MOST_READINGS):
        if settled:
            break
        again, settled = _key(_normalized(key))
        settled, key = settled or again == key, again
    return key


def _key(normalized: str) -> tuple[str, bool]:
    """The key, and whether it is its own key for certain.

    It may not be where words come together as one that the tables know, or beside others.
    """
    company = company_of(normalized)
    words = _words(company)
    if is_nobody(normalized, company) or is_placeholder(words):
        return "", True
    together = len(company.distinctive) > 1 and words in _known_words()
    key = "/".join((words, *sorted(company.places)))
    return key, key == normalized or (words.isascii() and not together)


def _words(company: CompanyName) -> str:
    read = map(latin_key, company.distinctive) if company.is_company else company.distinctive
    return "".join((*read, *sorted(company.trades | company.structure)))


def _normalized(name: str) -> str:
    return han_fold(normalize(name, with_legal_form=True))


def same_filer(one: str, other: str) -> bool:
    """Whether two names are one filer's once reconciled; nobody is nobody's like.

    The legal form does not matter, and one may have a place that the other leaves out. In two
    scripts, one of the ways to write the one in Latin letters is one of the other's.

    >>> same_filer("Anta (China) Co., Ltd.", "ANTA CO LTD")
    True
    >>> same_filer("万达集团有限公司", "Wanda Group Co., Ltd."), same_filer("Anta", "Anta Trading")
    (True, False)
    >>> same_filer("大连万达集团有限公司", "安徽万达集团有限公司"), same_filer("", "")
    (False, False)
    """
    if IDENTIFIER.fullmatch(one) or IDENTIFIER.fullmatch(other):
        return one == other
    if not (filer_key(one) and filer_key(other)):
        return False
    a, b = company_name(one), company_name(other)
    return same_words(a, b) and agreeing_places(a, b) and same_own_words(a, b)


def same_own_words(a: CompanyName, b: CompanyName) -> bool:
    """Whether the words of their own are the same, or are read so in Latin letters.

    Those in one script are compared in it: two names in characters that are read alike are two
    companies. Across scripts both must be companies by their names.
    """
    if a.distinctive == b.distinctive or a.own == b.own:
        return True
    if script_of(a.own) == script_of(b.own) or not (a.is_company and b.is_company):
        return False
    return not _readings(a.distinctive).isdisjoint(_readings(b.distinctive))


@lru_cache(maxsize=65_536)
def _readings(words: tuple[str, ...]) -> frozenset[str]:
    """All that a company's own words may be in Latin letters, joined."""
    readings = frozenset({""})
    for word in words:
        more = latin_readings(word)
        readings = frozenset(before + said for before in readings for said in more)
    return readings


@cache
def _known_words() -> frozenset[str]:
    return frozenset((*spelling_variants(), *in_letters(), *trades()))
