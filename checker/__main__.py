"""`python -m checker` and the `crossfoot` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line and exit with its status."""
    from checker.cli import run

    run()


if __name__ == "__main__":
    main()
