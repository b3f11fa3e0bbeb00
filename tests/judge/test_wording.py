"""What is said of a binding: messages with arithmetic and filters, and the working."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.judge import judge
from checker.model import Claim, Link, Verdict
from tests.numbers_by_hand import day, number, rule, weekday


def verdict(
    roles: dict[str, Claim | tuple[Claim, ...]], assertion: str, message: str = "x", **keys: str
) -> Verdict:
    def count(claims: Any) -> str:
        return "1" if isinstance(claims, Claim) else "1+"

    shape = ", ".join(
        f"{role}: {{link: any, role: {role}, count: {count(claims)}}}" for role, claims in roles.items()
    )
    made = rule(f"{{{shape}}}", assertion, message=message, **keys)
    filled = {role: (claims,) if isinstance(claims, Claim) else claims for role, claims in roles.items()}
    everyone = [claim for fillers in filled.values() for claim in fillers]
    (found,) = judge((made,), everyone, (Link(kind="any", roles=filled),))
    return found


PARTS = (number("1,280", "1,280"), number("107", "107"), number("about 40", "40", qualifier="about"))


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{part}", "1,280, 107 and about 40"),
        ("{part|plus}", "1,280 + 107 + about 40"),
        ("{part|versus}", "1,280 against 107 against about 40"),
        ("{part|sum}", "1,427"),
        ("{part|count}", "3"),
        ("{whole}", "2.3 million"),
        ("{whole|interval}", "between 2,200,001 and 2,399,999"),
        ("{whole|implied}", "1,427"),
        ("{whole - sum(part)}", "≈2.30 million"),
        ("{whole * 2}", "4.6 million"),
        ("{percent(whole, sum(part))}", "≈161,177.3%"),
        ("{{{whole}}}", "{2.3 million}"),
        ("{percent(sum(part), whole) * 1000|round}", "62%"),
    ],
)
def test_messages(template: str, said: str) -> None:
    roles: dict[str, Claim | tuple[Claim, ...]] = {
        "whole": number("2.3 million", "2.3 million"),
        "part": PARTS,
    }
    assert verdict(roles, "sum(part) == whole", message=template).message == said


def test_what_each_number_would_have_to_be() -> None:
    found = verdict(
        {"a": number("117", "117"), "b": number("95", "95"), "c": number("24", "24")},
        "a - b == c",
        message="{a|implied}, {b|implied}, {c|implied}",
    )
    assert found.message == "119, 93, 22"


def test_days_by_name() -> None:
    found = verdict(
        {
            "named": weekday("Friday", "Friday", 4),
            "day": day("6 May 2025", "6 May 2025", date(2025, 5, 6)),
        },
        "weekday(day) == named",
        message="{day} was a {day|weekday}, not a {named}; {day|date}",
    )
    assert found.message == "6 May 2025 was a Tuesday, not a Friday; 6 May 2025"
    assert found.working == ("6 May 2025 = Tuesday", "stated: Friday")


def test_units_are_named() -> None:
    found = verdict(
        {
            "a": number("12 feet", "12", form="measure", unit="foot"),
            "b": number("37 metres", "37", form="measure", unit="metre"),
        },
        "convert(a, b) == b",
        message="{a} is {convert(a, b)}, not {b}",
    )
    assert found.message == "12 feet is 3.6576 metres, not 37 metres"
    assert found.working == (
        "12 feet = 3.6576 metres (between 3.3528 and 3.9624 metres)",
        "stated: 37",
    )


def test_the_working_of_a_difference_and_of_a_bound() -> None:
    a, b, c = number("117", "117"), number("95", "95"), number("24", "24")
    found = verdict({"after": a, "before": b, "by": c}, "after - before == by")
    assert found.working == ("117 − 95 = 22", "stated: 24")
    found = verdict({"after": a, "before": b}, "after <= before")
    assert found.working == ("needed: 117 ≤ 95",)


def test_money_keeps_its_sign() -> None:
    cost = number("$4.50", "$4.50", form="money", unit="USD")
    paid = number("$48", "$48", form="money", unit="USD")
    found = verdict(
        {"cost": cost, "times": number("ten", "ten", value=10), "paid": paid}, "cost * times == paid"
    )
    assert found.working == ("$4.50 × 10 = $45 (between $44.9 and $45.1)", "stated: $48")
