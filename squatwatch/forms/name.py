"""A name in characters as the systems see it: its characters and its readings, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from squatwatch.forms.readings import Reading, readings_of
from squatwatch.model import FormKind
from squatwatch.text.han import convert


@dataclass(frozen=True)
class Name:
    """A name in characters; what several systems need is worked out when first asked for.

    >>> name = Name("华为")
    >>> name.simplified, name.traditional, name.readings[0].syllables
    ('华为', '華爲', ('hua', 'wei'))
    """

    text: str
    override: str = ""
    """The owner's own pinyin, syllables parted by spaces; empty when not given."""

    @cached_property
    def simplified(self) -> str:
        """The name in simplified characters (OpenCC t2s)."""
        return convert(self.text, "t2s")

    @cached_property
    def traditional(self) -> str:
        """The name in traditional characters (OpenCC s2t), which sino-xenic readings start from."""
        return convert(self.text, "s2t")

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """How the name is read in Mandarin, the likeliest first; at most four."""
        return readings_of(self.simplified, self.override)


@dataclass(frozen=True, slots=True)
class Made:
    """What a system makes of a name: a form, its kind and weight, and by which rule."""

    form: str
    kind: FormKind
    weight: float
    source: str
