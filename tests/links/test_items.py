"""How many items a list has, as its reader counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.links.items import count_items


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Oban, Tain and Wick", 3, 3),
        ("Oban, Tain, and Wick", 3, 3),
        ("Oban and Wick", 2, 2),
        ("the Search and Rescue Act and the Ports Act", 2, 3),
        ("Lamb, LLC, and Orr Inc.", 2, 2),
        ("mending the roof, tuning the organ and opening the crypt", 3, 3),
        ("Norway, Chile and, since last week, Ghana", 3, 3),
        ("Ann Roth, 41, and Ben Roth, 38", 2, 2),
        ("Ada Low, in 1972, and Cy Moss, in 1998", 2, 2),
        ("Kerr; Vine, of France; and a venture of Ames, Bell and Cole", 3, 3),
        ("the singer Ida Mann, the guitarists Pim and Rolf Adler and the drummer Sal Orr", 4, 4),
        ("Trinidad and Tobago, Jamaica and Cuba", 3, 3),
        ("Ola Berg and Tim Lund, as well as the goalkeeper Jo Marr", 3, 3),
    ],
)
def test_a_list_is_counted_as_a_reader_counts_it(text: str, low: int, high: int) -> None:
    items = count_items(text)
    assert items is not None
    assert (items.low, items.high) == (low, high)


@pytest.mark.parametrize("text", ["Oban or Wick", "Oban", "Oban, Wick and others", "apples, pears, etc"])
def test_open_lists_and_alternatives_have_no_count(text: str) -> None:
    assert count_items(text) is None


def test_an_item_that_may_stand_for_several_widens_the_range() -> None:
    items = count_items("a man, two women and two children")
    assert items is not None
    assert items.low <= 5 <= items.high


def test_a_list_without_and_may_go_on() -> None:
    items = count_items("Oban, Tain, Wick")
    assert items is not None
    assert not items.closed


@given(
    st.lists(st.sampled_from(["Oban", "Tain", "Wick", "Nairn", "Elgin", "Forres"]), min_size=2, max_size=9)
)
def test_plain_names_are_counted_exactly(names: list[str]) -> None:
    items = count_items(", ".join(names[:-1]) + " and " + names[-1])
    assert items is not None
    assert items.low == items.high == len(names)
