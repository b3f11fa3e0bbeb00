"""`python -m checker` and the `crossfoot` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its status.

    A check that was made before, of which nothing has changed since, is answered from its record before anything else
    is imported.
    """
    call = None
    if sys.argv[1:2] == ["check"]:
        from checker.archive.replay import occasion, replay

        try:
            call = occasion(sys.argv[1:])
        except OSError:
            call = None
        status = None if call is None or "--no-cache" in sys.argv else replay(call)
        if status is not None:
            sys.exit(status)
    from checker.cli import run

    run(call)


if __name__ == "__main__":
    main()
