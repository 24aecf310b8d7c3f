"""Make ``squatwatch/reference/syllables.csv``: every syllable of Mandarin in each romanisation.

    python tools/make_syllables.py

The rules are those of the systems themselves, written down here for this project: an initial, a
final and the exceptions. The same rules give the same bytes; a test compares. Sources: Hanyu Pinyin
(ISO 7098:2015); Wade-Giles (Giles, Chinese-English Dictionary, 2nd edition 1912); postal spelling
(customary spelling of the Chinese post from 1906, in its usual later form); Palladius (the Russian
practical transcription); Hangul (외래어 표기법, table for Chinese, National Institute of Korean
Language); kana (newspaper and company usage; 中国語音節表記ガイドライン for the plain voiced style;
school atlases for the voiceless style). Where they leave a choice, the comment at the rule says so.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "squatwatch" / "reference" / "syllables.csv"

HEADER = """\
# Every syllable of Mandarin in the systems that forms are made in; read by squatwatch/forms.
# Made by tools/make_syllables.py, where the rules and their sources stand: change the rules, not
# the rows here. pinyin: without tone. wade_giles: Giles 1912. postal_sharp: of a character whose
# j, q, x goes back to z, c, s (sharp_characters.csv); postal: of all others. palladius: joined
# syllables need ъ between н and a vowel. hangul: NIKL. kana: as companies write; kana_plain:
# voiced; kana_school: voiceless.
pinyin,wade_giles,postal,postal_sharp,palladius,hangul,kana,kana_plain,kana_school
"""

FINALS_OF_INITIALS = {
    "": "a o e ai ei ao ou an en ang eng er yi ya yo yai ye yao you yan yin yang ying yong "
    "wu wa wo wai wei wan wen wang weng yu yue yuan yun",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo uan un ü üe",
    "l": "a o e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un ü üe",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u ua uo ui uan un",
    "z": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "s": "a e i ai ao ou an en ang eng ong u uo ui uan un",
}

ZERO_INITIAL = {
    "yi": "i", "ya": "ia", "yo": "io", "yai": "iai", "ye": "ie", "yao": "iao", "you": "iu",
    "yan": "ian", "yin": "in", "yang": "iang", "ying": "ing", "yong": "iong", "wu": "u", "wa": "ua",
    "wo": "uo", "wai": "uai", "wei": "ui", "wan": "uan", "wen": "un", "wang": "uang",
    "weng": "ueng", "yu": "ü", "yue": "üe", "yuan": "üan", "yun": "ün",
}  # fmt: skip
"""A syllable written with y or w, and the final it is."""

BUZZING = frozenset({"zh", "ch", "sh", "r"})
HISSING = frozenset({"z", "c", "s"})
PALATAL = frozenset({"j", "q", "x"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table and say how many syllables it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=OUT, help="file to write")
    options = parser.parse_args(arguments)
    rows = [",".join(row) for row in sorted(syllables())]
    options.out.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8", newline="\n")
    print(f"{options.out.name}: {len(rows)} syllables", file=sys.stderr)
    return 0


def syllables() -> Iterator[tuple[str, ...]]:
    """One row a syllable, in the order of the header."""
    for initial, finals in FINALS_OF_INITIALS.items():
        for spelled in finals.split():
            final = sound_of(initial, spelled)
            yield (
                initial + spelled,
                wade_giles(initial, final),
                postal(initial, final, sharp=False),
                postal(initial, final, sharp=True),
                palladius(initial, final),
                hangul(initial, final),
                *kana(initial, final),
            )


def sound_of(initial: str, spelled: str) -> str:
    """The final as it sounds: ü after j, q, x; '' (the buzz of zhi, zi) instead of i."""
    if not initial:
        return ZERO_INITIAL.get(spelled, spelled)
    if initial in PALATAL and spelled.startswith("u"):
        return "ü" + spelled[1:]
    if spelled == "i" and initial in BUZZING | HISSING:
        return ""
    return spelled


# Wade-Giles ---------------------------------------------------------------------------------------

WADE_INITIALS = {
    "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k", "k": "k'", "j": "ch", "q": "ch'", "x": "hs",
    "zh": "ch", "ch": "ch'", "r": "j", "z": "ts", "c": "ts'",
}  # fmt: skip
WADE_FINALS = {
    "ian": "ien", "ie": "ieh", "üe": "üeh", "er": "erh", "ong": "ung", "iong": "iung", "uo": "o",
}  # fmt: skip
WADE_ALONE = {
    "i": "i", "ie": "yeh", "iu": "yu", "ian": "yen", "iong": "yung", "in": "yin", "ing": "ying",
    "u": "wu", "ui": "wei", "un": "wen", "ueng": "weng", "ü": "yü", "üe": "yüeh", "üan": "yüan",
    "ün": "yün", "e": "o", "uo": "wo",
}  # fmt: skip
WADE_BUZZ = {
    "zh": "chih", "ch": "ch'ih", "sh": "shih", "r": "jih", "z": "tzu", "c": "tz'u", "s": "ssu",
}  # fmt: skip


def wade_giles(initial: str, final: str) -> str:
    """Wade-Giles without tone marks and circumflex; e alone is o, as in Omei (Giles: o or ê)."""
    if final == "":
        return WADE_BUZZ[initial]
    if not initial:
        return WADE_ALONE.get(final) or WADE_FINALS.get(final) or _with_y_or_w(final)
    start = WADE_INITIALS.get(initial, initial)
    if initial in {"g", "k", "h"} and final == "e":
        return start + "o"
    if initial in {"g", "k", "h", "sh"} and final == "uo":
        return start + "uo"
    if initial in {"g", "k"} and final == "ui":
        return start + "uei"
    return start + WADE_FINALS.get(final, final)


def _with_y_or_w(final: str) -> str:
    if final.startswith("i"):
        return "y" + final[1:]
    return "w" + final[1:] if final.startswith("u") else final


# Postal spelling ----------------------------------------------------------------------------------

POSTAL_INITIALS = {
    "b": "p", "d": "t", "g": "k", "j": "k", "q": "k", "x": "s", "zh": "ch", "r": "j", "z": "ts",
    "c": "ts",
}  # fmt: skip
POSTAL_SHARP = {"j": "ts", "q": "ts", "x": "s"}
POSTAL_FINALS = {
    "ian": "ien", "ie": "ieh", "üe": "ueh", "er": "erh", "ong": "ung", "iong": "iung", "uo": "o",
    "ou": "ow", "ui": "wei", "ua": "wa", "uai": "wai", "uan": "wan", "uang": "wang", "ü": "u",
    "üan": "uan", "ün": "un",
}  # fmt: skip
POSTAL_UAN = {"d": "uan", "t": "uan", "n": "uan", "r": "uan"}
POSTAL_BUZZ = {**WADE_BUZZ, "ch": "chih", "z": "tze", "c": "tze", "s": "sze"}


def postal(initial: str, final: str, *, sharp: bool) -> str:
    """The customary spelling of the post: KIANG and TSIANG, CHOW, KWANG; SHAOHING keeps its h."""
    if final == "":
        return POSTAL_BUZZ[initial]
    if not initial:
        return wade_giles(initial, final).replace("ü", "u")
    if initial + final == "xing" and not sharp:
        return "hing"
    start = POSTAL_SHARP.get(initial) if sharp else None
    return (start or POSTAL_INITIALS.get(initial, initial)) + postal_final(initial, final)


def postal_final(initial: str, final: str) -> str:
    """Where the final depends on the initial: HO and TEH, HWO and LO, KWEI and SHUI."""
    if final == "e" and initial in {"g", "k", "h", "l"}:
        return "o"
    if final == "e" and initial in {"d", "t", "z", "c", "s", "r"}:
        return "eh"
    if final == "uo" and initial in {"g", "k", "h"}:
        return "wo"
    if final in {"uan", "ui"} and initial in {"d", "t", "n", "r", "z", "zh", "sh", "s"}:
        return "ui" if final == "ui" else POSTAL_UAN.get(initial, "wan")
    return POSTAL_FINALS.get(final, final)


# Palladius ----------------------------------------------------------------------------------------

PALLADIUS_INITIALS = {
    "": "", "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л",
    "g": "г", "k": "к", "h": "х", "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш",
    "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
PALLADIUS_FINALS = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань",
    "en": "энь", "ang": "ан", "eng": "эн", "ong": "ун", "er": "эр", "i": "и", "ia": "я", "io": "ё",
    "iai": "яй", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь", "iang": "ян",
    "ing": "ин", "iong": "юн", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй",
    "uan": "уань", "un": "унь", "uang": "уан", "ü": "юй", "üe": "юэ", "üan": "юань", "ün": "юнь",
}  # fmt: skip
PALLADIUS_ALONE = {
    "ua": "ва", "uo": "во", "uai": "вай", "ui": "вэй", "uan": "вань", "un": "вэнь", "uang": "ван",
    "ueng": "вэн",
}  # fmt: skip


def palladius(initial: str, final: str) -> str:
    """Palladius; hui is хуэй, against the rule, as dictionaries have it."""
    if initial + final == "hui":
        return "хуэй"
    if final == "":
        return PALLADIUS_INITIALS[initial] + ("ы" if initial in HISSING else "и")
    if not initial:
        return PALLADIUS_ALONE.get(final) or PALLADIUS_FINALS[final]
    return PALLADIUS_INITIALS[initial] + PALLADIUS_FINALS[final]


# Hangul -------------------------------------------------------------------------------------------

HANGUL_INITIALS = {
    "": "ㅇ", "b": "ㅂ", "p": "ㅍ", "m": "ㅁ", "f": "ㅍ", "d": "ㄷ", "t": "ㅌ", "n": "ㄴ",
    "l": "ㄹ", "g": "ㄱ", "k": "ㅋ", "h": "ㅎ", "j": "ㅈ", "q": "ㅊ", "x": "ㅅ", "zh": "ㅈ",
    "ch": "ㅊ", "sh": "ㅅ", "r": "ㄹ", "z": "ㅉ", "c": "ㅊ", "s": "ㅆ",
}  # fmt: skip
HANGUL_FINALS = {
    "": "으", "a": "아", "o": "오", "e": "어", "ai": "아이", "ei": "에이", "ao": "아오",
    "ou": "어우", "an": "안", "en": "언", "ang": "앙", "eng": "엉", "ong": "웅", "er": "얼",
    "i": "이", "ia": "야", "io": "요", "iai": "야이", "ie": "예", "iao": "야오", "iu": "유",
    "ian": "옌", "in": "인", "iang": "양", "ing": "잉", "iong": "융", "u": "우", "ua": "와",
    "uo": "워", "uai": "와이", "ui": "우이", "uan": "완", "un": "운", "uang": "왕", "ueng": "웡",
    "ü": "위", "üe": "웨", "üan": "위안", "ün": "윈",
}  # fmt: skip
HANGUL_ALONE = {"ui": "웨이", "un": "원"}
HANGUL_AFTER_J = str.maketrans("야예요유양옌융", "아에오우앙엔웅")
"""After ㅈ, ㅉ, ㅊ the vowels ㅑ ㅖ ㅛ ㅠ are written ㅏ ㅔ ㅗ ㅜ."""

_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FIRST_SYLLABLE = ord("가")
_SYLLABLES_A_LEAD = 21 * 28


def hangul(initial: str, final: str) -> str:
    """Hangul by the table for Chinese of 외래어 표기법."""
    lead = HANGUL_INITIALS[initial]
    rime = HANGUL_FINALS[final]
    if not initial:
        rime = HANGUL_ALONE.get(final, rime)
    if lead in "ㅈㅉㅊ":
        rime = rime.translate(HANGUL_AFTER_J)
    vowel = (ord(rime[0]) - _FIRST_SYLLABLE) % _SYLLABLES_A_LEAD
    return chr(_FIRST_SYLLABLE + _LEADS.index(lead) * _SYLLABLES_A_LEAD + vowel) + rime[1:]


# Kana ---------------------------------------------------------------------------------------------

KANA_ROWS = {
    "": "ア イ ウ エ オ", "b": "バ ビ ブ ベ ボ", "p": "パ ピ プ ペ ポ", "m": "マ ミ ム メ モ",
    "f": "ファ フィ フ フェ フォ", "d": "ダ ディ ドゥ デ ド", "t": "タ ティ トゥ テ ト",
    "n": "ナ ニ ヌ ネ ノ", "l": "ラ リ ル レ ロ", "g": "ガ ギ グ ゲ ゴ", "k": "カ キ ク ケ コ",
    "h": "ハ ヒ フ ヘ ホ", "j": "ジャ ジ ジュ ジェ ジョ", "q": "チャ チ チュ チェ チョ",
    "x": "シャ シ シュ シェ ショ", "zh": "ジャ ジ ジュ ジェ ジョ", "ch": "チャ チ チュ チェ チョ",
    "sh": "シャ シ シュ シェ ショ", "r": "ラ リ ル レ ロ", "z": "ザ ズ ズ ゼ ゾ",
    "c": "ツァ ツ ツ ツェ ツォ", "s": "サ ス ス セ ソ",
}  # fmt: skip
VOICELESS = {
    "b": "p", "d": "t", "g": "k", "j": "q", "zh": "ch", "z": "c",
}  # fmt: skip
KANA_ALONE = {
    "i": "イー", "ia": "ヤー", "io": "ヨー", "iai": "ヤイ", "ie": "イエ", "iao": "ヤオ",
    "iu": "ヨウ", "ian": "イエン", "in": "イン", "iang": "ヤン", "ing": "イン", "iong": "ヨン",
    "u": "ウー", "ua": "ワー", "uo": "ウォー", "uai": "ワイ", "ui": "ウェイ", "uan": "ワン",
    "un": "ウェン", "uang": "ワン", "ueng": "ウォン", "ü": "ユー", "üe": "ユエ", "üan": "ユエン",
    "ün": "ユン", "e": "オー", "er": "アル",
}  # fmt: skip
KANA_FINALS = {
    "": "iー", "a": "aー", "o": "oー", "e": "oー", "ai": "aイ", "ei": "eイ", "ao": "aオ",
    "ou": "oウ", "an": "aン", "en": "eン", "ang": "aン", "eng": "oン", "ong": "oン", "i": "iー",
    "ia": "iア", "ie": "iエ", "iao": "iアオ", "iu": "iウ", "ian": "iエン", "in": "iン",
    "iang": "iアン", "ing": "iン", "iong": "iオン", "u": "uー", "ua": "uア", "uo": "uオ",
    "uai": "uアイ", "ui": "uイ", "uan": "uアン", "un": "uン", "uang": "uアン", "ü": "iュー",
    "üe": "iュエ", "üan": "iュエン", "ün": "iュン",
}  # fmt: skip
"""a e i o u: the kana of the row of the initial; the rest stands as it is."""

PLAIN_EXCEPTIONS = {
    "hua": "ホア", "huai": "ホアイ", "huan": "ホアン", "huang": "ホアン", "hui": "ホイ",
}  # fmt: skip
CUSTOM_FINALS = {
    **KANA_FINALS, "e": "aー", "eng": "eン", "ia": "iャー", "iao": "iャオ", "iu": "iュウ",
    "iang": "iャン", "iong": "iョン", "üan": "iュアン",
}  # fmt: skip
CUSTOM_EXCEPTIONS = {
    "e": "アー", "er": "アール", "ian": "イェン", "üan": "ユアン", "ge": "グー", "ke": "クー",
    "he": "フー", "jian": "ジェン", "qian": "チェン", "xian": "シェン", "hua": "ファー",
    "huai": "ホワイ", "huan": "ファン", "huang": "ファン",
}  # fmt: skip
"""Companies write ファーウェイ, ハイアール; for e there is no rule: グー, ダー are likeliest."""

SCHOOL_FINALS = {
    **KANA_FINALS, "iao": "iヤオ", "iang": "iヤン", "iong": "iヨン", "ua": "oワ", "uai": "oワイ",
    "uan": "oワン", "uang": "oワン", "ui": "oイ", "üan": "iュワン", "ü": "iュイ",
}  # fmt: skip
SCHOOL_EXCEPTIONS = {"ü": "ユイ", "üan": "ユワン"}


def kana(initial: str, final: str) -> tuple[str, str, str]:
    """The three styles: as companies write, plain voiced, voiceless school."""
    voiceless = VOICELESS.get(initial, initial)
    return (
        CUSTOM_EXCEPTIONS.get(initial + final) or in_kana(initial, final, CUSTOM_FINALS),
        PLAIN_EXCEPTIONS.get(initial + final) or in_kana(initial, final, KANA_FINALS),
        SCHOOL_EXCEPTIONS.get(initial + final) or in_kana(voiceless, final, SCHOOL_FINALS),
    )


def in_kana(initial: str, final: str, finals: dict[str, str]) -> str:
    """The final over the row of the initial."""
    if not initial and final in KANA_ALONE:
        return KANA_ALONE[final]
    row = dict(zip("aiueo", KANA_ROWS[initial].split(), strict=True))
    return re.sub("[aiueo]", lambda vowel: row[vowel.group()], finals[final])


if __name__ == "__main__":
    sys.exit(main())
