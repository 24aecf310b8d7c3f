"""The identity of a message: the same through every attempt, and after a crash."""

from __future__ import annotations

import json
from hashlib import sha256

OF_NOBODY = "squatwatch.invalid"
"""The domain where the sender has none; ``.invalid`` is kept for such uses (RFC 2606)."""


def message_id(run_id: str, channel: str, recipient: str, domain: str = "") -> str:
    """The Message-ID of what a run tells one recipient by one channel.

    Made of what it is and not of when, so that one that is sent again, because the first stop fell
    between acceptance and commit, can be told as the same (RFC 5322, 3.6.4).

    >>> message_id("run", "smtp", "desk@example.org", "example.org")
    '<4c0dd42885137d0627f44a62cadc4509@example.org>'
    """
    told = json.dumps([run_id, channel, recipient])
    return f"<{sha256(told.encode()).hexdigest()[:32]}@{domain or OF_NOBODY}>"


def domain_of(address: str) -> str:
    """The domain of a mail address as it may stand in a Message-ID; empty where it has none.

    >>> domain_of("Watch <watch@example.org>"), domain_of("watch@例子.example"), domain_of("")
    ('example.org', '', '')
    """
    domain = address.rpartition("@")[2].strip(" >") if "@" in address else ""
    plain = domain.isascii() and all(part.replace("-", "").isalnum() for part in domain.split("."))
    return domain.lower() if plain else ""
