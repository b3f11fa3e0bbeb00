"""Any text, guided by coverage: inputs that reach new code are kept and changed further, by atheris.

`pip install atheris`, then `python -m bench guided --seconds=120` for each target, `--only=NAME` for one, `--seed=1`,
`--save` to keep what broke something in tests/hardening/corpus/. Each target runs in a process of its own, since
atheris ends the process that it runs in; without atheris there is nothing to run, and a line says so.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from bench.fuzz import HANGS, keep, outcome, smallest, too_long
from bench.targets import targets

LONGEST = 4_000
INSTRUMENTED = ["checker", "marko"]
"""What is measured: Crossfoot, and the reader of Markdown that it runs strangers' text through."""
_RUNS = re.compile(rb"stat::number_of_executed_units:\s*(\d+)")
_COVERED = re.compile(rb"cov: (\d+) ft: (\d+) corp: (\d+)")


def main(options: Sequence[str] = ()) -> None:
    """Print how many inputs each target was given, how much code they reached, and what broke; status 1 if any did."""
    given = dict(option.lstrip("-").partition("=")[::2] for option in options)
    if find_spec("atheris") is None:
        print("guided: atheris is not installed: pip install atheris")
        return
    if "target" in given:
        _guide(given["target"], given)
        return
    total = broken = 0
    for target in targets():
        if given.get("only", "") not in ("", target.name):
            continue
        with tempfile.TemporaryDirectory(prefix="crossfoot-guided-") as folder:
            found = Path(folder) / "found"
            found.mkdir()
            done = subprocess.run(
                [
                    sys.executable, "-m", "bench", "guided", f"--target={target.name}", f"--found={found}",
                    f"--seconds={given.get('seconds', '120')}", f"--seed={given.get('seed', '1')}",
                ],
                capture_output=True, check=False,
            )  # fmt: skip
            runs = _RUNS.search(done.stderr)
            covered = _COVERED.findall(done.stderr)
            count = int(runs[1]) if runs else 0
            texts = sorted(found.glob("*.txt"))
            total += count
            broken += len(texts) + (runs is None)
            print(
                f"{target.name:<14} {count:>9,} inputs  {_said(covered)}  broken {len(texts)}",
                flush=True,
            )
            if runs is None:
                print(f"  ended early with {done.returncode}: {done.stderr.decode(errors='replace')[-2000:]}")
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


def _said(covered: list[tuple[bytes, bytes, bytes]]) -> str:
    if not covered:
        return "nothing covered"
    (first, _, _), (last, _, kept) = covered[0], covered[-1]
    return f"places reached {int(first):>6,} at first, {int(last):>6,} at last, {int(kept):>5,} inputs kept"


def _guide(name: str, given: Mapping[str, str]) -> None:
    """Run one target under atheris until its time is over; the process ends here."""
    import pkgutil
    import signal
    from importlib import import_module

    import atheris

    import checker

    with atheris.instrument_imports(include=INSTRUMENTED):
        for module in pkgutil.walk_packages(checker.__path__, "checker."):
            if module.name != "checker.__main__":
                import_module(module.name)
        import marko  # noqa: F401
    target = next(target for target in targets() if target.name == name)
    folder = Path(given["found"])
    known: set[str] = set()
    seeds = folder.parent / "seeds"
    seeds.mkdir()
    for number, seed in enumerate(target.seeds):
        (seeds / str(number)).write_bytes(_written(seed, name))

    def one_input(data: bytes) -> None:
        text = data.decode("latin-1") if name == "bytes" else data.decode("utf-8", "surrogateescape")
        broke = outcome(target.run, text)
        if broke is None or broke[0] in known:
            return
        known.add(broke[0])
        small = smallest(target.run, text, broke[0]).encode("utf-8", "surrogatepass")
        path = folder / f"{len(known):02}.txt"
        path.write_bytes(small)
        path.with_suffix(".why").write_text(
            f"{broke[0]}\n{broke[1][-900:]}", encoding="utf-8", errors="replace"
        )

    signal.signal(signal.SIGVTALRM, too_long)
    arguments = [
        "guided", f"-max_total_time={given['seconds']}", f"-max_len={LONGEST}", f"-seed={given['seed']}",
        f"-timeout={int(HANGS) * 6}", "-rss_limit_mb=3000", "-print_final_stats=1", "-len_control=0",
        f"-artifact_prefix={folder}/", str(seeds),
    ]  # fmt: skip
    atheris.Setup(arguments, one_input)
    atheris.Fuzz()


def _written(seed: str, name: str) -> bytes:
    return seed.encode("latin-1" if name == "bytes" else "utf-8", "replace")
