"""What a channel does: hand a message over, and say whether it could."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from squatwatch.notify.errors import DeliveryError
from squatwatch.store.outbox import Message


class Channel(Protocol):
    """A way to reach recipients."""

    def send(self, message: Message, now: datetime) -> None:
        """Hand a message over; returns once it is accepted. Raises ``DeliveryError``."""

    def check(self) -> None:
        """Go as far as one can without sending. Raises ``DeliveryError``."""


class NotSetUp:
    """A channel that cannot be used as things are set: it accepts nothing and says why."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def send(self, message: Message, now: datetime) -> None:
        """Accept nothing."""
        raise DeliveryError(self._reason)

    def check(self) -> None:
        """Say what is missing."""
        raise DeliveryError(self._reason)
