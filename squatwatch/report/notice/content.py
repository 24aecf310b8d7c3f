"""What a notice is about: its alerts or filer group, who issues it, whom it is for."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from squatwatch.alerts.group_warning import GroupWarning
from squatwatch.alerts.run import Coverage
from squatwatch.assess.tell import weighed_evidence
from squatwatch.model import LEVELS, Alert, Brand, Evidence, Right

DRAFT = "草稿 DRAFT"
"""What a notice without a number bears in its place."""

_PREFIXED = re.compile(r"([A-Z0-9][A-Z0-9-]{0,11}):\s*(.+)")


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a notice, in both languages; ``prefix`` opens the numbers of its notices."""

    zh: str = ""
    en: str = ""
    prefix: str = ""

    @classmethod
    def of(cls, setting: str) -> Issuer:
        """The issuer as the setting names it: ``[PREFIX:] name [/ English name]``.

        >>> Issuer.of("GD: 广东分中心 / Guangdong Branch")
        Issuer(zh='广东分中心', en='Guangdong Branch', prefix='GD')
        >>> Issuer.of("商标预警中心")
        Issuer(zh='商标预警中心', en='商标预警中心', prefix='')
        """
        told = _PREFIXED.fullmatch(setting.strip())
        prefix, names = (told[1], told[2]) if told else ("", setting)
        zh, _, en = (part.strip() for part in names.partition(" / "))
        return cls(zh, en or zh, prefix)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a notice is for, in both languages, and how to reach them.

    ``via`` is the centre of the owner's region that hands it on, with its contact; empty where no
    table of regions names one.
    """

    zh: str
    en: str
    contact: str = ""
    region: str = ""
    via: str = ""

    @classmethod
    def of_owner(cls, brand: Brand) -> Addressee:
        """The owner of a brand as the watch list names it, with the contact that it gives."""
        name = next(iter(brand.names), brand.brand_id)
        return cls(
            zh=brand.owner_zh or brand.owner_en or f"“{name}”品牌权利人",
            en=brand.owner_en or brand.owner_zh or f"The owner of the brand {name}",
            contact=brand.contact,
            region=brand.region,
        )


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice about some alerts, or about a filer group.

    ``number`` is empty for a draft. ``alerts`` are those that it tells of, the most pressing
    first; for a group they are its annex. ``group`` is the filer's group, if any, with all that is
    known of it; ``about_group`` says that the notice is about the group itself. ``rights`` are
    those of the owners.
    """

    number: str
    as_of: date
    issuer: Issuer
    addressee: Addressee
    alerts: tuple[Alert, ...]
    coverage: Coverage
    rights: tuple[Right, ...] = ()
    group: GroupWarning | None = None
    about_group: bool = False

    @property
    def is_draft(self) -> bool:
        """Whether it was not issued."""
        return not self.number

    @property
    def shown_number(self) -> str:
        """The number, or that it is a draft."""
        return self.number or DRAFT

    @property
    def level(self) -> str:
        """The level of the most pressing alert."""
        order = [*LEVELS, "cleared"]
        return min((one.assessment.level for one in self.alerts), key=order.index)

    @property
    def brands(self) -> tuple[Brand, ...]:
        """The brands concerned, by id."""
        return brands_of(self.alerts)


def brands_of(alerts: Sequence[Alert]) -> tuple[Brand, ...]:
    """The brands of alerts, each once, by id."""
    by_id = {one.assessment.brand.brand_id: one.assessment.brand for one in alerts}
    return tuple(by_id[brand_id] for brand_id in sorted(by_id))


def as_issued(alert: Alert) -> Alert:
    """The alert as the notice leaves it: what the desk did with it since is not of the notice."""
    return replace(alert, state="notified", assignee="")


def without_other_brands(alert: Alert) -> Alert:
    """The alert without the names of other watched brands: they are not the owner's to know."""
    found = alert.assessment
    told = tuple(map(_unnamed, found.evidence))
    return replace(alert, assessment=replace(found, evidence=told))


def _unnamed(item: Evidence) -> Evidence:
    if "brands" not in item.values:
        return item
    values = {**item.values, "brands": ["…"]}
    return weighed_evidence(item.code, item.weight, json.dumps(values, ensure_ascii=False))
