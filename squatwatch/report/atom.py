"""New alerts as an Atom feed (RFC 4287): an entry for each, which a reader shows once.

An entry keeps its id from run to run, so that an alert that returns is the same entry with a newer
date. Nobody is named (``report.nameless``), and nothing links anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from squatwatch.alerts.run import RunResult
from squatwatch.config import Language
from squatwatch.model import Alert
from squatwatch.report.alerts_listing import level_text
from squatwatch.report.labels import label
from squatwatch.report.nameless import brand_text, change_text, fact_lines, filing_text
from squatwatch.report.run_lines import about, failure_lines
from squatwatch.report.xml_text import xml_bytes, xml_text

ATOM = "http://www.w3.org/2005/Atom"
_OURS = uuid5(NAMESPACE_URL, "urn:squatwatch")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def atom_feed(result: RunResult, lang: Language, issuer: str = "") -> bytes:
    """The alerts that stand, after an entry that says what went wrong, if anything did.

    ``issuer`` (setting of the same name) tells the feeds of two installations apart and is their
    author. Times are the start of the as-of date, UTC.
    """
    feed = etree.Element("feed", nsmap={None: ATOM})
    feed.set(_XML_LANG, "en" if lang == "en" else "zh-CN")
    _add(feed, "id", identity("feed", issuer))
    _add(feed, "title", f"squatwatch: {label('title.report', lang)}")
    _add(feed, "subtitle", about(result, lang))
    _add(feed, "updated", _moment(result.as_of))
    _add(_add(feed, "author"), "name", issuer or "squatwatch")
    _add(feed, "generator", "squatwatch")
    if result.failures:
        _add_failures(feed, result, lang, issuer)
    for alert in _to_tell(result.alerts):
        _add_alert(feed, alert, result.as_of, lang)
    return xml_bytes(feed)


def identity(*parts: str) -> str:
    """An id that nobody else makes, the same for the same parts.

    >>> identity("alert", "b0d4f9075d517652")
    'urn:uuid:...'
    """
    return uuid5(_OURS, "/".join(parts)).urn


def _to_tell(alerts: Iterable[Alert]) -> list[Alert]:
    return [alert for alert in alerts if alert.assessment.level != "cleared"]


def _add_failures(feed: etree._Element, result: RunResult, lang: Language, issuer: str) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", identity("failures", issuer, result.run_id))
    _add(entry, "title", f"{label('title.failures', lang)} ({len(result.failures)})")
    _add(entry, "updated", _moment(result.as_of))
    _add(entry, "content", "\n".join(failure_lines(result)), type="text")


def _add_alert(feed: etree._Element, alert: Alert, as_of: date, lang: Language) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", identity("alert", alert.alert_id))
    _add(entry, "title", _title(alert, lang))
    _add(entry, "updated", _moment(as_of))
    _add(entry, "published", _moment(alert.first_seen))
    _add(entry, "category", term=alert.assessment.level, label=level_text(alert, lang))
    if alert.change:
        changed = label(f"change.{alert.change}", lang)
        _add(entry, "category", term=alert.change, label=changed)
    told = (filing_text(alert), fact_lines(alert, lang), label("note.disclaimer", lang))
    _add(entry, "content", "\n".join(told), type="text")


def _title(alert: Alert, lang: Language) -> str:
    what = " · ".join(filter(None, (level_text(alert, lang), change_text(alert, lang))))
    return f"{what}: {brand_text(alert)} – {filing_text(alert)}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    shown = {key: xml_text(value) for key, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}", shown)
    element.text = xml_text(text) or None
    return element
