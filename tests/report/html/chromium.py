"""A real browser for tests: headless Chromium, spoken to through a pipe (DevTools protocol)."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--hide-scrollbars", "--force-color-profile=srgb",
)  # fmt: skip
PATIENCE = 60
"""Seconds to wait for an answer before the test fails."""


def program() -> str | None:
    """Where Chromium is; None where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Chromium:
    """One tab of a browser of its own; whatever it reported is in ``events``."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self._number = 0
        self._unread = b""
        self._session = ""

    def __enter__(self) -> Chromium:
        """Start the browser and open the tab."""
        self._home = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_browser, self._writing = (_high(end) for end in os.pipe())
        self._reading, from_browser = (_high(end) for end in os.pipe())
        self._process = subprocess.Popen(  # noqa: S603 - the browser of this machine
            [str(program()), *FLAGS, f"--user-data-dir={self._home.name}",
             "--remote-debugging-pipe", "about:blank"],
            pass_fds=(3, 4),
            preexec_fn=_ends_at_3_and_4(to_browser, from_browser),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_browser)
        os.close(from_browser)
        target = self("Target.createTarget", url="about:blank")["targetId"]
        attached = self("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self(f"{domain}.enable")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the browser and wait until it is gone."""
        self._session = ""
        self("Browser.close")
        os.close(self._writing)
        self._process.wait(PATIENCE)
        os.close(self._reading)
        self._home.cleanup()

    def __call__(self, method: str, /, **parameters: Any) -> dict[str, Any]:
        """What the browser answers to a command."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._writing, json.dumps(message).encode() + b"\0")
        while (answer := self._next()).get("id") != self._number:
            self.events.append(answer)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def open(self, page: Path, width: int = 1200, height: int = 900, *, fragment: str = "") -> None:
        """Load a page at a size, and wait until it has loaded."""
        self.resize(width, height)
        self._navigate("about:blank")  # from a page to a part of it nothing would be loaded
        self._navigate(page.as_uri() + fragment)

    def _navigate(self, address: str) -> None:
        self.events.clear()
        self("Page.navigate", url=address)
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._next())

    def resize(self, width: int, height: int) -> None:
        """Make the window so many CSS pixels wide and high."""
        self(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip

    def prefer(self, scheme: str) -> None:
        """Ask for light or dark, as the settings of the machine would."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self("Emulation.setEmulatedMedia", features=features)

    def scripts(self, *, allowed: bool) -> None:
        """Switch scripts of pages on or off."""
        self("Emulation.setScriptExecutionDisabled", value=not allowed)

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self("Runtime.evaluate", expression=script, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def press(self, key: str, code: int) -> None:
        """Press a key."""
        typed = "\r" if key == "Enter" else key
        named = {"key": key, "windowsVirtualKeyCode": code}
        self("Input.dispatchKeyEvent", type="keyDown", text=typed, **named)
        self("Input.dispatchKeyEvent", type="keyUp", **named)

    def photograph(self, path: Path, *, whole: bool = False) -> None:
        """What is seen, or the whole page, as a PNG."""
        shot = self("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def print(self) -> bytes:
        """The page on paper, as a PDF."""
        answer = self("Page.printToPDF", printBackground=True, preferCSSPageSize=True)
        return base64.b64decode(answer["data"])

    def told(self, method: str) -> list[dict[str, Any]]:
        """The events of a kind since the page was opened."""
        self.run("1")  # whatever happened before this has been reported by now
        return [event["params"] for event in self.events if event.get("method") == method]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._reading], [], [], PATIENCE)
            if not ready:
                raise TimeoutError("the browser does not answer")
            read = os.read(self._reading, 1 << 20)
            if not read:
                raise EOFError("the browser has ended")
            self._unread += read
        message, self._unread = self._unread.split(b"\0", 1)
        answer: dict[str, Any] = json.loads(message)
        return answer


def _high(descriptor: int) -> int:
    """The same end of a pipe under a number that is not in the way of 3 and 4."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return moved


def _ends_at_3_and_4(reading: int, writing: int) -> Callable[[], None]:
    """The browser reads its commands from descriptor 3 and answers on 4."""

    def move() -> None:
        os.dup2(reading, 3)
        os.dup2(writing, 4)

    return move
