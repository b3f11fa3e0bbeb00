"""What the tests ran of checker/, by statement and branch: the whole, and every module below 90 %.

A module below 90 % is to be named in docs/reliability.md with its reason. One that is not named there is said to be
so, and with --strict is an error.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reliability.md"
HEADING = "## Below 90 % of branches"
ENOUGH = 90


def measured() -> tuple[float, dict[str, float]]:
    """The share of checker/ that ran, in percent, and that of each module."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "coverage.json"
        command = [sys.executable, "-m", "coverage", "json", "--quiet", "-o", str(target)]
        subprocess.run(command, cwd=ROOT, check=True)
        tree = json.loads(target.read_text(encoding="utf-8"))
    modules = {name: float(found["summary"]["percent_covered"]) for name, found in tree["files"].items()}
    return float(tree["totals"]["percent_covered"]), modules


def named() -> set[str]:
    """The modules that the page gives a reason for."""
    _, _, section = PAGE.read_text(encoding="utf-8").partition(HEADING)
    return set(re.findall(r"^\| `(checker/[\w/]+\.py)` \|", section.split("\n## ")[0], re.MULTILINE))


def main() -> int:
    """Print the shares; with --strict 1 where a module below 90 % is not named."""
    whole, modules = measured()
    below = {name: share for name, share in sorted(modules.items()) if share < ENOUGH}
    print(
        f"branch coverage of checker/: {whole:.1f} %, {len(below)} of {len(modules)} modules below {ENOUGH} %"
    )
    known = named()
    for name, share in below.items():
        print(f"  {share:5.1f} %  {name}" + ("" if name in known else "  not named in docs/reliability.md"))
    for name in sorted(known - set(below)):
        print(f"  {name} is named in docs/reliability.md and need not be")
    return 1 if "--strict" in sys.argv and set(below) - known else 0


if __name__ == "__main__":
    sys.exit(main())
