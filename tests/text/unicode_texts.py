"""Texts to try everything on: any Unicode, and the places where it is awkward."""

from __future__ import annotations

from hypothesis import strategies as st

AWKWARD = (
    *"aexИяΣςßıİéñŁĐøæﬁẚ",
    *"华為広ガがﾊﾟ한ㅎกำี่กिक्षمُحَـ",
    *" \t\u00a0\u200b\u3000'’´.-&/()®™①½㎏〜１\u0301\u3099\u0345\ufe0f\U0001f600",
    "有限公司", "株式会社", " co", " ltd", " gmbh", " s a", " ооо",
)  # fmt: skip
"""Characters and endings on which normalising has something to do."""

ANY_UNICODE = st.text(st.characters(), max_size=12)
"""Any code points, lone surrogates among them."""

TEXTS = st.one_of(ANY_UNICODE, st.lists(st.sampled_from(AWKWARD), max_size=8).map("".join))
