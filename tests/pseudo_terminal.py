"""A program in a terminal of its own: what it shows can be waited for, and keys be pressed."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path


class PseudoTerminal:
    """A program that believes it is in a terminal."""

    def __init__(
        self, command: Sequence[str], *, folder: Path, environment: Mapping[str, str], columns: int = 80
    ) -> None:
        self._master, slave = pty.openpty()
        import fcntl
        import struct
        import termios

        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        self.shown = ""
        self._seen = 0

    def until(self, text: str, *, seconds: float = 60) -> str:
        """Wait until the program shows `text` after what was waited for before; all that was shown on the way."""
        deadline = time.monotonic() + seconds
        while (found := self.shown.find(text, self._seen)) < 0:
            if time.monotonic() > deadline or not self._read():
                raise AssertionError(f"{text!r} is not shown; what is: …{self.shown[self._seen :][-1500:]}")
        way = self.shown[self._seen : found + len(text)]
        self._seen = found + len(text)
        return way

    def press(self, keys: str) -> None:
        """Type keys."""
        os.write(self._master, keys.encode())

    def kill(self) -> None:
        """kill -9."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.close()

    def end(self) -> int:
        """Wait for the program to end; its exit status."""
        while self._read(0.2) or self.process.poll() is None:
            pass
        status = self.process.wait(timeout=30)
        self.close()
        return status

    def close(self) -> None:
        """Close the terminal."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def _read(self, seconds: float = 5) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return self.process.poll() is None
        try:
            data = os.read(self._master, 65536)
        except OSError:
            return False
        self.shown += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)
