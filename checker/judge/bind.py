"""Which claims fill the roles of a rule.

A rule over a link binds the claims that the link ties together. A rule over topics binds claims near one
another: those of one sentence; else of two sentences that follow each other; else of the whole article, where
all that the rule groups by is stated and equal. Nearer always wins, and each claim is bound once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from checker.judge.select import disagreement, fact, failing_key
from checker.model import Binding, Claim, Link, Role, Rule

MAX_ALTERNATIVES = 64
_APART = frozenset({"each", "additional", "other", "remaining"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One place where a rule applies, and the ways to fill its roles there."""

    rule: Rule
    alternatives: tuple[Binding, ...]
    link: Link | None = None
    trimmed: bool = False
    """Whether there were more ways than were tried: then nothing may be flagged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a rule did not fire on a link or in a sentence, for the author of the rule."""

    rule: Rule
    where: str
    why: str


def bind(rule: Rule, claims: Sequence[Claim], links: Sequence[Link]) -> Iterator[Bound | Refusal]:
    """Every place where the rule applies, and why it does not where it nearly does."""
    kinds = {kind for role in rule.roles for kind in role.link_kinds}
    if kinds:
        for link in links:
            if link.kind in kinds:
                yield from _bind_link(rule, link, claims)
        return
    yield from _bind_topic(rule, claims)


# ── over links ──


def _bind_link(rule: Rule, link: Link, claims: Sequence[Claim]) -> Iterator[Bound | Refusal]:
    where = f"{link.kind} ({link.cue})" if link.cue else link.kind
    taken: set[int] = set()
    used: set[str] = set()
    pools: dict[str, list[Claim]] = {}
    for role in rule.roles:
        if link.kind not in role.link_kinds:
            continue
        assert role.link_role is not None
        used.add(role.link_role)
        pool = []
        for claim in link.roles.get(role.link_role, ()):
            if failing_key(role.selector, claim, link) is None:
                pool.append(claim)
                taken.add(id(claim))
        pools[role.name] = pool
    for link_role in used:
        for claim in link.roles.get(link_role, ()):
            key = failing_key(rule.when, claim, link)
            if key is not None:
                yield Refusal(
                    rule=rule, where=where, why=f"{claim.quantity.text!r}: `when: {key}` does not hold"
                )
                return
            if id(claim) not in taken:
                yield Refusal(
                    rule=rule, where=where, why=f"{claim.quantity.text!r} is {link_role} but fits no role"
                )
                return
    sentences = {claim.sentence for claim in link.claims()}
    inside = {id(claim) for claim in link.claims()}
    for role in rule.roles:
        if role.name not in pools:
            if role.link_kinds:
                pools[role.name] = []
                continue
            pools[role.name] = [
                claim
                for claim in claims
                if claim.sentence in sentences and id(claim) not in inside and _fits(rule, role, claim)
            ]
    short = _short(rule, pools)
    if short is not None:
        yield Refusal(rule=rule, where=where, why=short)
        return
    yield from _bound(rule, pools, link, where)


# ── over topics ──


def _fits(rule: Rule, role: Role, claim: Claim) -> bool:
    return why_not(rule, role, claim) is None


def why_not(rule: Rule, role: Role, claim: Claim) -> str | None:
    """The key that keeps a claim from a role of a rule over topics; None where it fits."""
    keys = rule.when.keys | role.selector.keys
    key = failing_key(rule.when, claim)
    if key is not None:
        return f"when: {key}"
    key = failing_key(role.selector, claim)
    if key is not None:
        return key
    if "polarity" not in keys and claim.polarity == "negative":
        return "polarity"
    if "modality" not in keys and claim.modality in ("denied", "possible"):
        return "modality"
    if "scope" not in keys and claim.scope in _APART:
        return "scope"
    return None


def _bind_topic(rule: Rule, claims: Sequence[Claim]) -> Iterator[Bound | Refusal]:
    pools = {role.name: [claim for claim in claims if _fits(rule, role, claim)] for role in rule.roles}
    short = _short(rule, pools)
    if short is not None:
        yield Refusal(rule=rule, where="the article", why=short)
        return
    by_sentence: dict[int, None] = dict.fromkeys(
        sorted({claim.sentence for pool in pools.values() for claim in pool})
    )
    bound: set[int] = set()
    for width in (1, 2):
        for sentence in by_sentence:
            window = {
                name: [
                    claim
                    for claim in pool
                    if sentence <= claim.sentence < sentence + width and id(claim) not in bound
                ]
                for name, pool in pools.items()
            }
            if _short(rule, window) is not None or (width == 2 and not _spans_both(window)):
                continue
            for result in _bound(rule, window, None, f"sentence {sentence + 1}"):
                yield result
                if isinstance(result, Bound):
                    bound.update(id(claim) for binding in result.alternatives for claim in binding.claims())
    keys = (*rule.group, *rule.same)
    if not keys:
        return
    groups: dict[tuple[frozenset[str], ...], dict[str, list[Claim]]] = {}
    for name, pool in pools.items():
        for claim in pool:
            said = tuple(fact(key, claim) for key in keys)
            if id(claim) not in bound and all(said):
                groups.setdefault(said, {}).setdefault(name, []).append(claim)
    for members in groups.values():
        window = {role.name: members.get(role.name, []) for role in rule.roles}
        if _short(rule, window) is None:
            yield from _bound(rule, window, None, "the article")


def _spans_both(window: Mapping[str, Sequence[Claim]]) -> bool:
    """Whether both sentences have a part in it and may be read together: neither is a headline or caption."""
    if len({claim.sentence for pool in window.values() for claim in pool}) < 2:
        return False
    blocks = {(claim.block, claim.block_kind) for pool in window.values() for claim in pool}
    if len({block for block, _ in blocks}) == 1:
        return True
    return all(kind in ("paragraph", "list_item", "quote") for _, kind in blocks)


# ── alternatives ──


def _short(rule: Rule, pools: Mapping[str, Sequence[Claim]]) -> str | None:
    for role in rule.roles:
        if len(pools[role.name]) < role.at_least:
            return (
                f"nothing fills the role {role.name!r}"
                if not pools[role.name]
                else f"too few for {role.name!r}"
            )
    return None


def _bound(
    rule: Rule, pools: Mapping[str, Sequence[Claim]], link: Link | None, where: str
) -> Iterator[Bound | Refusal]:
    choices = [list(_choices(role, pools[role.name])) for role in rule.roles]
    found: list[Binding] = []
    why = "one claim cannot fill two roles"
    ways = product(*choices)
    for choice in islice(ways, MAX_ALTERNATIVES * 4):
        roles = {role.name: fillers for role, fillers in zip(rule.roles, choice)}
        everyone = tuple(claim for fillers in choice for claim in fillers)
        if len({id(claim) for claim in everyone}) < len(everyone):
            continue
        against = disagreement(everyone, group=rule.group, same=rule.same, distinct=rule.distinct)
        if against is None and link is None and _dated_in_part(rule, everyone):
            against = "time"
        if against is not None:
            why = f"the claims may not stand together: `{against}`"
            continue
        found.append(Binding(rule=rule, roles=roles, link=link))
        if len(found) >= MAX_ALTERNATIVES:
            break
    if not found:
        yield Refusal(rule=rule, where=where, why=why)
        return
    trimmed = next(ways, None) is not None
    yield Bound(rule=rule, alternatives=tuple(found), link=link, trimmed=trimmed)


def _dated_in_part(rule: Rule, claims: Sequence[Claim]) -> bool:
    """Whether claims of several sentences are to be of one time, and only some of the sentences say which."""
    if "time" not in (*rule.group, *rule.same):
        return False
    dated = {claim.sentence for claim in claims if claim.time is not None}
    return bool(dated) and any(claim.sentence not in dated for claim in claims)


def _choices(role: Role, pool: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    if role.at_most is None or len(pool) <= role.at_most:
        yield tuple(pool)
        return
    if role.at_most == 1:
        for claim in pool:
            yield (claim,)
        return
    for start in range(len(pool) - role.at_most + 1):
        yield tuple(pool[start : start + role.at_most])
