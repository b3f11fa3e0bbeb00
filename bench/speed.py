"""How fast Crossfoot is: every figure beside what it is compared with, taken in one run.

`python -m bench speed` prints the table and writes it to bench/RESULTS.md; `--part=NAME` measures one part and writes
nothing, nor does `--articles=100`, by which all is measured on less. `--peers=PYTHON` names the interpreter of an
environment made with `pip install quantulum3 recognizers-text-suite "emoji<2"`, to measure those beside. Times are processor time where nothing else is said
and no second core is at work; ratios are what counts. `python -m bench archive` takes twenty thousand articles through
both engines, with everything killed that can be, and takes an hour.
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
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from bench.articles import Article, make, make_long, make_news, make_table
from checker.errors import did_you_mean

Result = TypeVar("Result")
RESULTS = Path(__file__).with_name("RESULTS.md")
PEAK = """
import resource, runpy, sys
sys.argv = ["crossfoot", *sys.argv[1:]]
try:
    runpy.run_module("checker", run_name="__main__")
finally:
    try:
        lines = open("/proc/self/status").read().splitlines()
        peak = next(line.split()[1] for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stderr.write(f"PEAK {peak}\\n")
"""
"""A check that tells the most memory it took, in kB. Where the system's own record of the process can be read it is asked,
as the usage of resources begins with that of the process which started it."""


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
def folder_of(articles: int, *, maker: Callable[[int], Article] = make) -> Iterator[Path]:
    """A folder of made articles."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(articles):
            (folder / f"{number:05d}.md").write_text(maker(number).as_markdown(), encoding="utf-8")
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


BARE = """
import json, sys
from pathlib import Path
import spacy
pipeline = spacy.load(sys.argv[1], exclude=["ner", "senter"])
for _ in pipeline.pipe([Path(path).read_text(encoding="utf-8") for path in sorted(Path(sys.argv[2]).iterdir())]):
    pass
"""
"""spaCy's tagger, parser and lemmatizer as the model brings them, over the same full texts."""


def cold(environment: dict[str, str], *, articles: int = 1_000) -> Iterator[Row]:
    """Articles that were never seen: beside spaCy's bare parse of their full texts, and on two cores.

    Both are processes of their own and load the same model. News has a number every twenty-five words or so; the dense
    articles have one every ten.
    """
    for what, count, maker in (
        ("articles like news", articles, make_news),
        ("articles dense with numbers", articles // 4, make),
    ):
        with folder_of(count, maker=maker) as folder:
            bare_parse = [sys.executable, "-c", BARE, model_name(), str(folder)]
            bare = processor(bare_parse, environment=environment)
            begin = time.perf_counter()
            one = processor(
                crossfoot("check", "--no-cache", "--jobs", "1", str(folder)), environment=environment
            )
            alone = time.perf_counter() - begin
            yield Row(
                f"{count:,} {what}, cold, one core",
                f"{seconds(one)} of processor time",
                f"bare `nlp.pipe` {seconds(bare)}",
                ratio(one, bare),
            )
            if maker is not make_news:
                continue
            both = timed(
                crossfoot("check", "--no-cache", "--jobs", "2", str(folder)), environment=environment
            )
            yield Row(
                f"{count:,} {what}, cold, two cores",
                seconds(both),
                f"one core {seconds(alone)}",
                ratio(alone, both),
            )
            single, pair = busy(1), busy(2)
            yield Row(
                "two processes that count, for comparison",
                seconds(pair),
                f"one {seconds(single)}",
                ratio(2 * single, pair),
            )


COUNT = "total = 0\nfor number in range(20_000_000):\n    total += number & 3\n"


def busy(processes: int) -> float:
    """The least wall-clock time in which so many processes each count to twenty million: what this machine's cores give."""
    best = float("inf")
    for _ in range(3):
        begin = time.perf_counter()
        running = [subprocess.Popen([sys.executable, "-c", COUNT]) for _ in range(processes)]
        for process in running:
            process.wait()
        best = min(best, time.perf_counter() - begin)
    return best


def changed(environment: dict[str, str], *, articles: int = 1_000) -> Iterator[Row]:
    """Articles of which one in a hundred changed since the last run."""
    with folder_of(articles) as folder:
        first = timed(crossfoot("check", str(folder)), environment=environment)
        for number in range(0, articles, 100):
            path = folder / f"{number:05d}.md"
            path.write_text(path.read_text(encoding="utf-8") + "\nOne line more.\n", encoding="utf-8")
        again = timed(crossfoot("check", str(folder)), environment=environment)
    yield Row(
        f"{articles:,} articles, 1 % changed", seconds(again), f"cold {seconds(first)}", ratio(again, first)
    )


def archive(environment: dict[str, str], *, articles: int = 1_000) -> Iterator[Row]:
    """An archive through both engines, and the same with the run killed, and with a worker killed, in the midst."""
    from bench.archive import trials

    for trial in trials(articles, environment=environment):
        yield Row(trial.what, seconds(trial.seconds), trial.against, "same" if trial.same else "DIFFERS")


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


def model_name() -> str:
    """The name under which the shipped model is installed."""
    from checker.resources import MODELS

    return next(name for name in MODELS if find_spec(name) is not None)


def growth(environment: dict[str, str], *, words: int = 100_000) -> Iterator[Row]:
    """Time and memory as one article, and as one table, grows: the least of three rounds over all sizes.

    The time of the smallest is that of what is loaded and compiled once. The ratio is that of what a word, or a number,
    takes beyond that to what it took at the size before, where that was a second or more in all.
    """
    article_sizes = (words // 1_000, words // 100, words // 10, words // 2, words)
    table_rows = (words // 8_000, words // 800, words // 160, words // 80)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield from _grow(
            "an article of {:,} words",
            {size: make_long(1, words=size).as_text() for size in article_sizes},
            folder / "article.txt",
            environment,
        )
        yield from _grow(
            "a table of {:,} numbers",
            {rows * 4: make_table(rows) for rows in table_rows},
            folder / "table.md",
            environment,
        )


def _grow(what: str, texts: dict[int, str], path: Path, environment: dict[str, str]) -> Iterator[Row]:
    took = dict.fromkeys(texts, float("inf"))
    peaks = dict.fromkeys(texts, 0)
    for _ in range(3):
        for size, text in texts.items():
            path.write_text(text, encoding="utf-8")
            spent, peak = _spent(path, environment)
            took[size] = min(took[size], spent)
            peaks[size] = max(peaks[size], peak)
    sizes = list(texts)
    for place, size in enumerate(sizes):
        against, against_ratio = "", ""
        beyond = {size: spent - took[sizes[0]] for size, spent in took.items()}
        if place >= 2 and beyond[sizes[place - 1]] >= 1:
            last = sizes[place - 1]
            expected = beyond[last] * (size - sizes[0]) / (last - sizes[0])
            against = f"linear from {last:,}: {seconds(took[sizes[0]] + expected)}"
            against_ratio = ratio(beyond[size], expected)
        yield Row(
            what.format(size), f"{seconds(took[size])}, {peaks[size] // 1024:,} MB", against, against_ratio
        )


def _spent(path: Path, environment: dict[str, str]) -> tuple[float, int]:
    """The processor time of one check of a file, in seconds, and the most memory that it took, in kB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", PEAK, "check", "--no-cache", "--format", "concise", str(path)],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = next((int(line[5:]) for line in done.stderr.splitlines() if line.startswith("PEAK ")), 0)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak


PEERS = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
sentences = json.load(open(sys.argv[1], encoding="utf-8"))
def quantulum3():
    from quantulum3.parser import parse
    return [parse]
def recognizers_text():
    import recognizers_number as number, recognizers_number_with_unit as unit
    kinds = (number.recognize_number, number.recognize_percentage, unit.recognize_currency, unit.recognize_dimension,
             unit.recognize_age, unit.recognize_temperature)
    return [lambda text, kind=kind: kind(text, number.Culture.English) for kind in kinds]
for name in ("quantulum3", "recognizers_text"):
    try:
        readers = globals()[name]()
    except ImportError:
        continue
    for reader in readers:
        reader("Ten ships of 400 tonnes.")
    begin = time.process_time()
    for sentence in sentences:
        for reader in readers:
            reader(sentence)
    print(name.replace("_", "-"), time.process_time() - begin)
"""
"""The time that other extractors take for some sentences, each asked for numbers, shares, money, measures and ages."""


def reading(peers: str | None = None) -> Iterator[Row]:
    """Reading claims beside the parse that it needs, in one process.

    With the Python of an environment that has them, also beside other extractors, on the sentences that hold numbers.
    """
    from checker.claims import blocks_with_numbers, read_claims
    from checker.documents import read_text
    from checker.language import parse

    documents = [read_text(make(number).as_markdown(), format="markdown") for number in range(150)]
    parse(documents[0])
    sentences: list[str] = []
    parsing = claiming = 0.0
    for document in documents:
        wanted = blocks_with_numbers(document)
        begin = time.process_time()
        parsed = parse(document, blocks=wanted)
        middle = time.process_time()
        read_claims(document, parsed)
        claiming += time.process_time() - middle
        parsing += middle - begin
        sentences += [
            document.blocks[sentence.block].text[sentence.start : sentence.end]
            for sentence in parsed.sentences
        ]
    yield Row(
        "reading claims, the parse aside",
        f"{len(sentences) / claiming:,.0f} sentences/s",
        f"the parse {len(sentences) / parsing:,.0f} sentences/s",
        ratio(claiming, parsing),
    )
    if peers is None:
        return
    both = parsing + claiming
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(sentences, file)
        file.flush()
        told = subprocess.run(
            [peers, "-c", PEERS, file.name], capture_output=True, text=True, check=False
        ).stdout
    for line in told.splitlines():
        name, took = line.split()
        yield Row(
            "reading claims, with the parse",
            f"{len(sentences) / both:,.0f} sentences/s",
            f"{name} {len(sentences) / float(took):,.0f} sentences/s",
            ratio(both, float(took)),
        )


def profile() -> Iterator[Row]:
    """Where the time of a check goes, stage by stage, in processor time."""
    from checker.check import parse_documents
    from checker.claims import read_claims
    from checker.documents import read_text
    from checker.judge import judge
    from checker.links import find_links
    from checker.reconcile import reconcile
    from checker.rulebook import load_rulebook

    rulebook = load_rulebook()
    spent: dict[str, float] = dict.fromkeys(
        ("documents", "language", "claims", "links", "judge", "reconcile"), 0.0
    )

    def clock(stage: str, work: Callable[..., Result], *arguments: object) -> Result:
        begin = time.process_time()
        result = work(*arguments)
        spent[stage] += time.process_time() - begin
        return result

    parse_documents([read_text("Ten ships sailed.")])
    numbers = range(128)
    for first in range(0, len(numbers), 16):
        documents = [
            clock(
                "documents", lambda text: read_text(text, format="markdown"), make_news(number).as_markdown()
            )
            for number in numbers[first : first + 16]
        ]
        for document, parsed in zip(documents, clock("language", parse_documents, documents), strict=True):
            claims = clock("claims", read_claims, document, parsed)
            links = clock("links", find_links, document, parsed, claims)
            verdicts = clock("judge", judge, rulebook.rules, claims, links)
            clock("reconcile", reconcile, document, verdicts)
    total = sum(spent.values())
    for stage, took in spent.items():
        yield Row(
            f"stage {stage}",
            f"{1000 * took / len(numbers):.1f} ms an article",
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


_OPTIONS = ("--quick", "--part", "--articles", "--peers")


def main(arguments: Sequence[str] = ()) -> None:
    """Measure everything and write the table; `--quick` leaves out what takes minutes, `--part=NAME` all but one part."""
    for argument in arguments:
        if argument.split("=", 1)[0] not in _OPTIONS:
            print(f"bench: no option {argument!r}: {did_you_mean(argument, _OPTIONS)}", file=sys.stderr)
            sys.exit(2)
    quick = "--quick" in arguments
    options = dict(argument[2:].split("=", 1) for argument in arguments if "=" in argument)
    cache = tempfile.mkdtemp()
    environment = os.environ | {"CROSSFOOT_CACHE_DIR": cache}
    # As installed: code is compiled once.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    articles = int(options.get("articles", "10000"))
    parts: dict[str, Callable[[], Iterator[Row]]] = {
        "starting": lambda: starting(environment),
        "reading": lambda: reading(options.get("peers")),
        "profile": profile,
        "cold": lambda: cold(environment, articles=min(articles, 1_000)),
        "changed": lambda: changed(environment, articles=min(articles, 1_000)),
        "unchanged": lambda: unchanged(environment, articles=articles),
        "growth": lambda: growth(environment, words=10 * min(articles, 10_000)),
        "archive": lambda: archive(environment, articles=min(articles, 600)),
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
    if wanted is None and not quick and "articles" not in options:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(json.dumps({"written": RESULTS.name}))


if __name__ == "__main__":
    main(sys.argv[1:])
