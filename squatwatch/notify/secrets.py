"""Secrets of notification: from the environment only, never shown, never stored."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from squatwatch.config import SECRETS
from squatwatch.fetch.addresses import host_of

HIDDEN = "***"
SHORTEST = 6
"""Letters from which a piece of a secret address is hidden; a shorter one is a word of any text."""

_NAMED = re.compile(r"([\w.-]+)=(?=[A-Za-z][\w+.-]*://)")
_BETWEEN_PIECES = re.compile(r"[/:@?&=#,]+")


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is told to a mail server or a service and to nobody else.

    ``apprise`` are addresses by their names; those without one are called ``1``, ``2``... and are
    also in ``for_all``: they get everything.
    """

    smtp_password: str = field(default="", repr=False)
    webhook_url: str = field(default="", repr=False)
    webhook_secret: str = field(default="", repr=False)
    ping_url: str = field(default="", repr=False)
    apprise: Mapping[str, str] = field(default_factory=dict, repr=False)
    for_all: tuple[str, ...] = ()
    mistake: str = ""
    """What is wrong with the names; the first address of each stays."""

    def scrub(self, text: str) -> str:
        """The text without any secret in it, whole or in pieces, in whatever coding it was sent.

        >>> Secrets(smtp_password="hunter2").scrub("535 hunter2 is wrong")
        '535 *** is wrong'
        """
        for piece in sorted(set(self._pieces()), key=lambda one: (-len(one), one)):
            text = text.replace(piece, HIDDEN)
        return text

    def _pieces(self) -> Iterator[str]:
        for secret in filter(None, (self.smtp_password, self.webhook_secret)):
            yield from (secret, quote(secret, safe=""), b64encode(secret.encode()).decode())
        for address in filter(None, (self.webhook_url, self.ping_url)):
            yield from _pieces_of(address, host_of(address))
        for address in self.apprise.values():  # where a token stands in place of the host
            yield from _pieces_of(address)


def _pieces_of(address: str, known: str = "") -> Iterator[str]:
    """The address, and those parts of it that are long enough; all but its host that is known."""
    yield address
    for piece in _BETWEEN_PIECES.split(address.partition("://")[2]):
        if len(piece) >= SHORTEST and piece.lower() != known:
            yield from (piece, unquote(piece))


def secrets_of(environment: Mapping[str, str]) -> Secrets:
    """The secrets among the variables.

    ``SQUATWATCH_APPRISE_URLS`` holds addresses with white space between them, each alone or as
    ``name=address``.

    >>> found = secrets_of({"SQUATWATCH_APPRISE_URLS": "gd=json://127.0.0.1 json://127.0.0.2"})
    >>> list(found.apprise), found.for_all
    (['gd', '1'], ('1',))
    """
    told = {name: environment.get(variable, "").strip() for name, variable in SECRETS.items()}
    apprise: dict[str, str] = {}
    for_all: list[str] = []
    mistake = ""
    for word in told.pop("apprise_urls").split():
        named = _NAMED.match(word)
        name = named.group(1) if named else str(len(for_all) + 1)
        if name in apprise:
            mistake = (
                f"{SECRETS['apprise_urls']} names {name} twice: give each address its own name"
            )
            continue
        apprise[name] = word[named.end() :] if named else word
        for_all += [] if named else [name]
    return Secrets(**told, apprise=apprise, for_all=tuple(for_all), mistake=mistake)
