"""A headless Chromium, driven through the WebDriver protocol, for the tests that look at a page."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, Request, build_opener

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_OPENER = build_opener(ProxyHandler({}))


def missing() -> str | None:
    """Why there is no browser to test with; None where there is one."""
    if shutil.which("chromedriver") is None:
        return "no chromedriver here: the page is not looked at in a browser"
    if shutil.which("chromium") is None and shutil.which("google-chrome") is None:
        return "no Chromium here: the page is not looked at in a browser"
    return None


class Browser:
    """One browser window."""

    def __init__(self, address: str, downloads: Path, profile: Path) -> None:
        self._address = address
        self.downloads = downloads
        options = {
            "binary": shutil.which("chromium") or shutil.which("google-chrome"),
            "args": [*FLAGS, f"--user-data-dir={profile}"],
            "prefs": {"download.default_directory": str(downloads)},
        }
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
        }
        session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{session['sessionId']}"

    def _call(self, method: str, path: str, body: object = None) -> Any:
        data = None if method == "GET" else json.dumps(body if body is not None else {}).encode()
        headers = {"Content-Type": "application/json"}
        request = Request(self._address + path, data=data, method=method, headers=headers)
        with _OPENER.open(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def devtools(self, command: str, **parameters: object) -> Any:
        """Run one command of the DevTools protocol."""
        body = {"cmd": command, "params": parameters}
        return self._call("POST", f"{self._session}/goog/cdp/execute", body)

    def size(self, width: int, height: int = 900, *, mobile: bool = False) -> None:
        """Set the size of the page's window, in CSS pixels."""
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=mobile,
        )

    def media(self, *, dark: bool = False, print_: bool = False) -> None:
        """Show the page as to a reader with a dark or light screen, or as printed."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.devtools("Emulation.setEmulatedMedia", media="print" if print_ else "", features=[scheme])

    def scripts(self, *, enabled: bool) -> None:
        """Let the page's own scripts run or not, from the next page on."""
        self.devtools("Emulation.setScriptExecutionDisabled", value=not enabled)

    def open(self, path: Path) -> None:
        """Open a file."""
        self._call("POST", f"{self._session}/url", {"url": path.as_uri()})

    def run(self, script: str, *arguments: object) -> Any:
        """What the JavaScript function body returns."""
        return self._call(
            "POST", f"{self._session}/execute/sync", {"script": script, "args": list(arguments)}
        )

    def run_async(self, script: str, *arguments: object) -> Any:
        """What the JavaScript function body hands to its last argument, a callback."""
        body = {"script": script, "args": list(arguments)}
        return self._call("POST", f"{self._session}/execute/async", body)

    def press(self, keys: Sequence[str]) -> None:
        """Press keys, one after another, wherever the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": actions}
        self._call("POST", f"{self._session}/actions", {"actions": [keyboard]})

    def move_to(self, x: int, y: int) -> None:
        """Move the pointer there, in CSS pixels of the window."""
        move = {"type": "pointerMove", "duration": 0, "x": x, "y": y}
        mouse = {"type": "pointer", "id": "mouse", "actions": [move]}
        self._call("POST", f"{self._session}/actions", {"actions": [mouse]})

    def console(self) -> list[str]:
        """What the page has written to the console since it was last asked."""
        entries = self._call("POST", f"{self._session}/se/log", {"type": "browser"})
        return [f"{entry['level']}: {entry['message']}" for entry in entries]

    def picture(self, path: Path, *, whole: bool = True) -> None:
        """Save a picture of the page as PNG."""
        shot = self.devtools("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(b64decode(shot["data"]))

    def pdf(self) -> bytes:
        """The page as printed."""
        return b64decode(self.devtools("Page.printToPDF", printBackground=False)["data"])

    def quit(self) -> None:
        """Close the browser."""
        self._call("DELETE", self._session)


@contextmanager
def started() -> Iterator[Browser]:
    """A browser of its own with an empty profile, closed at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "downloads").mkdir()
        driver = subprocess.Popen(
            ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address)
            browser = Browser(address, home / "downloads", home / "profile")
            try:
                yield browser
            finally:
                browser.quit()
        finally:
            driver.terminate()
            driver.wait(timeout=20)


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            with _OPENER.open(f"{address}/status", timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError("chromedriver does not answer")
