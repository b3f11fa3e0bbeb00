"""Numerals, units, money, percentages, hedges and ranges, read from the words alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.claims.mentions import Mention, read_mentions
from checker.claims.quantities import quantity_of
from checker.model import Quantity


def quantities(text: str) -> list[Quantity]:
    return [quantity_of(text, mention) for mention in read_mentions(text)]


def only(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, [quantity.text for quantity in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("245 boats", 245),
        ("1,234,567 votes", 1_234_567),
        ("40 000 votes", 40_000),
        ("40\u202f000 votes", 40_000),
        ("40\u202f000, or fewer", 40_000),
        ("12,34,567 votes", 1_234_567),
        (".5 of a point", Fraction(1, 2)),
        ("two hundred and six boats", 206),
        ("seven hundred and forty-two thousand voters", 742_000),
        ("half a million voters", 500_000),
        ("a quarter of a million voters", 250_000),
        ("two dozen boats", 24),
        ("2.3 million voters", 2_300_000),
        ("2.3-million voters", 2_300_000),
        ("25k followers", 25_000),
        ("13 lakh voters", 1_300_000),
        ("three lakh crore", 3_000_000_000_000),
        ("one and a half million voters", 1_500_000),
        ("nine point nought four", Fraction(904, 100)),
        ("2½ boats", Fraction(5, 2)),
        ("2 1/4 boats", Fraction(9, 4)),
        ("two-thirds of the voters", Fraction(2, 3)),
        ("a third of the voters", Fraction(1, 3)),
        ("minus five boats", -5),
        ("1.3x10^6 boats", 1_300_000),
        ("twenty-one hundred boats", 2_100),
        ("a further hundred boats", 100),
        ("one in six voters", Fraction(1, 6)),
        ("nine out of ten voters", Fraction(9, 10)),
    ],
)
def test_values(text: str, value: Fraction | int) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ten lakhs rupees", 1_000_000),
        ("five crores of rupees", 50_000_000),
        ("three and a half lakhs", 350_000),
        ("hundred thousand voters", 100_000),
        ("million voters", 1_000_000),
        ("five thousand million pounds", 5_000_000_000),
        ("one hundred thousand million pounds", 100_000_000_000),
        ("one thousand two million boats", 1_002_000_000),
        ("one million one hundred thousand boats", 1_100_000),
        ("5 million million stars", 5 * 10**12),
        ("2 thousand 3 hundred votes", 2_300),
        ("4 thousand 3 hundred and 21 votes", 4_321),
        ("3 hundred and five votes", 305),
        ("6 hundred and 40 votes", 640),
        ("three million, two hundred and forty votes", 3_000_240),
        ("one hundred & six votes", 106),
        ("forty - five votes", 45),
        ("nine hundred ninety-nine votes", 999),
        ("3 dozens eggs", 36),
        ("three dozens of eggs", 36),
        ("two hundred dozens of eggs", 2_400),
        ("two and a half dozen eggs", 30),
        ("two dozen and a half eggs", 30),
        ("a dozen and a half eggs", 18),
        ("half-a-million voters", 500_000),
        ("half-a-dozen voters", 6),
        ("a third of a million voters", Fraction(1_000_000, 3)),
        ("three quarters of a million voters", 750_000),
        ("two million and a half voters", 2_500_000),
        ("a million and a half voters", 1_500_000),
        ("two million and three fifths", 2_600_000),
        ("one and three quarter million voters", 1_750_000),
        ("two and three-quarters million voters", 2_750_000),
        ("two and three quarters of a million", 2_750_000),
        ("two and three-quarter hours", Fraction(11, 4)),
        ("two and a quarter hours", Fraction(9, 4)),
        ("twenty and three fifths", Fraction(103, 5)),
        ("a two-third majority", Fraction(2, 3)),
        ("three halves", Fraction(3, 2)),
        ("four point two million voters", 4_200_000),
        ("twenty point seven five per cent", Fraction(83, 4)),
        ("four point twenty-five per cent", Fraction(17, 4)),
        ("3/4 of the voters", Fraction(3, 4)),
        ("¾ of the voters", Fraction(3, 4)),
        ("cut by a third this year", Fraction(1, 3)),
        ("10^23 stars", 10**23),
        ("10^-3 metres", Fraction(1, 1000)),
        ("3.4e13 joules", 34 * 10**12),
        ("2x10−3 grams", Fraction(1, 500)),
        ("£3 bn", 3_000_000_000),
        ("$2mil", 2_000_000),
        ("90m followers", 90_000_000),
        ("a further hundred boats, a good one", 100),
    ],
)
def test_rarer_ways_to_write_a_number(text: str, value: Fraction | int) -> None:
    assert only(text).value == value


@pytest.mark.parametrize(
    ("text", "value", "unit", "form"),
    [
        ("$3.4bn", Fraction(3_400_000_000), "USD", "money"),
        ("US$150 million", Fraction(150_000_000), "USD", "money"),
        ("A$15", Fraction(15), "AUD", "money"),
        ("HK$5.4m", Fraction(5_400_000), "HKD", "money"),
        ("RM50m", Fraction(50_000_000), "MYR", "money"),
        ("Rs 20", Fraction(20), "INR", "money"),
        ("£4.50", Fraction(9, 2), "GBP", "money"),
        ("€1.2 billion", Fraction(1_200_000_000), "EUR", "money"),
        ("42 KWD", Fraction(42), "KWD", "money"),
        ("20 dollars 43 cents", Fraction(2043, 100), "USD", "money"),
        ("50 Canadian dollars", Fraction(50), "CAD", "money"),
        ("63 cents a share", Fraction(63), "cent / share", "money"),
        ("10 pounds of butter", Fraction(10), "pound", "measure"),
        ("a fund of 10 million pounds", Fraction(10_000_000), "GBP", "money"),
        ("12 per cent", Fraction(12), "percent", "percent"),
        ("1.5 percentage points", Fraction(3, 2), "percent_point", "percent_point"),
        ("25 basis points", Fraction(25), "basis_point", "percent_point"),
        ("100km", Fraction(100), "kilometre", "measure"),
        ("60 miles an hour", Fraction(60), "mile / hour", "measure"),
        ("155mph", Fraction(155), "mile / hour", "measure"),
        ("-5C", Fraction(-5), "degree_Celsius", "measure"),
        ("98.6 degrees Fahrenheit", Fraction(493, 5), "degree_Fahrenheit", "measure"),
        ("311 square miles", Fraction(311), "square_mile", "measure"),
        ("5ft 11in", 5 + Fraction(11, 12), "foot", "measure"),
        ("20 minutes", Fraction(20), "minute", "duration"),
        ("a five-year deal", Fraction(5), "year", "duration"),
        ("500,000 barrels a day", Fraction(500_000), "barrel / day", "measure"),
        ("34,500 tonnes of copper a year", Fraction(34_500), "tonne / year", "measure"),
        ("$80 per sq m", Fraction(80), "USD / square_metre", "money"),
        ("6.5 times earnings", Fraction(13, 2), None, "multiple"),
        ("a threefold rise", Fraction(3), None, "multiple"),
    ],
)
def test_units(text: str, value: Fraction, unit: str | None, form: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.form) == (value, unit, form)


@pytest.mark.parametrize(
    ("text", "value", "unit", "form"),
    [
        ("three pounds fifty a pint", Fraction(7, 2), "GBP", "money"),
        ("three pounds fifty.", Fraction(7, 2), "GBP", "money"),
        ("20 dollars and 43 cents", Fraction(2043, 100), "USD", "money"),
        ("20 dollars 43", Fraction(2043, 100), "USD", "money"),
        ("$40 Canadian", Fraction(40), "CAD", "money"),
        ("$40 Canadian dollars", Fraction(40), "CAD", "money"),
        ("$40 New Zealand", Fraction(40), "NZD", "money"),
        ("$40 Mexican beer", Fraction(40), "USD", "money"),
        ("$-5", Fraction(-5), "USD", "money"),
        ("$US5", Fraction(5), "USD", "money"),
        ("MAUD 20", Fraction(20_000_000), "AUD", "money"),
        ("20 MEUR", Fraction(20_000_000), "EUR", "money"),
        ("20 USD million", Fraction(20_000_000), "USD", "money"),
        ("R500m", Fraction(500_000_000), "ZAR", "money"),
        ("20€", Fraction(20), "EUR", "money"),
        ("a 20-euro note", Fraction(20), "EUR", "money"),
        ("20 pounds sterling", Fraction(20), "GBP", "money"),
        ("he paid twenty pounds", Fraction(20), "GBP", "money"),
        ("a 20-pound baby", Fraction(20), "pound", "measure"),
        ("20TRY", Fraction(20), "TRY", "money"),
        ("50-pence piece", Fraction(50), "penny", "money"),
        ("5c coins", Fraction(5), "cent", "money"),
        ("Malaysian ringgit 20", Fraction(20), "MYR", "money"),
        ("9 billion shekels", Fraction(9_000_000_000), "ILS", "money"),
        ("dozens of percent", None, "percent", "percent"),
        ("7 pounds 3 ounces", Fraction(115, 16), "pound", "measure"),
        ("three pounds four ounces", Fraction(13, 4), "pound", "measure"),
        ("the 5-foot-11 guard", Fraction(71, 12), "foot", "measure"),
        ("the 6-foot-2-inch guard", Fraction(37, 6), "foot", "measure"),
        ("6' 2\"", Fraction(37, 6), "foot", "measure"),
        ("half of a mile", Fraction(1, 2), "mile", "measure"),
        ("half an hour", Fraction(1, 2), "hour", "duration"),
        ("three-quarters of an hour", Fraction(3, 4), "hour", "duration"),
        ("two years and a quarter", Fraction(9, 4), "year", "duration"),
        ("a mile and a quarter of track", Fraction(5, 4), "mile", "measure"),
        ("minus-5 degrees", Fraction(-5), "degree", "measure"),
        ("it was - 5 degrees", Fraction(-5), "degree", "measure"),
        ("+5 degrees", Fraction(5), "degree", "measure"),
        ("60 miles-a-day", Fraction(60), "mile / day", "measure"),
        ("a $5-a-head tax", Fraction(5), "USD / head", "money"),
        ("20 litres for every hour", Fraction(20), "litre / hour", "measure"),
        ("60 km / hour", Fraction(60), "kilometre / hour", "measure"),
        ("500 t/y", Fraction(500), "tonne / year", "measure"),
        ("5 kg/person", Fraction(5), "kilogram / person", "measure"),
        ("5 tonnes per capita", Fraction(5), "tonne / person", "measure"),
        ("$20 per diem", Fraction(20), "USD / day", "money"),
        ("2 million gallons of jet fuel a year", Fraction(2_000_000), "gallon / year", "measure"),
        ("2 million gallons of jet fuel per boat", Fraction(2_000_000), "gallon", "measure"),
        ("8 h later", Fraction(8), "hour", "duration"),
        ("8 A grades", Fraction(8), None, "count"),
        ("12 Canadian boats", Fraction(12), None, "count"),
        ("8 V/m", Fraction(8), "volt / metre", "measure"),
        ("5.5s", Fraction(11, 2), "second", "duration"),
        ("20s", Fraction(20), None, "count"),
        ("one second", Fraction(1), "second", "duration"),
        ("a 20-second delay", Fraction(20), "second", "duration"),
        ('30" tall', Fraction(30), "inch", "measure"),
        ("4 in long", Fraction(4), "inch", "measure"),
        ("200 # of flour", Fraction(200), None, "count"),
        ("5% a year", Fraction(5), "percent", "percent"),
    ],
)
def test_rarer_units(text: str, value: Fraction | None, unit: str | None, form: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.form) == (value, unit, form)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("245 boats", "exactly"),
        ("about 245 boats", "about"),
        ("some 245 boats", "about"),
        ("an estimated 245 boats", "about"),
        ("245 or so boats", "about"),
        ("nearly 245 boats", "nearly"),
        ("just under 245 boats", "nearly"),
        ("just over 245 boats", "just_over"),
        ("slightly more than 245 boats", "just_over"),
        ("more than 245 boats", "more_than"),
        ("over 245 boats", "more_than"),
        ("at least 245 boats", "at_least"),
        ("no fewer than 245 boats", "at_least"),
        ("245 or more boats", "at_least"),
        ("245+ boats", "at_least"),
        ("fewer than 245 boats", "less_than"),
        ("no more than 245 boats", "at_most"),
        ("up to 245 boats", "up_to"),
        ("as many as 245 boats", "up_to"),
        ("just about 245 boats", "about"),
        ("a total of more than 245 boats", "more_than"),
        ("at least about 245 boats", "at_least"),
        ("nearly another 245 boats", "nearly"),
        ("up to a further hundred boats", "up_to"),
        ("no 245 boats", "exactly"),
        ("245ish boats", "about"),
        ("245-odd boats", "about"),
        ("245 odd boats", "exactly"),
        ("245, max", "exactly"),
        ("245 max", "at_most"),
        ("245 or thereabouts", "about"),
        ("245 years plus", "more_than"),
        ("245 plus boats", "exactly"),
        ("245 +", "exactly"),
        ("$245 up front", "exactly"),
        ("over-65s", "more_than"),
        ("the under 25s", "less_than"),
    ],
)
def test_hedges(text: str, qualifier: str) -> None:
    assert only(text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "bounds", "unit"),
    [
        ("30-35C", (30, 35), "degree_Celsius"),
        ("between 200 and 300 boats", (200, 300), None),
        ("$3 billion to $5 billion", (3_000_000_000, 5_000_000_000), "USD"),
        ("$3-4bn", (3_000_000_000, 4_000_000_000), "USD"),
        ("8- to 16-metre boats", (8, 16), "metre"),
        ("three or four years", (3, 4), "year"),
        ("seven to 10 boats", (7, 10), None),
        ("9.8 ± 0.2 km", (Fraction(48, 5), 10), "kilometre"),
        ("dozens of boats", (12, 120), None),
        ("hundreds of thousands of boats", (100_000, 1_000_000), None),
        ("9.8 plus or minus 0.2 km", (Fraction(48, 5), 10), "kilometre"),
        ("9.8 +/- 0.2 km", (Fraction(48, 5), 10), "kilometre"),
        ("5- or 6-year terms", (5, 6), "year"),
        ("10 km-12 km", (10, 12), "kilometre"),
        ("20 - 30 boats", (20, 30), None),
        ("20—30 boats", (20, 30), None),
        ("10 or 12 boats", (10, 12), None),
        ("from 10 to 15 boats", (10, 15), None),
        ("by 5 to 10 boats", (5, 10), None),
        ("between 2% and 5", (2, 5), "percent"),
        ("between $2 and 5", (2, 5), "USD"),
        ("between half and two-thirds of boats", (Fraction(1, 2), Fraction(2, 3)), None),
        ("five to 10 million boats", (5_000_000, 10_000_000), None),
        ("five hundred to two thousand boats", (500, 2_000), None),
        ("$40 a night to $50", (40, 50), "USD / night"),
        ("30 degrees to 35C", (30, 35), "degree_Celsius"),
        ("between the ages of 18 and 24", (18, 24), "year"),
        ("people aged from 18 to 24", (18, 24), "year"),
    ],
)
def test_ranges(text: str, bounds: tuple[Fraction | int, ...], unit: str | None) -> None:
    quantity = only(text)
    assert quantity.value is None
    assert quantity.bounds == tuple(Fraction(bound) for bound in bounds)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("another few hundred tents", "[300, 500]"),
        ("a few hundred tents", "[300, 500]"),
        ("the last few hundred metres", "[300, 500]"),
        ("a couple of thousand tents", "2,000"),
        ("a couple dozen tents", "24"),
        ("several million tents", "[3,000,000, 7,000,000]"),
        ("every few years", "[3, 5]"),
        ("scores of tents", "[40, 199]"),
        ("scores were injured", "[40, 199]"),
    ],
)
def test_vague_amounts(text: str, core: str) -> None:
    assert str(only(text).core) == core


@pytest.mark.parametrize(
    "text",
    [
        "scores were high in the final",
        "the few who came",
        "the couple were found",
        "a baker's dozen of rolls",
        "a half-hearted effort",
        "the better half of the match",
    ],
)
def test_words_of_number_that_count_nothing(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two million, three million", [2_000_000, 3_000_000]),
        ("two hundred, one hundred and five", [200, 105]),
        ("6 hundred and 400 votes", [600, 400]),
        ("five hundred and one million votes", [500, 1_000_000]),
        ("sixteen twenty votes", [16, 20]),
        ("two hundred zero votes", [200, 0]),
        ("two quarters of falling sales", [2]),
        ("three quarters of growth", [3]),
        ("in the first three quarters of 2023", [1, 3, 2023]),
        ("two halves of the coin", [2]),
        ("in both halves", [2]),
        ("four points clear", [4]),
    ],
)
def test_numbers_that_stand_beside_each_other(text: str, values: list[int]) -> None:
    assert [quantity.value for quantity in quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Output rose from 95 to 117", [95, 117]),
        ("up $2 to $30", [2, 30]),
        ("128 boats and 117", [128, 117]),
        ("a bowl of 5 and 6 kg", [5, 6]),
        ("one, two, three", [1, 2, 3]),
        ("from 15 to 10 boats", [15, 10]),
        ("between 20 and 20 boats", [20, 20]),
        ("20 to 20 boats", [20, 20]),
        ("10 or 20 boats", [10, 20]),
        ("3 or half", [3, Fraction(1, 2)]),
        ("$3 or $4", [3, 4]),
        ("$40 to £50", [40, 50]),
        ("grew by 400 to 5,200", [400, 5_200]),
        ("rose by 64 per cent to 48,000", [64, 48_000]),
        ("between 5 and second", [5, 2]),
        ("20 -30 boats", [20, 30]),
        ("9.8 +/- km", [Fraction(49, 5)]),
        ("5 ±", [5]),
        ("10- and 12-foot boards", [10, 12]),
        ("20€ 30", [20, 30]),
        ("20 dollars 43 boats", [20, 43]),
        ("20.5 dollars 43", [Fraction(41, 2), 43]),
        ("5 feet and 20 inches", [5, 20]),
        ("two years and a half million boats", [2, 500_000]),
    ],
)
def test_two_values_are_no_range(text: str, values: list[int]) -> None:
    assert [quantity.value for quantity in quantities(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "an F-16 over Orrin",
        "a Shahed-136",
        "the iPhone 15",
        "Covid-19",
        "under Article 5 of the treaty",
        "along Highway 61",
        "the G7",
        "call 0800 555 0199",
        "ring 555-0199-221",
        "open 24/7",
        "since 9/11",
        "at 49 Mill Lane Road",
        "1) Open the door",
        "the one who left",
        "no one another",
        "a 5G mast",
        "the top three",
        "see https://example.org/2024/12",
    ],
)
def test_names_are_no_claims(text: str) -> None:
    assert [quantity.text for quantity in quantities(text) if quantity.value] == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("about 7 mg L-1 of nitrate", [7]),
        ("a flow of 9 m s−1", [9]),
        ("a rate of 3e12 s-1", [3 * 10**12]),
        ("6 kg-1 was scrawled", [6]),
        ("from 2 pm-3 pm", []),
        ("8 to-1", [8, 1]),
    ],
)
def test_the_power_of_a_unit_is_no_number(text: str, values: list[int]) -> None:
    counted = [quantity for quantity in quantities(text) if quantity.form != "clock_time"]
    assert [quantity.value for quantity in counted] == values


def test_a_hedge_widens_the_interval_to_its_side() -> None:
    assert str(only("more than 20 boats").wide) == "[21, ∞)"
    assert str(only("nearly 20 boats").core) == "[18, 19]"
    assert str(only("20.5 km").core) == "[20.45, 20.55]"


def test_a_bracketed_conversion_is_rounded_by_nature() -> None:
    first, second = quantities("100 miles (160 km)")
    assert str(second.core) == "[155, 165]"
    assert not first.core.is_empty


def test_spans_hold_the_sign_and_the_mention_the_hedge_and_unit() -> None:
    money = only("worth about $3.4bn now")
    assert (money.text, money.mention) == ("$3.4bn", "about $3.4bn")
    share = only("by 12 per cent")
    assert (share.text, share.mention) == ("12 per cent", "12 per cent")
    length = only("some 100 km away")
    assert (length.text, length.mention) == ("100", "some 100 km")


def test_scores_and_ordinals_keep_their_form() -> None:
    assert [quantity.form for quantity in quantities("Orrin won 3-1 in the 21st round")] == [
        "score",
        "ordinal",
    ]


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("the House voted 230-to-197", ["230-to-197"]),
        ("a 2-to-1 margin of votes", ["2-to-1"]),
        ("lost 3 - 1 at home", ["3 - 1"]),
        ("the score (3-1) stood", ["3-1"]),
        ("lost 2-3 in the final", ["2-3"]),
        ("won 6-4, 3-6, 7-5", ["6-4", "3-6", "7-5"]),
        ("2-3 goals", []),
        ("a 20-to-x vote", []),
        ("a 123456-to-7890 vote", []),
        ("lost 300 - 210", []),
        ("lost 03-1", []),
        ("won 3-1%", []),
        ("won 3-10 percent", []),
        ("1200-300 won", []),
        ("won 3-x", []),
    ],
)
def test_scores(text: str, scores: list[str]) -> None:
    assert [quantity.text for quantity in quantities(text) if quantity.form == "score"] == scores


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("the 101st boat", [101]),
        ("the 1,000,000th visitor", [1_000_000]),
        ("the twenty-first boat", [21]),
        ("the twenty first century", [21]),
        ("the ninetieth minute", [90]),
        ("the hundredth goal", [100]),
        ("the 4.5th boat", []),
        ("the millionth visitor", []),
        ("every second house", []),
        ("cut by two fifths", []),
        ("2 second", []),
        ("twenty boats", []),
    ],
)
def test_ordinals(text: str, ordinals: list[int]) -> None:
    assert [quantity.value for quantity in quantities(text) if quantity.form == "ordinal"] == ordinals


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("rice for 40 000 people", [40_000]),
        ("in Sept 12 000 voted", [None]),
        ("key " + "1234567890" * 7, []),
    ],
)
def test_digits_in_groups(text: str, values: list[int | None]) -> None:
    assert [quantity.value for quantity in quantities(text)] == values


def test_ages() -> None:
    for text in (
        "aged 44",
        "the 44-year-old",
        "44 years old",
        "a man of 44",
        "Ada Orrin, 44, said",
        "she turned 44",
        "a 44-yr-old",
        "44 yo",
        "44 years of age",
        "44 years aged",
        "aged 44 years",
        "at the age of 44",
        "died at 44.",
        "he turns 44 next year",
        "she was 44 when",
        "he is 44.",
        "he was just 44,",
        "Ada Orrin (44) said",
        "the boy (44) fell",
        "Orrin, 44 and single",
        "life expectancy is 44",
        "the retirement age rises to 44",
    ):
        quantity = only(text)
        assert (quantity.form, quantity.value, quantity.unit) == ("age", Fraction(44), "year")


def test_ages_of_a_list_of_names() -> None:
    names = quantities("the dead are Ada Orrin, 44; Bo Lind, 45; and Cy Reed, 46.")
    assert [quantity.form for quantity in names] == ["age"] * 3
    assert [quantity.value for quantity in names] == [44, 45, 46]


@pytest.mark.parametrize(
    "text",
    [
        "a man of 44 boats",
        "men under 30 boats",
        "the age was 44 boats",
        "it is 44.",
        "she is 14.",
        "Orrin, 4.5, said",
        "Orrin, 44.",
        "Ada (44) said",
        "Ada Orrin (44, said",
        "the boat, 19, sank",
        ", 44, said",
        "In May, 44, of them",
        "both, 44, are",
        "they were 19 and 20",
        "44 years young",
    ],
)
def test_what_is_no_age(text: str) -> None:
    assert "age" not in [quantity.form for quantity in quantities(text)]


def test_a_unit_is_carried_over_to_the_number_set_against_it() -> None:
    both: list[Mention] = list(read_mentions("Mileage went from 14 mpg to 24."))
    assert [mention.amount.unit for mention in both if mention.amount] == ["mile / gallon", "mile / gallon"]
