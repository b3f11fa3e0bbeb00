"""The summary of an archive: flags per 1,000 articles, by rule, desk and month."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from checker.characters import visible


def summarise(counts: Mapping[str, int]) -> dict[str, object]:
    """The counts as a tree: totals, then each rule, desk and month with its flags per 1,000 articles."""
    articles = counts.get("articles", 0)
    summary: dict[str, object] = {
        "articles": articles,
        "flags": counts.get("flags", 0),
        "per_thousand": _rate(counts.get("flags", 0), articles),
    }
    for kind in ("rule", "desk", "month"):
        rows = {}
        names = {
            key.split(":", 1)[1] for key in counts if key.split(":", 1)[0] in (kind, f"articles in {kind}")
        }
        for name in sorted(names):
            flags = counts.get(f"{kind}:{name}", 0)
            among = articles if kind == "rule" else counts.get(f"articles in {kind}:{name}", 0)
            rows[name or "(none)"] = {"flags": flags, "articles": among, "per_thousand": _rate(flags, among)}
        summary[kind] = rows
    return summary


def _rate(flags: int, articles: int) -> str:
    if not articles:
        return "0.0"
    tenths = round(Fraction(10_000 * flags, articles))
    return f"{tenths // 10}.{tenths % 10}"


def as_markdown(summary: Mapping[str, object], *, rejected: int) -> str:
    """The summary as a page."""
    lines = [
        "# Summary",
        "",
        f"{summary['articles']} articles, {summary['flags']} flags: {summary['per_thousand']} per 1,000 articles.",
        f"{rejected} records set aside (rejected.jsonl).",
    ]
    for kind in ("rule", "desk", "month"):
        rows = summary[kind]
        assert isinstance(rows, dict)
        lines += [
            "",
            f"## By {kind}",
            "",
            f"| {kind} | flags | articles | per 1,000 |",
            "|---|---:|---:|---:|",
        ]
        lines += [
            f"| {_cell(str(name))} | {row['flags']} | {row['articles']} | {row['per_thousand']} |"
            for name, row in rows.items()
        ]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return visible(text).replace("|", "/").replace("<", "&lt;")
