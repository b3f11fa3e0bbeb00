"""What a number counts and what happened to it, by the parse of the shipped model."""

from __future__ import annotations

from datetime import date

from checker.model import Claim
from tests.claims.documents_by_hand import claims_in


def by_number(*texts: str, published: date | None = None) -> dict[str, Claim]:
    return {claim.quantity.text: claim for claim in claims_in(*texts, published=published)}


def test_an_elliptic_number_takes_the_noun_of_its_parallel() -> None:
    found = by_number("Guards stopped 245 boats: 128 were boarded and 117 were turned back.")
    assert [found[number].counted for number in ("245", "128", "117")] == ["boat", "boat", "boat"]
    assert [found[number].counted_origin for number in ("245", "128")] == ["own", "parallel"]
    assert found["128"].antecedent == found["245"].index
    assert [found[number].event for number in ("245", "128", "117")] == ["stop", "board", "turn back"]


def test_a_pronoun_stands_for_the_last_plural_count() -> None:
    found = by_number("The crew saved 39 sailors. Of them, 12 were hurt.")
    assert (found["12"].counted, found["12"].counted_origin) == ("sailor", "anaphoric")
    found = by_number("The crew saved 39 sailors, and three of them were hurt.")
    assert (found["three"].counted, found["three"].counted_origin) == ("sailor", "anaphoric")


def test_the_noun_keeps_its_kind_apart() -> None:
    claim = by_number("Surgeons did 700 heart transplants last year.")["700"]
    assert (claim.counted, claim.counted_phrase, claim.modifiers) == (
        "transplant",
        "heart transplant",
        ("heart",),
    )


def test_modality_and_tense() -> None:
    found = by_number(
        "Orrin will send 40 trucks.",
        "Orrin sent 41 trucks.",
        "Orrin may send 42 trucks.",
        "Orrin plans to send 43 trucks.",
        "Orrin did not send 44 trucks.",
        "Orrin must send 45 trucks.",
    )
    assert [found[number].modality for number in ("40", "41", "42", "43", "44", "45")] == [
        "planned",
        "asserted",
        "possible",
        "planned",
        "denied",
        "required",
    ]
    assert [found[number].tense for number in ("40", "41", "43")] == ["future", "past", "planned"]


def test_scope() -> None:
    found = by_number(
        "In total 40 boats sank.",
        "Each side freed 41 prisoners.",
        "Another 42 boats sank.",
        "The other 43 boats sank.",
        "The remaining 44 boats sank.",
        "So far 45 boats have sunk.",
        "Three more boats sank.",
    )
    assert [found[number].scope for number in ("40", "41", "42", "43", "44", "45", "Three")] == [
        "total",
        "each",
        "additional",
        "other",
        "remaining",
        "cumulative",
        "additional",
    ]


def test_the_source_is_who_says_so() -> None:
    found = by_number(
        "Police said 40 boats had sunk.",
        "Some 41 boats sank, the mayor said.",
        "According to Orrin, 42 boats sank.",
        "At least 43 boats sank.",
    )
    assert [found[number].source for number in ("40", "41", "42", "43")] == ["police", "mayor", "Orrin", None]


def test_change_and_base() -> None:
    found = by_number("Output rose by 12 per cent from 95 to 117.", "Some 60 per cent of the pupils left.")
    assert [found[number].change for number in ("12 per cent", "95", "117")] == ["by", "from", "to"]
    assert found["60 per cent"].base == "pupil"


def test_quotation_and_time() -> None:
    found = by_number("“We lost 40 boats,” he said on Friday.", published=date(2025, 5, 24))
    assert found["40"].quoted
    assert found["40"].time == "2025-05-23"


def test_a_nominalisation_stands_as_its_verb() -> None:
    assert by_number("The release of 390 prisoners took place at dawn.")["390"].event == "release"
    assert by_number("The storm had a death toll of 12.")["12"].event == "die"


def test_a_rate_has_its_base() -> None:
    claim = by_number("The airport handles 2,000 flights a day.")["2,000"]
    assert (claim.counted, claim.per) == ("flight", "day")


def test_one_of_them_counts_the_noun_after_of() -> None:
    claim = by_number("One of the boats sank.")["One"]
    assert (claim.counted, claim.scope) == ("boat", "of_them")
