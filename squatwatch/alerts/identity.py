"""What makes an alert the same alert tomorrow, and a record the same record."""

from __future__ import annotations

import json
from dataclasses import asdict
from hashlib import sha256

from squatwatch.model import Filing, application_key


def alert_id(brand_id: str, office: str, application_number: str) -> str:
    """The identity of an alert: brand, office and application number, however it is printed.

    >>> alert_id("huawei", "EM", "018 222 474") == alert_id("huawei", "EM", "018222474")
    True
    """
    return _digest([brand_id, office, application_key(application_number)])[:16]


def record_digest(filing: Filing) -> str:
    """A digest of all that the record says; another one means that the record has changed."""
    return _digest(asdict(filing))


def _digest(value: object) -> str:
    told = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(told.encode()).hexdigest()
