"""Why a message was not accepted."""

from __future__ import annotations


class DeliveryError(Exception):
    """A message that was not accepted, with the reason in a few words.

    The reason is shown and stored: no secret may be in it (``Secrets.scrub`` sees to that once
    more).
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
