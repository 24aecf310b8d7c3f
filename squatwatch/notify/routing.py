"""Who gets what: recipients by the region of a brand's owner (table ``regions``).

A watch list is confidential: a centre is told of the brands of its own regions and of no others.
Whoever is named in the settings gets everything.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from typing import Literal, get_args

from squatwatch.brands.cells import Cells
from squatwatch.brands.checking import Layout, checked
from squatwatch.brands.tables import read_table
from squatwatch.config import Settings
from squatwatch.fetch.addresses import host_of, is_loopback
from squatwatch.model import Brand
from squatwatch.notify.secrets import Secrets

ChannelName = Literal["smtp", "webhook", "apprise"]
CHANNEL_NAMES: tuple[ChannelName, ...] = get_args(ChannelName)
OF_THE_SETTINGS = "default"
"""What the webhook of the settings is called as a recipient: its address may hold a token."""

REGIONS = Layout(
    columns=("region", "centre", "contact", "channel"), needed=(("region",), ("contact",))
)
_BETWEEN_REGIONS = re.compile("[/／]")
_BETWEEN_ADDRESSES = re.compile("[;；]")


@dataclass(frozen=True, slots=True)
class Route:
    """A row of the table: the owners of a region, the centre that cares for them, its contact."""

    region: str
    centre: str
    contact: str
    channel: ChannelName


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told, and by which channel. ``regions`` is None for one who is told everything.

    ``address``: of mail the address, of a webhook its address or ``default``, of apprise the name
    of an address.
    """

    channel: ChannelName
    address: str
    regions: tuple[str, ...] | None = None


def read_routes(path: Path) -> tuple[Route, ...]:
    """The rows of a table ``region, centre, contact, channel`` (CSV, XLSX or JSON Lines).

    An empty channel is mail. Raises ``MistakesError`` with the row of each mistake.
    """
    return checked(read_table(path), str(path), REGIONS, _route, skip_bad=False).items


def recipients_of(settings: Settings, secrets: Secrets) -> tuple[Recipient, ...]:
    """All who are told, each once: those of the settings, then those of the table.

    Raises ``DataError`` for a table with mistakes, or one that cannot be read.
    """
    notify = settings.notify
    of_all = [Recipient("smtp", address) for address in mail_addresses(notify.smtp_to)]
    of_all += [Recipient("webhook", OF_THE_SETTINGS)] * bool(notify.webhook or secrets.webhook_url)
    of_all += [Recipient("apprise", name) for name in secrets.for_all]
    routes = read_routes(Path(settings.regions)) if settings.regions else ()
    known = {(one.channel, one.address) for one in of_all}
    of_regions: dict[tuple[ChannelName, str], list[str]] = {}
    for route in routes:
        if (route.channel, route.contact) not in known:
            of_regions.setdefault((route.channel, route.contact), []).append(route.region)
    return (
        *of_all,
        *(Recipient(*key, tuple(dict.fromkeys(told))) for key, told in of_regions.items()),
    )


def regions_of(recipients: Iterable[Recipient]) -> frozenset[str]:
    """All regions that somebody is told of."""
    return frozenset(region for one in recipients for region in one.regions or ())


def region_for(region: str, known: Collection[str]) -> str:
    """The known region that a brand's region belongs to: itself, or the nearest around it.

    Regions nest by ``/``. Empty where there is none.

    >>> region_for("广东/深圳/南山", ["广东", "广东/深圳"]), region_for("广东", ["广东/深圳"])
    ('广东/深圳', '')
    """
    parts = normal_region(region).split("/")
    around = ("/".join(parts[:depth]) for depth in range(len(parts), 0, -1))
    return next((one for one in around if one in known), "")


def by_region(brands: Iterable[Brand], known: Collection[str]) -> Mapping[str, tuple[Brand, ...]]:
    """The brands of each known region; those of no known one under the empty name."""
    found: dict[str, list[Brand]] = {}
    nearest: dict[str, str] = {}
    for brand in brands:
        if brand.region not in nearest:
            nearest[brand.region] = region_for(brand.region, known)
        found.setdefault(nearest[brand.region], []).append(brand)
    return {region: tuple(held) for region, held in found.items()}


def shown(channel: str, address: str) -> str:
    """A recipient as it may be shown: of a web address the host, since its path may be a token.

    >>> shown("webhook", "https://hooks.example/T0/B0"), shown("smtp", "desk@example.org")
    ('webhook hooks.example', 'smtp desk@example.org')
    """
    return f"{channel} {host_of(address) if '://' in address else address}"


def mail_addresses(text: str) -> tuple[str, ...]:
    """The addresses of a list with ``;`` between them, each once.

    >>> mail_addresses("a@example.org; b@example.org;")
    ('a@example.org', 'b@example.org')
    """
    found = (item.strip() for item in _BETWEEN_ADDRESSES.split(text))
    return tuple(dict.fromkeys(filter(None, found)))


def is_mail_address(text: str) -> bool:
    """Whether a text is one bare mail address.

    >>> is_mail_address("desk@example.org"), is_mail_address("Desk <desk@example.org>")
    (True, False)
    """
    user, _, domain = text.rpartition("@")
    return parseaddr(text)[1] == text and bool(user and domain) and text.isprintable()


def normal_region(region: str) -> str:
    """A region with ``/`` between its parts and no space around them.

    >>> normal_region(" 广东 ／深圳/")
    '广东/深圳'
    """
    return "/".join(filter(None, (part.strip() for part in _BETWEEN_REGIONS.split(region))))


def _route(cells: Cells) -> Route:
    cells.need("region")
    cells.need("contact")
    channel = cells.one("channel", _channel, CHANNEL_NAMES[0])
    contact = cells.text("contact")
    mistake = _mistake_in(contact, channel) if contact else ""
    if mistake:
        cells.wrong("contact", mistake)
    return Route(normal_region(cells.text("region")), cells.text("centre"), contact, channel)


def _channel(text: str) -> ChannelName:
    for known in CHANNEL_NAMES:
        if text == known:
            return known
    raise ValueError(f"{text!r} is no channel ({', '.join(CHANNEL_NAMES)})")


def _mistake_in(contact: str, channel: ChannelName) -> str:
    """What is wrong with a contact; it is not repeated where it may hold a secret."""
    if channel == "smtp":
        return "" if is_mail_address(contact) else f"{contact!r} is no mail address"
    if channel == "webhook":
        if set(contact) & set("@?#"):
            return "the address may hold a secret, which no table may"
        safe = contact.startswith("https://") or is_loopback(contact)
        return "" if safe else "no https address"
    if "://" in contact:
        return "an address holds a secret: name it in SQUATWATCH_APPRISE_URLS, write its name here"
    return ""
