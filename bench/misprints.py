"""Misprints in generated systems of relations: is the culprit found, and is sound rounding left in peace?

`python -m bench misprints [--systems=N] [--sums=N] [--seed=N]`. Wanted: the culprit among the suspects always, alone or
first in at least nine of ten systems that are decided at all, and at most 0.5 % false alarms on sums that were rounded and
hedged as reporters do.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.arithmetic.misprints import edits
from checker.intervals import Written, number_intervals
from checker.judge import judge
from checker.model import Block, Claim, Document, Finding, Form, Link, Quantity, Reading, Rule, Segment
from checker.reconcile import reconcile
from checker.rulebook import read_rule_text

_RULES: dict[str, tuple[str, dict[str, str]]] = {
    "breakdown": ("sum(part) == whole", {"whole": "1", "part": "2+"}),
    "subset": ("part <= whole", {"whole": "1", "part": "1"}),
    "restatement": ("first == second", {"first": "1", "second": "1"}),
    "share": ("percent(part, whole) == share", {"part": "1", "whole": "1", "share": "1"}),
    "change": ("percent_change(before, after) == change", {"before": "1", "after": "1", "change": "1"}),
    "difference": ("after - before == difference", {"before": "1", "after": "1", "difference": "1"}),
}
"""Each kind of relation: what holds, and how many claims fill its roles."""


def rules() -> tuple[Rule, ...]:
    """One rule for each kind of relation that the systems are made of."""
    made = []
    for kind, (assertion, counts) in _RULES.items():
        roles = "".join(
            f"  {role}: {{link: {kind}, role: {role}, count: {count}}}\n" for role, count in counts.items()
        )
        text = (
            f"id: {kind}-holds\nseverity: error\nexplain: It holds.\nroles:\n{roles}assert: {assertion}\n"
            "message: It does not hold.\ntests:\n"
            "- {expect: consistent, text: a}\n- {expect: inconsistent, text: b}\n- {expect: none, text: c}\n"
        )
        reading = read_rule_text(text, path=f"{kind}-holds.yaml", pack="bench")
        assert reading.rule is not None, reading.problems
        made.append(reading.rule)
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a system: its true value and how it is written."""

    value: Fraction
    text: str
    qualifier: str = "exactly"
    form: Form = "count"

    def claim(self, index: int, start: int, sentence_end: int) -> Claim:
        """The claim that a reader makes of the figure at its place in the text."""
        digits = self.text.replace(",", "").replace("%", "").split()[0]
        scale = Fraction(10**6) if "million" in self.text else Fraction(1)
        places = len(digits.partition(".")[2])
        zeros = 0 if places else len(digits) - len(digits.rstrip("0") or "0")
        written = Written(
            digits=digits,
            scale=scale,
            unit_place=scale / 10**places,
            nonzero_place=scale * 10**zeros / 10**places,
        )
        value = Fraction(digits) * scale
        core, wide = number_intervals(
            value,
            written=written,
            qualifier=self.qualifier,
            discrete=self.form == "count",
            continuous=self.form == "percent",
        )
        unit = "percent" if self.form == "percent" else None
        quantity = Quantity(
            start=start,
            end=start + len(self.text),
            text=self.text,
            mention_start=start,
            mention_end=start + len(self.text),
            mention=self.text,
            form=self.form,
            readings=(Reading(core=core, wide=wide, unit=unit),),
            value=value,
            qualifier=self.qualifier,  # type: ignore[arg-type]
            written=written,
            unit=unit,
        )
        return Claim(
            index=index,
            block=0,
            block_kind="paragraph",
            sentence=0,
            sentence_start=0,
            sentence_end=sentence_end,
            quantity=quantity,
        )


@dataclass(frozen=True, slots=True)
class System:
    """Figures and the relations between them, by the figures' places."""

    figures: tuple[Figure, ...]
    relations: tuple[tuple[str, dict[str, tuple[int, ...]]], ...]

    def findings(self, rulebook: Sequence[Rule]) -> tuple[Finding, ...]:
        """What the judge and the reconciliation make of it."""
        text = " ".join(figure.text for figure in self.figures)
        claims: list[Claim] = []
        start = 0
        for index, figure in enumerate(self.figures):
            claims.append(figure.claim(index, start, len(text)))
            start += len(figure.text) + 1
        links = [
            Link(
                kind=kind,
                roles={role: tuple(claims[place] for place in places) for role, places in roles.items()},
            )
            for kind, roles in self.relations
        ]
        block = Block(kind="paragraph", text=text, segments=(Segment(0, 0, len(text), len(text)),))
        document = Document(path="system", source=text, blocks=(block,))
        findings, _ = reconcile(document, judge(rulebook, claims, links))
        return findings


def whole_number(value: int) -> Figure:
    """A count in plain digits."""
    return Figure(Fraction(value), f"{value:,}")


def sound_system(chance: random.Random) -> System:
    """Two to four relations that all hold, the first a sum, each of the others tied to one before."""
    parts = [chance.randint(11, 900) for _ in range(chance.choice((2, 2, 3, 4)))]
    figures = [whole_number(sum(parts)), *map(whole_number, parts)]
    relations: list[tuple[str, dict[str, tuple[int, ...]]]] = [
        ("breakdown", {"whole": (0,), "part": tuple(range(1, len(figures)))})
    ]
    makers: list[Callable[[random.Random, list[Figure], int], tuple[str, dict[str, tuple[int, ...]]]]] = [
        _larger_sum, _restated, _share, _change, _difference, _subset, _split,
    ]  # fmt: skip
    for _ in range(chance.randint(1, 3)):
        anchor = chance.choice([place for place, figure in enumerate(figures) if figure.form == "count"])
        relations.append(chance.choice(makers)(chance, figures, anchor))
    return System(tuple(figures), tuple(relations))


def _add(figures: list[Figure], figure: Figure) -> int:
    figures.append(figure)
    return len(figures) - 1


def _larger_sum(
    chance: random.Random, figures: list[Figure], anchor: int
) -> tuple[str, dict[str, tuple[int, ...]]]:
    other = chance.randint(3, 400)
    part = _add(figures, whole_number(other))
    whole = _add(figures, whole_number(int(figures[anchor].value) + other))
    return "breakdown", {"whole": (whole,), "part": (anchor, part)}


def _split(
    chance: random.Random, figures: list[Figure], anchor: int
) -> tuple[str, dict[str, tuple[int, ...]]]:
    value = int(figures[anchor].value)
    first = chance.randint(1, max(value - 1, 1))
    places = (_add(figures, whole_number(first)), _add(figures, whole_number(value - first)))
    return "breakdown", {"whole": (anchor,), "part": places}


def _restated(
    chance: random.Random, figures: list[Figure], anchor: int
) -> tuple[str, dict[str, tuple[int, ...]]]:
    return "restatement", {"first": (anchor,), "second": (_add(figures, figures[anchor]),)}


def _share(
    chance: random.Random, figures: list[Figure], anchor: int
) -> tuple[str, dict[str, tuple[int, ...]]]:
    whole = chance.randint(int(figures[anchor].value), int(figures[anchor].value) * 5)
    percent = figures[anchor].value / whole * 100
    share = _add(figures, percent_figure(percent, chance.choice((0, 1))))
    return "share", {"part": (anchor,), "whole": (_add(figures, whole_number(whole)),), "share": (share,)}


def _change(
    chance: random.Random, figures: list[Figure], anchor: int
) -> tuple[str, dict[str, tuple[int, ...]]]:
    before = int(figures[anchor].value)
    after = before + chance.randint(max(before // 20, 1), before)
    change = _add(figures, percent_figure(Fraction(after - before, before) * 100, chance.choice((0, 1))))
    return "change", {
        "before": (anchor,),
        "after": (_add(figures, whole_number(after)),),
        "change": (change,),
    }


def _difference(
    chance: random.Random, figures: list[Figure], anchor: int
) -> tuple[str, dict[str, tuple[int, ...]]]:
    more = chance.randint(2, 500)
    difference = _add(figures, whole_number(more))
    after = _add(figures, whole_number(int(figures[anchor].value) + more))
    return "difference", {"before": (anchor,), "after": (after,), "difference": (difference,)}


def _subset(
    chance: random.Random, figures: list[Figure], anchor: int
) -> tuple[str, dict[str, tuple[int, ...]]]:
    part = chance.randint(1, int(figures[anchor].value))
    return "subset", {"whole": (anchor,), "part": (_add(figures, whole_number(part)),)}


def percent_figure(percent: Fraction, places: int) -> Figure:
    """A percentage rounded to so many places, half up."""
    scaled = int(percent * 10**places + Fraction(1, 2))
    text = str(scaled) if not places else f"{scaled // 10**places}.{scaled % 10**places:0{places}d}"
    return Figure(percent, f"{text}%", form="percent")


def misprinted(chance: random.Random, system: System) -> tuple[System, int]:
    """The system with one slip of the hand in one figure, and which."""
    while True:
        culprit = chance.randrange(len(system.figures))
        figure = system.figures[culprit]
        digits = figure.text.replace(",", "").replace("%", "")
        slips = sorted(
            {
                (text, why)
                for text, why in edits(digits)
                if text.strip("0.") and Fraction(text) != Fraction(digits)
            }
        )
        if not slips:
            continue
        by_kind: dict[str, list[str]] = {}
        for text, why in slips:
            by_kind.setdefault(why, []).append(text)
        text = chance.choice(by_kind[chance.choice(sorted(by_kind))])
        shown = f"{text}%" if figure.form == "percent" else f"{int(text):,}"
        figures = list(system.figures)
        figures[culprit] = Figure(figure.value, shown, figure.qualifier, figure.form)
        return System(tuple(figures), system.relations), culprit


# ── sums as reporters write them ──


def as_reported(chance: random.Random, value: int) -> Figure:
    """A true count in one of the ways in which reporters write it."""
    style = chance.choice(
        ("exact", "exact", "rounded", "about", "nearly", "more_than", "at_least", "million")
    )
    if style == "million" and value >= 1_000_000:
        tenths = (value * 10 + 500_000) // 1_000_000
        return Figure(Fraction(value), f"{tenths // 10}.{tenths % 10} million")
    if style in ("exact", "million") or value < 100:
        return whole_number(value)
    place = 10 ** (len(str(value)) - chance.choice((2, 3) if value >= 1000 else (2,)))
    down, up = value // place * place, -(-value // place) * place
    nearest = down if value - down < up - value else up
    written = {"rounded": nearest, "about": nearest, "nearly": up, "more_than": down, "at_least": down}[style]
    if style == "more_than" and down == value:
        style = "at_least"
    return Figure(Fraction(value), f"{written:,}", "exactly" if style == "rounded" else style)


def reported_sum(chance: random.Random) -> System:
    """A true sum, or shares of 100, in figures that were rounded and hedged one by one."""
    count = chance.randint(2, 5)
    if chance.random() < 0.25:
        sizes = [chance.randint(5, 1000) for _ in range(count)]
        shares = [
            percent_figure(Fraction(size, sum(sizes)) * 100, chance.choice((0, 0, 1))) for size in sizes
        ]
        figures = (Figure(Fraction(100), "100%", form="percent"), *shares)
    else:
        top = chance.choice((400, 5_000, 80_000, 30_000_000))
        parts = [chance.randint(3, top) for _ in range(count)]
        figures = (as_reported(chance, sum(parts)), *(as_reported(chance, part) for part in parts))
    roles = {"whole": (0,), "part": tuple(range(1, len(figures)))}
    return System(figures, (("breakdown", roles),))


def measure_misprints(systems: int, chance: random.Random) -> Counter[str]:
    """How often the misprint is noticed, the culprit suspected, and singled out rightly."""
    rulebook = rules()
    counted: Counter[str] = Counter()
    for _ in range(systems):
        sound = sound_system(chance)
        if sound.findings(rulebook):
            counted["sound but flagged"] += 1
        broken, culprit = misprinted(chance, sound)
        findings = broken.findings(rulebook)
        counted["systems"] += 1
        if not findings:
            continue
        counted["noticed"] += 1
        counted["one finding"] += len(findings) == 1
        counted["suspected"] += all(culprit in suspected for suspected, _ in map(_suspects, findings))
        first = [top for _, top in map(_suspects, findings) if top is not None]
        if first:
            counted["decided"] += 1
            counted["rightly"] += all(top == culprit for top in first)
    return counted


def _suspects(finding: Finding) -> tuple[set[int | None], int | None]:
    """The figures under suspicion, and the one that stands out: alone, or alone with the strongest evidence."""
    from checker.arithmetic.misprints import NO_SLIP, RANK

    places = [finding.spans[suspect.span].claim for suspect in finding.suspects]
    ranks = [RANK.get(suspect.why, NO_SLIP) for suspect in finding.suspects]
    best = [place for place, rank in zip(places, ranks) if rank == min(ranks)]
    return set(places), best[0] if len(best) == 1 else None


def measure_sums(sums: int, chance: random.Random) -> Iterator[System]:
    """The sound sums that were flagged."""
    rulebook = rules()
    for _ in range(sums):
        system = reported_sum(chance)
        if system.findings(rulebook):
            yield system


def _percent(part: int, whole: int) -> str:
    tenths = (part * 1000 + whole // 2) // whole if whole else 0
    return f"{tenths // 10}.{tenths % 10} %"


def main(options: Sequence[str] = ()) -> None:
    """Print both measurements."""
    given = dict(option.lstrip("-").split("=", 1) for option in options if "=" in option)
    chance = random.Random(int(given.get("seed", "1")))
    counted = measure_misprints(int(given.get("systems", "2000")), chance)
    systems, noticed, decided = counted["systems"], counted["noticed"], counted["decided"]
    print(f"systems of two to four relations, one misprint each: {systems}")
    print(f"  flagged before the misprint        {counted['sound but flagged']:>6}")
    print(f"  noticed                            {noticed:>6}  {_percent(noticed, systems)}")
    print(
        f"  one finding for the one slip       {counted['one finding']:>6}  {_percent(counted['one finding'], noticed)}"
    )
    print(
        f"  culprit among the suspects         {counted['suspected']:>6}  {_percent(counted['suspected'], noticed)}"
    )
    print(f"  decided: one suspect stands out    {decided:>6}  {_percent(decided, noticed)}")
    print(
        f"  and it is the culprit              {counted['rightly']:>6}  {_percent(counted['rightly'], decided)}"
    )
    sums = int(given.get("sums", "4000"))
    alarms = list(measure_sums(sums, chance))
    print(f"true sums, rounded and hedged: {sums}")
    print(f"  flagged all the same               {len(alarms):>6}  {_percent(len(alarms), sums)}")
    for system in alarms[:5]:
        print("    " + ", ".join(f"{f.qualifier} {f.text} ({int(f.value):,})" for f in system.figures))
