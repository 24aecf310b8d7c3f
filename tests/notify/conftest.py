"""Servers on this machine, and messages to send to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.notify.servers import Desk, MailServer, WebServer, certificate_for_here


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def mail_server(desk: Desk) -> Iterator[MailServer]:
    with MailServer(desk) as server:
        yield server


@pytest.fixture
def web_server() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certificate_for_here(tmp_path_factory.mktemp("certificate"))
