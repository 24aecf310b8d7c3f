"""A sign of life: an address is asked for after every sweep, so that a silent night is noticed.

Who keeps the address raises the alarm when nobody asks for it in time (healthchecks.io, Uptime
Kuma or one's own).
"""

from __future__ import annotations

from importlib.metadata import version
from urllib.parse import urlsplit, urlunsplit

import httpx

from squatwatch.config import NotifySettings
from squatwatch.fetch.addresses import host_of, is_loopback
from squatwatch.notify.secrets import Secrets
from squatwatch.notify.webhook import is_safe, unreached

TIMEOUT = 10.0
TRIES = 3
FAIL = "/fail"
"""What is put behind the address when a sweep failed, as healthchecks.io has it."""


def ping(
    settings: NotifySettings, secrets: Secrets, *, ok: bool, timeout: float = TIMEOUT
) -> str | None:
    """Ask for the address; None when it answered or there is none, else why it did not.

    Nothing of a run is sent, and the address is never in what is returned. It never raises: a
    sweep that could not say that it is alive is a sweep all the same.
    """
    address = secrets.ping_url or settings.ping
    if not address:
        return None
    if not is_safe(address):
        return "heartbeat: the address is not https"
    asked = address if ok else failing(address)
    reason = ""
    for _ in range(TRIES):
        reason = _asked(asked, timeout)
        if not reason:
            return None
    return f"heartbeat: {secrets.scrub(reason)}"


def failing(address: str) -> str:
    """The address for a sweep that failed.

    >>> failing("https://hc.example/abc/"), failing("https://up.example/x?key=1")
    ('https://hc.example/abc/fail', 'https://up.example/x/fail?key=1')
    """
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + FAIL))


def _asked(address: str, timeout: float) -> str:
    headers = {"user-agent": f"squatwatch/{version('squatwatch')}"}
    try:
        with httpx.Client(trust_env=not is_loopback(address), timeout=timeout) as client:
            code = client.get(address, headers=headers).status_code
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        return unreached(error, address)
    return "" if httpx.codes.is_success(code) else f"{host_of(address)} answers {code}"
