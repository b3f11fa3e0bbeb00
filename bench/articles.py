"""Articles made from templates: as many as wanted, each coherent, each the same for the same number.

Their figures are right: sums add up, percentages fit, weekdays fall on their dates. They serve where a benchmark or a
metamorphic test needs many articles.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

TOWNS = (
    "Ashcombe", "Brackley Cross", "Carrowmore", "Dunholme", "Eastlake", "Farrowdale", "Greyminster", "Hallowfield",
    "Inverbeck", "Jarrowby", "Kelsford", "Larkmouth", "Marrowton", "Northwick", "Oldhaven", "Penbury",
)  # fmt: skip
PEOPLE = (
    "Amara Osei", "Beatrix Lindqvist", "Callum Dreyer", "Dalia Farouk", "Edmund Vance", "Freya Nakamura", "Gareth Pell",
    "Hana Novak", "Idris Coleman", "Julia Ferrante", "Kofi Mensah", "Leila Haddad", "Marcus Thorne", "Nadia Petrov",
)  # fmt: skip
FIRMS = ("Harrow Foods", "Telmark", "Ridgeway Rail", "Bluewater Energy", "Castor Mills", "Orrin Shipping")
BEGINNINGS = (
    "Ald", "Birch", "Clay", "Dray", "Elm", "Fen", "Gart", "Hazel", "Ing", "Kest", "Lang", "Mar", "Nor", "Oak", "Pens",
    "Quar", "Rush", "Sed", "Thorn", "Ulver", "Wald", "Yar", "Brin", "Crow", "Dun", "Ever", "Flax", "Gold", "Hart", "Ives",
)  # fmt: skip
ENDINGS = (
    "bourne", "by", "combe", "croft", "dale", "den", "field", "ford", "gate", "ham", "hurst", "keld", "ley", "low", "mere",
    "more", "nor", "ridge", "scale", "shaw", "sted", "stoke", "thwaite", "ton", "vale", "wade", "wick", "worth", "wold",
    "yard",
)  # fmt: skip
GIVEN = (
    "Ada",
    "Boris",
    "Clara",
    "Dmitri",
    "Elif",
    "Farid",
    "Greta",
    "Hugo",
    "Ines",
    "Jonas",
    "Kira",
    "Luis",
    "Mina",
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


@dataclass(frozen=True, slots=True)
class Article:
    """A made article: its headline, its publication date and its paragraphs."""

    title: str
    published: date
    paragraphs: tuple[str, ...]

    def as_markdown(self) -> str:
        """The article as a Markdown file with front matter."""
        head = f"---\ntitle: {self.title}\ndate: {self.published.isoformat()}\n---\n\n"
        return head + "\n\n".join(self.paragraphs) + "\n"

    def as_text(self) -> str:
        """The paragraphs alone, one a line."""
        return "\n".join(self.paragraphs) + "\n"


@dataclass(frozen=True, slots=True)
class Names:
    """The places, people and firms that a story may be about."""

    towns: Sequence[str] = TOWNS
    people: Sequence[str] = PEOPLE
    firms: Sequence[str] = FIRMS


def names_of_part(part: int) -> Names:
    """Names for this part of a long text, and for no other of its first two thousand parts."""
    beginnings, endings, given = len(BEGINNINGS), len(ENDINGS), len(GIVEN)

    def name(place: int) -> str:
        return BEGINNINGS[place % beginnings] + ENDINGS[place // beginnings % endings]

    def town(place: int) -> str:
        before = ("", "Great ", "Little ", "Upper ", "Nether ", "Old ")
        return before[place // (beginnings * endings) % len(before)] + name(place)

    def person(place: int) -> str:
        return f"{GIVEN[place % given]} {name(place // given).removesuffix('e')}er"

    return Names(
        tuple(town(4 * part + place) for place in range(4)),
        tuple(person(3 * part + place) for place in range(3)),
        tuple(f"{name(2 * part + place)} {kind}" for place, kind in enumerate(("Mills", "Shipping"))),
    )


@dataclass(frozen=True, slots=True)
class Desk:
    """What a paragraph is made from."""

    random: Random
    published: date
    names: Names

    def town(self) -> str:
        return self.random.choice(self.names.towns)

    def person(self) -> str:
        return self.random.choice(self.names.people)

    def firm(self) -> str:
        return self.random.choice(self.names.firms)

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)


def number(value: int) -> str:
    """A count as a desk writes it: words to twelve, then digits with thousands separators."""
    return SMALL[value] if 0 <= value <= 12 else f"{value:,}"


def long_date(day: date) -> str:
    """A date as "Friday, May 23, 2025"."""
    return f"{WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}, {day.year}"


def _flood(desk: Desk) -> str:
    saved, lost = desk.number(120, 480), desk.number(20, 110)
    return (
        f"Flood water reached {saved + lost} homes in {desk.town()}: {saved} were pumped dry by morning and {lost} were "
        f"still under water, the county said."
    )


def _council(desk: Desk) -> str:
    yes, no = desk.number(21, 39), desk.number(5, 19)
    return f"Councillors backed the plan by {yes} votes to {no}, a majority of {yes - no}, after a debate of three hours."


def _profits(desk: Desk) -> str:
    before, percent = desk.number(2, 9) * 100, desk.number(1, 9) * 5
    after = before * (100 + percent) // 100
    return (
        f"Sales at {desk.firm()} rose {percent} percent to {after} million dollars from {before} million dollars a year "
        f"earlier, the company said."
    )


def _court(desk: Desk) -> str:
    age = desk.number(24, 71)
    born = desk.published.year - age - 1
    return (
        f"{desk.person()}, who was born in {born}, was cleared by the crown court. The jury of "
        f"{number(12)} deliberated for two days."
    )


def _hearing(desk: Desk) -> str:
    day = desk.published + timedelta(days=desk.number(10, 90))
    return f"The next hearing is set for {long_date(day)}, at the court in {desk.town()}."


def _distance(desk: Desk) -> str:
    miles = desk.number(10, 95)
    kilometres = (miles * 1609344 + 500_000) // 1_000_000
    return (
        f"The convoy was stopped {miles} miles ({kilometres} km) north of {desk.town()}, near the reservoir."
    )


def _school(desk: Desk) -> str:
    whole = desk.number(4, 18) * 50
    part = whole * desk.number(10, 45) // 50
    return (
        f"Of the {whole} pupils who sat the examination in {desk.town()}, {part} passed, the head teacher said, and the "
        f"remaining {whole - part} may sit it again in spring."
    )


def _crash(desk: Desk) -> str:
    hurt, badly = desk.number(9, 30), desk.number(2, 7)
    return f"The crash injured {hurt} people, including {number(badly)} children, and closed the road for most of the day."


def _grant(desk: Desk) -> str:
    parts = [desk.number(11, 60) for _ in range(3)]
    return (
        f"The fund paid out ${sum(parts)} million in all: ${parts[0]} million for schools, ${parts[1]} million for roads "
        f"and ${parts[2]} million for libraries."
    )


def _survey(desk: Desk) -> str:
    yes = desk.number(31, 58)
    undecided = desk.number(4, 12)
    return (
        f"In the survey {yes} percent were in favour, {100 - yes - undecided} percent against and {undecided} percent "
        f"undecided, {desk.firm()} said."
    )


def _anniversary(desk: Desk) -> str:
    years = desk.number(12, 90)
    return f"The bridge at {desk.town()} was opened in {desk.published.year - years}, {years} years ago, by the governor."


def _season(desk: Desk) -> str:
    won, drawn, lost = desk.number(3, 14), desk.number(2, 8), desk.number(2, 8)
    return (
        f"{desk.town()} have played {won + drawn + lost} matches this season, with {number(won)} wins, "
        f"{number(drawn)} draws and {number(lost)} defeats."
    )


def _rain(desk: Desk) -> str:
    inches = desk.number(2, 9)
    millimetres = (inches * 254 + 5) // 10
    return f"About {inches} inches ({millimetres} mm) of rain fell overnight, the weather service said."


def _jobs(desk: Desk) -> str:
    before, cut = desk.number(12, 60) * 100, desk.number(2, 9) * 50
    return (
        f"{desk.firm()} will cut {cut:,} of its {before:,} jobs in {desk.town()}, leaving {before - cut:,}, the union "
        f"said after a meeting with managers."
    )


def _tickets(desk: Desk) -> str:
    price, sold = desk.number(5, 40), desk.number(3, 40) * 100
    return f"The theatre sold {sold:,} tickets at ${price} each, which brought in ${sold * price:,}, {desk.person()} said."


def _quiet(desk: Desk) -> str:
    return (
        f"“We have waited a long time for this, and people are tired,” said {desk.person()}, who runs the market in "
        f"{desk.town()}. “Nobody wants to go through another winter like the last.”"
    )


def _background(desk: Desk) -> str:
    return (
        f"Officials in {desk.town()} declined to comment on the report. A spokesman for {desk.firm()} said that the firm "
        f"was looking at its contents and would answer in due course, and that its staff had done nothing wrong."
    )


PARAGRAPHS: tuple[Callable[[Desk], str], ...] = (
    _flood, _council, _profits, _court, _hearing, _distance, _school, _crash, _grant, _survey, _anniversary, _season,
    _rain, _jobs, _tickets,
)  # fmt: skip
FILLERS: tuple[Callable[[Desk], str], ...] = (_quiet, _background)


def make(
    seed: int,
    *,
    paragraphs: int = 9,
    figures: int | None = None,
    names: Names | None = None,
    published: date | None = None,
) -> Article:
    """The article with this number; `figures`: how many of its paragraphs hold figures, None for two thirds."""
    random = Random(seed)
    day = date(2019, 1, 1) + timedelta(days=random.randrange(2_500))
    published = published or day
    desk = Desk(random, published, names or Names())
    wanted = paragraphs * 2 // 3 if figures is None else figures
    kinds = random.sample(PARAGRAPHS, min(len(PARAGRAPHS), max(1, wanted)))
    while len(kinds) < wanted:
        kinds.append(random.choice(PARAGRAPHS))
    texts = [kind(desk) for kind in kinds]
    texts += [random.choice(FILLERS)(desk) for _ in range(paragraphs - len(texts))]
    random.shuffle(texts)
    title = f"{desk.town()} counts the cost as {desk.firm()} looks on"
    return Article(title=title, published=published, paragraphs=tuple(texts))


def make_news(seed: int) -> Article:
    """The article with this number at the length of news, with a number every twenty-five words or so, as news has."""
    return make(seed, paragraphs=18, figures=6)


def make_long(seed: int, *, words: int) -> Article:
    """An article of about so many words: parts of one day, each about places, people and firms of its own."""
    parts: list[str] = []
    count = part = 0
    first = make(seed)
    while count < words:
        article = make(seed * 1_000_003 + part, names=names_of_part(part), published=first.published)
        parts += article.paragraphs
        count += sum(len(text.split()) for text in article.paragraphs)
        part += 1
    return Article(title=first.title, published=first.published, paragraphs=tuple(parts))


def make_table(rows: int) -> str:
    """A Markdown article with a table of `rows` rows of four numbers and a row of totals."""
    random = Random(rows)
    lines = ["# Results by district", "", "| district | yes | no | spoilt | all |", "|---|---|---|---|---|"]
    totals = [0, 0, 0, 0]
    for row in range(rows):
        yes, no, spoilt = random.randint(100, 9_000), random.randint(100, 9_000), random.randint(1, 90)
        values = (yes, no, spoilt, yes + no + spoilt)
        totals = [total + value for total, value in zip(totals, values)]
        lines.append(
            f"| {TOWNS[row % len(TOWNS)]} {row + 1} | " + " | ".join(f"{value:,}" for value in values) + " |"
        )
    lines.append("| Total | " + " | ".join(f"{value:,}" for value in totals) + " |")
    return "\n".join(lines) + "\n"
