"""One file from its address into the inbox: gone on with where it broke off, checked, then placed.

A request begins at the office's own address every time, because the signed address to which it
leads is good for seconds only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import httpx

from squatwatch.fetch import archive
from squatwatch.fetch.errors import PassingError, WrongContentError
from squatwatch.fetch.part import Part
from squatwatch.fetch.source import Job, Offer
from squatwatch.fetch.waiting import patiently
from squatwatch.fetch.wire import RangeError

MOST_BYTES = 8 * 1024**3
"""Most bytes of a file whose size the office does not say."""


@dataclass(frozen=True, slots=True)
class Landed:
    """A file that is in the inbox: its bytes and their SHA-256."""

    bytes: int
    sha256: str


def download(offer: Offer, job: Job, asks: Callable[[], None] = lambda: None) -> Landed:
    """Fetch a zip into the inbox, where it appears whole or not at all.

    ``asks`` is called before every request and may raise to forbid it. What came of a file that
    could not be finished stays in the working folder, and the next run goes on from there, unless
    it is not what was asked for.

    Raises:
        NotThereError: the office does not have the file.
        WrongContentError: what came is no whole zip, or not of the size that the office says.
        ExhaustedError: asking again has not helped.
        StoppedError: the key is refused, or the folder cannot be written to.
    """
    with Part(job.inbox.part(offer.name)) as part:
        try:
            _complete(offer, part, job, asks)
        finally:
            job.telling.ends(offer.name)
        job.inbox.place(part.path, offer.name)
        part.forget_note()
        return Landed(part.bytes, part.sha256())


def _complete(offer: Offer, part: Part, job: Job, asks: Callable[[], None]) -> None:
    """Have all of the file, checked; what an earlier run left may turn out wrong once."""
    left_over = part.bytes > 0
    try:
        _fill(offer, part, job, asks)
    except WrongContentError:
        part.forget()
        if not left_over:
            raise
        _complete(offer, part, job, asks)


def _fill(offer: Offer, part: Part, job: Job, asks: Callable[[], None]) -> None:
    def attempt() -> None:
        if offer.size is None or part.bytes != offer.size:
            asks()
            _go_on(offer, part, job)

    patiently(job.patience, job.telling, attempt, offer.name, reached=lambda: part.bytes)
    part.close()
    _check(offer, part)


def _go_on(offer: Offer, part: Part, job: Job) -> None:
    """Ask for what is missing and write it; raises ``PassingError`` when it breaks off."""
    try:
        with job.wire.answer(offer.address, _asking_for_the_rest(part)) as response:
            _begin(response, part)
            whole = _announced(response, part)
            job.telling.begins(offer.name, part.bytes, whole or offer.size)
            for chunk in response.iter_raw():
                part.write(chunk)
                job.telling.moves(len(chunk))
                _check_so_far(offer, part, whole)
    except RangeError:
        # What is here may be whole, with only its place missing: its checks tell.
        if part.bytes and offer.size is None and _is_whole(offer, part):
            return
        part.forget()
        raise PassingError("the part that is here is of another file", wait=0.0) from None
    if offer.size is not None and whole is None and part.bytes < offer.size:
        raise PassingError(f"only {part.bytes:,} of {offer.size:,} bytes came")


def _asking_for_the_rest(part: Part) -> dict[str, str]:
    """Headers that ask for the bytes as they are, and only those missing of the same file."""
    whole = {"accept-encoding": "identity"}
    if not (part.bytes and part.validator):
        return whole
    return {**whole, "range": f"bytes={part.bytes}-", "if-range": part.validator}


def _begin(response: httpx.Response, part: Part) -> None:
    """Have the part ready for the body: as it is when the body goes on from it, else empty."""
    validator = _validator(response)
    if response.status_code == httpx.codes.PARTIAL_CONTENT:
        goes_on = re.match(rf"bytes {part.bytes}-", response.headers.get("content-range", ""))
        if not goes_on or (part.bytes and validator not in ("", part.validator)):
            part.forget()
            raise PassingError("the office has another file than before", wait=0.0)
    if response.status_code != httpx.codes.PARTIAL_CONTENT or not part.bytes:
        part.begin(validator)


def _validator(response: httpx.Response) -> str:
    """What tells that a file is the same byte for byte: a strong ETag, else the date of change."""
    etag = str(response.headers.get("etag", ""))
    if etag and not etag.startswith("W/"):
        return etag
    return str(response.headers.get("last-modified", ""))


def _announced(response: httpx.Response, part: Part) -> int | None:
    """The bytes that the whole file has by this answer; None when it does not say."""
    length = response.headers.get("content-length", "")
    return part.bytes + int(length[:18]) if length.isdecimal() else None


def _check_so_far(offer: Offer, part: Part, whole: int | None) -> None:
    """Raises ``WrongContentError`` as soon as it is clear that this is not what was offered."""
    archive.check_start(part.head, offer.name)
    if offer.size is not None and whole not in (None, offer.size):
        raise _wrong_size(offer, f"has {whole:,} bytes, not {offer.size:,}")
    most = MOST_BYTES if offer.size is None else offer.size
    if part.bytes > most:
        raise _wrong_size(offer, f"more than {most:,} bytes came")


def _check(offer: Offer, part: Part) -> None:
    """Raises ``WrongContentError`` unless the file is what was offered."""
    if offer.size is not None and part.bytes != offer.size:
        raise _wrong_size(offer, f"{part.bytes:,} bytes came, not {offer.size:,}")
    archive.check_start(part.head, offer.name)
    archive.check_whole(part.path, offer.name)


def _is_whole(offer: Offer, part: Part) -> bool:
    part.close()
    try:
        _check(offer, part)
    except WrongContentError:
        return False
    return True


def _wrong_size(offer: Offer, what: str) -> WrongContentError:
    said = " as the office's list says" if offer.size is not None else ""
    return WrongContentError(f"{what}{said}", where=offer.name, do="try again later")
