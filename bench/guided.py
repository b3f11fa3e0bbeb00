"""Any text, guided by coverage: inputs that reach new code are kept and changed further, by atheris.

`pip install atheris`, then `python -m bench guided --seconds=60`: so many seconds of processor time for each target;
`--only=NAME` for one, `--seed=1`, `--save` to keep what broke something in tests/hardening/corpus/. Without atheris there
is nothing to run, and a line says so.
"""

from __future__ import annotations

import os
import pkgutil
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bench.fuzz import HANGS, keep, outcome, smallest, too_long
from bench.targets import Target, targets

LONGEST = 4_000
INSTRUMENTED = ["checker", "marko"]
"""What is measured: Crossfoot, and the reader of Markdown that it runs strangers' text through."""
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERED = re.compile(r"cov: (\d+) ft: \d+ corp: (\d+)")


def main(options: Sequence[str] = ()) -> None:
    """Print how many inputs each target was given, how much code they reached, and what broke; status 1 if any did."""
    if find_spec("atheris") is None:
        print("guided: atheris is not installed: pip install atheris")
        return
    # In a process of its own, into which nothing of Crossfoot was imported unmeasured.
    done = subprocess.run([sys.executable, "-m", "bench.guided", *options], check=False)
    if done.returncode:
        sys.exit(done.returncode)


def guide_all(options: Sequence[str]) -> None:
    """Run the targets one after the other, each in a fork of this process, since atheris ends the process it runs in."""
    given = dict(option.lstrip("-").partition("=")[::2] for option in options)
    _instrument()
    total = broken = 0
    for target in targets():
        if given.get("only", "") not in ("", target.name):
            continue
        with tempfile.TemporaryDirectory(prefix="crossfoot-guided-") as name:
            folder = Path(name)
            child = os.fork()
            if not child:
                _guide(target, folder, given)
            _, status = os.waitpid(child, 0)
            log = (folder / "log").read_text(encoding="utf-8", errors="replace")
            runs, covered = _RUNS.search(log), _COVERED.findall(log)
            texts = sorted(folder.glob("*.txt"))
            total += int(runs[1]) if runs else 0
            broken += len(texts) + (runs is None)
            print(
                f"{target.name:<14} {int(runs[1]) if runs else 0:>9,} inputs  {_said(covered)}  broken {len(texts)}",
                flush=True,
            )
            if runs is None:
                print(f"  ended with status {status}: {log[-2000:]}", flush=True)
            for path in texts:
                text = path.read_bytes().decode("utf-8", "surrogatepass")
                print(
                    f"  {path.with_suffix('.why').read_text(encoding='utf-8')}\n    {text[:300]!r}",
                    flush=True,
                )
                if "save" in given:
                    keep(target, text)
    print(f"{'all':<14} {total:>9,} inputs  broken {broken}")
    if broken:
        sys.exit(1)


def _said(covered: list[tuple[str, str]]) -> str:
    if not covered:
        return "nothing covered"
    (first, _), (last, kept) = covered[0], covered[-1]
    return f"places reached {int(first):>6,} at first, {int(last):>6,} at last, {int(kept):>5,} inputs kept"


def _instrument() -> None:
    """Import Crossfoot so that atheris sees which of its branches are taken."""
    import atheris

    told = os.dup(2)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with atheris.instrument_imports(include=INSTRUMENTED):
        import_module("marko")
        package = import_module("checker")
        for module in pkgutil.walk_packages(package.__path__, "checker."):
            if module.name != "checker.__main__":
                import_module(module.name)
    os.dup2(told, 2)


def _guide(target: Target, folder: Path, given: Mapping[str, str]) -> None:
    """Run one target in this process until its time is over; the process ends here."""
    import atheris

    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    seeds = folder / "seeds"
    seeds.mkdir()
    binary = target.name == "bytes"
    for number, seed in enumerate(target.seeds):
        (seeds / str(number)).write_bytes(seed.encode("latin-1" if binary else "utf-8", "replace"))
    known: set[str] = set()
    until = time.process_time() + float(given.get("seconds") or "60")

    def one_input(data: bytes) -> None:
        text = data.decode("latin-1") if binary else data.decode("utf-8", "surrogateescape")
        broke = outcome(target.run, text)
        if broke is not None and broke[0] not in known:
            known.add(broke[0])
            path = folder / f"{len(known):02}.txt"
            path.write_bytes(smallest(target.run, text, broke[0]).encode("utf-8", "surrogatepass"))
            path.with_suffix(".why").write_text(
                f"{broke[0]}\n{broke[1][-900:]}", encoding="utf-8", errors="replace"
            )
        if time.process_time() > until:
            os.kill(os.getpid(), signal.SIGUSR1)

    signal.signal(signal.SIGVTALRM, too_long)
    arguments = [
        "guided", f"-max_len={LONGEST}", f"-seed={given.get('seed') or '1'}", f"-timeout={int(HANGS) * 60}",
        "-rss_limit_mb=3000", "-print_final_stats=1", "-len_control=0", f"-artifact_prefix={folder}/", str(seeds),
    ]  # fmt: skip
    atheris.Setup(arguments, one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    guide_all(sys.argv[1:])
