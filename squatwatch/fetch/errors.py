"""What can go wrong with a fetch, by what follows from it."""

from __future__ import annotations

from squatwatch.errors import DataError


class PassingError(Exception):
    """Asking again may help: a connection that broke, an office that is busy.

    ``reason`` never has more of an address than its host; ``wait`` is the number of seconds that
    the office asked for, None when it did not say.
    """

    def __init__(self, reason: str, wait: float | None = None) -> None:
        self.reason = reason
        self.wait = wait
        super().__init__(reason)


class WrongContentError(DataError):
    """Something came, and it is not what was asked for."""


class NotThereError(DataError):
    """The office does not have it, or not yet."""


class ExhaustedError(DataError):
    """Asking again has not helped, as often as is sensible."""


class StoppedError(DataError):
    """What would befall every other request as well: a refused key, a folder that is read-only."""


class RefusedError(StoppedError):
    """The office refuses the key."""


class TooOftenError(DataError):
    """The office gives the file no more: it was asked for it as often as it allows."""
