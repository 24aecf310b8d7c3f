"""A webhook: the digest as JSON, posted to an address, signed where there is a secret."""

from __future__ import annotations

import hmac
import json
import socket
import ssl
from datetime import datetime
from importlib.metadata import version
from urllib.parse import urlsplit

import httpx

from squatwatch.config import SECRETS
from squatwatch.errors import ConfigError
from squatwatch.fetch.addresses import host_of, is_loopback
from squatwatch.notify.errors import DeliveryError
from squatwatch.notify.routing import OF_THE_SETTINGS
from squatwatch.store.outbox import Message

TIMEOUT = 30.0
"""Seconds without an answer after which a service counts as silent."""
SIGNATURE = "X-Squatwatch-Signature"
NOT_POSTED = frozenset({"html", "attachments"})
"""Parts of a digest that are for mail."""


class Webhook:
    """The address of the settings, and those of the table of regions.

    Only https, but on this machine. Raises ``ConfigError`` for another address.
    """

    def __init__(self, address: str, secret: str, *, timeout: float = TIMEOUT) -> None:
        if address and not is_safe(address):
            raise ConfigError(
                "the address of the webhook is not https",
                do=f"correct webhook in [notify] or {SECRETS['webhook_url']}",
            )
        self._address, self._secret, self._timeout = address, secret, timeout

    def send(self, message: Message, now: datetime) -> None:  # the time plays no part
        """Post a digest; any answer of 200 to 299 accepts it. No redirect is followed."""
        address = self._of(message.recipient)
        body = payload(message)
        try:
            with _client(address, self._timeout) as client:
                answer = client.post(address, content=body, headers=self._headers(message, body))
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise DeliveryError(unreached(error, address)) from None
        if not answer.is_success:
            raise DeliveryError(f"{host_of(address)} answers {answer.status_code}")

    def check(self) -> None:
        """Connect to the address of the settings, without asking for anything."""
        if self._address:
            connect(self._address, self._timeout)

    def _of(self, recipient: str) -> str:
        address = self._address if recipient == OF_THE_SETTINGS else recipient
        if not address:
            raise DeliveryError("no webhook is set")
        if not is_safe(address):
            raise DeliveryError("the address of the webhook is not https")
        return address

    def _headers(self, message: Message, body: bytes) -> dict[str, str]:
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": f"squatwatch/{version('squatwatch')}",
            "idempotency-key": message.message_id,
        }
        return headers | ({SIGNATURE: signature(body, self._secret)} if self._secret else {})


def payload(message: Message) -> bytes:
    """What is posted: the identity of the message, and the digest without what is for mail."""
    told = {name: value for name, value in message.content.items() if name not in NOT_POSTED}
    return json.dumps({"message_id": message.message_id, **told}, ensure_ascii=False).encode()


def signature(body: bytes, secret: str) -> str:
    """HMAC-SHA256 of the body (RFC 2104), in hexadecimal.

    >>> signature(b"{}", "key")[:20]
    'sha256=a777724d943eb'
    """
    return f"sha256={hmac.new(secret.encode(), body, 'sha256').hexdigest()}"


def is_safe(address: str) -> bool:
    """Whether something confidential may be sent there: https, or this machine.

    >>> is_safe("https://desk.example/in"), is_safe("http://desk.example/in")
    (True, False)
    """
    parts = urlsplit(address)
    return (parts.scheme == "https" and bool(parts.hostname)) or is_loopback(address)


def unreached(error: Exception, address: str) -> str:
    """Why there was no answer, in words that hold no address."""
    host = host_of(address)
    if isinstance(error, httpx.TimeoutException):
        return f"{host} does not answer in time"
    if isinstance(error, httpx.ConnectError) and "CERTIFICATE" in str(error).upper():
        return f"the certificate of {host} is not trusted"
    if isinstance(error, httpx.ConnectError):
        return f"{host} cannot be reached"
    return f"the connection to {host} failed ({type(error).__name__})"


def connect(address: str, timeout: float = TIMEOUT) -> None:
    """Open a connection and close it. Raises ``DeliveryError``."""
    parts = urlsplit(address)
    host, secure = parts.hostname or "", parts.scheme == "https"
    try:
        with socket.create_connection(
            (host, parts.port or (443 if secure else 80)), timeout
        ) as raw:
            if secure:
                ssl.create_default_context().wrap_socket(raw, server_hostname=host).close()
    except ssl.SSLCertVerificationError:
        raise DeliveryError(f"the certificate of {host} is not trusted") from None
    except (OSError, ValueError):
        raise DeliveryError(f"{host} cannot be reached") from None


def _client(address: str, timeout: float) -> httpx.Client:
    here = is_loopback(address)  # a proxy has no way to this machine
    return httpx.Client(timeout=timeout, follow_redirects=False, trust_env=not here)
