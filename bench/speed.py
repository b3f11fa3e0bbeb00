"""How fast Crossfoot is: every figure beside what it is compared with, taken in one run.

`python -m bench speed` prints the table and writes it to bench/RESULTS.md; `--part=NAME` measures one part and writes
nothing (`--part=unchanged --articles=1000`). Times are wall-clock, of starts and unchanged runs processor time; ratios are
what counts.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.articles import make, make_long, make_table
from checker.errors import did_you_mean

Result = TypeVar("Result")
RESULTS = Path(__file__).with_name("RESULTS.md")
PEAK = """
import resource, runpy, sys
sys.argv = ["crossfoot", *sys.argv[1:]]
try:
    runpy.run_module("checker", run_name="__main__")
finally:
    sys.stderr.write(f"PEAK {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}\\n")
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    figure: str
    against: str = ""
    ratio: str = ""


def timed(command: Sequence[str], *, times: int = 1, environment: dict[str, str] | None = None) -> float:
    """The least wall-clock time of a command over several runs, in seconds."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False
        )
        best = min(best, time.perf_counter() - begin)
    return best


def processor(command: Sequence[str], *, environment: dict[str, str]) -> float:
    """The processor time of a command and its children, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def alternately(*commands: Sequence[str], times: int, environment: dict[str, str]) -> list[float]:
    """The least processor time of each command, the commands run in turn, so that all meet the same weather."""
    best = [float("inf")] * len(commands)
    for _ in range(times):
        for place, command in enumerate(commands):
            best[place] = min(best[place], processor(command, environment=environment))
    return best


def without_records(environment: dict[str, str]) -> dict[str, str]:
    """The same cache of reports, but no run is answered from its record: something that a run heeds is ever new."""
    return environment | {"CROSSFOOT_BENCH": str(time.time_ns())}


@contextmanager
def folder_of(articles: int) -> Iterator[Path]:
    """A folder of made articles."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(articles):
            (folder / f"{number:05d}.md").write_text(make(number).as_markdown(), encoding="utf-8")
        yield folder


def crossfoot(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "checker", *arguments]


FLAGGED = "Crews planted 245 trees: 128 were oaks and 107 were limes.\n"


def starting(environment: dict[str, str]) -> Iterator[Row]:
    """The start, and a run in which nothing changed, with and without a record of the last one."""
    with folder_of(1) as folder:
        article, flagged = str(folder / "00000.md"), str(folder / "flagged.md")
        Path(flagged).write_text(FLAGGED, encoding="utf-8")
        time.sleep(0.2)
        cold = processor(crossfoot("check", "--no-cache", article), environment=environment)
        for path in (article, flagged):
            processor(crossfoot("check", path), environment=environment)
        click, version, warm, warm_flagged = alternately(
            [sys.executable, "-c", "import click"],
            crossfoot("--version"),
            crossfoot("check", article),
            crossfoot("check", flagged),
            times=15,
            environment=environment,
        )
        known, known_flagged = (
            min(
                processor(crossfoot("check", path), environment=without_records(environment))
                for _ in range(9)
            )
            for path in (article, flagged)
        )
    against = f"import click {ms(click)}"
    yield Row("`crossfoot --version`", ms(version), against, ratio(version, click))
    yield Row("one article, unchanged", ms(warm), against, ratio(warm, click))
    yield Row("one article with a finding, unchanged", ms(warm_flagged), against, ratio(warm_flagged, click))
    yield Row("one known article, another run", ms(known), against, ratio(known, click))
    yield Row(
        "one known article with a finding, another run",
        ms(known_flagged),
        against,
        ratio(known_flagged, click),
    )
    yield Row("one article, cold", ms(cold))


def many(environment: dict[str, str], *, articles: int = 1_000) -> Iterator[Row]:
    """A thousand articles cold, on one and two cores, unchanged, and with one in a hundred changed."""
    with folder_of(articles) as folder:
        bare = bare_parse([path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())])
        one = timed(crossfoot("check", "--no-cache", "--jobs", "1", str(folder)), environment=environment)
        two = timed(crossfoot("check", "--no-cache", "--jobs", "2", str(folder)), environment=environment)
        timed(crossfoot("check", str(folder)), environment=environment)
        warm = timed(crossfoot("check", str(folder)), times=3, environment=environment)
        for number in range(0, articles, 100):
            path = folder / f"{number:05d}.md"
            path.write_text(path.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")
        changed = timed(crossfoot("check", str(folder)), environment=environment)
    yield Row(
        f"{articles:,} articles cold, one core",
        seconds(one),
        f"bare nlp.pipe {seconds(bare)}",
        ratio(one, bare),
    )
    yield Row(
        f"{articles:,} articles cold, two cores", seconds(two), f"one core {seconds(one)}", ratio(one, two)
    )
    yield Row(
        f"{articles:,} articles, 1 % changed", seconds(changed), f"cold {seconds(one)}", ratio(changed, one)
    )
    yield Row(f"{articles:,} articles unchanged", seconds(warm), f"cold {seconds(one)}", ratio(warm, one))


def unchanged(environment: dict[str, str], *, articles: int = 10_000) -> Iterator[Row]:
    """Unchanged runs as the number of articles grows: answered from the record, and article by article."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = [size for size in (100, 1_000, 10_000) if size <= articles]
        # Each size adds a folder to those before it, so that every article is checked once.
        begin = 0
        for size in sizes:
            below = folder / f"up_to_{size}"
            below.mkdir()
            for number in range(begin, size):
                (below / f"{number:05d}.md").write_text(make(number).as_markdown(), encoding="utf-8")
            begin = size
        timed(crossfoot("check", "--jobs", str(os.cpu_count() or 1), str(folder)), environment=environment)
        for what, times in (("unchanged", 5), ("known, another run", 3)):
            earlier: tuple[int, float] | None = None
            for place, size in enumerate(sizes):
                paths = [str(folder / f"up_to_{other}") for other in sizes[: place + 1]]
                command = crossfoot("check", *paths)
                processor(command, environment=environment)
                warm = min(
                    processor(
                        command,
                        environment=environment if what == "unchanged" else without_records(environment),
                    )
                    for _ in range(times)
                )
                against, against_ratio = "", ""
                if earlier is not None:
                    expected = earlier[1] * size / earlier[0]
                    against = f"linear from {earlier[0]:,}: {seconds(expected)}"
                    against_ratio = ratio(warm, expected)
                yield Row(f"{size:,} articles {what}", f"{warm:,.3f} s", against, against_ratio)
                earlier = (size, warm)


def bare_parse(texts: Sequence[str]) -> float:
    """Seconds of spaCy's tagger, parser and lemmatizer over whole texts, model loading aside."""
    from checker.language import load_pipeline

    pipeline = load_pipeline()
    begin = time.perf_counter()
    for _ in pipeline.pipe(texts):
        pass
    return time.perf_counter() - begin


def growth(environment: dict[str, str]) -> Iterator[Row]:
    """Time and memory as one article, and as one table, grows."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _grow(
            "an article of {:,} words",
            {words: make_long(1, words=words).as_text() for words in (100, 1_000, 10_000, 100_000)},
            folder / "article.txt",
            environment,
        )
        yield from _grow(
            "a table of {:,} numbers",
            {rows * 4: make_table(rows) for rows in (25, 125, 625, 1_250)},
            folder / "table.md",
            environment,
        )


def _grow(what: str, texts: dict[int, str], path: Path, environment: dict[str, str]) -> Iterator[Row]:
    path.write_text("Nothing to see here.\n", encoding="utf-8")
    start = timed(crossfoot("check", "--no-cache", str(path)), times=2, environment=environment)
    earlier: tuple[int, float] | None = None
    for size, text in texts.items():
        path.write_text(text, encoding="utf-8")
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", PEAK, "check", "--no-cache", "--format", "concise", str(path)],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        took = max(time.perf_counter() - begin - start, 1e-3)
        peak = next((int(line[5:]) for line in done.stderr.splitlines() if line.startswith("PEAK ")), 0)
        against, against_ratio = "", ""
        if earlier is not None:
            expected = earlier[1] * size / earlier[0]
            against, against_ratio = f"linear from {earlier[0]:,}: {seconds(expected)}", ratio(took, expected)
        yield Row(what.format(size), f"{seconds(took)}, {peak // 1024:,} MB", against, against_ratio)
        earlier = (size, took)


def reading() -> Iterator[Row]:
    """Reading claims beside the parse that it needs, in one process."""
    from checker.claims import blocks_with_numbers, read_claims
    from checker.documents import read_text
    from checker.language import parse

    documents = [read_text(make(number).as_markdown(), format="markdown") for number in range(150)]
    parse(documents[0])
    sentences = parsing = claiming = 0.0
    for document in documents:
        wanted = blocks_with_numbers(document)
        begin = time.perf_counter()
        parsed = parse(document, blocks=wanted)
        middle = time.perf_counter()
        read_claims(document, parsed)
        claiming += time.perf_counter() - middle
        parsing += middle - begin
        sentences += len(parsed.sentences)
    yield Row(
        "reading claims, the parse aside",
        f"{sentences / claiming:,.0f} sentences/s",
        f"the parse {sentences / parsing:,.0f} sentences/s",
        ratio(claiming, parsing),
    )


def profile() -> Iterator[Row]:
    """Where the time of a check goes, stage by stage."""
    from checker.claims import blocks_with_numbers, read_claims
    from checker.documents import read_text
    from checker.judge import judge
    from checker.language import parse
    from checker.links import find_links
    from checker.reconcile import reconcile
    from checker.rulebook import load_rulebook

    rulebook = load_rulebook()
    spent: dict[str, float] = dict.fromkeys(
        ("documents", "language", "claims", "links", "judge", "reconcile"), 0.0
    )

    def clock(stage: str, work: Callable[[], Result]) -> Result:
        begin = time.perf_counter()
        result = work()
        spent[stage] += time.perf_counter() - begin
        return result

    parse(read_text("Ten ships sailed."))
    for number in range(150):
        text = make(number).as_markdown()
        document = clock("documents", lambda text=text: read_text(text, format="markdown"))  # type: ignore[misc]
        wanted = blocks_with_numbers(document)
        parsed = clock("language", lambda d=document, w=wanted: parse(d, blocks=w))  # type: ignore[misc]
        claims = clock("claims", lambda d=document, p=parsed: read_claims(d, p))  # type: ignore[misc]
        links = clock("links", lambda d=document, p=parsed, c=claims: find_links(d, p, c))  # type: ignore[misc]
        verdicts = clock("judge", lambda c=claims, k=links: judge(rulebook.rules, c, k))  # type: ignore[misc]
        clock("reconcile", lambda d=document, v=verdicts: reconcile(d, v))  # type: ignore[misc]
    total = sum(spent.values())
    for stage, took in spent.items():
        yield Row(
            f"stage {stage}",
            f"{1000 * took / 150:.1f} ms an article",
            "of the whole",
            f"{100 * took / total:.0f} %",
        )


def ms(value: float) -> str:
    return f"{1000 * value:,.0f} ms"


def seconds(value: float) -> str:
    return f"{value:,.2f} s"


def ratio(value: float, base: float) -> str:
    return f"{value / base:.2f}"


def machine() -> str:
    """The kind of machine, without its name."""
    model = ""
    information = Path("/proc/cpuinfo")
    if information.exists():
        model = next(
            (
                line.split(":")[1].strip()
                for line in information.read_text().splitlines()
                if line.startswith("model name")
            ),
            "",
        )
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} cores ({model or platform.machine()}), {python}, {platform.system()}"


def main(arguments: Sequence[str] = ()) -> None:
    """Measure everything and write the table; `--quick` leaves out what takes minutes, `--part=NAME` all but one part."""
    quick = "--quick" in arguments
    options = dict(argument[2:].split("=", 1) for argument in arguments if "=" in argument)
    cache = tempfile.mkdtemp()
    environment = os.environ | {"CROSSFOOT_CACHE_DIR": cache}
    # As installed: code is compiled once.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    articles = int(options.get("articles", "10000"))
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "starting": lambda: starting(environment),
        "reading": reading,
        "profile": profile,
        "many": lambda: many(environment),
        "unchanged": lambda: unchanged(environment, articles=articles),
        "growth": lambda: growth(environment),
    }
    wanted = options.get("part")
    if wanted is not None and wanted not in parts:
        print(f"bench: no part {wanted!r}: {did_you_mean(wanted, parts)}", file=sys.stderr)
        sys.exit(2)
    names = [wanted] if wanted else list(parts)[:3] if quick else list(parts)
    lines = [
        "# Speed",
        "",
        f"Measured on {machine()}. Run it again: `make bench`. Articles are made from templates (`bench/articles.py`).",
        "",
        "| what | measured | against | ratio |",
        "|---|---:|---:|---:|",
    ]
    try:
        for name in names:
            for row in parts[name]():
                line = f"| {row.what} | {row.figure} | {row.against} | {row.ratio} |"
                print(line, flush=True)
                lines.append(line)
    finally:
        shutil.rmtree(cache, ignore_errors=True)
    if wanted is None and not quick:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(json.dumps({"written": RESULTS.name}))


if __name__ == "__main__":
    main(sys.argv[1:])
