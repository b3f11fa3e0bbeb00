"""The values that travel the way of the data, each frozen. The stages meet here and know nothing of each other.

Offsets are Unicode code points, half-open. A claim's spans are offsets into its *block's* text; `Block.to_source`
turns them into offsets of the source file, and `Lines` turns those into lines and columns, which start at 1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from checker.errors import Problem
from checker.intervals import Interval, Written

# ── documents ─────────────────────────────────────────────────────────────────────────────────────────────────

BlockKind = Literal[
    "headline", "standfirst", "paragraph", "list_item", "table_cell", "caption", "heading", "quote"
]
BLOCK_KINDS: tuple[BlockKind, ...] = (
    "headline",
    "standfirst",
    "paragraph",
    "list_item",
    "table_cell",
    "caption",
    "heading",
    "quote",
)


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a block's text and the piece of the source that it was read from.

    Where both lengths are equal the characters correspond one to one; otherwise the whole source piece (an entity,
    an escape) stands for the whole text piece.
    """

    text: int
    source: int
    length: int
    source_length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, headline, list item, cell or caption: a run of text that is read by itself."""

    kind: BlockKind
    text: str
    segments: tuple[Segment, ...]
    field: str = "body"
    """Where it stood: "body", "title", or the name of the field or element it came from."""
    list_level: int = 0
    """How deep in nested lists a list item stands; 1 is the outermost, 0 is no list."""
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that the text span [start, end) was read from."""
        if not self.segments:
            return start, end
        return self._source_of(start, after=False), self._source_of(max(start, end - 1), after=end > start)

    def _source_of(self, offset: int, *, after: bool) -> int:
        place = bisect_right(self.segments, offset, key=lambda segment: segment.text) - 1
        segment = self.segments[max(place, 0)]
        inside = offset - segment.text
        if segment.length == segment.source_length:
            return segment.source + inside + (1 if after else 0)
        return segment.source + (segment.source_length if after or inside >= segment.length else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """An instruction to Crossfoot that stands in the article itself, as a comment."""

    start: int
    end: int
    text: str
    """What stands after "crossfoot:", as written."""
    block: int
    """The index of the block that follows it; the number of blocks where none does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The publication date, and where it was said."""

    day: date
    origin: Literal["metadata", "option", "dateline"]
    start: int | None = None
    end: int | None = None
    """The span in the source, where it stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article: its blocks in the order of reading, each mapped to the source it was read from."""

    path: str
    source: str
    blocks: tuple[Block, ...]
    published: Published | None = None
    format: str = "text"
    directives: tuple[Directive, ...] = ()
    problems: tuple[Problem, ...] = ()


class Lines:
    """Lines and columns of a source text; a line ends with LF, CR LF or a lone CR."""

    __slots__ = ("_starts",)

    def __init__(self, source: str) -> None:
        starts = [0]
        position = 0
        length = len(source)
        while position < length:
            character = source[position]
            position += 1
            if character == "\r":
                if position < length and source[position] == "\n":
                    position += 1
                starts.append(position)
            elif character == "\n":
                starts.append(position)
        self._starts = starts

    def position(self, offset: int) -> tuple[int, int]:
        """The line and the column of a source offset, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


# ── claims ────────────────────────────────────────────────────────────────────────────────────────────────────

Form = Literal[
    "count",
    "measure",
    "money",
    "percent",
    "percent_point",
    "ratio",
    "multiple",
    "ordinal",
    "year",
    "decade",
    "date",
    "weekday",
    "clock_time",
    "age",
    "duration",
    "score",
]
FORMS: tuple[Form, ...] = (
    "count",
    "measure",
    "money",
    "percent",
    "percent_point",
    "ratio",
    "multiple",
    "ordinal",
    "year",
    "decade",
    "date",
    "weekday",
    "clock_time",
    "age",
    "duration",
    "score",
)
Qualifier = Literal[
    "exactly", "about", "nearly", "just_over", "more_than", "at_least", "less_than", "at_most", "up_to"
]
Modality = Literal["asserted", "planned", "possible", "required", "denied"]
MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "possible", "required", "denied")
Scope = Literal["each", "total", "cumulative", "additional", "other", "remaining", "of_them"]
SCOPES: tuple[Scope, ...] = ("each", "total", "cumulative", "additional", "other", "remaining", "of_them")
NounOrigin = Literal["own", "parallel", "anaphoric", "unit", "none"]
Tense = Literal["past", "present", "future", "planned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarValue:
    """The parts of a date, weekday, year or clock time that the text itself states."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday, written as part of this very mention ("Friday, 23 May")."""
    minute_of_day: int | None = None
    zone: str | None = None
    """The time zone as written ("GMT", "local time")."""

    @property
    def is_full_date(self) -> bool:
        return self.year is not None and self.month is not None and self.day is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One plausible meaning of a written quantity.

    Numbers stand in units of `unit`. Dates stand as proleptic ordinals (`date.toordinal`, a month or year as the
    interval of its days), years as their number, weekdays as 0 (Monday) to 6, clock times as minutes of the day.
    """

    core: Interval
    wide: Interval
    unit: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One numeric mention. `start`/`end` is the number as written with its sign, scale word and currency sign or
    percent sign; the *mention* is wider: hedge, number, unit and counted noun."""

    start: int
    end: int
    text: str
    mention_start: int
    mention_end: int
    mention: str
    form: Form
    readings: tuple[Reading, ...]
    """At least one, the likeliest first; every one of them must fail before anything is flagged."""
    value: Fraction | None = None
    """The number said; None for a range and where no number is said ("dozens", dates)."""
    bounds: tuple[Fraction, Fraction] | None = None
    """The two ends of a range ("30-35C", "between 200 and 300"); scores: the two sides."""
    qualifier: Qualifier = "exactly"
    written: Written = Written(digits="")  # noqa: RUF009  a frozen value
    unit: str | None = None
    """pint's long name, an ISO 4217 code, "percent", "percent_point", or None for a count."""
    calendar: CalendarValue | None = None

    @property
    def core(self) -> Interval:
        return self.readings[0].core

    @property
    def wide(self) -> Interval:
        return self.readings[0].wide


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Claim:
    """A quantity in its frame. Claims are compared by identity; `index` is their place in the document.

    Keys are lower-case lemmas or names as written; None means that the text does not say.
    """

    index: int
    block: int
    block_kind: BlockKind
    sentence: int
    """The number of its sentence within the document."""
    sentence_start: int
    sentence_end: int
    """The sentence's span in the block's text."""
    quantity: Quantity
    counted: str | None = None
    """The lemma of the counted noun: "drone". For an elliptic number the noun it takes from elsewhere."""
    counted_phrase: str | None = None
    """The same with the common adjectives and nouns that say of what kind, as lemmas: "attack drone"."""
    counted_span: tuple[int, int] | None = None
    counted_origin: NounOrigin = "none"
    antecedent: int | None = None
    """The index of the claim whose noun was taken over ("128 drones ... and 117", "of them, 12")."""
    modifiers: tuple[str, ...] = ()
    event: str | None = None
    """The lemma of what happened: "neutralize", "shoot down"; a nominalisation stands as its verb."""
    event_span: tuple[int, int] | None = None
    polarity: Literal["positive", "negative"] = "positive"
    modality: Modality = "asserted"
    tense: Tense | None = None
    agent: str | None = None
    patient: str | None = None
    subject: str | None = None
    """The head of the subject of the governing verb, a name in full ("Priya Nair"), else its lemma."""
    names: tuple[str, ...] = ()
    """Proper names in the clause, in order."""
    place: str | None = None
    time: str | None = None
    """When it happened: an ISO date where it can be resolved, else the words as written, folded."""
    source: str | None = None
    """Who says so ("police"), None where the article itself does."""
    scope: Scope | None = None
    per: str | None = None
    """The noun after "each", "per", "a": the base of a rate ("day", "person", "side")."""
    base: str | None = None
    """What a percentage, fraction or "one in five" is a share of: the head noun after "of"."""
    change: Literal["from", "to", "by"] | None = None
    """The part it plays in a change: "rose *from* 95 *to* 117", "up *by* 22"."""
    preposition: str | None = None
    definite: bool = False
    quoted: bool = False
    derived: str | None = None
    """Why a number that the text does not write stands here ("3 items counted"); None for a number of the text."""

    @property
    def start(self) -> int:
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end

    @property
    def form(self) -> Form:
        return self.quantity.form

    @property
    def unit(self) -> str | None:
        return self.quantity.unit

    @property
    def is_integer(self) -> bool:
        """Whether only whole numbers can be meant: counts, ordinals, ages, years, dates."""
        return self.quantity.form in (
            "count", "ordinal", "year", "decade", "date", "weekday", "clock_time", "age", "score"
        )  # fmt: skip


# ── links ─────────────────────────────────────────────────────────────────────────────────────────────────────

Closure = Literal["closed", "open", "ambiguous"]
CLOSURES: tuple[Closure, ...] = ("closed", "open", "ambiguous")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Link:
    """A relation between claims that the wording itself asserts."""

    kind: str
    roles: Mapping[str, tuple[Claim, ...]]
    closed: Closure = "closed"
    """Whether the parts are all there are; an ambiguous link may clear a conflict but never raises one."""
    cue: str = ""
    """The name of the wording that licenses it, by which its precision is tracked."""
    read_as: str = ""
    """How the text was read, for the editor: "TOTAL noun — PART … and PART …"."""
    excuses: tuple[str, ...] = ()
    """What was looked for that would have excused a mismatch and was not there: "no 'including'"."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What else the wording says, for selectors: {"direction": "up"}."""

    def claims(self) -> Iterator[Claim]:
        """Every claim that takes part, role by role."""
        for fillers in self.roles.values():
            yield from fillers


# ── expressions: compiled assertions, messages and conditions ─────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction


@dataclass(frozen=True, slots=True)
class RoleName:
    name: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    operator: Literal["+", "-", "*", "/"]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Negative:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    operator: Literal["==", "!=", "<", "<=", ">", ">="]
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Logical:
    operator: Literal["and", "or", "not"]
    operands: tuple[Expression, ...]


Expression = Number | RoleName | Arithmetic | Negative | Call | Comparison | Logical


def parts_of(expression: Expression, *, outside: Collection[str] = ()) -> Iterator[Expression]:
    """The expression and every one that stands in it, from left to right.

    What stands in a call of one of the functions `outside` is left out, the call itself is not.
    """
    yield expression
    inner: tuple[Expression, ...] = ()
    match expression:
        case Arithmetic(_, left, right) | Comparison(_, left, right):
            inner = (left, right)
        case Negative(operand):
            inner = (operand,)
        case Call(function, arguments) if function not in outside:
            inner = arguments
        case Logical(_, operands):
            inner = operands
    for part in inner:
        yield from parts_of(part, outside=outside)


@dataclass(frozen=True, slots=True)
class Placeholder:
    """The part of a message that is filled in: a role or arithmetic on roles, and the filters that shape it."""

    expression: Expression
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A message as its author wrote it, and compiled: plain text and placeholders in turn."""

    source: str
    parts: tuple[str | Placeholder, ...]


Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


# ── rules ─────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """What a claim must be: each key's alternatives, of which one must hold, and those of which none may."""

    any_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    none_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    either: tuple[Selector, ...] = ()
    """Further selectors, of which one must hold; none where empty."""

    @property
    def keys(self) -> frozenset[str]:
        """Every key that it asks about."""
        own = frozenset((*self.any_of, *self.none_of))
        return own.union(*(selector.keys for selector in self.either))


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A part that claims play in a rule."""

    name: str
    selector: Selector
    link_kinds: tuple[str, ...] = ()
    link_role: str | None = None
    at_least: int = 1
    at_most: int | None = 1
    """None: any number of claims."""

    @property
    def optional(self) -> bool:
        return self.at_least == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """What must hold of one binding."""

    id: str
    expression: Expression
    source: str
    """The expression as its author wrote it."""
    condition: Expression | None = None
    """When the assertion applies; a role's name alone asks whether the role is filled."""
    severity: Severity = "error"
    message: Message | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTest:
    """One example in a rule file: a text and what the rule must say of it."""

    expect: Literal["consistent", "inconsistent", "undecided", "none"]
    text: str
    line: int
    published: date | None = None
    title: str | None = None
    suggest: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that must hold between claims."""

    id: str
    pack: str
    severity: Severity
    summary: str
    explain: str
    roles: tuple[Role, ...]
    assertions: tuple[Assertion, ...]
    message: Message
    tests: tuple[RuleTest, ...]
    path: str
    when: Selector = Selector()
    closed: tuple[Closure, ...] = ("closed",)
    """Which links it may flag; a link of another closure can only verify, or leave the check undecided."""
    group: tuple[str, ...] = ()
    distinct: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    remark: Message | None = None
    """What a consistent check leaves as a note: "307 + 390 = 697 of 1,000, 303 to go"."""

    def role(self, name: str) -> Role:
        """The role called `name`; KeyError where there is none."""
        for role in self.roles:
            if role.name == name:
                return role
        raise KeyError(name)


# ── verdicts and findings ─────────────────────────────────────────────────────────────────────────────────────

Outcome = Literal["consistent", "inconsistent", "undecided"]
Reason = Literal["strained", "weak", "not closed", "ambiguous", "missing", "stopped"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Binding:
    """Claims in the roles of a rule."""

    rule: Rule
    roles: Mapping[str, tuple[Claim, ...]]
    link: Link | None = None

    def claims(self) -> Iterator[Claim]:
        """Every claim that takes part, once, role by role."""
        seen: set[int] = set()
        for fillers in self.roles.values():
            for claim in fillers:
                if id(claim) not in seen:
                    seen.add(id(claim))
                    yield claim


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Verdict:
    """A rule on one binding, with its working."""

    binding: Binding
    assertion: Assertion
    outcome: Outcome
    severity: Severity
    message: str
    working: tuple[str, ...]
    """The arithmetic, step by step, in the text's own figures: "128 + 107 = 235", "stated: 245"."""
    reason: Reason | None = None
    """Why it is undecided."""
    reading: str = ""
    """Which reading of several was used, where there was a choice."""
    readings: tuple[tuple[Claim, Reading], ...] = ()
    """The reading of each claim under which the verdict was found."""
    remark: str | None = None
    """The note that a consistent check leaves."""

    @property
    def rule(self) -> Rule:
        return self.binding.rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A number of a finding in the source file, and its part in it."""

    start: int
    end: int
    line: int
    column: int
    text: str
    role: str
    block: int
    """The index of its block, -1 for a number of the metadata."""
    block_start: int
    block_end: int
    """The same span as offsets into the block's text."""
    claim: int | None = None
    """The index of the claim; None for a derived number."""
    detail: str = ""
    """What it counts, for the sum line: "drones, shot down"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A sentence that holds a number of a finding."""

    block: int
    block_kind: BlockKind
    start: int
    """Its offset in the block's text: a span's mark stands at `span.block_start - start`."""
    text: str
    line: int
    """The source line on which it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A number that would mend the finding if it alone were changed."""

    span: int
    """Index into the finding's spans."""
    text: str
    suggestion: str
    """The value that it would have to take, written as the text writes numbers; an interval as "202–206"."""
    why: str
    """The evidence of a misprint: "one digit", "digits swapped"; "" where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A person's word that a finding is right as written."""

    reason: str
    by: str = ""
    until: date | None = None
    origin: Literal["waiver", "baseline", "directive"] = "waiver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One conflict, after reconciliation, for people."""

    rule: str
    severity: Severity
    message: str
    fingerprint: str
    spans: tuple[Span, ...]
    working: tuple[str, ...]
    excerpts: tuple[Excerpt, ...] = ()
    """The sentences of the finding's numbers, in the order of the text."""
    suspects: tuple[Suspect, ...] = ()
    relations: tuple[str, ...] = ()
    """Ids of all the rules that this slip breaks, the finding's own first."""
    read_as: tuple[str, ...] = ()
    excuses: tuple[str, ...] = ()
    quoted: bool = False
    link: str = ""
    """The kind of link it rests on; "" for a topic rule."""
    cue: str = ""
    waived: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Something that was verified or could not be decided."""

    rule: str
    outcome: Outcome
    message: str
    working: tuple[str, ...]
    spans: tuple[Span, ...]
    reason: Reason | None = None
    remark: str | None = None
    """A note for the editor that follows from a consistent check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What became of the numbers of an article."""

    read: int
    """Numbers read."""
    compared: int
    """Numbers that some rule compared with another."""
    verified: int
    """Numbers that some check found consistent."""
    undecided: int
    """Numbers that only undecided checks touched."""
    flagged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All that is to be said of one article."""

    path: str
    claims: int
    coverage: Coverage
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    problems: tuple[Problem, ...] = ()
    document: Document | None = None
    """The article itself, for reports that show it; None where the report comes from the cache."""
    read: tuple[Claim, ...] = ()
    """The claims, for reports that show them; empty where the report comes from the cache."""

    def count(self, outcome: Outcome) -> int:
        """How many checks ended so; the findings are the inconsistent ones."""
        if outcome == "inconsistent":
            return len(self.findings)
        return sum(check.outcome == outcome for check in self.checks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run over many articles."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...] = ()
    """What could not be checked at all: unreadable files, bad rules, bad configuration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on a finding."""

    fingerprint: str
    rule: str
    path: str
    quote: str
    verdict: Literal["waive", "confirm"]
    reason: str
    by: str
    on: date
    until: date | None = None
