"""Servers on this machine: one that takes mail and one that takes posts, both real."""

from __future__ import annotations

import http.server
import ssl
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HERE = "127.0.0.1"


@dataclass
class Desk:
    """Takes mail. ``refused`` are not known here; so many attempts as ``busy`` come to nothing."""

    refused: frozenset[str] = frozenset()
    busy: int = 0
    broken: bool = False
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 no such desk here: hunter2"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.busy:
            self.busy -= 1
            return "451 4.7.1 greylisted, come back in a moment"
        if self.broken:
            return "554 5.6.0 not taken"
        content = cast("bytes", envelope.content)
        self.mails.append(BytesParser(policy=SMTP_POLICY).parsebytes(content))
        self.recipients += envelope.rcpt_tos
        return "250 OK"

    @property
    def identities(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.mails]


class MailServer(Controller):
    """A mail server on a free port; with a certificate it wants STARTTLS and a login."""

    def __init__(self, desk: Desk, port: int = 0, certificate: Path | None = None) -> None:
        self.desk = desk
        secure: dict[str, Any] = {}
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            secure = {
                "tls_context": context, "require_starttls": True, "auth_required": True,
                "authenticator": _authenticate,
            }  # fmt: skip
        super().__init__(desk, hostname=HERE, port=port, **secure)

    def _trigger_server(self) -> None:
        """Learn the port that was free, then see that the server answers."""
        assert self.server is not None
        self.port = cast("Any", self.server).sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"u", b"hunter2")
    return AuthResult(success=known, handled=False)


def certificate_for_here(folder: Path) -> Path:
    """A key with a certificate for this machine that it signs itself, in one file."""
    made = folder / "here.pem"
    key = folder / "key.pem"
    subprocess.run(  # noqa: S603
        [  # noqa: S607
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", str(key),
            "-out", str(made), "-addext", f"subjectAltName=DNS:localhost,IP:{HERE}",
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    made.write_bytes(made.read_bytes() + key.read_bytes())
    return made


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class WebServer(http.server.ThreadingHTTPServer):
    """Answers every request with the codes that it was told, then with 200."""

    daemon_threads = True

    def __init__(self, codes: tuple[int, ...] = (), port: int = 0) -> None:
        super().__init__((HERE, port), _Handler)
        self.codes = list(codes)
        self.asked: list[Asked] = []
        self._thread = threading.Thread(target=self.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        return f"http://{HERE}:{self.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()


class _Handler(http.server.BaseHTTPRequestHandler):
    def _answer(self) -> None:
        server = cast("WebServer", self.server)
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        server.asked.append(Asked(self.command, self.path, headers, body))
        code = server.codes.pop(0) if server.codes else 200
        self.send_response(code)
        if code in (301, 302, 307):
            self.send_header("location", f"{server.address}/elsewhere")
        self.send_header("content-length", "0")
        self.end_headers()

    do_GET = do_POST = _answer  # noqa: N815 - the library's own names

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""
