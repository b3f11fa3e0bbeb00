"""`python -m bench [NAME...] [--OPTION=VALUE...]`: run the named benchmarks, or all but those that take an hour."""

from __future__ import annotations

import pkgutil
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

from checker.errors import did_you_mean

_ON_REQUEST = ("archive",)


def benchmarks() -> dict[str, ModuleType]:
    """The benchmarks by name: every module of this package that has a `main`."""
    names = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    modules = {name: import_module(f"bench.{name}") for name in sorted(names) if name != "__main__"}
    return {name: module for name, module in modules.items() if hasattr(module, "main")}


def explain(modules: dict[str, ModuleType]) -> str:
    """What can be run, and what each benchmark says of itself."""
    said = [__doc__ or ""]
    said += [f"{name}\n{(module.__doc__ or '').strip()}" for name, module in modules.items()]
    return "\n\n".join(said)


def main() -> None:
    """Run benchmarks by name; a name that is none ends with status 2, and `--help` tells what there is."""
    known = benchmarks()
    wanted = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    options = [argument for argument in sys.argv[1:] if argument.startswith("-")]
    for name in wanted:
        if name not in known:
            print(f"bench: no benchmark {name!r}: {did_you_mean(name, list(known))}", file=sys.stderr)
            sys.exit(2)
    if "--help" in options or "-h" in options:
        print(explain({name: known[name] for name in wanted} or known))
        return
    for name in wanted or [name for name in known if name not in _ON_REQUEST]:
        known[name].main(options)


if __name__ == "__main__":
    main()
