"""What a template of a notice may say: every value as words of one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from squatwatch.alerts.group_warning import GroupWarning, filings_in, owner_of
from squatwatch.alerts.run import Coverage
from squatwatch.config import Language
from squatwatch.model import Alert, Brand, Evidence, Filing, Precedent, Response, Right, Window
from squatwatch.report.alerts_listing import first_to_close, level_text, weighing
from squatwatch.report.caution import caution
from squatwatch.report.guide.content import office_name
from squatwatch.report.labels import in_language, label
from squatwatch.report.law_words import law_words
from squatwatch.report.notice.content import Notice
from squatwatch.report.notice.days import NoticeLanguage, day_words

Words = dict[str, Any]
"""Texts by name, and lists of such (docs/notices.md)."""


def words_of(notice: Notice, lang: NoticeLanguage) -> Words:
    """All that the templates may say, by name."""
    brands = notice.brands
    return {
        "number": notice.shown_number,
        "year": f"{notice.as_of.year}",
        "ordinal": notice.number.rpartition("-")[2].lstrip("0"),
        "draft": notice.is_draft,
        "date": day_words(notice.as_of, lang),
        "level": label(f"level.{notice.level}", lang),
        "issuer": getattr(notice.issuer, lang),
        "addressee": _addressee(notice, lang),
        "owners": _once(_owner(brand, lang) for brand in brands),
        "brands": [" ".join(brand.names[:2]) for brand in brands],
        "alerts": [_alert(alert, notice.rights, lang) for alert in notice.alerts],
        "offices": _once(_office(one.assessment.filing.office, lang) for one in notice.alerts),
        "office_responses": _office_responses(notice.alerts, lang),
        "brand_rows": [_brand_row(brand, notice, lang) for brand in brands],
        "group": _group(notice.group, notice.alerts, lang) if notice.group else None,
        "coverage": _coverage(notice.coverage, lang),
        "disclaimer": label("note.disclaimer", lang),
    }


def _addressee(notice: Notice, lang: NoticeLanguage) -> Words:
    told = notice.addressee
    return {
        "name": getattr(told, lang), "contact": told.contact, "region": told.region,
        "via": told.via,
    }  # fmt: skip


# A filing, and what is known of it ---------------------------------------------------------------


def _alert(alert: Alert, rights: Sequence[Right], lang: NoticeLanguage) -> Words:
    found, filing = alert.assessment, alert.assessment.filing
    window = first_to_close(found.windows)
    return {
        "alert_id": alert.alert_id,
        "level": level_text(alert, lang),
        "score": f"{found.score:.2f}",
        "brand": " ".join(found.brand.names[:2]),
        "brand_classes": _classes(found.brand.classes, lang),
        "owner": _owner(found.brand, lang),
        "since": found.brand.since,
        **_filing(filing, lang),
        "matched": found.hit.form,
        "reasons_for": _reasons(found.evidence, lang, for_it=True),
        "reasons_against": _reasons(found.evidence, lang, for_it=False),
        "windows": [_window(item, lang) for item in found.windows],
        "closes": _last_day(window, lang) if window else "",
        "rights": [_right(one, lang) for one in rights if one.brand_id == found.brand.brand_id],
        "responses": [_response(item, lang) for item in found.responses],
        "precedents": [_precedent(item, lang) for item in found.precedents],
    }


def _filing(filing: Filing, lang: NoticeLanguage) -> Words:
    return {
        "office": _office(filing.office, lang),
        "office_code": filing.office,
        "application_number": filing.application_number,
        "registration_number": filing.registration_number,
        "ir_number": filing.ir_number,
        "mark": filing.mark_text,
        "transliteration": "; ".join(filing.transliteration),
        "translation": "; ".join(filing.translation),
        "image": filing.image_url,
        "record": filing.source_url,
        "classes": _classes(filing.classes, lang),
        "goods": [{"nice_class": one.nice_class, "text": one.text} for one in filing.goods],
        "applicants": [
            {"name": one.name, "country": _country(one.country, lang), "address": one.address}
            for one in filing.applicants
        ],
        "representative": filing.representative,
        "filed": day_words(filing.filing_date, lang),
        "priority": day_words(filing.priority_date, lang),
        "published": day_words(filing.publication_date, lang),
        "registered": day_words(filing.registration_date, lang),
        "expires": day_words(filing.expiry_date, lang),
        "designations": _names(filing.designations, lang),
        "status": label(f"status.{filing.status}", lang),
        "status_raw": filing.status_raw,
    }


def _reasons(evidence: Sequence[Evidence], lang: NoticeLanguage, *, for_it: bool) -> list[str]:
    """What was weighed for it; or against it, with what is told without a weight."""
    return [
        in_language(item.text_en, item.text_zh, lang)
        for item in weighing(evidence)
        if (item.weight > 0) == for_it
    ]


def _window(window: Window, lang: NoticeLanguage) -> Words:
    return {
        "office": _office(window.office, lang),
        "opens": day_words(window.opens, lang),
        "closes": day_words(window.closes, lang) or label("note.no_date", lang),
        "moved_to": day_words(window.closes_rolled, lang)
        if window.closes_rolled != window.closes
        else "",
        "days_left": "" if window.days_left is None else str(window.days_left),
        "rule": law_words(window.rule, lang),
        "extension": law_words(window.extension, lang),
        "sourced": _sourced(window, lang),
        "caution": caution(window, lang),
    }


def _sourced(told: Window | Response, lang: NoticeLanguage) -> str:
    """Where a rule is from, how old it is and how sure."""
    sure = label(f"confidence.{told.confidence}", lang)
    confidence = f"{label('column.confidence', lang).casefold()}{' ' * (lang == 'en')}{sure}"
    found = (law_words(told.source, lang), told.as_of, confidence)
    return ("，" if lang == "zh" else ", ").join(filter(None, found))


def _last_day(window: Window, lang: NoticeLanguage) -> str:
    """The last day with what is to be said beside it."""
    told = " · ".join(filter(None, (day_words(window.closes, lang), caution(window, lang))))
    return told or label("note.no_date", lang)


def _right(right: Right, lang: NoticeLanguage) -> Words:
    return {
        "office": _office(right.office, lang),
        "number": right.number,
        "mark": right.mark,
        "classes": _classes(right.classes, lang),
        "filed": day_words(right.filing_date, lang),
        "registered": day_words(right.registration_date, lang),
        "status": label(f"status.{right.status}", lang),
    }


def _response(response: Response, lang: NoticeLanguage) -> Words:
    return {
        "office": _office(response.office, lang),
        "option": label(f"way.{response.option}", lang),
        "standing": label(f"standing.{response.standing}", lang),
        "text": in_language(response.text_en, response.text_zh, lang),
        "ground": law_words(response.ground, lang),
        "who": law_words(response.who, lang),
        # The limit of an opposition is the rule of its window, which stands among the windows.
        "limit": "" if response.option == "opposition" else law_words(response.limit, lang),
        "closes": day_words(response.closes, lang),
        "rests_on": list(response.rests_on),
        "sourced": "" if response.source == "practice" else _sourced(response, lang),
    }


def _precedent(case: Precedent, lang: NoticeLanguage) -> Words:
    return {
        "case_id": case.case_id,
        "mark": case.mark,
        "office": _office(case.office, lang),
        "year": case.year,
        "outcome": in_language(case.outcome_en, case.outcome_zh, lang),
        "shared": in_language(case.shared_en, case.shared_zh, lang),
        "source": case.source,
    }


# A filer group -----------------------------------------------------------------------------------


def _group(group: GroupWarning, told: Sequence[Alert], lang: NoticeLanguage) -> Words:
    return {
        "filer_group": group.filer_group,
        "link": label(f"link.{group.link}", lang),
        "filers": list(group.filers),
        "brands": len(group.brands),
        "filings": len(group.filings),
        "offices": _names(group.offices, lang),
        "first_filed": day_words(group.first_filed, lang),
        "last_filed": day_words(group.last_filed, lang),
        "other_marks": len(group.other_marks),
        "like_brands": sum(bool(other.look) for other in group.other_marks),
        "annex": [_filing(filing, lang) for filing in group.filings],
        "told": len(filings_in(told)),
    }


def _brand_row(brand: Brand, notice: Notice, lang: NoticeLanguage) -> Words:
    mine = [one for one in notice.alerts if one.assessment.brand.brand_id == brand.brand_id]
    return {
        "brand": " ".join(brand.names[:2]),
        "owner": _owner(brand, lang),
        "filings": len(filings_in(mine)),
        "offices": _names(sorted({one.assessment.filing.office for one in mine}), lang),
        "rights": [
            f"{right.office} {right.number}"
            for right in notice.rights
            if right.brand_id == brand.brand_id
        ],
    }


def _office_responses(alerts: Iterable[Alert], lang: NoticeLanguage) -> list[Words]:
    """What can be done now at each office, with the earliest last day among the filings there."""
    open_now: dict[tuple[str, str], list[Response]] = {}
    for alert in alerts:
        for response in alert.assessment.responses:
            if response.standing == "now":
                open_now.setdefault((response.office, response.option), []).append(response)
    by_office = sorted(open_now.items(), key=lambda item: item[0][0])
    return [
        _response(min(found, key=lambda one: one.closes or date.max), lang)
        | {"filings": len(found)}
        for _, found in by_office
    ]


# What was looked at ------------------------------------------------------------------------------


def _coverage(found: Coverage, lang: NoticeLanguage) -> Words:
    return {
        "filings": f"{found.filings:,}",
        "offices": [
            {
                "office": _office(item.office, lang),
                "filings": f"{item.filings:,}",
                "freshest": day_words(item.freshest, lang),
            }
            for item in found.offices
        ],
        "missing": _names(found.markets_without_data, lang),
    }


# Words --------------------------------------------------------------------------------------------


@cache
def _office(code: str, lang: NoticeLanguage) -> str:
    """The name of an office with its code."""
    name = getattr(office_name(code), lang)
    return name if name == code else f"{name} ({code})"


def _names(codes: Iterable[str], lang: NoticeLanguage) -> list[str]:
    return [_office(code, lang) for code in codes]


def _country(code: str, lang: NoticeLanguage) -> str:
    return _office(code, lang) if code else ""


def _owner(brand: Brand, lang: Language) -> str:
    """The owner as the watch list names it in the language, else in the other."""
    named: Mapping[str, str] = {"zh": brand.owner_zh, "en": brand.owner_en}
    return named[lang] or owner_of(brand)


def _classes(numbers: Iterable[int], lang: NoticeLanguage) -> str:
    return ("、" if lang == "zh" else ", ").join(str(number) for number in numbers)


def _once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))
