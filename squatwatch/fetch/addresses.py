"""Addresses: which one may be asked, where a redirect may lead, how one is shown."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from squatwatch.errors import ConfigError

_PORTS = {"https": 443, "http": 80}
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

Origin = tuple[str, str, int]
"""Scheme, host and port: a key that is meant for one origin is told to no other."""


def base_address(environment: Mapping[str, str], variable: str, default: str) -> str:
    """The address under which a source asks: the default, or a mirror named by a variable.

    >>> base_address({"MIRROR": "https://mirror.example/txt/"}, "MIRROR", "https://office.example")
    'https://mirror.example/txt'

    Raises ``ConfigError`` for anything but https; a mirror on this machine may do without.
    """
    address = environment.get(variable, "").strip() or default
    parts = _split(address)
    if parts is None or parts.query or parts.fragment or "@" in parts.netloc:
        raise ConfigError(
            f"{variable} is no plain address", do="write it as https://mirror.example/path"
        )
    if parts.scheme != "https" and not is_loopback(address):
        raise ConfigError(
            f"{variable} is not https",
            do="name an https address; plain http is for this machine only",
        )
    return address.rstrip("/")


def is_loopback(address: str) -> bool:
    """Whether the address is on this machine.

    >>> is_loopback("http://127.0.0.1:8000/x"), is_loopback("http://127.0.0.1.example/x")
    (True, False)
    """
    parts = _split(address)
    return parts is not None and parts.hostname in _LOOPBACK


def origin(address: str) -> Origin:
    """Scheme, host and port of an address that ``is_address``.

    >>> origin("https://office.example/a?b")
    ('https', 'office.example', 443)
    """
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS[parts.scheme]


def may_lead_to(asked: str, target: str) -> bool:
    """Whether a redirect may be followed: to the same scheme only, and from elsewhere not here.

    >>> may_lead_to("https://office.example/a", "https://files.example/b")
    True
    >>> may_lead_to("https://office.example/a", "http://office.example/a")
    False
    """
    parts = _split(target)
    if parts is None or parts.scheme != urlsplit(asked).scheme:
        return False
    return is_loopback(asked) or not is_loopback(target)


def shown(address: str) -> str:
    """The address without query, fragment and user: a signed address is as good as a key.

    >>> shown("https://user:key@files.example/a.zip?signature=1#x")
    'https://files.example/a.zip'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def host_of(address: str) -> str:
    """The host, for messages."""
    return urlsplit(address).hostname or "the office"


def _split(address: str) -> SplitResult | None:
    """The parts of an address of the web; None when it is none."""
    try:
        parts = urlsplit(address)
        known = parts.scheme in _PORTS and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return None
    return parts if known else None
