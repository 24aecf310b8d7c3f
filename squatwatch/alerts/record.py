"""The alert as a record of plain values: the contract of docs/alert-record.md."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from squatwatch.model import Alert, Evidence, Filing, Hit, Precedent, Response, Window

ALERT_SCHEMA_NAME = "squatwatch.alert/1"
"""Keys are only added within a version of the schema."""


def alert_record(alert: Alert) -> dict[str, Any]:
    """The alert as a dictionary of JSON values, keys in the order of the contract."""
    found, filing = alert.assessment, alert.assessment.filing
    return {
        "schema": ALERT_SCHEMA_NAME,
        "alert_id": alert.alert_id,
        "brand_id": found.brand.brand_id,
        "brand_names": list(found.brand.names),
        "office": filing.office,
        "application_number": filing.application_number,
        "registration_number": filing.registration_number,
        "mark_text": filing.mark_text,
        "matched": _matched(found.hit),
        "score": found.score,
        "level": found.level,
        "cleared_by": found.cleared_by,
        "evidence": [_evidence(item) for item in found.evidence],
        "applicants": [applicant.name for applicant in filing.applicants],
        "classes": list(filing.classes),
        "status": filing.status,
        **_dates(filing),
        "windows": [_plain(window) for window in found.windows],
        "responses": [_plain(response) for response in found.responses],
        "precedents": [_plain(precedent) for precedent in found.precedents],
        "filer_group": found.filer_group or None,
        "first_seen": alert.first_seen.isoformat(),
        "changed": alert.changed.isoformat(),
        "state": alert.state,
        "assignee": alert.assignee or None,
        "change": alert.change,
        "what_changed": list(alert.what_changed),
        "source_url": filing.source_url,
        "record_digest": alert.record_digest,
        "run_id": alert.run_id,
    }


def _matched(hit: Hit) -> dict[str, Any]:
    return {
        "form": hit.form,
        "form_kind": hit.form_kind,
        "unit": hit.unit,
        "unit_source": hit.unit_source,
        "relation": hit.relation,
        "similarity": hit.similarity,
    }


def _evidence(item: Evidence) -> dict[str, Any]:
    return {
        "code": item.code,
        "weight": item.weight,
        "text_en": item.text_en,
        "text_zh": item.text_zh,
        "values": dict(item.values),
    }


def _dates(filing: Filing) -> dict[str, str | None]:
    return {
        "filing_date": _day(filing.filing_date),
        "priority_date": _day(filing.priority_date),
        "publication_date": _day(filing.publication_date),
        "registration_date": _day(filing.registration_date),
        "expiry_date": _day(filing.expiry_date),
    }


def _plain(noun: Window | Response | Precedent) -> dict[str, Any]:
    """The fields of a noun as JSON values."""
    return {key: _value(value) for key, value in asdict(noun).items()}


def _value(value: object) -> object:
    if isinstance(value, date):
        return _day(value)
    return list(value) if isinstance(value, tuple) else value


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
