"""Votes by which something was carried, and the votes against it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.links.context import Context
from checker.links.written import number, sentences
from checker.model import Link

_PAIR = re.compile(
    r"(?<![\d.,–—-])(\d{1,3}(?:,\d{3})*)"
    r"(\s?[-–—]\s?|-to-| to | votes to | votes for(?: it)? (?:and|to) )"
    r"(\d{1,3}(?:,\d{3})*)(?![\d.,]*\d|%|-year)"
)
_CARRIED = re.compile(
    r"\b(?:passed|approved|adopted|carried|backed|confirmed|agreed|ratified|endorsed|enacted|upheld|acquitted|impeached|"
    r"voted to \w+)\b[^.;]{0,70}?\b(?:by|on|with|in)?\s*(?:a |the )?(?:votes?|vote of|votes of|majority)?\s*"
    r"(?:of |by )?(?:about )?$",
    re.I,
)
_REJECTED = re.compile(
    r"\b(?:rejected|defeated|failed|fell|against|lost|struck down|blocked|turned down|short|veto|override)\b",
    re.I,
)
_VOTING = re.compile(
    r"\b(?:votes?|voted|house|senate|commons|council|parliament|committee|assembly|panel|board|court|judges?|bill|motion|"
    r"resolution|amendment|measure|articles?|justices)\b",
    re.I,
)


def find(context: Context) -> Iterator[Link]:
    """The votes for and against of whatever a sentence says was passed: "passed by votes of 230-to-197"."""
    for block in range(len(context.document.blocks)):
        text = context.text(block)
        if not context.in_block(block):
            continue
        for start, end in sentences(text):
            sentence = text[start:end]
            for match in _PAIR.finditer(sentence):
                if not _is_carried(sentence, match):
                    continue
                ayes = number(
                    context, block, start + match.start(1), start + match.end(1), "votes for",
                    value=int(match[1].replace(",", "")),
                )  # fmt: skip
                noes = number(
                    context, block, start + match.start(3), start + match.end(3), "votes against",
                    value=int(match[3].replace(",", "")),
                )  # fmt: skip
                if ayes is not None and noes is not None:
                    yield Link(
                        kind="vote_carried",
                        roles={"ayes": (ayes,), "noes": (noes,)},
                        cue="carried_by_votes",
                        read_as="carried by AYES to NOES",
                        excuses=("no 'rejected', 'failed' or 'override'",),
                    )


def _is_carried(sentence: str, match: re.Match[str]) -> bool:
    before = sentence[max(0, match.start() - 110) : match.start()]
    after = sentence[match.end() : match.end() + 40]
    follows = "respectively" in sentence and bool(re.search(r"\d\s*(?:and|,)\s*$", before))
    earlier = before[: max(before.rfind(" and ") - 8, 0)]
    if not (_CARRIED.search(before) or (follows and _CARRIED.search(earlier))):
        return False
    if _REJECTED.search(before) or re.match(
        r"\s*(?:against|of|per|\w+ )?(?:win|defeat|loss|victory|draw|lead)\b", after
    ):
        return False
    carried = _CARRIED.search(before)
    if carried and re.search(r"\b(?:after|following|with|despite|when|as|while)\b", carried.group()):
        return False
    if re.match(r"\s*(?:against|of|per)\b", after):
        return False
    if match[2].strip() == "to":
        return bool(re.search(r"\b(?:votes?|voted)\b", sentence, re.I))
    return match[2].strip() not in ("-", "–", "—") or bool(_VOTING.search(sentence))
