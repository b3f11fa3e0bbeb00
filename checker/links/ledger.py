"""Money that comes in and goes out, and what shares are worth.

Kinds: `deficit` and `surplus` (roles `income`, `spending`, `gap`), `profit` (`revenue`, `costs`, `profit`), `loss` (the
same with `loss`), `dividends` (`part`, `whole`), `share_value` (`price`, `shares`, `value`: the price in the currency of
the value).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from checker.intervals import Interval
from checker.links.context import Context
from checker.links.moments import with_readings
from checker.links.worded import cue, worded
from checker.model import Claim, Link, Reading

_OUT = (
    r"(?:spend(?:s|ing)?|spent|expenditures?|outgoings|outlays?|costs?|budgeted? spending|running costs|"
    r"pay(?:s|ing)? out|paid out|"
    r"disburse[sd]?)"
)
_IN = (
    r"(?:incomes?|revenues?|receipts|tax (?:income|revenues?|receipts|take)|takings|takes? in|took in|"
    r"taking in|raised?|raises|raising|"
    r"collect(?:s|ed|ing)?|brought in|bring(?:s|ing)? in|earn(?:s|ed|ing)?|fees|grants|turnover)"
)
_VERB = (
    r"(?: (?:of|at|was|were|is|are|came to|comes to|totall?ed|totall?ing|reached|stood at|amounted to|will "
    r"be|reaches|hit|only|just|to|by|around|about|a total of|worth))*"
)
_GAP = (
    r"(?:deficit|shortfall|gap|black hole|hole|funding gap|budget gap|budget deficit|overspend|"
    r"overspending|imbalance|"
    r"operating deficit|annual deficit)"
)
_EXTRA = (
    r"\b(?:after (?:tax|interest|other|one-off|exceptional|using|drawing|adjusting)|reserves|last year|a "
    r"year (?:ago|earlier)|previous year|"
    r"before (?:interest|tax|one-off|exceptional)|excluding|including|other (?:costs|expenses|income)|"
    r"borrow\w*|grants? of|also|by (?:20\d\d))\b"
)
_LEAVES = (
    r"(?:leaving|left|leaves|giving|gives|gave|producing|resulting in|making|meaning|creating|for|with|"
    r"to leave|to give|which leaves|"
    r"which left|a|an|and so|opening(?: up)?)"
)
_DEFICITS = (
    cue(
        "spending_income_gap",
        rf"\b{_OUT}{_VERB} <spending:money><words:60>\b{_IN}{_VERB} "
        r"<income:money>,?(?:<end>)?<words:40>\b(?:a|an|the|its|the resulting) (?:[\w-]+ "
        rf"){{0,2}}?{_GAP} "
        r"(?:of|at|is|was|to|comes to|amounts to) (?:just |only |about |some )?<gap:money>",
        read_as="spending SPENDING, income INCOME, a deficit of GAP",
        unless=_EXTRA,
        excuses=("nothing else between income and spending",),
    ),
    cue(
        "income_spending_gap",
        rf"\b{_IN}{_VERB} <income:money><words:60>\b{_OUT}{_VERB} "
        r"<spending:money>,?(?:<end>)?<words:40>\b(?:a|an|the|its|the resulting) (?:[\w-]+ "
        rf"){{0,2}}?{_GAP} "
        r"(?:of|at|is|was|to|comes to|amounts to) (?:just |only |about |some )?<gap:money>",
        read_as="income INCOME, spending SPENDING, a deficit of GAP",
        unless=_EXTRA,
        excuses=("nothing else between income and spending",),
    ),
    cue(
        "spending_income_a_gap",
        rf"\b{_OUT}{_VERB} <spending:money><words:60>\b{_IN}{_VERB} "
        rf"<income:money>,?<words:20>\b{_LEAVES} (?:a|an|it with a|them with a|the \w+ with a) "
        rf"<gap:money> {_GAP}\b",
        read_as="spending SPENDING, income INCOME, a GAP deficit",
        unless=_EXTRA,
        excuses=("nothing else between income and spending",),
    ),
    cue(
        "income_spending_a_gap",
        rf"\b{_IN}{_VERB} <income:money><words:60>\b{_OUT}{_VERB} "
        rf"<spending:money>,?<words:20>\b{_LEAVES} (?:a|an|it with a|them with a|the \w+ with a) "
        rf"<gap:money> {_GAP}\b",
        read_as="income INCOME, spending SPENDING, a GAP deficit",
        unless=_EXTRA,
        excuses=("nothing else between income and spending",),
    ),
    cue(
        "gap_spending_income",
        rf"\b{_GAP} (?:of|is|was|will be|at|came to|reached|stands at|stood at) (?:just |only |about |some "
        r")?<gap:money>,? (?:after|having|by|with|on|as it|when "
        rf"it|because it|between)<words:30>\b{_OUT}{_VERB} <spending:money><words:50>\b{_IN}{_VERB} "
        r"<income:money>",
        read_as="a deficit of GAP after spending SPENDING and taking INCOME",
        unless=_EXTRA.replace("after (?:", "after (?:all |"),
        excuses=("nothing else between income and spending",),
    ),
    cue(
        "gap_income_spending",
        rf"\b{_GAP} (?:of|is|was|will be|at|came to|reached|stands at|stood at) (?:just |only |about |some "
        r")?<gap:money>,? (?:after|having|by|with|on|as it|when "
        rf"it|because it|between)<words:30>\b{_IN}{_VERB} <income:money><words:50>\b{_OUT}{_VERB} "
        r"<spending:money>",
        read_as="a deficit of GAP after taking INCOME and spending SPENDING",
        unless=_EXTRA,
        excuses=("nothing else between income and spending",),
    ),
)
_SURPLUSES = (
    cue(
        "income_spending_surplus",
        rf"\b{_IN}{_VERB} <income:money><words:60>\b{_OUT}{_VERB} "
        rf"<spending:money>,?(?:<end>)?<words:40>\b(?:a|an|the|its) (?:[\w-]+ ){{0,2}}?surplus (?:of|at|"
        r"is|was) "
        r"(?:just |only |about |some )?<gap:money>",
        read_as="income INCOME, spending SPENDING, a surplus of GAP",
        unless=_EXTRA,
        excuses=("nothing else between income and spending",),
    ),
    cue(
        "spending_income_surplus",
        rf"\b{_OUT}{_VERB} <spending:money><words:60>\b{_IN}{_VERB} "
        rf"<income:money>,?(?:<end>)?<words:40>\b(?:a|an|the|its) (?:[\w-]+ ){{0,2}}?surplus (?:of|at|is|"
        r"was) "
        r"(?:just |only |about |some )?<gap:money>",
        read_as="spending SPENDING, income INCOME, a surplus of GAP",
        unless=_EXTRA,
        excuses=("nothing else between income and spending",),
    ),
    cue(
        "surplus_income_spending",
        r"\bsurplus of (?:just |only |about |some )?<gap:money>,? (?:after|having|by|with|on|as it|when "
        rf"it)<words:30>\b{_IN}{_VERB} <income:money><words:50>\b{_OUT}{_VERB} <spending:money>",
        read_as="a surplus of GAP after taking INCOME and spending SPENDING",
        unless=_EXTRA,
        excuses=("nothing else between income and spending",),
    ),
    cue(
        "surplus_spending_income",
        r"\bsurplus of (?:just |only |about |some )?<gap:money>,? (?:after|having|by|with|on|as it|when "
        rf"it)<words:30>\b{_OUT}{_VERB} <spending:money><words:50>\b{_IN}{_VERB} <income:money>",
        read_as="a surplus of GAP after spending SPENDING and taking INCOME",
        unless=_EXTRA,
        excuses=("nothing else between income and spending",),
    ),
)
_SALES = r"(?:revenues?|sales|turnover|takings|income|gross|ticket sales|receipts)"
_COSTS = (
    r"(?:costs?|expenses|outgoings|overheads|spending|expenditure|total costs|running costs|operating "
    r"costs)"
)
_GIVING = (
    r"(?:giving|leaving|making|resulting in|producing|yielding|for|so|to leave|to give|which left|which "
    r"gave|"
    r"and so)"
)
_MADE = r"(?:[\w’'-]+ ){0,4}?"
_PROFITS = (
    cue(
        "revenue_costs_profit",
        rf"\b{_SALES}{_VERB} <revenue:money>,? (?:and|while|but|with|against|less|"
        rf"minus)<words:20>\b{_COSTS}{_VERB} <costs:money>,? (?:(?:<words:10>){_GIVING} {_MADE})?(?:a|an|the) "
        rf"(?:[\w-]+ ){{0,2}}?profit of <profit:money>",
        read_as="revenue REVENUE less costs COSTS, giving a profit of PROFIT",
        unless=_EXTRA,
        excuses=("no tax, interest or other cost named",),
    ),
    cue(
        "costs_revenue_profit",
        rf"\b{_COSTS}{_VERB} <costs:money>,? (?:and|while|but|with|against)<words:20>\b{_SALES}{_VERB} "
        rf"<revenue:money>,? (?:(?:<words:10>){_GIVING} {_MADE})?(?:a|an|the) (?:[\w-]+ ){{0,2}}?profit of "
        r"<profit:money>",
        read_as="costs COSTS, revenue REVENUE, giving a profit of PROFIT",
        unless=_EXTRA,
        excuses=("no tax, interest or other cost named",),
    ),
)
_LOSSES = (
    cue(
        "revenue_costs_loss",
        rf"\b{_SALES}{_VERB} <revenue:money>,? (?:and|while|but|with|against|less|"
        rf"minus)<words:20>\b{_COSTS}{_VERB} <costs:money>,? (?:(?:<words:10>){_GIVING} {_MADE})?(?:a|an|the) "
        rf"(?:[\w-]+ ){{0,2}}?loss of <loss:money>",
        read_as="revenue REVENUE against costs COSTS, giving a loss of LOSS",
        unless=_EXTRA,
        excuses=("no tax, interest or other cost named",),
    ),
    cue(
        "costs_revenue_loss",
        rf"\b{_COSTS}{_VERB} <costs:money>,? (?:and|while|but|with|against)<words:20>\b{_SALES}{_VERB} "
        rf"<revenue:money>,? (?:(?:<words:10>){_GIVING} {_MADE})?(?:a|an|the) (?:[\w-]+ ){{0,2}}?loss of "
        r"<loss:money>",
        read_as="costs COSTS against revenue REVENUE, giving a loss of LOSS",
        unless=_EXTRA,
        excuses=("no tax, interest or other cost named",),
    ),
)
_HALVES = (
    cue(
        "first_and_second_half",
        r"<part_1:money> in the first (?:half|six months)<words:30>\band(?: of)? <part_2:money> in the second(?: "
        r"half| six months)?"
        r"<words:30>\b(?:total|totalling|full-year|annual|for the year|altogether)<words:25><whole:money>",
        read_as="PART in the first half and PART in the second, WHOLE for the year",
        unless=r"\b(?:last year|a year earlier|previous year|up from|down from)\b",
        excuses=("no other year named",),
    ),
)
_DIVIDENDS = (
    cue(
        "interim_and_final",
        r"\b(?:interim|half-year|first-half) (?:dividend|payout|payment)(?: \w+)?(?: of| was| at)? "
        r"<part_1:money><words:60>\bfinal (?:dividend |payout |payment |one )?(?:of |was |at "
        r")?<part_2:money>"
        r"<words:60>\b(?:total|full-year|annual|year['’]s|for the (?:full )?year|altogether|in "
        r"all)<words:30><whole:money>(?: (?:a share|per share))?",
        read_as="an interim dividend of PART and a final one of PART, WHOLE for the year",
        unless=r"\b(?:special|last year|a year earlier|previous year|up from)\b",
        excuses=("no special dividend",),
    ),
    cue(
        "final_and_interim",
        r"\bfinal (?:dividend|payout|payment)(?: of| was| at)? <part_1:money><words:60>\b(?:interim|"
        r"half-year|first-half) (?:dividend |payout |payment |one )?(?:of |was |at )?<part_2:money>"
        r"<words:60>\b(?:total|full-year|annual|year['’]s|for the (?:full )?year|altogether|in "
        r"all)<words:30><whole:money>(?: (?:a share|per share))?",
        read_as="a final dividend of PART and an interim one of PART, WHOLE for the year",
        unless=r"\b(?:special|last year|a year earlier|previous year|up from)\b",
        excuses=("no special dividend",),
    ),
)
_VALUES = (
    cue(
        "value_or_price_for_shares",
        r"<value:money>,? (?:or|equivalent to|which is|i\.e\.|that is) <price:money>(?: a share| per "
        r"share| each| apiece)?,? (?:for|on) (?:each of )?(?:its |the |their |all |all of the |all its "
        r")?(?:[\w-]+ )?<shares:count>(?: \w+)? shares",
        read_as="VALUE, or PRICE a share for SHARES shares",
        alike=False,
        unless=r"\b(?:stake|some of|part of|options|diluted|debt)\b",
        excuses=("all shares, no debt",),
    ),
    cue(
        "price_on_shares_total",
        r"<price:money>(?: a share| per share| each| apiece)?,? (?:on|for|to) (?:each of |every one of |"
        r"the holders of )?(?:its |the |their |all |all its |all of its )?<shares:count>(?: \w+)? "
        r"shares?(?: in issue| outstanding)?"
        r"(?:,| at| –| —|;)? ?(?:<words:30>)(?:a total of|in all|totalling|costing (?:it |the \w+ )?|at "
        r"a cost of|worth|a payout of|a bill of|altogether|for a total of|valuing (?:it|the \w+|them) "
        r"at) ?<value:money>",
        read_as="PRICE on each of SHARES shares, VALUE in all",
        alike=False,
        unless=r"\b(?:stake in|some of|part of|options|diluted|last year)\b",
        excuses=("all shares, no debt",),
    ),
    cue(
        "shares_at_price_raise",
        r"<shares:count>(?: \w+)? shares (?:at|for|were sold at|priced at) <price:money>(?: each| apiece|"
        r" a share| per share)?,? (?:and )?(?:to raise|raising|for a total of|netting|which raised|worth|"
        r"a total of|in a deal worth|valuing (?:them|the stake|it) at) <value:money>",
        read_as="SHARES shares at PRICE, raising VALUE",
        alike=False,
        unless=r"\b(?:after (?:fees|costs)|net of|options|diluted)\b",
        excuses=("no fees taken off",),
    ),
)
_HUNDREDTHS: Mapping[str, str] = {"penny": "GBP", "pence": "GBP", "cent": "USD"}


def find(context: Context) -> Iterator[Link]:
    """Every balance of money in and money out, and every price with the value of the shares."""
    yield from worded(context, "deficit", _DEFICITS)
    yield from worded(context, "surplus", _SURPLUSES)
    yield from worded(context, "profit", _PROFITS)
    yield from worded(context, "loss", _LOSSES)
    yield from worded(context, "dividends", _DIVIDENDS)
    yield from worded(context, "breakdown", _HALVES)
    for link in worded(context, "share_value", _VALUES):
        price, value = link.roles["price"][0], link.roles["value"][0]
        same = _in_currency_of(price, value)
        if same is not None:
            yield replace(link, roles={**link.roles, "price": (same,)})


def _in_currency_of(price: Claim, value: Claim) -> Claim | None:
    """The price of one share in the currency of the value: pence as pounds; None where the two do not go together."""
    unit = (price.unit or "").split(" / ")[0]
    if unit == value.unit:
        factor = Fraction(1)
    elif unit in _HUNDREDTHS and (value.unit == _HUNDREDTHS[unit] or unit == "cent"):
        factor = Fraction(1, 100)
    else:
        return None
    return with_readings(
        price,
        [
            Reading(
                core=_scaled(one.core, factor), wide=_scaled(one.wide, factor), unit=value.unit, note=one.note
            )
            for one in price.quantity.readings
        ],
    )


def _scaled(interval: Interval, factor: Fraction) -> Interval:
    return interval * Interval.point(factor)
