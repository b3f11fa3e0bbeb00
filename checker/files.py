"""Files written whole or not at all: whatever happens, the old content stands or the new one does."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in place of the file at one stroke, safe on disk; OSError where that fails, the file as it was.

    Where the path is a symbolic link the file behind it is replaced; a pipe or a device is written to. The file keeps
    its permissions.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        target.write_bytes(data)
        return
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:80]}.", suffix=".partial")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _usual_mode() if mode is None else stat.S_IMODE(mode))
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _usual_mode() -> int:
    """The permissions of a new file under the process's mask."""
    mask = os.umask(0o022)
    os.umask(mask)
    return 0o666 & ~mask
