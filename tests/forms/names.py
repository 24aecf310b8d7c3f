"""Names as Hypothesis makes them up: of known and rare characters, and of what is none."""

from __future__ import annotations

from hypothesis import strategies as st

from squatwatch.forms.name import Made, Name
from squatwatch.forms.readings import Reading

ODD = (
    "58",
    "Z.AI",
    "·",
    " ",
    "々",
    "〇",
    "𠀀",
    "\ue000",
    "龘",
    "嗯",
    "호",
    "お",
    "Ж",
    "🐼",
    "'",
    "1a",
)
CHARACTERS = st.sampled_from("王老吉华为长重庆曾单解盖厦门绿女儿红恩安阳五粮液青岛贵州大昌行氏记")
NAMES = st.lists(CHARACTERS | st.sampled_from(ODD), max_size=6).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=12
)

SYLLABLES = st.sampled_from(
    ("wang", "lü", "er", "ng", "hm", "xyz", "biang", "zhi", "an", "58", "Z.AI", "ê", "m")
)
READINGS = st.lists(st.tuples(SYLLABLES, st.integers(0, 5)), max_size=5).map(
    lambda heard: Reading(
        tuple(syllable for syllable, _ in heard), tuple(tone for _, tone in heard), 1.0, "made up"
    )
)


class Read(Name):
    """A name whose readings are given."""

    def __init__(self, *readings: Reading, text: str = "") -> None:
        super().__init__(text)
        self.__dict__["readings"] = readings


def texts(made: list[Made]) -> list[str]:
    return [item.form for item in made]
