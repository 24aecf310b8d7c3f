"""Notices (预警通知书): the document that tells an owner, as Markdown, DOCX and PDF."""

from squatwatch.report.notice.bundle import bundle
from squatwatch.report.notice.content import Addressee, Issuer, Notice
from squatwatch.report.notice.fonts import fonts_available
from squatwatch.report.notice.rendering import (
    NOTICE_FORMATS,
    NoticeFormat,
    file_name,
    notice_bytes,
    notice_digest,
)

__all__ = [
    "NOTICE_FORMATS",
    "Addressee",
    "Issuer",
    "Notice",
    "NoticeFormat",
    "bundle",
    "file_name",
    "fonts_available",
    "notice_bytes",
    "notice_digest",
]
