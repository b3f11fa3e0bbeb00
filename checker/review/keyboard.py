"""One key at a time from a terminal, over ssh and in tmux alike."""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

NAMES = {
    b"\x1b[A": "up",
    b"\x1b[B": "down",
    b"\x1b[C": "right",
    b"\x1b[D": "left",
    b"\x1bOA": "up",
    b"\x1bOB": "down",
    b"\x1bOC": "right",
    b"\x1bOD": "left",
    b"\r": "enter",
    b"\n": "enter",
    b"\x7f": "backspace",
    b"\x08": "backspace",
    b"\x1b": "escape",
    b"\x03": "quit",
    b"\x04": "quit",
    b"": "quit",
    b" ": "space",
}
"""What the bytes of keys that are no letters are called; the end of the input is "quit"."""


class Keyboard:
    """The keyboard of the terminal that standard input is, one key at a time while it is entered as a context."""

    def __init__(self) -> None:
        self._handle = sys.stdin.fileno()
        self._before: list[Any] | None = None

    def __enter__(self) -> Keyboard:
        if sys.platform == "win32":
            raise OSError("one-key review needs a Unix terminal")
        import termios

        self._before = termios.tcgetattr(self._handle)
        self._single_keys()
        return self

    def __exit__(self, *_: object) -> None:
        self._as_before()

    def key(self) -> str:
        """The next key: a character, or a name of `NAMES`. Keys pressed before are not thrown away."""
        data = os.read(self._handle, 1)
        if data == b"\x1b":
            data += self._rest_of_sequence()
        elif data and data[0] >= 0xC0:
            data += os.read(self._handle, 1 if data[0] < 0xE0 else 2 if data[0] < 0xF0 else 3)
        return NAMES.get(data) or data.decode("utf-8", "replace")

    def line(self, prompt: str) -> str | None:
        """A line of text; None where it was broken off by Ctrl-C or the end of the input."""
        data = b""
        try:
            with self.ordinary():
                self.write(prompt)
                while not data.endswith(b"\n"):
                    byte = os.read(self._handle, 1)
                    if not byte:
                        return None
                    data += byte
        except KeyboardInterrupt:
            return None
        return data.decode("utf-8", "replace").strip()

    def write(self, text: str) -> None:
        """Show text at once."""
        sys.stdout.write(text)
        sys.stdout.flush()

    def _rest_of_sequence(self) -> bytes:
        data = b""
        while select.select([self._handle], [], [], 0.05)[0]:
            byte = os.read(self._handle, 1)
            data += byte
            if not byte or (len(data) > 1 and (byte.isalpha() or byte == b"~")):
                break
        return data

    @contextmanager
    def ordinary(self) -> Iterator[None]:
        """The terminal as it was before, for a line of text or another program."""
        self._as_before()
        try:
            yield
        finally:
            self._single_keys()

    def _single_keys(self) -> None:
        import termios

        now = termios.tcgetattr(self._handle)
        now[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG)
        now[6][termios.VMIN] = 1
        now[6][termios.VTIME] = 0
        termios.tcsetattr(self._handle, termios.TCSADRAIN, now)

    def _as_before(self) -> None:
        import termios

        if self._before is not None:
            termios.tcsetattr(self._handle, termios.TCSADRAIN, self._before)
