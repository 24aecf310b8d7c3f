"""The part of the store that holds messages until they are sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from squatwatch.store import outbox
from squatwatch.store.open_store import OpenStore
from squatwatch.store.outbox import Message, MessageState


class OutboxStore(OpenStore):
    """The outbox: a message is written with what it tells of, and marked when it was accepted."""

    def put_messages(self, messages: Iterable[Message]) -> int:
        """Add messages, in the same transaction as what they tell of; how many are new.

        A message that is there already stays as it is, whatever became of it.
        """
        with self.atomically():
            return outbox.put(self._connection, messages)

    def messages(self, state: MessageState | None = None) -> tuple[Message, ...]:
        """The messages in a state, or all, those of the earliest sweep first."""
        return outbox.messages(self._connection, state)

    def messages_due(self, now: datetime) -> tuple[Message, ...]:
        """The messages to be sent at ``now`` (with a time zone)."""
        return outbox.due(self._connection, now)

    def message_sent(self, message_id: str) -> None:
        """Note that a message was accepted. Of its content only the subject stays."""
        with self.atomically():
            outbox.sent(self._connection, message_id)

    def message_put_off(self, message_id: str, not_before: datetime, error: str) -> None:
        """Note an attempt that failed, and when the next may be made."""
        with self.atomically():
            outbox.put_off(self._connection, message_id, not_before, error)

    def message_given_up(self, message_id: str, error: str) -> None:
        """Note an attempt that failed and was the last."""
        with self.atomically():
            outbox.give_up(self._connection, message_id, error)

    def revive_messages(self) -> int:
        """Let every message that was given up wait again, from its first attempt; how many."""
        with self.atomically():
            return outbox.revive(self._connection)
