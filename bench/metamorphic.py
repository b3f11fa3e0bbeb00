"""Changes that must not change a finding: articles are changed in ways that mean the same, and checked again.

`python -m bench metamorphic --articles=200 --seed=1`. Each article is made with right figures; half of them get one wrong
sum. What is compared: which rules flag which numbers, and how many relations were verified. Where that differs the
change and the difference are printed, by cause.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from bench.articles import FIRMS, PEOPLE, SMALL, TOWNS, Article, make

if TYPE_CHECKING:
    from checker.model import Report
    from checker.rulebook import Rulebook

QUIET = (
    "“Nobody here has slept much,” said a woman who keeps a stall by the harbour. She asked not to be named because her "
    "brother works for the port."
)
OTHERS = ("Ulverby", "Wrenfield", "Thornaby", "Stavely", "Quarrington", "Romsdale", "Vexford", "Yardley Moor")
STRANGERS = (
    "Oscar Bright",
    "Paula Renner",
    "Quentin Marsh",
    "Rosa Delgado",
    "Stefan Ibsen",
    "Tara Walsh",
    "Victor Lund",
)
BRITISH = (
    ("percent", "per cent"), ("neighborhood", "neighbourhood"), ("program", "programme"), ("kilometers", "kilometres"),
    ("center", "centre"), ("theatre", "theater"), ("in favour", "in favor"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A change that means the same."""

    name: str
    apply: Callable[[Article, Random], Article]
    format: str = "markdown"
    numbers_stay: bool = True
    """Whether the numbers are written as before, so that the flagged ones can be compared by their text."""


def _each(article: Article, change: Callable[[str], str]) -> Article:
    return replace(article, title=change(article.title), paragraphs=tuple(map(change, article.paragraphs)))


def _added(article: Article, random: Random) -> Article:
    paragraphs = list(article.paragraphs)
    paragraphs.insert(random.randrange(len(paragraphs) + 1), QUIET)
    return replace(article, paragraphs=tuple(paragraphs))


def _reordered(article: Article, random: Random) -> Article:
    return replace(article, paragraphs=tuple(random.sample(article.paragraphs, len(article.paragraphs))))


def _straight(article: Article, random: Random) -> Article:
    return _each(
        article, lambda text: text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")
    )


def _dashed(article: Article, random: Random) -> Article:
    return _each(
        article,
        lambda text: text.replace(": ", " — ", 1) if text.count(": ") == 0 else text.replace(" – ", " — "),
    )


def _spelled(article: Article, random: Random) -> Article:
    def change(text: str) -> str:
        for one, other in BRITISH:
            text = re.sub(rf"\b{one}\b", other, text)
        return text

    return _each(article, change)


def _unseparated(article: Article, random: Random) -> Article:
    return _each(article, lambda text: re.sub(r"(?<=\d),(?=\d{3}\b)", "", text))


def _in_digits(article: Article, random: Random) -> Article:
    words = {word: str(value) for value, word in enumerate(SMALL) if value > 1}
    pattern = re.compile(r"\b(" + "|".join(words) + r")\b(?= (?:wins|draws|defeats|children|days|hours))")
    return _each(article, lambda text: pattern.sub(lambda match: words[match[1]], text))


def _signed(article: Article, random: Random) -> Article:
    return _each(article, lambda text: re.sub(r"(?<=\d) percent\b", "%", text))


def _renamed(article: Article, random: Random) -> Article:
    names = {
        **dict(zip(TOWNS, OTHERS * 2)),
        **dict(zip(PEOPLE, STRANGERS * 2)),
        **dict(zip(FIRMS, reversed(FIRMS))),
    }
    pattern = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
    return _each(article, lambda text: pattern.sub(lambda match: names[match[0]], text))


def _same(article: Article, random: Random) -> Article:
    return article


CHANGES = (
    Change("an unrelated paragraph", _added),
    Change("paragraphs in another order", _reordered),
    Change("straight quotation marks", _straight),
    Change("long dashes", _dashed),
    Change("British spelling", _spelled),
    Change("no thousands separators", _unseparated, numbers_stay=False),
    Change("digits for words", _in_digits, numbers_stay=False),
    Change("% for percent", _signed, numbers_stay=False),
    Change("other names", _renamed),
    Change("HTML for Markdown", _same, format="html"),
)


def as_html(article: Article) -> str:
    """The article as an HTML page."""
    from html import escape

    paragraphs = "\n".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
    return (
        f"<html><head><meta property='article:published_time' content='{article.published.isoformat()}'></head>"
        f"<body><article><h1>{escape(article.title)}</h1>\n{paragraphs}</article></body></html>"
    )


def checked(article: Article, rulebook: Rulebook, format: str = "markdown") -> Report:  # noqa: A002
    """The report on an article."""
    from checker.check import check_document
    from checker.documents import read_text

    text = as_html(article) if format == "html" else article.as_markdown()
    return check_document(read_text(text, format=format), rulebook=rulebook)


def said(report: Report, *, numbers: bool = True) -> Counter[tuple[str, ...]]:
    """What a report says, without its places: flagged rules with their numbers, verified rules."""
    found: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        texts = sorted(span.text for span in finding.spans) if numbers else ()
        found[("flagged", finding.rule, *texts)] += 1
    return found


# ── wrong sums ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Sum:
    """A sentence whose parts make its total."""

    wording: str
    parts: tuple[int, int]

    def text(self, *, total: int | None = None, factor: int = 1) -> str:
        """The sentence; with another total where one is given."""
        one, other = (part * factor for part in self.parts)
        return self.wording.format(total=one + other if total is None else total, one=one, other=other)


SUMS = (
    "The storm damaged {total:,} houses: {one:,} lost their roofs and {other:,} were flooded.",
    "Of the {total:,} pupils who sat the test, {one:,} passed and {other:,} failed.",
    "The clinic treated {total:,} patients on Sunday: {one:,} adults and {other:,} children.",
    "The army shot down {total:,} drones, {one:,} over the coast and {other:,} over the hills.",
)


def a_sum(number: int) -> Sum:
    """The sum with this number; its parts are no round numbers."""
    random = Random(number)
    return Sum(SUMS[number % len(SUMS)], (random.randrange(120, 480, 2) + 1, random.randrange(21, 110, 2)))


def outcomes(report: Report, rule: str = "parts-sum-to-total") -> set[str]:
    """How the checks of a rule ended."""
    return {check.outcome for check in report.checks if check.rule == rule} | {
        "inconsistent" for finding in report.findings if rule in (finding.rule, *finding.relations)
    }


def article_of_sum(sentence: str) -> Article:
    """An article that holds a sentence among others without numbers."""
    made = make(7, paragraphs=1)
    return replace(made, paragraphs=(QUIET, sentence, "Nobody was at the town hall to comment."))


def broken_sums(rulebook: Rulebook, count: int) -> Iterator[str]:
    """Sums that were verified and stay so when one part is wrong, or change when all is scaled."""
    for number in range(count):
        made = a_sum(number)
        before = outcomes(checked(article_of_sum(made.text()), rulebook))
        scaled = outcomes(checked(article_of_sum(made.text(factor=10)), rulebook))
        if scaled != before:
            yield f"ten times as much: {sorted(before)} became {sorted(scaled)}: {made.text()}"
        if before != {"consistent"}:
            continue
        wrong = outcomes(checked(article_of_sum(made.text(total=sum(made.parts) + 9)), rulebook))
        if "consistent" in wrong or not wrong:
            yield f"a wrong total is {sorted(wrong)}: {made.text()}"


def articles(count: int, seed: int) -> Iterator[Article]:
    """Articles, every second with a wrong sum in it."""
    for number in range(count):
        article = make(seed * 100_000 + number, paragraphs=5)
        if number % 2:
            made = a_sum(2 * number)
            wrong = made.text(total=sum(made.parts) + 9)
            article = replace(article, paragraphs=(*article.paragraphs, wrong))
        yield article


def differences(article: Article, rulebook: Rulebook, change: Change, random: Random) -> Iterator[str]:
    """What an article's report says differently after a change."""
    before = said(checked(article, rulebook), numbers=change.numbers_stay)
    after = said(checked(change.apply(article, random), rulebook, change.format), numbers=change.numbers_stay)
    for line in before - after:
        yield f"{change.name}: no longer {' '.join(line)}"
    for line in after - before:
        yield f"{change.name}: newly {' '.join(line)}"


def main(options: Sequence[str] = ()) -> None:
    """Print every difference, and how many articles and changes were tried."""
    from checker.rulebook import load_rulebook

    given = dict(option.lstrip("-").split("=", 1) for option in options if "=" in option)
    count, seed = int(given.get("articles", "200")), int(given.get("seed", "1"))
    until = time.monotonic() + float(given.get("seconds", "inf"))
    rulebook = load_rulebook()
    random = Random(seed)
    tried = flagged = 0
    found: Counter[str] = Counter()
    for tried, article in enumerate(articles(count, seed), start=1):  # noqa: B007
        before = {numbers: said(checked(article, rulebook), numbers=numbers) for numbers in (True, False)}
        flagged += bool(before[True])
        for change in CHANGES:
            after = said(
                checked(change.apply(article, random), rulebook, change.format), numbers=change.numbers_stay
            )
            wanted = before[change.numbers_stay]
            if after != wanted:
                found[change.name] += 1
                print(
                    f"  {change.name}: no longer {list(wanted - after)}, newly {list(after - wanted)}",
                    flush=True,
                )
        if time.monotonic() > until:
            break
    print(
        f"articles {tried}, with a finding {flagged}, changes {tried * len(CHANGES)}, differences {sum(found.values())}"
    )
    for name, number in found.most_common():
        print(f"  {name}: {number}")
    lines = list(broken_sums(rulebook, min(count, 40)))
    print(f"sums scaled and broken {min(count, 40)}, differences {len(lines)}")
    for line in lines:
        print(f"  {line}")
