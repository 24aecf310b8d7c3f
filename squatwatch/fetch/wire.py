"""Requests to an office: who is told the key, where redirects lead, what an answer means.

Nothing of an exception of the HTTP library is ever told to the person: its text may hold a
header, and so a key, or an address with a signature.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin

import httpx

from squatwatch.fetch.addresses import Origin, host_of, is_loopback, may_lead_to, origin, shown
from squatwatch.fetch.errors import (
    NotThereError,
    PassingError,
    RefusedError,
    StoppedError,
    WrongContentError,
)
from squatwatch.fetch.waiting import Patience, asked_wait

TIMEOUT = httpx.Timeout(60.0, connect=20.0)
"""Seconds without a byte after which a connection counts as broken."""
MOST_REDIRECTS = 5
JSON_LIMIT = 64 * 1024**2
"""Most bytes of an answer in JSON; the list of a product with 100 files has about 50 KB."""
LEAST_WAIT_WHEN_BUSY = 5.0
"""Seconds before asking again after a 429: the least that the USPTO wants."""

_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 403})


class Wire:
    """The way to an office, for one request at a time.

    ``spacing`` is the least time between two requests, in seconds. A key goes to the origin that
    it was named for, never along a redirect to another.
    """

    def __init__(
        self,
        base: str,
        patience: Patience,
        *,
        spacing: float = 0.0,
        timeout: httpx.Timeout = TIMEOUT,
    ) -> None:
        self.own = origin(base)
        self._keys: dict[Origin, dict[str, str]] = {self.own: {}}
        self._names: dict[Origin, str] = {}
        self._patience = patience
        self._spacing = spacing
        self._last: float | None = None
        self._client = httpx.Client(
            timeout=timeout,
            follow_redirects=False,
            trust_env=not is_loopback(base),  # a proxy has no way to this machine
            headers={"user-agent": f"squatwatch/{version('squatwatch')}"},
        )

    def __enter__(self) -> Wire:
        """The wire itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the connections."""
        self._client.close()

    def tell_key(self, address: str, headers: Mapping[str, str], names: str) -> None:
        """From now on send these headers to the origin of the address.

        ``names`` are the variables that hold the key, for the message when it is refused.
        """
        self._keys.setdefault(origin(address), {}).update(headers)
        self._names[origin(address)] = names

    @contextmanager
    def answer(
        self,
        address: str,
        headers: Mapping[str, str] | None = None,
        *,
        form: Mapping[str, str] | None = None,
    ) -> Iterator[httpx.Response]:
        """A good answer, its body still to be read; with ``form`` that form is posted.

        Raises ``PassingError`` where asking again may help, while the body is read as well;
        ``NotThereError``, ``RefusedError`` for a refused key, ``RangeError`` for a part that is not
        there, ``WrongContentError`` otherwise.
        """
        self._space()
        try:
            for _ in range(MOST_REDIRECTS + 1):
                with self._client.stream(
                    "POST" if form else "GET",
                    address,
                    headers={**(headers or {}), **self._keys.get(origin(address), {})},
                    data=form,
                ) as response:
                    if not (response.is_redirect and form is None):
                        self._judge(response, address)
                        yield response
                        return
                    address = _target(response, address)
        except httpx.TimeoutException:
            raise PassingError(f"{host_of(address)} does not answer in time") from None
        except httpx.ConnectError as error:
            raise _unreached(address, "CERTIFICATE" in str(error).upper()) from None
        except httpx.TransportError:
            raise PassingError(f"the connection to {host_of(address)} broke") from None
        except (httpx.InvalidURL, httpx.HTTPError, httpx.StreamError):
            raise WrongContentError(
                "the answer cannot be understood", where=shown(address), do="try again later"
            ) from None
        raise WrongContentError(
            f"more than {MOST_REDIRECTS} redirects", where=shown(address), do="try again later"
        )

    def json(
        self, address: str, headers: Mapping[str, str] | None = None, **given: Any
    ) -> dict[str, Any]:
        """The object of an answer in JSON. Raises as ``answer`` does."""
        wanted = {"accept": "application/json", **(headers or {})}
        with self.answer(address, wanted, **given) as response:
            return json_object(_body(response, address), shown(address))

    def _space(self) -> None:
        """Wait until the office may be asked again."""
        now = self._patience.clock()
        if self._last is not None and now - self._last < self._spacing:
            self._patience.sleep(self._spacing - (now - self._last))
        self._last = self._patience.clock()

    def _judge(self, response: httpx.Response, address: str) -> None:
        """Nothing for a good answer; raises for any other."""
        code, host, where = response.status_code, host_of(address), shown(address)
        if response.is_success:
            return
        if code in _BUSY:
            wait = asked_wait(response.headers)
            if code == httpx.codes.TOO_MANY_REQUESTS:
                wait = max(wait or 0.0, LEAST_WAIT_WHEN_BUSY)
            raise PassingError(f"{host} answers {code}", wait)
        if code in _GONE:
            raise NotThereError(f"is not there ({host} answers {code})", where=where)
        if code in _REFUSED and origin(address) != self.own and origin(address) not in self._keys:
            raise PassingError(f"{host} answers {code} to a signed address")  # it has run out
        if code in _REFUSED:
            names = self._names.get(origin(address), "")
            raise RefusedError(
                f"{host} refuses access (it answers {code})",
                where=where,
                do=f"check {names}" if names else "try again later",
            )
        if code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            raise RangeError
        raise WrongContentError(f"{host} answers {code}", where=where, do="try again later")


class RangeError(Exception):
    """The office has no such part of the file: what is here is whole, or of another file."""


def json_object(body: bytes, where: str) -> dict[str, Any]:
    """The object of a body in JSON; raises ``WrongContentError`` for anything else."""
    if is_web_page(body):
        raise web_page(where)
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise WrongContentError("the answer is no JSON object", where=where, do="try again later")
    return found


def is_web_page(start: bytes) -> bool:
    """Whether a body begins as a web page does.

    >>> is_web_page(b"<!DOCTYPE html><html>"), is_web_page(b"<?xml version='1.0'?>")
    (True, False)
    """
    plain = start[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return plain.startswith((b"<!doctype html", b"<html", b"<head"))


def web_page(where: str) -> WrongContentError:
    """The error for a web page in place of data: so the USPTO answers a path that is not there."""
    return WrongContentError(
        "the answer is a web page, not data: there is nothing at this address",
        where=where,
        do="look on the office's site whether it has moved",
    )


def _unreached(address: str, untrusted: bool) -> Exception:
    if untrusted:
        return StoppedError(
            f"the certificate of {host_of(address)} is not trusted",
            do="check the clock and the certificates of this machine, and any proxy between",
        )
    return PassingError(f"{host_of(address)} cannot be reached")


def _target(response: httpx.Response, address: str) -> str:
    try:
        target = urljoin(address, str(response.headers.get("location", "")))
    except ValueError:
        target = ""
    if not may_lead_to(address, target):
        raise WrongContentError(
            "leads to another scheme or to this machine, which is not followed",
            where=shown(address),
            do="look on the office's site what has changed",
        )
    return target


def _body(response: httpx.Response, address: str) -> bytes:
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > JSON_LIMIT:
            raise WrongContentError("the answer is too long", where=shown(address))
    return bytes(body)
