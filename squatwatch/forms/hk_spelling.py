"""How Hong Kong spells a Cantonese syllable, a surname, a place."""

from __future__ import annotations

from functools import cache, lru_cache

from pypinyin import Style, lazy_pinyin

from squatwatch import reference
from squatwatch.forms.by_character import Options, ranked

MOST_A_SYLLABLE = 4
SURNAME_LENGTHS = range(2, 5)
"""Lengths of names whose first character is taken for a surname."""

_FLAT = ("z", "c", "s", "j", "q", "x")
_RETROFLEX = ("zh", "ch", "sh", "r")
_ONSETS = (
    "gw", "kw", "ng",
    "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "w", "j", "z", "c", "s", "",
)  # fmt: skip


@lru_cache(maxsize=16_384)
def hk_spellings(syllable: str, sibilant: str) -> Options:
    """The spellings of a Jyutping syllable without tone, the Government's own first.

    ``sibilant``: ``flat`` or ``retroflex``, as the character's Mandarin reading begins; else
    empty. None for a syllable that the table does not know.

    >>> hk_spellings("wong", ""), hk_spellings("cyun", "flat")[:2]
    ((('WONG', 1.0),), (('TSUEN', 1.0), ('CHUEN', 0.6)))
    """
    if whole := _spellings("syllable", syllable, sibilant):
        return whole
    onset, rime = _parted(syllable)
    combined = {
        before + after: share * own
        for after, own in _spellings("rime", rime, onset)
        for before, share in _spellings("onset", onset, sibilant)
    }
    return tuple(sorted(combined.items(), key=lambda item: -item[1])[:MOST_A_SYLLABLE])


@lru_cache(maxsize=16_384)
def company_spelling(syllable: str, sibilant: str) -> str:
    """The spelling that companies prefer, where it is not the Government's; else that.

    >>> company_spelling("fuk", ""), company_spelling("wong", "")
    ('FOOK', 'WONG')
    """
    preferred = _preferred()
    if whole := preferred.get(("syllable", syllable)):
        return whole
    onset, rime = _parted(syllable)
    before, after = _spellings("onset", onset, sibilant), preferred.get(("rime", rime))
    government = hk_spellings(syllable, sibilant)
    if after and before and not _spellings("syllable", syllable, sibilant):
        return before[0][0] + after
    return government[0][0] if government else ""


@lru_cache(maxsize=16_384)
def sibilant_of(character: str) -> str:
    """Whether the Mandarin reading of a character begins flat, retroflex or with another sound.

    >>> sibilant_of("泉"), sibilant_of("张"), sibilant_of("王")
    ('flat', 'retroflex', '')
    """
    initial = lazy_pinyin(character, style=Style.INITIALS, errors="ignore")
    if initial and initial[0] in _RETROFLEX:
        return "retroflex"
    return "flat" if initial and initial[0] in _FLAT else ""


def surname_of(simplified: str) -> str:
    """The surname that a name begins with, if it is of a table and a surname's length; else empty.

    >>> surname_of("余仁生"), surname_of("司徒氏"), surname_of("同仁堂")
    ('余', '司徒', '')
    """
    if len(simplified) in SURNAME_LENGTHS:
        for length in (2, 1):
            if len(simplified) > length and simplified[:length] in _names("surname"):
                return simplified[:length]
    return ""


def surname_spellings(surname: str) -> tuple[str, ...]:
    """The spellings of a surname, the commonest first."""
    return _names("surname").get(surname, ())


def place_spellings() -> dict[str, tuple[str, ...]]:
    """The places that have a spelling of their own, simplified, and their spellings."""
    return _names("place")


@cache
def place_beginnings() -> frozenset[str]:
    """The first characters of those places."""
    return frozenset(place[0] for place in place_spellings())


@cache
def _names(kind: str) -> dict[str, tuple[str, ...]]:
    rows = reference.table("hk_names").rows()
    return {name: tuple(spellings.split(",")) for name, of, spellings in rows if of == kind}


@cache
def _table() -> dict[tuple[str, str, str], Options]:
    rows = reference.table("hk_spelling").rows()
    return {(part, sound, beside): _shares(cell) for part, sound, beside, cell in rows}


@cache
def _preferred() -> dict[tuple[str, str], str]:
    """The spellings with a star, by part and sound."""
    return {
        (part, sound): spelling.partition("*")[0]
        for part, sound, _, cell in reference.table("hk_spelling").rows()
        for spelling in cell.split()
        if "*" in spelling
    }


def _parted(syllable: str) -> tuple[str, str]:
    onset = next(onset for onset in _ONSETS if syllable.startswith(onset))
    return onset, syllable.removeprefix(onset)


def _shares(cell: str) -> Options:
    """A cell such as ``KW GW:0.3``: spellings and their shares."""
    parts = [spelling.partition(":") for spelling in cell.replace("*", "").split()]
    usual = ranked([spelling for spelling, _, _ in parts])
    return tuple(
        (spelling.replace("-", ""), float(share) if share else rank)
        for (spelling, rank), (_, _, share) in zip(usual, parts, strict=True)
    )


def _spellings(part: str, sound: str, beside: str) -> Options:
    return _table().get((part, sound, beside)) or _table().get((part, sound, ""), ())
