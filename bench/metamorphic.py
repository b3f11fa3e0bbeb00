"""Changes that must not change a finding: articles are changed in ways that mean the same, and checked again.

`python -m bench metamorphic --articles=200 --seed=1`: made articles with right figures, half of them with one wrong sum.
`--articles=rules`: the examples of the shipped rules, each as an article. `--articles=FILE.jsonl`: an article a line, with
"text" and, if known, "title" and "date". `--limit=N` stops after N articles, `--only=NAME` tries one change, `--seconds=N`
stops after N seconds.

What is compared: which rules flag which numbers; where that differs, the change and the difference are printed. How many
relations were verified or left undecided is counted too: a change may cost a verification without being wrong. Then what
must change is changed: one part of each verified sum is moved beyond rounding, after which that sum must not be verified
any more; and made sums are scaled by ten and told in other units, which must change no verdict.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from bench.articles import FIRMS, MONTHS, PEOPLE, SMALL, TOWNS, WEEKDAYS, make

if TYPE_CHECKING:
    from checker.model import Check, Report, Span
    from checker.rulebook import Rulebook

QUIET = (
    "“Nobody here has slept much,” said a woman who keeps a stall by the harbour. She asked not to be named because her "
    "brother works for the port."
)
UNRELATED = (
    QUIET,
    "The old ferry terminal, a brick hall with a leaking roof, is to become a market. Work on it has not begun.",
    "In other business, the library in Stavely said that a reader had returned an atlas 61 years late and paid no fine.",
    "Tickets for the puppet festival in Wrenfield, which has a stage for 45 marionettes, go on sale at the town hall.",
)
"""Paragraphs that belong to no story; two have a number, which nothing else may be compared with."""
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
    ("percent", "per cent"), ("neighborhood", "neighbourhood"), ("neighborhoods", "neighbourhoods"), ("program", "programme"),
    ("programs", "programmes"), ("kilometers", "kilometres"), ("kilometer", "kilometre"), ("meters", "metres"),
    ("meter", "metre"), ("liters", "litres"), ("center", "centre"), ("centers", "centres"), ("theater", "theatre"),
    ("theaters", "theatres"), ("in favor", "in favour"), ("labor", "labour"), ("color", "colour"), ("harbor", "harbour"),
    ("defense", "defence"), ("organization", "organisation"), ("organizations", "organisations"), ("organized", "organised"),
    ("recognized", "recognised"), ("traveled", "travelled"), ("traveling", "travelling"), ("canceled", "cancelled"),
    ("laborers", "labourers"), ("honor", "honour"), ("rumors", "rumours"), ("gray", "grey"),
    ("authorized", "authorised"), ("hospitalized", "hospitalised"), ("airplane", "aeroplane"), ("favorite", "favourite"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """An article to be changed."""

    name: str
    title: str | None
    published: date | None
    paragraphs: tuple[str, ...]
    independent: bool = False
    """Whether its paragraphs may stand in any order."""

    def as_markdown(self) -> str:
        """The article as a Markdown file, whatever characters it holds."""
        head = "---\n" + (f"title: {json.dumps(self.title)}\n" if self.title else "")
        head += (f"date: {self.published.isoformat()}\n" if self.published else "") + "---\n\n"
        return head + "\n\n".join(map(_escaped, self.paragraphs)) + "\n"

    def as_html(self) -> str:
        """The article as an HTML page."""
        from html import escape

        paragraphs = "\n".join(f"<p>{escape(text)}</p>" for text in self.paragraphs)
        dated = (
            f"<meta property='article:published_time' content='{self.published.isoformat()}'>"
            if self.published
            else ""
        )
        title = f"<h1>{escape(self.title)}</h1>" if self.title else ""
        return f"<html><head>{dated}</head><body><article>{title}\n{paragraphs}</article></body></html>"


_MARKS = re.compile(r"[\\`*_\[\]<>#|~&]")
_BEGINNINGS = re.compile(r"^(\s*)(?:(\d{1,9})([.)])|([-+=]))", re.MULTILINE)


def _escaped(text: str) -> str:
    text = _MARKS.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))
    return _BEGINNINGS.sub(
        lambda match: f"{match[1]}{match[2]}\\{match[3]}" if match[2] else f"{match[1]}\\{match[4]}", text
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A change that means the same."""

    name: str
    apply: Callable[[Article, Random], Article]
    format: str = "markdown"
    numbers_stay: bool = True
    """Whether the numbers are written as before, so that the flagged ones can be compared by their text."""


def _each(article: Article, change: Callable[[str], str]) -> Article:
    title = change(article.title) if article.title else article.title
    return replace(article, title=title, paragraphs=tuple(map(change, article.paragraphs)))


def _inserted(article: Article, texts: Sequence[str], random: Random) -> Article:
    paragraphs = list(article.paragraphs)
    for text in texts:
        paragraphs.insert(random.randrange(len(paragraphs) + 1), text)
    return replace(article, paragraphs=tuple(paragraphs))


def _added(article: Article, random: Random) -> Article:
    return _inserted(article, (random.choice(UNRELATED),), random)


def _reordered(article: Article, random: Random) -> Article:
    """Paragraphs that belong to no story, put here and there; all of them in another order where none needs another."""
    article = _inserted(article, random.sample(UNRELATED, 2), random)
    if article.independent:
        return replace(article, paragraphs=tuple(random.sample(article.paragraphs, len(article.paragraphs))))
    return article


def _straight(article: Article, random: Random) -> Article:
    return _each(
        article, lambda text: text.replace("“", '"').replace("”", '"').replace("’", "'").replace("‘", "'")
    )


def _curly(article: Article, random: Random) -> Article:
    def change(text: str) -> str:
        text = re.sub(r'(^|[\s(\[—–-])"(?=\S)', r"\1“", text).replace('"', "”")
        return re.sub(r"(^|[\s(\[—–“-])'(?=[A-Za-z])(?!(?:s|t|em|til)\b)", r"\1‘", text).replace("'", "’")

    return _each(article, change)


def _dashed(article: Article, random: Random) -> Article:
    def change(text: str) -> str:
        for dash, other in ((" — ", " – "), (" – ", " — "), (" -- ", " – "), ("—", " – ")):
            if dash in text:
                return text.replace(dash, other)
        return text.replace(": ", " — ", 1) if article.independent else text

    return _each(article, change)


def _ranges(article: Article, random: Random) -> Article:
    return _each(
        article, lambda text: re.sub(r"(?<![\d–-])(\d{1,3})-(\d{1,3})(?![\d–-])(?= )", r"\1–\2", text)
    )


def _spelled(article: Article, random: Random) -> Article:
    pairs = dict(BRITISH)
    pairs |= {other: one for one, other in pairs.items()}
    pattern = re.compile(r"\b(" + "|".join(sorted(pairs, key=len, reverse=True)) + r")\b")
    return _each(article, lambda text: pattern.sub(lambda match: pairs[match[1]], text))


def _unseparated(article: Article, random: Random) -> Article:
    return _each(article, lambda text: re.sub(r"(?<=\d),(?=\d{3}\b)", "", text))


def _spaced(article: Article, random: Random) -> Article:
    return _each(article, lambda text: re.sub(r"(?<=\d),(?=\d{3}\b)", "\u202f", text))


_NO_NOUN = (
    r"(?:per|percent|pct|million|billion|trillion|thousand|hundred|dozen|and|or|to|of|in|on|at|for|the|a|an|is|was|were|are|"
    r"by|from|with|but|as|that|who|which|when|while|if|it|he|she|they|we|point|points|am|pm|days?|years?|months?|weeks?)\b"
)
_WORDS = {word: str(value) for value, word in enumerate(SMALL) if value > 1}


def _in_digits(article: Article, random: Random) -> Article:
    pattern = re.compile(rf"(?<![\w-] )(?<![\w-])({'|'.join(_WORDS)})(?= (?!{_NO_NOUN})[a-z]{{3}})")
    loose = re.compile(rf"(?<=[a-z] )(?<!hundred )(?<!thousand )(?<!million )(?<!and )(?<!twenty )({'|'.join(_WORDS)})"
                       rf"(?= (?!{_NO_NOUN})[a-z]{{3}})")  # fmt: skip
    return _each(
        article,
        lambda text: loose.sub(
            lambda match: _WORDS[match[1]], pattern.sub(lambda match: _WORDS[match[1]], text)
        ),
    )


def _in_words(article: Article, random: Random) -> Article:
    words = {digits: word for word, digits in _WORDS.items()}
    pattern = re.compile(rf"(?<=[a-z] )([2-9]|1[0-2])(?= (?!{_NO_NOUN})[a-z]{{3}})")
    return _each(article, lambda text: pattern.sub(lambda match: words[match[1]], text))


def _signed(article: Article, random: Random) -> Article:
    return _each(article, lambda text: re.sub(r"(?<=\d) per ?cent\b(?!age)", "%", text))


def _unsigned(article: Article, random: Random) -> Article:
    return _each(article, lambda text: re.sub(r"(?<=\d) ?%(?= [a-z])", " percent", text))


_SPEAKER = re.compile(
    r"\b(?:said|added|told|says) ((?:[A-Z][a-zé]+ ){0,2}[A-Z][a-zé]{3,})\b|\b([A-Z][a-zé]{3,}) (?:said|added|told|says)\b"
)
_PLACE = re.compile(r"(?<=[a-z] )(?:in|near|at) ([A-Z][a-z]{3,})\b(?! [A-Z\d])")
_NO_NAME = frozenset(
    {
        *MONTHS, *WEEKDAYS, "They", "She", "That", "This", "There", "What", "Officials", "Police", "Then", "When", "Minister",
        "President", "Senator", "Congress", "Senate", "House", "Mayor", "Governor", "Department", "State", "States", "Union",
        "Court", "Committee", "Party", "Council", "University", "Group", "Company", "Board", "Ministry", "Secretary", "Eastern",
        "Western", "Europe", "America", "Britain", "Spring", "Summer", "Autumn", "Winter", "Christmas", "Easter", "Earth",
    }
)  # fmt: skip


def _renamed(article: Article, random: Random) -> Article:
    names: dict[str, str] = {}
    if article.independent:
        names = {
            **dict(zip(TOWNS, OTHERS * 2)),
            **dict(zip(PEOPLE, STRANGERS * 2)),
            **dict(zip(FIRMS, reversed(FIRMS))),
        }
    else:
        text = "\n".join(article.paragraphs)
        people = [(match[1] or match[2]).split()[-1] for match in _SPEAKER.finditer(text)]
        places = [match[1] for match in _PLACE.finditer(text)]
        new_people = [name.split()[-1] for name in STRANGERS]
        for found, new in ((people, new_people), (places, list(OTHERS[:-1]))):
            for name in dict.fromkeys(found):
                if name not in _NO_NAME and name not in names and new:
                    names[name] = new.pop(0)
    if not names:
        return article
    pattern = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")\b")
    return _each(article, lambda text: pattern.sub(lambda match: names[match[0]], text))


def _same(article: Article, random: Random) -> Article:
    return article


CHANGES = (
    Change("an unrelated paragraph", _added),
    Change("unrelated paragraphs here and there", _reordered),
    Change("straight quotation marks", _straight),
    Change("curly quotation marks", _curly),
    Change("other dashes", _dashed),
    Change("dashes in ranges", _ranges, numbers_stay=False),
    Change("the other spelling", _spelled),
    Change("no thousands separators", _unseparated, numbers_stay=False),
    Change("narrow spaces between thousands", _spaced, numbers_stay=False),
    Change("digits for words", _in_digits, numbers_stay=False),
    Change("words for digits", _in_words, numbers_stay=False),
    Change("% for percent", _signed, numbers_stay=False),
    Change("percent for %", _unsigned, numbers_stay=False),
    Change("other names", _renamed),
    Change("HTML for Markdown", _same, format="html"),
)


def checked(article: Article, rulebook: Rulebook, format: str = "markdown") -> Report:  # noqa: A002
    """The report on an article."""
    from checker.check import check_document
    from checker.documents import read_text

    text = article.as_html() if format == "html" else article.as_markdown()
    return check_document(read_text(text, format=format), rulebook=rulebook)


def said(report: Report, *, numbers: bool = True) -> Counter[tuple[str, ...]]:
    """What a report flags, without its places: the rules, and with `numbers` the numbers too."""
    found: Counter[tuple[str, ...]] = Counter()
    for finding in report.findings:
        texts = sorted(span.text.replace("per cent", "percent") for span in finding.spans) if numbers else ()
        found[(finding.rule, *texts)] += 1
    return found


def verified(report: Report) -> Counter[tuple[str, str]]:
    """How often each rule was verified or left undecided."""
    return Counter((check.rule, check.outcome) for check in report.checks)


# ── sums ──────────────────────────────────────────────────────────────────────────────────────────────────────

SUM_RULE = "parts-sum-to-total"


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
MEASURED = (
    (
        "The new line is {total} {unit} long: {one} {unit} in the hills and {other} {unit} on the plain.",
        "length",
    ),
    (
        "The farm sold {total} {unit} of wheat: {one} {unit} at the market and {other} {unit} to the mill.",
        "weight",
    ),
    ("The council spent {total}: {one} on roads and {other} on parks.", "money"),
)
UNITS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "length": (("kilometres", 1), ("metres", 1_000), ("km", 1)),
    "weight": (("tonnes", 1), ("kilograms", 1_000), ("kg", 1_000)),
    "money": (("${} million", 1), ("${},000,000", 1), ("€{} million", 1)),
}
"""The same amounts in other units: how many of each make one of the first."""


def a_sum(number: int) -> Sum:
    """The sum with this number; its parts are no round numbers."""
    random = Random(number)
    return Sum(SUMS[number % len(SUMS)], (random.randrange(120, 480, 2) + 1, random.randrange(21, 110, 2)))


def measured(number: int, unit: int, *, wrong: int = 0) -> str:
    """The sum of measures or of money with this number, told in the unit with the number `unit`."""
    random = Random(number)
    wording, dimension = MEASURED[number % len(MEASURED)]
    name, factor = UNITS[dimension][unit]
    one, other = random.randrange(21, 80, 2), random.randrange(3, 19, 2)
    amounts = [value * factor for value in (one + other + wrong, one, other)]
    if dimension == "money":
        total, first, second = (name.format(value) for value in amounts)
        return wording.format(total=total, one=first, other=second)
    total, first, second = (f"{value:,}" for value in amounts)
    return wording.format(total=total, one=first, other=second, unit=name)


def outcomes(report: Report, rule: str = SUM_RULE) -> set[str]:
    """How the checks of a rule ended."""
    return {check.outcome for check in report.checks if check.rule == rule} | {
        "inconsistent" for finding in report.findings if rule in (finding.rule, *finding.relations)
    }


def article_of_sum(sentence: str) -> Article:
    """An article that holds a sentence among others without numbers."""
    return Article(
        name="sum",
        title="A town counts the cost",
        published=date(2024, 5, 21),
        paragraphs=(QUIET, sentence, "Nobody was at the town hall to comment."),
    )


def broken_sums(rulebook: Rulebook, count: int) -> Iterator[str]:
    """Sums that were verified and stay so when the total is wrong, or change when all is scaled or told otherwise."""

    def ended(sentence: str) -> set[str]:
        return outcomes(checked(article_of_sum(sentence), rulebook))

    for number in range(count):
        made = a_sum(number)
        before = ended(made.text())
        scaled = ended(made.text(factor=10))
        if scaled != before:
            yield f"ten times as much: {sorted(before)} became {sorted(scaled)}: {made.text()}"
        if before == {"consistent"}:
            wrong = ended(made.text(total=sum(made.parts) + 9))
            if "consistent" in wrong or not wrong:
                yield f"a wrong total is {sorted(wrong)}: {made.text()}"
        for slip in (0, 9):
            first, *others = (ended(measured(number, unit, wrong=slip)) for unit in range(3))
            for unit, other in enumerate(others, start=1):
                if other != first:
                    yield f"other units: {sorted(first)} became {sorted(other)}: {measured(number, unit, wrong=slip)}"


def _moved(span: Span, report: Report, slack: float) -> str | None:
    """A number like the one in a span, changed in its first digit by more than `slack`; None where there is none."""
    digits = re.sub(r"[^\d]", "", span.text)
    if not re.fullmatch(r"\d[\d,]*", span.text) or span.claim is None:
        return None
    for new in (min(9, int(digits[0]) + 1), min(9, int(digits[0]) + 4)):
        if abs(new - int(digits[0])) * 10 ** (len(digits) - 1) > slack:
            return str(new) + span.text[1:]
    return None


def _slack(check: Check, report: Report) -> float | None:
    """How far the numbers of a check may be off together; None where one of them has no end."""
    claims = {claim.index: claim for claim in report.read}
    slack = 0.0
    for span in check.spans:
        if span.claim is None or span.claim not in claims:
            continue
        wide = claims[span.claim].quantity.wide
        if wide.low is None or wide.high is None:
            return None
        slack += float(wide.high - wide.low)
    return slack


def broken_parts(article: Article, report: Report, rulebook: Rulebook) -> Iterator[str | None]:
    """For each part of a verified sum, after it was moved beyond rounding: what is still verified, or None."""
    for check in report.checks:
        if check.rule != SUM_RULE or check.outcome != "consistent":
            continue
        slack = _slack(check, report)
        parts = [span for span in check.spans if span.role.startswith("part") and span.block >= 0]
        for span in parts if slack is not None else ():
            assert slack is not None
            new = _moved(span, report, 2 * slack)
            document = report.document
            if new is None or document is None:
                continue
            after = _checked_source(
                document.source[: span.start] + new + document.source[span.end :], rulebook
            )
            still = any(
                other.rule == SUM_RULE
                and other.outcome == "consistent"
                and any(one.start == span.start and one.text == new for one in other.spans)
                for other in after.checks
            )
            yield (
                f"still verified with {new} for {span.text}: {' '.join(check.working)} [{article.name}]"
                if still
                else None
            )


def _checked_source(source: str, rulebook: Rulebook) -> Report:
    from checker.check import check_document
    from checker.documents import read_text

    return check_document(read_text(source, format="markdown"), rulebook=rulebook)


# ── articles ──────────────────────────────────────────────────────────────────────────────────────────────────


def articles(count: int, seed: int) -> Iterator[Article]:
    """Made articles, every second with a wrong sum in it."""
    for number in range(count):
        made = make(seed * 100_000 + number, paragraphs=5)
        paragraphs = made.paragraphs
        if number % 2:
            total = a_sum(2 * number)
            paragraphs = (*paragraphs, total.text(total=sum(total.parts) + 9))
        yield Article(f"made {seed}-{number}", made.title, made.published, paragraphs, independent=True)


def examples(rulebook: Rulebook) -> Iterator[Article]:
    """The examples of the rules, each as an article."""
    for rule in rulebook.rules:
        for test in rule.tests:
            paragraphs = tuple(part for part in re.split(r"\n\s*\n", test.text.strip()) if part.strip())
            if not any(part.lstrip().startswith(("|", "-", "*", "#")) for part in paragraphs):
                yield Article(f"{rule.id}:{test.line}", test.title, test.published, paragraphs)


def from_lines(path: str) -> Iterator[Article]:
    """The articles of a JSON Lines file."""
    with open(path, encoding="utf-8") as stream:
        for number, line in enumerate(stream, start=1):
            record = json.loads(line)
            day = record.get("date")
            paragraphs = tuple(part for part in re.split(r"\n\s*\n|\n", record["text"]) if part.strip())
            yield Article(
                name=str(record.get("id", number)),
                title=" ".join((record.get("title") or "").split()) or None,
                published=date.fromisoformat(day[:10]) if day else None,
                paragraphs=paragraphs,
            )


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
    wanted, seed = given.get("articles", "200"), int(given.get("seed", "1"))
    limit = int(given.get("limit", "1000000"))
    until = time.monotonic() + float(given.get("seconds", "inf"))
    rulebook = load_rulebook()
    if wanted.isdigit():
        chosen = articles(int(wanted), seed)
    else:
        chosen = examples(rulebook) if wanted == "rules" else from_lines(wanted)
    random = Random(seed)
    tried = flagged = changed = broken = 0
    found: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    changes = [change for change in CHANGES if given.get("only", "") in change.name]
    for article in chosen:
        if tried >= limit or time.monotonic() > until:
            break
        tried += 1
        report = checked(article, rulebook)
        flagged += bool(report.findings)
        for change in changes:
            other = change.apply(article, random)
            if other == article and change.format == "markdown":
                continue
            changed += 1
            again = checked(other, rulebook, change.format)
            before, after = (said(one, numbers=change.numbers_stay) for one in (report, again))
            if after != before:
                found[change.name] += 1
                print(
                    f"  {article.name}: {change.name}: no longer {list(before - after)}, newly {list(after - before)}",
                    flush=True,
                )
            was, now = verified(report), verified(again)
            if was != now:
                lost[change.name] += 1
                if "verified" in given:
                    print(f"  {article.name}: {change.name}: verified no longer {list(was - now)}, newly {list(now - was)}",
                          flush=True)  # fmt: skip
        if not given.get("only"):
            for line in broken_parts(article, report, rulebook):
                broken += 1
                if line is not None:
                    found["one part of a verified sum moved"] += 1
                    print(f"  {line}", flush=True)
    print(
        f"articles {tried}, with a finding {flagged}, changes {changed}, with another finding {sum(found.values())}, "
        f"with another verification {sum(lost.values())}; parts of verified sums moved {broken}"
    )
    for name in sorted({*found, *lost}, key=lambda name: (-found[name], -lost[name])):
        print(f"  {name}: findings {found[name]}, verifications {lost[name]}")
    if wanted.isdigit() and not given.get("only"):
        lines = list(broken_sums(rulebook, min(int(wanted), 40)))
        print(f"sums scaled, broken and told in other units {min(int(wanted), 40)}, differences {len(lines)}")
        for line in lines:
            print(f"  {line}")
