"""Sounds of a Latin mark in scripts that are written syllable by syllable.

Katakana (``sound_kana.csv``), Hangul and Thai (``sound_letters.csv``). Each function takes sounds
(``latin_sounds``) and says whether the usual or the other spelling is meant.
"""

from __future__ import annotations

from functools import cache

from squatwatch import reference
from squatwatch.forms.latin_sounds import VOWELS, Sounds
from squatwatch.forms.sound_alphabets import consonants

_FLAT = {"æ": "a", "ʌ": "a", "er": "a"}
_SMALL = {"a": "ャ", "u": "ュ", "o": "ョ", "e": "ェ"}
_STOPS = frozenset({"p", "t", "k"})
_HELD = frozenset({"p", "t", "k", "b", "d", "g", "tʃ", "ts"})

_FIRST_JAMO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWEL_JAMO = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST_JAMO = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_HANGUL_VOWELS = {
    "a": "ㅏ", "æ": "ㅐ", "ʌ": "ㅓ", "er": "ㅓ", "e": "ㅔ", "i": "ㅣ", "o": "ㅗ", "u": "ㅜ",
}  # fmt: skip
_WITH_J = {"ㅏ": "ㅑ", "ㅐ": "ㅒ", "ㅓ": "ㅕ", "ㅔ": "ㅖ", "ㅗ": "ㅛ", "ㅜ": "ㅠ"}
_WITH_W = {"ㅏ": "ㅘ", "ㅐ": "ㅙ", "ㅓ": "ㅝ", "ㅔ": "ㅞ", "ㅣ": "ㅟ", "ㅗ": "ㅝ"}
_HANGUL_LAST = {"n": "ㄴ", "m": "ㅁ", "ŋ": "ㅇ", "l": "ㄹ"}
_HANGUL_LAST_STOP = {"p": "ㅂ", "t": "ㅅ", "k": "ㄱ"}

_THAI_OPEN = {
    "a": "{}า", "æ": "แ{}", "ʌ": "{}า", "er": "เ{}อร์", "e": "เ{}", "i": "{}ี", "o": "โ{}",
    "u": "{}ู", "ai": "ไ{}", "au": "เ{}า", "ao": "เ{}า", "ei": "เ{}ย์", "oi": "{}อย",
    "ou": "โ{}", "ia": "เ{}ีย", "iao": "เ{}ียว", "ua": "{}ัว", "iu": "{}ิว", "ui": "{}ุย", "eu": "เ{}ว",
}  # fmt: skip
_THAI_CLOSED = {
    **_THAI_OPEN, "a": "{}ั", "ʌ": "{}ั", "i": "{}ิ", "u": "{}ุ", "ei": "เ{}", "ua": "{}ว",
}  # fmt: skip
_THAI_PLAIN = str.maketrans({"ค": "ก", "ท": "ต", "พ": "ป"})


def katakana(sounds: Sounds, *, other: bool = False) -> str:
    """Sounds in katakana; the other spelling has ファ for フア, ン for a last ング, or a last ー.

    >>> katakana(("a", "ŋ", "k", "er")), katakana(("ʃ", "i:", "i", "n"))
    ('アンカー', 'シーイン')
    """
    written, place = "", 0
    while place < len(sounds):
        kana, used = _kana_at(sounds, place)
        written, place = written + kana, place + used
    return _other_katakana(written, sounds) if other else written


def _other_katakana(written: str, sounds: Sounds) -> str:
    contracted = f"{written[:-2]}ン" if written.endswith("ング") else written
    for vowel, small in zip("アイエオ", "ァィェォ", strict=True):
        contracted = contracted.replace(f"フ{vowel}", f"フ{small}")
    if contracted == written and sounds and sounds[-1] in ("i", "u"):
        return f"{written}ー"
    return contracted


@cache
def _kana() -> dict[str, dict[str, str]]:
    return {row["sound"]: row for row in reference.table("sound_kana").iter_rows(named=True)}


def _near(sounds: Sounds, place: int) -> str:
    return sounds[place] if 0 <= place < len(sounds) else ""


def _kana_at(sounds: Sounds, place: int) -> tuple[str, int]:
    """The kana that start at a sound, and how many sounds they write."""
    sound, after, last = sounds[place], _near(sounds, place + 1), _near(sounds, place + 2)
    if sound in VOWELS:
        return _kana()["vowel"][_vowel(sound)] + _held(sound), 1
    if sound == "q" or (sound == after and sound in _HELD):
        return "ッ", 1
    if sound == after:
        return "", 1
    if after == "j" and last in VOWELS and sound != "w":
        return _kana()[sound]["i"] + _SMALL.get(_vowel(last), "") + _held(last), 3
    if after in VOWELS:
        return _kana()[sound][_vowel(after)] + _held(after), 2
    return _kana_alone(sounds, place), 1


def _vowel(sound: str) -> str:
    return _FLAT.get(sound, sound[0])


def _held(vowel: str) -> str:
    return "ー" if vowel.endswith(":") or vowel == "er" else ""


def _kana_alone(sounds: Sounds, place: int) -> str:
    sound, before, after = sounds[place], _near(sounds, place - 1), _near(sounds, place + 1)
    if sound == "r" and before in ("a", "o"):
        return "ー"
    if sound == "ŋ" and not after:
        return "ング"
    if sound == "m" and after in ("p", "b"):
        return "ン"
    alone = _kana()[sound]["alone"]
    return f"ッ{alone}" if _is_last_stop(sounds, place) else alone


def _is_last_stop(sounds: Sounds, place: int) -> bool:
    """Whether a stop stands last behind a single short vowel: it is held, or ends a syllable."""
    before = _near(sounds, place - 1)
    return (
        place == len(sounds) - 1
        and sounds[place] in _STOPS
        and before in VOWELS
        and not _held(before)
        and _near(sounds, place - 2) not in VOWELS
    )


def hangul(sounds: Sounds, *, other: bool = False) -> str:
    """Sounds in Hangul; the other spelling contracts 후아 to 화, and has 쉬 for 시, ㄴ for ㅇ.

    >>> hangul(("æ", "ŋ", "k", "er")), hangul(("h", "u", "a", "w", "e", "i"), other=True)
    ('앵커', '화웨이')
    """
    sounds = _without_final_r(_single(sounds))
    if other:
        sounds = tuple("n" if sound == "ŋ" else sound for sound in sounds)
    written, place = "", 0
    while place < len(sounds):
        syllable, used = _hangul_at(sounds, place, other)
        written, place = written + syllable, place + used
    return written


def _single(sounds: Sounds) -> Sounds:
    """The sounds without held stops, and with one consonant for two."""
    kept = [sound for sound in sounds if sound != "q"]
    pairs = zip(kept, [*kept[1:], ""], strict=True)
    return tuple(sound for sound, after in pairs if sound != after or sound in VOWELS)


def _without_final_r(sounds: Sounds) -> Sounds:
    """The sounds with a long vowel for the r that ends a syllable behind a or o."""
    kept: list[str] = []
    for place, sound in enumerate(sounds):
        ends = sound == "r" and _near(sounds, place + 1) not in VOWELS
        if ends and kept and kept[-1] in ("a", "o"):
            kept[-1] += ":"
        else:
            kept.append(sound)
    return tuple(kept)


def _hangul_at(sounds: Sounds, place: int, other: bool) -> tuple[str, int]:
    """The syllable that starts at a sound, and how many sounds it writes."""
    start = place
    first = "ㅇ"
    if sounds[place] not in VOWELS and sounds[place] not in ("j", "w"):
        first, place = consonants("hangul").get(sounds[place], "ㅇ"), place + 1
    glide = _near(sounds, place)
    if other and glide == "u" and place > start and _near(sounds, place + 1) in ("a", "e", "i"):
        glide = "w"
    if glide in ("j", "w"):
        place += 1
    vowel = _near(sounds, place)
    if vowel not in VOWELS:
        return _hangul_alone(sounds[start], first), 1
    jamo = _glided(_HANGUL_VOWELS[vowel.removesuffix(":")], glide, sounds[start], other)
    last, used = _hangul_last(sounds, place + 1)
    return _syllable(first, jamo, last), place + 1 + used - start


def _glided(jamo: str, glide: str, first: str, other: bool) -> str:
    """The vowel with a glide before it; the sound of sh has one of its own."""
    if glide == "w":
        return _WITH_W.get(jamo, jamo)
    if first == "ʃ" and jamo == "ㅣ" and other:
        return "ㅟ"
    return _WITH_J.get(jamo, jamo) if glide == "j" or first == "ʃ" else jamo


def _hangul_last(sounds: Sounds, place: int) -> tuple[str, int]:
    """The consonant that ends a syllable, and how many sounds it takes; l between vowels is two."""
    sound, after = _near(sounds, place), _near(sounds, place + 1)
    before_vowel = after in VOWELS or after in ("j", "w")
    if sound == "l" and before_vowel:
        return "ㄹ", 0
    if sound in _HANGUL_LAST and not before_vowel:
        return _HANGUL_LAST[sound], 1
    if sound in _HANGUL_LAST_STOP and _is_last_stop(sounds, place):
        return _HANGUL_LAST_STOP[sound], 1
    return " ", 0


def _hangul_alone(sound: str, first: str) -> str:
    """A consonant without a vowel, or a glide by itself."""
    if sound in ("j", "w"):
        return "이" if sound == "j" else "우"
    if sound in ("n", "m", "ŋ"):
        return {"n": "은", "m": "음", "ŋ": "응"}[sound]
    return _syllable(first, "ㅣ" if sound in ("ʃ", "tʃ", "dʒ", "ʒ") else "ㅡ", " ")


def _syllable(first: str, vowel: str, last: str) -> str:
    """One Hangul syllable from its jamo (Unicode 3.12)."""
    lead, middle = _FIRST_JAMO.index(first), _VOWEL_JAMO.index(vowel)
    return chr(0xAC00 + (lead * 21 + middle) * 28 + _LAST_JAMO.index(last))


def thai(sounds: Sounds, *, other: bool = False) -> str:
    """Sounds in Thai, without tone marks; the other spelling has ก ต ป for ค ท พ.

    >>> thai(("t", "e", "m", "u")), thai(("æ", "ŋ", "k", "er"))
    ('เทมู', 'แองเคอร์')
    """
    sounds = _with_i(tuple(sound.removesuffix(":") for sound in _single(sounds)))
    written, place = "", 0
    while place < len(sounds):
        syllable, place = _thai_at(sounds, place)
        written += syllable
    return written.translate(_THAI_PLAIN) if other else written


def _with_i(sounds: Sounds) -> Sounds:
    """The sounds with the glide behind a consonant as the vowel that Thai writes (xiao เซียว)."""
    pairs = zip(("", *sounds[:-1]), sounds, strict=True) if sounds else ()
    return tuple(
        "i" if sound == "j" and before not in VOWELS | {""} else sound for before, sound in pairs
    )


def _thai_at(sounds: Sounds, place: int) -> tuple[str, int]:
    """The syllable that starts at a sound, and where the next one starts."""
    first = ""
    while place < len(sounds) and sounds[place] not in VOWELS:
        first += consonants("thai").get(sounds[place], "")
        place += 1
    if place == len(sounds):
        return first, place
    vowel, place = _thai_vowel(sounds, place)
    last, place = _thai_last(sounds, place)
    closed = last and not last.startswith("ร์")
    return (_THAI_CLOSED if closed else _THAI_OPEN)[vowel].format(first or "อ") + last, place


def _thai_vowel(sounds: Sounds, place: int) -> tuple[str, int]:
    """A vowel, or two or three that Thai writes as one, and where it ends."""
    for length in (3, 2):
        several = sounds[place : place + length]
        if VOWELS.issuperset(several) and "".join(several) in _THAI_OPEN:
            return "".join(several), place + len(several)
    return sounds[place], place + 1


def _thai_last(sounds: Sounds, place: int) -> tuple[str, int]:
    """The consonants that end a syllable, all but the first of them silent."""
    end = place
    while end < len(sounds) and sounds[end] not in VOWELS:
        end += 1
    if end < len(sounds):
        end = max(place, end - 1)
    letters = consonants("thai_last")
    last = [letters.get(sound, "") for sound in sounds[place:end]]
    silent = [letter if letter.endswith("์") else f"{letter}์" for letter in last[1:] if letter]
    return "".join((*last[:1], *silent)), end
