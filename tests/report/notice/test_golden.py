"""The words of notices, byte by byte as in ``golden/``.

When they change on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/notice/test_golden.py
    git diff tests/report/notice/golden
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from squatwatch.report.notice import Notice, notice_bytes
from squatwatch.report.notice.days import NOTICE_LANGUAGES, NoticeLanguage
from tests.report.notice.samples import alert_notice, group_notice, of_an_unclear_filing

GOLDEN = Path(__file__).parent / "golden"
NOTICES: dict[str, Callable[[], Notice]] = {
    "alert": alert_notice,
    "group": group_notice,
    "unclear": of_an_unclear_filing,
}


@pytest.mark.parametrize("lang", NOTICE_LANGUAGES)
@pytest.mark.parametrize("name", NOTICES)
def test_the_words_are_those_of_the_golden_file(name: str, lang: NoticeLanguage) -> None:
    written, golden = notice_bytes(NOTICES[name](), "md", lang), GOLDEN / f"{name}.{lang}.md"
    if os.environ.get("REWRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(written)
    assert written.decode() == golden.read_bytes().decode()
