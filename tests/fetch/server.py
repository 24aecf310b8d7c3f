"""A server on this machine that answers as it is told to, faults included."""

from __future__ import annotations

import io
import json
import re
import socket
import threading
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs

WEB_PAGE = b"<!DOCTYPE html><html><head><title>Portal</title></head><body></body></html>"


@dataclass(frozen=True)
class Asked:
    """A request as the server saw it; header names in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    form: dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What to answer. Only ``sent`` bytes of the body go out, then the connection is cut."""

    status: int = 200
    body: bytes = field(default=b"", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    sent: int | None = None
    says_length: bool = True
    held: threading.Event | None = None
    """Waited for before the connection is cut."""


Behaviour = Callable[[Asked], Answer]


class Server:
    """Answers each path with its behaviours in turn, the last of them from then on.

    A path that has none gets a web page with 200, as at the USPTO.
    """

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.unknown: Behaviour = lambda asked: Answer(body=WEB_PAGE)
        self._behaviours: dict[str, list[Behaviour]] = {}
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.told = self._answer
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def on(self, path: str, *behaviours: Answer | Behaviour) -> None:
        """From now on answer the path so."""
        self._behaviours[path] = [_behaviour(one) for one in behaviours]

    def requests(self, path: str) -> list[Asked]:
        """The requests for a path, without its query."""
        return [asked for asked in self.asked if asked.path.partition("?")[0] == path]

    def _answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        behaviours = self._behaviours.get(asked.path.partition("?")[0])
        if not behaviours:
            return self.unknown(asked)
        return (behaviours.pop(0) if len(behaviours) > 1 else behaviours[0])(asked)


def _behaviour(told: Answer | Behaviour) -> Behaviour:
    return (lambda asked: told) if isinstance(told, Answer) else told


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    told: Behaviour

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is none of the server's business."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._reply({})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        self._reply({name: values[0] for name, values in parse_qs(body).items()})

    def _reply(self, form: dict[str, str]) -> None:
        assert isinstance(self.server, _Http)
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.server.told(Asked(self.command, self.path, headers, form))
        self.close_connection = True
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.says_length:
            self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body[: answer.sent])
        self.wfile.flush()
        if answer.held is not None:
            answer.held.wait(30)
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name of the library
        """Nothing."""


def serving(body: bytes, etag: str = '"one"', *, sent: int | None = None) -> Behaviour:
    """Serves a file as a good server does: a range of it when it is still the same."""

    def answer(asked: Asked) -> Answer:
        wanted = re.fullmatch(r"bytes=(\d+)-", asked.headers.get("range", ""))
        if not wanted or asked.headers.get("if-range") != etag:
            return Answer(body=body, headers={"ETag": etag}, sent=sent)
        start = int(wanted.group(1))
        if start >= len(body):
            return Answer(416, headers={"Content-Range": f"bytes */{len(body)}"})
        headers = {"ETag": etag, "Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}"}
        return Answer(206, body[start:], headers, sent=sent)

    return answer


def leading_to(address: str) -> Answer:
    """Leads to another address, as to a signed one."""
    return Answer(302, headers={"Location": address})


def json_answer(found: Any, status: int = 200) -> Answer:
    """An answer in JSON."""
    return Answer(status, json.dumps(found).encode(), {"Content-Type": "application/json"})


def zipped(seed: int = 1, size: int = 200_000, name: str = "data.xml") -> bytes:
    """A zip of random bytes, which do not pack."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(name), Random(seed).randbytes(size))  # noqa: S311
    return packed.getvalue()
