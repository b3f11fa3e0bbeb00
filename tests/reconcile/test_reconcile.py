"""Findings: one for one slip, with every number that takes part, every suspect, and a lasting name."""

from __future__ import annotations

from dataclasses import replace

from checker.judge import judge
from checker.model import Check, Claim, Document, Finding, Link, Rule
from checker.reconcile import reconcile
from tests.numbers_by_hand import document_of, link, number, numbers, rule

PARTS = replace(
    rule(
        "{whole: {link: breakdown, role: whole}, part: {link: breakdown, role: part, count: 2+}}",
        "sum(part) == whole",
        message="{part|plus} = {part|sum}, not {whole}",
    ),
    id="parts-sum-to-total",
)
DOWN = replace(
    rule(
        "{down: {event: shoot down}, jammed: {event: thwart}, neutralized: {event: neutralize}}",
        "down + jammed == neutralized",
    ),
    id="shot-down-plus-jammed",
)
LAUNCHED = replace(
    rule(
        "{stopped: {event: neutralize}, hit: {event: hit}, launched: {event: launch}}",
        "stopped + hit == launched",
    ),
    id="stopped-plus-hit",
)
WITHIN = replace(
    rule(
        "{whole: {link: subset, role: whole}, part: {link: subset, role: part}}",
        "[{id: possible, expr: part <= whole}, {id: stated, expr: stated(part) <= stated(whole)}]",
    ),
    id="part-within-whole",
)
TEXT = "They neutralized 245 drones: 128 were shot down and 171 were thwarted; 9 hit, of 254 launched."
EVENTS = ("neutralize", "shoot down", "thwart", "hit", "launch")


def drones(text: str = TEXT, written: tuple[str, ...] = ("245", "128", "171", "9", "254")) -> list[Claim]:
    return [
        number(text, item, index=place, nth=written[:place].count(item) + 1, event=event, counted="drone")
        for place, (item, event) in enumerate(zip(written, EVENTS))
    ]


def reconciled(
    rules: tuple[Rule, ...],
    claims: list[Claim],
    links: tuple[Link, ...] = (),
    document: Document | None = None,
) -> tuple[tuple[Finding, ...], tuple[Check, ...]]:
    return reconcile(document or document_of(TEXT), judge(rules, claims, links))


def suspects(finding: Finding) -> list[tuple[str, str, str]]:
    return [(suspect.text, suspect.suggestion, suspect.why) for suspect in finding.suspects]


def test_one_relation_has_three_suspects_and_the_swapped_digits_come_first() -> None:
    (finding,), _ = reconciled((DOWN,), drones()[:3])
    assert suspects(finding) == [("171", "117", "digits swapped"), ("245", "299", ""), ("128", "74", "")]


def test_a_second_relation_that_holds_clears_the_total() -> None:
    (finding,), checks = reconciled((DOWN, LAUNCHED), drones())
    assert suspects(finding) == [("171", "117", "digits swapped"), ("128", "74", "")]
    assert "holds: 245 + 9 = 254" in finding.working
    assert [check.outcome for check in checks] == ["consistent"]


def test_relations_that_one_slip_breaks_are_one_finding() -> None:
    claims = drones(TEXT.replace("171", "117").replace("245", "254"), ("254", "128", "117", "9", "254"))
    (finding,), _ = reconciled(
        (DOWN, LAUNCHED), claims, document=document_of(TEXT.replace("171", "117").replace("245", "254"))
    )
    assert finding.relations == ("shot-down-plus-jammed", "stopped-plus-hit")
    assert suspects(finding)[0] == ("254", "245", "digits swapped")
    assert len(finding.suspects) == 1
    assert len(finding.spans) == 5


def test_two_rules_on_the_same_numbers_are_one_finding() -> None:
    claims = drones()[:3]
    tied = link("breakdown", whole=claims[0], part=claims[1:])
    (finding,), _ = reconciled((PARTS, DOWN), claims, (tied,))
    assert set(finding.relations) == {"parts-sum-to-total", "shot-down-plus-jammed"}


def test_two_slips_are_two_findings() -> None:
    text = TEXT.replace("254", "278")
    claims = drones(text, ("245", "128", "171", "9", "278"))
    found, _ = reconciled((DOWN, LAUNCHED), claims, document=document_of(text))
    assert sorted(finding.rule for finding in found) == ["shot-down-plus-jammed", "stopped-plus-hit"]


def test_several_assertions_of_a_rule_are_said_once() -> None:
    whole, part = numbers("15 people, 21 of them children", "15", "21")
    tied = link("subset", whole=whole, part=part)
    (finding,), _ = reconciled(
        (WITHIN,), [whole, part], (tied,), document_of("15 people, 21 of them children")
    )
    assert finding.severity == "error"
    assert suspects(finding)[0] == ("21", "12", "digits swapped")


def test_spans_name_every_number_with_its_role() -> None:
    (finding,), _ = reconciled((DOWN,), drones()[:3])
    assert [(span.text, span.role, TEXT[span.start : span.end]) for span in finding.spans] == [
        ("128", "down", "128"),
        ("171", "jammed", "171"),
        ("245", "neutralized", "245"),
    ]
    assert finding.spans[0].detail == "drone, shoot down"
    assert finding.excerpts[0].text == TEXT
    assert finding.excerpts[0].line == 1


def test_parts_are_numbered() -> None:
    claims = drones()[:3]
    tied = link("breakdown", whole=claims[0], part=claims[1:])
    (finding,), _ = reconciled((PARTS,), claims, (tied,))
    assert [span.role for span in finding.spans] == ["whole", "part 1", "part 2"]


def test_a_derived_number_has_no_span_and_is_no_suspect() -> None:
    whole, *parts = drones()[:3]
    counted = replace(whole, derived="3 items counted", index=-1)
    counted = replace(counted, quantity=replace(counted.quantity, end=counted.quantity.start))
    (finding,), _ = reconciled((PARTS,), [counted, *parts], (link("breakdown", whole=counted, part=parts),))
    assert [span.role for span in finding.spans] == ["part 1", "part 2"]
    assert {suspect.text for suspect in finding.suspects} == {"128", "171"}


def test_a_suggestion_is_written_as_the_text_writes_numbers() -> None:
    text = "sales of 2.3 million: 1.1 million here and 1.6 million there"
    claims = list(numbers(text, "2.3 million", "1.1 million", "1.6 million"))
    tied = link("breakdown", whole=claims[0], part=claims[1:])
    (finding,), _ = reconciled((PARTS,), claims, (tied,), document_of(text))
    assert ("2.3 million", "2.7 million", "one digit") in suspects(finding)


def test_an_undecided_check_on_a_number_in_conflict_is_stopped() -> None:
    text = "250 in all: 128 and 117 here; 250 there: 128 and 191"
    first = [number(text, "250", index=0), number(text, "128", index=1), number(text, "117", index=2)]
    other = [number(text, "128", index=3, nth=2), number(text, "191", index=4)]
    links = (
        link("breakdown", whole=first[0], part=first[1:]),
        link("breakdown", whole=first[0], part=other),
    )
    found, checks = reconciled((PARTS,), [*first, *other], links, document_of(text))
    assert len(found) == 1
    assert [(check.outcome, check.reason) for check in checks] == [("undecided", "stopped")]


def test_the_fingerprint_lives_as_long_as_numbers_and_words() -> None:
    (finding,), _ = reconciled((DOWN,), drones()[:3])
    moved_text = "An opening paragraph. " + TEXT
    moved = [
        replace(claim, sentence_start=22, sentence_end=len(moved_text)) for claim in drones(moved_text)[:3]
    ]
    (again,), _ = reconciled((DOWN,), moved, document=document_of(moved_text))
    assert len(finding.fingerprint) == 12
    assert again.fingerprint == finding.fingerprint
    changed = drones(TEXT.replace("171", "172"), ("245", "128", "172"))
    (other,), _ = reconciled((DOWN,), changed, document=document_of(TEXT.replace("171", "172")))
    assert other.fingerprint != finding.fingerprint
    reworded = document_of(TEXT.replace("They", "Who "))
    (third,), _ = reconciled((DOWN,), drones()[:3], document=reworded)
    assert third.fingerprint != finding.fingerprint


def test_equal_findings_are_told_apart() -> None:
    text = f"{TEXT} {TEXT}"
    first = [replace(claim, sentence_end=len(TEXT)) for claim in drones(text)[:3]]
    second = [
        replace(
            number(text, written, index=10 + place, nth=2, event=event, counted="drone", sentence=3),
            sentence_start=len(TEXT) + 1,
            sentence_end=len(text),
        )
        for place, (written, event) in enumerate(zip(("245", "128", "171"), EVENTS))
    ]
    found, _ = reconciled((DOWN,), [*first, *second], document=document_of(text))
    assert len({finding.fingerprint for finding in found}) == 2


def test_rereading_the_text_says_the_same() -> None:
    one = reconciled((DOWN, LAUNCHED), drones())
    two = reconciled((DOWN, LAUNCHED), drones())
    assert one == two


LOOSE = "About 250 came: 128 and 117, or as the ushers say 141 and 121."


def loose_total(
    first: str = "128", second: str = "117", third: str = "141", fourth: str = "121"
) -> list[Claim]:
    text = f"About 250 came: {first} and {second}, or as the ushers say {third} and {fourth}."
    return [
        number(text, "250", index=0, qualifier="about"),
        *(
            number(text, written, index=place)
            for place, written in enumerate((first, second, third, fourth), 1)
        ),
    ]


def test_relations_that_hold_alone_but_not_together_warn() -> None:
    claims = loose_total()
    links = (
        link("breakdown", whole=claims[0], part=claims[1:3]),
        link("breakdown", whole=claims[0], part=claims[3:]),
    )
    (finding,), checks = reconciled((PARTS,), claims, links, document_of(LOOSE))
    assert [check.outcome for check in checks] == ["consistent", "consistent"]
    assert finding.severity == "warning"
    assert finding.message == (
        "Each of these may hold, but not all together: 128 + 117 = 245, stated: about 250; "
        "141 + 121 = 262, stated: about 250."
    )
    assert ("141", "124", "one digit") not in suspects(finding)
    assert ("117", "134", "") in suspects(finding)
    assert ("141", "124", "") in suspects(finding)


def test_relations_that_hold_together_are_left_alone() -> None:
    claims = loose_total(third="124", fourth="121")
    links = (
        link("breakdown", whole=claims[0], part=claims[1:3]),
        link("breakdown", whole=claims[0], part=claims[3:]),
    )
    found, _ = reconciled((PARTS,), claims, links)
    assert found == ()


def test_one_number_read_twice_is_one_number() -> None:
    """A derived claim on the very words of another is the same number: one span, and one change mends both."""
    claims = drones()
    again = replace(claims[2], derived="read once more", index=-1)
    links = (
        link("breakdown", whole=claims[0], part=claims[1:3]),
        link("breakdown", whole=claims[0], part=(claims[1], again)),
    )
    (finding,), _ = reconciled((PARTS,), claims, links)
    assert len(finding.spans) == 3
    assert suspects(finding)[0] == ("171", "117", "digits swapped")
