"""Alerts told without naming anybody: a feed or an annotation travels further than the store.

An applicant, an agent or a partner may be a natural person; what people are called stays in the
store, in alerts and in notices.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from squatwatch.alerts.group_warning import GroupWarning
from squatwatch.assess.tell import weighed_evidence
from squatwatch.config import Language
from squatwatch.model import Alert, Evidence
from squatwatch.report.alerts_listing import first_to_close, level_text, reasons
from squatwatch.report.caution import window_text
from squatwatch.report.labels import in_language, label
from squatwatch.report.plain import plain

NAMING = ("name", "agent")
"""The values of evidence that name somebody."""
LEFT_OUT = "…"


def filing_text(alert: Alert) -> str:
    """The filing: office, number and mark, on one line."""
    filing = alert.assessment.filing
    return plain(" ".join(filter(None, (number_of(alert), filing.mark_text))))


def number_of(alert: Alert) -> str:
    """Office and application number."""
    filing = alert.assessment.filing
    return plain(f"{filing.office} {filing.application_number}")


def brand_text(alert: Alert) -> str:
    """The brand by its first names, one in characters and one in letters as a rule."""
    brand = alert.assessment.brand
    return plain(" ".join(brand.names[:2]) or brand.brand_id)


def change_text(alert: Alert, lang: Language) -> str:
    """Why a sweep tells of the alert, with what changed; empty of a scan's."""
    if alert.change is None:
        return ""
    told = label(f"change.{alert.change}", lang)
    fields = ", ".join(label(f"column.{name}", lang) for name in alert.what_changed)
    return f"{told} ({fields})" if fields else told


def facts(alert: Alert, lang: Language) -> tuple[tuple[str, str], ...]:
    """What there is to know at a glance, each with its heading; nothing that is not known."""
    found = alert.assessment
    told = {
        "column.level": f"{level_text(alert, lang)} ({found.score:.2f})",
        "column.change": change_text(alert, lang),
        "column.brand": brand_text(alert),
        "column.matched": found.hit.form,
        "column.classes": " ".join(map(str, found.filing.classes)),
        "column.status": label(f"status.{found.filing.status}", lang),
        "column.closes": window_text(first_to_close(found.windows), lang),
        "column.stands": _stands(alert, lang),
        "column.why": "; ".join(reasons(without_names(found.evidence), lang)),
    }
    return tuple((label(key, lang), plain(text)) for key, text in told.items() if text)


def fact_lines(alert: Alert, lang: Language) -> str:
    """The facts, a line each."""
    return "\n".join(f"{heading}: {text}" for heading, text in facts(alert, lang))


def without_names(told: Iterable[Evidence]) -> list[Evidence]:
    """The evidence with a dot in place of whoever is named in it."""
    return [_nameless(item) for item in told]


def group_text(warning: GroupWarning, lang: Language) -> str:
    """A filer group: which brands, how many filings, where; the filer by its identity only."""
    brands = "; ".join(next(iter(one.names), one.brand_id) for one in warning.brands)
    offices = ", ".join(warning.offices)
    told = in_language(
        f"{len(warning.brands)} brands ({brands}), {len(warning.filings)} filings at {offices}",
        f"{len(warning.brands)} 个品牌（{brands}），{len(warning.filings)} 件申请，"
        f"国家/地区 {offices}",
        lang,
        " / ",
    )
    return plain(f"{warning.filer_group} ({label(f'link.{warning.link}', lang)}): {told}")


def _stands(alert: Alert, lang: Language) -> str:
    """Where an alert that outlived a run stands; a scan without a memory knows nothing of that."""
    outlived = alert.change is not None or alert.state != "new"
    return label(f"state.{alert.state}", lang) if outlived else ""


def _nameless(item: Evidence) -> Evidence:
    if not any(name in item.values for name in NAMING):
        return item
    values = {name: LEFT_OUT if name in NAMING else value for name, value in item.values.items()}
    return weighed_evidence(item.code, item.weight, json.dumps(values))
