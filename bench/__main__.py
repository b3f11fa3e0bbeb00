"""`python -m bench [NAME...]`: run the named benchmarks, or all of them."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from pathlib import Path

from checker.errors import did_you_mean

_ON_REQUEST = ("archive",)


def main() -> None:
    """Run benchmarks by name, without names all but those that take an hour; a name that is none ends with status 2."""
    names = sorted(
        module.name
        for module in pkgutil.iter_modules([str(Path(__file__).parent)])
        if module.name not in ("__main__", "articles", "targets")
        and hasattr(import_module(f"bench.{module.name}"), "main")
    )
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    options = [argument for argument in sys.argv[1:] if argument.startswith("-")]
    for name in wanted:
        if name not in names:
            print(f"bench: no benchmark {name!r}: {did_you_mean(name, names)}", file=sys.stderr)
            sys.exit(2)
    for name in wanted or [name for name in names if name not in _ON_REQUEST]:
        import_module(f"bench.{name}").main(options)


if __name__ == "__main__":
    main()
