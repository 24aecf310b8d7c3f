"""What the ignore file holds back, when a rule expires, and which rules name nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from squatwatch.alerts.ignore_file import IGNORE_FILE, Rule, read_ignore
from squatwatch.alerts.run import Lapsed
from squatwatch.model import Alert, application_key

__all__ = ["IGNORE_FILE", "Rule", "held_back", "idle", "lapsed", "read_ignore"]


def held_back(
    alerts: Iterable[Alert], rules: Sequence[Rule], as_of: date
) -> tuple[tuple[Alert, ...], tuple[Alert, ...]]:
    """The alerts that are told of on a day, and those that a rule holds back; both in order."""
    holding = _Index(rule for rule in rules if rule.holds_on(as_of))
    kept: list[Alert] = []
    ignored: list[Alert] = []
    for alert in alerts:
        (ignored if any(rule.names(alert) for rule in holding.near(alert)) else kept).append(alert)
    return tuple(kept), tuple(ignored)


def lapsed(rules: Iterable[Rule], as_of: date, since: date | None) -> tuple[Lapsed, ...]:
    """The rules that have expired by ``as_of`` and had not on ``since``, the day of the last run.

    Without a last run, all that have expired.
    """
    return tuple(
        Lapsed(rule.told, rule.reason, rule.expires)
        for rule in rules
        if not rule.holds_on(as_of) and (since is None or rule.holds_on(since))
    )


def idle(rules: Iterable[Rule], alerts: Iterable[Alert]) -> tuple[Rule, ...]:
    """The rules that name none of the alerts."""
    rules = tuple(rules)
    index, used = _Index(rules), set()
    for alert in alerts:
        used |= {rule.entry for rule in index.near(alert) if rule.names(alert)}
    return tuple(rule for rule in rules if rule.entry not in used)


class _Index:
    """Rules by what they name, so that an alert is held against few of them."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: dict[object, list[Rule]] = {}
        for rule in rules:
            self._rules.setdefault(_key(rule), []).append(rule)

    def near(self, alert: Alert) -> list[Rule]:
        """The rules that may name the alert."""
        filing = alert.assessment.filing
        keys = (
            alert.alert_id,
            (filing.office, application_key(filing.application_number)),
            (alert.assessment.brand.brand_id,),
        )
        return [rule for key in keys for rule in self._rules.get(key, ())]


def _key(rule: Rule) -> object:
    if rule.applicant:
        return (rule.brand,)
    return rule.alert or (rule.office, rule.number)
