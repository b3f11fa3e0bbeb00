"""A rate, the number of its units and the total."""

from __future__ import annotations

import pytest

from checker.links import unit_rate
from tests.links.articles_by_hand import told
from tests.links.rates_by_hand import article


@pytest.mark.parametrize("total", ["£50,000", "£500,000", "£51,000"])
def test_a_total_that_fits_or_slips_is_held_against_the_rate(total: str) -> None:
    found = told(unit_rate.find(article(f"They sold 1,250 seats at £40 each, bringing in {total}.")))
    assert found == [("unit_rate", {"rate": ["£40"], "units": ["1,250"], "total": [total]})]


@pytest.mark.parametrize(
    "text",
    [
        "They sold 1,250 seats at £40 each, bringing in £73,400 with the bar.",
        "She paid £120 and twelve instalments of £85 each, £1,140 in all, over 12 months.",
        "They sold 1,250 seats at £40 each. The roof will need £500,000 of work.",
    ],
)
def test_other_totals_are_left_alone(text: str) -> None:
    links = list(unit_rate.find(article(text)))
    assert all(link.roles["total"][0].quantity.text == "£500,000" for link in links)
