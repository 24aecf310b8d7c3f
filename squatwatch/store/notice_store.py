"""The part of the store that knows which notices were issued."""

from __future__ import annotations

from squatwatch.store import notices
from squatwatch.store.notices import NoticeRecord
from squatwatch.store.open_store import OpenStore


class NoticeStore(OpenStore):
    """Notices, each issued once."""

    def put_notice(self, record: NoticeRecord) -> None:
        """Write a notice as it was issued."""
        with self.atomically():
            notices.put(self._connection, record)

    def notices(self) -> tuple[NoticeRecord, ...]:
        """All notices in the order in which they were issued."""
        return notices.get(self._connection)
