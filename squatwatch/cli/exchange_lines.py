"""What export and import say they did, in the languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from squatwatch.config import Language
from squatwatch.exchange import Merged
from squatwatch.report.labels import in_language

_WORDS = {
    "brands": ("brands", "个品牌"),
    "alerts": ("alerts", "条预警"),
    "decisions": ("decisions", "条决定"),
    "cases": ("labelled cases", "条标注案例"),
}


def by_office(counts: Mapping[str, int], lang: Language, done: str, done_zh: str) -> str:
    """``3 filings exported: EM 2, US 1``, in the language."""
    total = sum(counts.values())
    each = [f"{office} {count:,}" for office, count in sorted(counts.items())]
    of_en, of_zh = (f": {', '.join(each)}", f"：{'、'.join(each)}") if each else ("", "")
    return in_language(
        f"{total:,} filings {done}{of_en}", f"{done_zh} {total:,} 件申请{of_zh}", lang, "; "
    )


def exported_line(count: int, what: str, lang: Language) -> str:
    """How many were written.

    >>> exported_line(2, "alerts", "both")
    '已导出 2 条预警; 2 alerts exported'
    """
    en, zh = _WORDS[what]
    return in_language(f"{count:,} {en} exported", f"已导出 {count:,} {zh}", lang, "; ")


def merged_lines(merged: Merged, lang: Language) -> Iterator[str]:
    """What became of the lines of a file, a sentence for each kind that it has."""
    brands, alerts = merged.brands, merged.alerts
    if brands is not None:
        yield _merged("brands", brands.new, brands.changed, lang)
    if alerts is not None:
        yield _merged("alerts", alerts.new, alerts.changed, lang)
        yield in_language(
            f"{alerts.filings:,} filings came with them",
            f"随附 {alerts.filings:,} 件申请",
            lang,
            "; ",
        )
        if alerts.without_brand:
            yield in_language(
                f"{alerts.without_brand:,} alerts are of brands that are not here: import these",
                f"{alerts.without_brand:,} 条预警的品牌尚未入库，请一并导入",
                lang,
                "; ",
            )
        if alerts.without_filing:
            yield in_language(
                f"{alerts.without_filing:,} alerts came without their filing, and are not shown",
                f"{alerts.without_filing:,} 条预警未附申请记录，暂不显示",
                lang,
                "; ",
            )
    if merged.decisions is not None:
        yield in_language(
            f"{merged.decisions:,} decisions new", f"新增 {merged.decisions:,} 条决定", lang, "; "
        )


def _merged(what: str, new: int, changed: int, lang: Language) -> str:
    en, zh = _WORDS[what]
    return in_language(
        f"{new:,} {en} new, {changed:,} changed", f"新增 {new:,} {zh}，变更 {changed:,}", lang, "; "
    )
