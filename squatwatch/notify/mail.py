"""A message as a mail: text, page and attachments, the same bytes for the same message and time."""

from __future__ import annotations

from base64 import b64decode
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

from squatwatch.notify.message_id import message_id
from squatwatch.store.outbox import Message

LANGUAGES = {"en": "en", "zh": "zh-CN", "both": "zh-CN, en"}


def mail_of(message: Message, sender: str, now: datetime) -> EmailMessage:
    """The mail. ``now`` is only its date: the identity is that of the message.

    It says that a machine wrote it, so that no answering machine answers (RFC 3834).
    """
    content = message.content
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = content["subject"]
    mail["From"] = sender
    mail["To"] = message.recipient
    mail["Date"] = now
    mail["Message-ID"] = message.message_id
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = LANGUAGES[content.get("lang", "both")]
    mail.set_content(content["text"], cte="base64")
    if content.get("html"):
        mail.add_alternative(content["html"], subtype="html", cte="base64")
    for one in content.get("attachments", ()):
        main, _, sub = one["media_type"].partition("/")
        data = b64decode(one["content"])
        mail.add_attachment(data, maintype=main, subtype=sub, filename=one["name"])
    _fix_boundaries(mail, message)
    return mail


def _fix_boundaries(mail: EmailMessage, message: Message) -> None:
    """Lines between the parts that are made of the message, and not by chance."""
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            made = message_id(message.message_id, str(number), "boundary").partition("@")[0]
            part.set_boundary(f"squatwatch-{made.strip('<')}")
