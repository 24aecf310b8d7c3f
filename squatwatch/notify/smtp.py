"""Mail, by SMTP over TLS (RFC 5321, 3207, 8314)."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from squatwatch.config import SECRETS, NotifySettings
from squatwatch.errors import ConfigError
from squatwatch.fetch.addresses import is_loopback
from squatwatch.notify.errors import DeliveryError
from squatwatch.notify.mail import mail_of
from squatwatch.notify.routing import is_mail_address, mail_addresses
from squatwatch.report.plain import plain
from squatwatch.store.outbox import Message

TIMEOUT = 60.0
"""Seconds without an answer after which a server counts as silent; RFC 5321 4.5.3.2 allows minutes,
which a night with forty recipients does not."""
LONGEST_TEXT = 160
"""Letters of a server's own words that are kept."""


class Smtp:
    """The mail server of the settings, one connection for each message.

    Raises ``ConfigError`` for settings that cannot work, or would send a password in clear.
    """

    def __init__(
        self, settings: NotifySettings, password: str, *, timeout: float = TIMEOUT
    ) -> None:
        self._host, self._user, self._password = settings.smtp_host, settings.smtp_user, password
        self._security, self._timeout = settings.smtp_security, timeout
        self._port = _port(settings.smtp_port)
        self._sender, self._to = settings.smtp_from, mail_addresses(settings.smtp_to)
        _check_settings(settings, password)

    def send(self, message: Message, now: datetime) -> None:
        """Hand a mail over; what the server says after it has accepted it changes nothing."""
        if not is_mail_address(message.recipient):
            raise DeliveryError("this is no mail address")
        try:
            mail = mail_of(message, self._sender, now)
        except (ValueError, KeyError, LookupError) as error:
            raise DeliveryError(f"no mail can be made of it ({type(error).__name__})") from None
        with self._connected() as server, _told(self._host):
            server.send_message(mail, self._sender, [message.recipient])

    def check(self) -> None:
        """Connect, and log in where a user is set."""
        wrong = [one for one in self._to if not is_mail_address(one)]
        if wrong:
            raise DeliveryError(f"smtp_to has {wrong[0]!r}, no mail address")
        with self._connected() as server, _told(self._host):
            server.noop()

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        with _told(self._host):
            server = self._connection()
        try:
            with _told(self._host):
                if self._security == "starttls":
                    server.starttls(context=ssl.create_default_context())
                if self._user:
                    server.login(self._user, self._password)
            yield server
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _connection(self) -> smtplib.SMTP:
        if self._security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self._host, self._port, timeout=self._timeout, context=context)
        return smtplib.SMTP(self._host, self._port, timeout=self._timeout)


@contextmanager
def _told(host: str) -> Iterator[None]:
    """What goes wrong in the block, in words that hold nothing that we sent."""
    try:
        yield
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise DeliveryError(_reason(error, host)) from None


def _reason(error: Exception, host: str) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return f"{host} refuses the user or the password ({error.smtp_code})"
        case smtplib.SMTPRecipientsRefused():
            [(code, text), *_] = error.recipients.values()
            return f"{host} refuses the recipient ({code}{_words(text)})"
        case smtplib.SMTPSenderRefused():
            return f"{host} refuses the sender ({error.smtp_code}{_words(error.smtp_error)})"
        case smtplib.SMTPConnectError() | smtplib.SMTPHeloError():
            return f"{host} refuses the connection ({error.smtp_code}{_words(error.smtp_error)})"
        case smtplib.SMTPResponseException():
            return f"{host} refuses the message ({error.smtp_code}{_words(error.smtp_error)})"
        case smtplib.SMTPNotSupportedError():
            return f"{host} does not offer what the settings ask for: encryption, or a login"
        case smtplib.SMTPServerDisconnected():
            return f"{host} broke the connection"
        case ssl.SSLCertVerificationError():
            return f"the certificate of {host} is not trusted"
        case ssl.SSLError():
            return f"no encrypted connection to {host} (is smtp_security right for the port?)"
        case TimeoutError():
            return f"{host} does not answer in time"
        case OSError():
            return f"{host} cannot be reached ({error.strerror or 'no reason given'})"
    return f"{host} cannot be talked to ({type(error).__name__})"


def _words(text: bytes | str) -> str:
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f": {plain(told)[:LONGEST_TEXT]}" if told else ""


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 65536):
        raise ConfigError(
            f"smtp_port is {text!r}, no port", do="587 goes with starttls, 465 with tls"
        )
    return int(text)


def _check_settings(settings: NotifySettings, password: str) -> None:
    if not settings.smtp_host:
        raise ConfigError("no mail server is set", do="set smtp_host in [notify]")
    if not is_mail_address(settings.smtp_from):
        raise ConfigError(
            f"smtp_from is {settings.smtp_from!r}, no mail address", do="set who mails come from"
        )
    if settings.smtp_user and not password:
        raise ConfigError("smtp_user is set, but no password", do=f"set {SECRETS['smtp_password']}")
    here = is_loopback(f"http://{settings.smtp_host}")
    if settings.smtp_user and settings.smtp_security == "none" and not here:
        raise ConfigError(
            "smtp_security is none: the password would be sent in clear",
            do="set it to starttls or tls",
        )
