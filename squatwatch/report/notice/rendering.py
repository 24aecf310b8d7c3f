"""A notice in the format asked for: all from the same words."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from squatwatch.config import Language
from squatwatch.report.notice.content import Notice
from squatwatch.report.notice.days import NOTICE_LANGUAGES, NoticeLanguage
from squatwatch.report.notice.document import blocks_of
from squatwatch.report.notice.docx import docx
from squatwatch.report.notice.markdown import markdown
from squatwatch.report.notice.pdf import pdf

NoticeFormat = Literal["docx", "pdf", "md"]
NOTICE_FORMATS: tuple[NoticeFormat, ...] = get_args(NoticeFormat)


def notice_bytes(
    notice: Notice,
    notice_format: NoticeFormat,
    lang: Language,
    templates: Path | None = None,
) -> bytes:
    """The notice in a format; the same bytes for the same notice.

    In both languages it is one document, the Chinese part first. ``templates`` is a folder whose
    files take the place of those that come with squatwatch
    (docs/notices.md). Raises ``DataError`` for a mistake in one, and for a PDF without fonts.
    """
    words = _words(notice, lang, templates)
    main: NoticeLanguage = "en" if lang == "en" else "zh"
    match notice_format:
        case "md":
            return words.encode()
        case "docx":
            return docx(
                blocks_of(words), main,
                as_of=notice.as_of, is_draft=notice.is_draft, templates=templates,
            )  # fmt: skip
        case "pdf":
            return pdf(blocks_of(words), main, is_draft=notice.is_draft, templates=templates)


def _words(notice: Notice, lang: Language, templates: Path | None) -> str:
    """The Markdown; in both languages the English part begins on a page of its own."""
    wanted = NOTICE_LANGUAGES if lang == "both" else (lang,)
    return "\n---\n\n".join(markdown(notice, one, templates) for one in wanted)


def notice_digest(notice: Notice, templates: Path | None = None) -> str:
    """The SHA-256 of the words in both languages: what was issued, whatever it was set in."""
    words = (markdown(notice, lang, templates) for lang in NOTICE_LANGUAGES)
    return sha256("\f".join(words).encode()).hexdigest()


def file_name(notice: Notice, notice_format: NoticeFormat, lang: Language) -> str:
    """What the file is called: the number, or draft and the first alert, and the language."""
    about = notice.group.filer_group if notice.group and notice.about_group else ""
    stem = notice.number or f"draft-{about or notice.alerts[0].alert_id}"
    return f"{stem}.{lang}.{notice_format}"
