"""The pages on the watch list say what the program does."""

import re
from pathlib import Path

import pytest

from squatwatch.brands.events import EVENTS, events_of
from squatwatch.brands.rights import RIGHTS, rights_of
from squatwatch.brands.tables import table_of_bytes
from squatwatch.brands.watchlist import WATCH_LIST, watchlist_of
from squatwatch.errors import MistakesError

DOCS = Path(__file__).parents[2] / "docs"
in_both_languages = pytest.mark.parametrize("page", ["watch-list.md", "watch-list.zh-CN.md"])


def blocks(page: str, language: str) -> list[str]:
    text = (DOCS / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@in_both_languages
def test_the_examples_have_every_column_and_no_mistake(page: str) -> None:
    brands, rights, events = (table_of_bytes(block.encode(), page) for block in blocks(page, "csv"))
    known = [brand.brand_id for brand in watchlist_of(brands, page).brands]
    assert rights_of(rights, page, known_brands=known).rights
    assert events_of(events, page, known_brands=known).events
    assert tuple(brands.columns) == WATCH_LIST.columns
    assert tuple(rights.columns) == RIGHTS.columns
    assert tuple(events.columns) == EVENTS.columns


@in_both_languages
def test_every_column_is_explained_in_order(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    explained = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert tuple(explained) == WATCH_LIST.columns + RIGHTS.columns + EVENTS.columns


@in_both_languages
def test_mistakes_are_told_as_shown(page: str) -> None:
    data = (
        "brand_id,name_zh,class,markets,since\n"
        "huawei,华为,,EU,\nhongxing,红星,,,1987年\n\n\n\nhuawei,华为,,,\n"
    )
    with pytest.raises(MistakesError) as caught:
        watchlist_of(table_of_bytes(data.encode(), "brands.csv"), "brands.csv")
    assert f"{caught.value}\n" == blocks(page, "text")[0]
