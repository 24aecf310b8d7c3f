"""DingTalk, WeCom, Feishu and the rest, through apprise (extra ``notify``).

Their addresses hold tokens: they come from ``SQUATWATCH_APPRISE_URLS`` only, and nothing that
apprise logs, which may hold them, is shown.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from squatwatch.config import SECRETS
from squatwatch.errors import ConfigError
from squatwatch.notify.errors import DeliveryError
from squatwatch.store.outbox import Message

MISSING = "apprise is not installed: pip install 'squatwatch[notify]'"
LONGEST_BODY = 1600
"""Bytes of a digest's text that go into a chat: a robot of WeCom takes 2048 with the subject, one
of DingTalk or Feishu 20,000 and more. Sent longer, WeCom drops the end, and with it the line on
what a match is not."""
CUT = "……"

_CODE = re.compile(r"\berror\s*=\s*(\d{3})\b")


class ThroughApprise:
    """Addresses by name, each a service that apprise knows.

    Raises ``ConfigError`` when apprise is not installed.
    """

    def __init__(self, addresses: Mapping[str, str]) -> None:
        if find_spec("apprise") is None:
            raise ConfigError(MISSING)
        self._addresses = addresses

    def send(self, message: Message, now: datetime) -> None:  # the time plays no part
        """Hand a digest to a service."""
        service = self._service(message.recipient)
        title, body = message.content["subject"], shortened(message.content["text"])
        said: list[str] = []
        with _kept_quiet(said.append):
            try:
                accepted = bool(service.notify(title=title, body=body, body_format="text"))
            except Exception as error:  # whatever a service's module raises, a message is not lost
                raise DeliveryError(f"{_name(service)} fails ({type(error).__name__})") from None
        if not accepted:
            code = next((found[1] for line in said if (found := _CODE.search(line))), "")
            answered = f" (it answers {code})" if code else ""
            raise DeliveryError(f"{_name(service)} did not accept it{answered}")

    def check(self) -> None:
        """See whether apprise understands every address; none of them can be asked."""
        for name in self._addresses:
            self._service(name)

    def _service(self, name: str) -> Any:
        from apprise import Apprise

        if name not in self._addresses:
            raise DeliveryError(f"{SECRETS['apprise_urls']} has no address called {name}")
        with _kept_quiet():
            try:
                service = Apprise.instantiate(self._addresses[name], suppress_exceptions=True)
            except Exception:
                service = None
        if service is None:
            raise DeliveryError(f"apprise does not understand the address called {name}")
        return service


def shortened(text: str, longest: int = LONGEST_BODY) -> str:
    r"""A text for a chat of so many bytes: whole lines from its start, and always the last one.

    >>> shortened("one\ntwo\nthree\nlast\n", 17)
    'one\n……\nlast'
    """
    whole = text.strip()
    if len(whole.encode()) <= longest:
        return whole
    *lines, last = whole.split("\n")
    kept: list[str] = []
    for line in lines:
        if len("\n".join([*kept, line, CUT, last]).encode()) > longest:
            break
        kept.append(line)
    return "\n".join([*kept, CUT, last])


def _name(service: Any) -> str:
    return str(getattr(service, "service_name", "") or "the service")


@contextmanager
def _kept_quiet(heard: Callable[[str], Any] | None = None) -> Iterator[None]:
    """Nothing that apprise logs in the block is shown; ``heard`` is told of it."""
    logger = logging.getLogger("apprise")
    handler = _Hearing(heard)
    before = logger.propagate, logger.handlers, logger.level
    logger.propagate, logger.handlers = False, [handler]
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.propagate, logger.handlers = before[:2]
        logger.setLevel(before[2])


class _Hearing(logging.Handler):
    def __init__(self, heard: Callable[[str], Any] | None) -> None:
        super().__init__()
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        if self._heard:
            self._heard(record.getMessage())
