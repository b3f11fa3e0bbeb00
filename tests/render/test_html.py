"""The HTML report as a file: all there, nothing from outside, and an article's own markup only ever text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

from checker.intervals import Interval
from checker.model import Claim, Coverage, Quantity, Reading, Report, Run
from checker.render.html import claim_facts, render
from tests.by_hand import article, finding, number, report, strike_run

HOSTILE = (
    '</p><script>alert("5")</script> 5 of <img src=x onerror=alert(4)> 4 \'"`${7*7}{{7*7}}{% raw %} '
    "--> ]]> </style></title><!-- \x00\x1b \ud800 &lt;b&gt; javascript:alert(1)"
)


class _Page(HTMLParser):
    """The tags, the ids and the visible text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def ids(self) -> list[str]:
        return [value for _, attributes in self.tags if (value := attributes.get("id"))]


def hostile_run() -> Run:
    """A run whose article, path, message, working, waiver and rule are all hostile."""
    document = article(f"a/{HOSTILE}.txt", ("headline", HOSTILE), ("paragraph", HOSTILE))
    spans = [
        replace(number(document, "5", HOSTILE, block=1), detail=HOSTILE),
        number(document, "4", "whole", block=1),
    ]
    item = finding(
        document,
        spans,
        message=HOSTILE,
        working=[HOSTILE, f"stated: {HOSTILE}"],
        rule=f"r-{HOSTILE}",
        fingerprint='"><script>',
        suspects=[(0, HOSTILE, HOSTILE)],
        read_as=[HOSTILE],
        excuses=[HOSTILE],
        relations=[HOSTILE],
    )
    return Run(reports=(report(document, [item]),))


def test_html_golden(golden: Callable[[str, str], None]) -> None:
    golden("report.html", render(strike_run()))


def test_html_loads_nothing_from_anywhere() -> None:
    page = _Page(render(strike_run()))
    for tag, attributes in page.tags:
        assert tag not in ("link", "img", "iframe", "object", "base")
        assert "src" not in attributes
        assert "style" not in attributes
        assert (attributes.get("href") or "#").startswith("#")
        assert not any(name.startswith("on") for name in attributes)


def test_html_ids_are_unique_and_every_reference_is_there() -> None:
    page = _Page(render(strike_run()))
    ids = page.ids()
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        for name in ("popovertarget", "aria-labelledby", "for"):
            if attributes.get(name):
                assert attributes[name] in ids
        target = attributes.get("href")
        if target:
            assert target[1:] in ids


def test_html_hostile_text_is_text() -> None:
    plain = _Page(render(strike_run()))
    page = _Page(render(hostile_run()))
    allowed = {tag for tag, _ in plain.tags}
    assert {tag for tag, _ in page.tags} <= allowed
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert [tag for tag, _ in page.tags].count("style") == 1
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert '<script>alert("5")</script>' in page.text
    assert "{{7*7}}" in page.text


def test_html_holds_no_character_that_html_cannot() -> None:
    text = render(hostile_run())
    text.encode("utf-8")
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)


def test_html_policy_names_the_style_and_the_script() -> None:
    import base64
    import hashlib

    text = render(strike_run())
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in text


def test_html_without_the_article_still_shows_the_sentences() -> None:
    run = strike_run()
    bare = Run(reports=tuple(replace(item, document=None, read=()) for item in run.reports))
    page = _Page(render(bare))
    assert "Rescue teams freed" in page.text
    assert not any("number" in (attributes.get("class") or "").split() for _, attributes in page.tags)


def test_html_marks_each_number_by_its_gravest_outcome() -> None:
    text = render(strike_run())
    marks = re.findall(r'class="number (\w+)" popovertarget="[^"]+">([^<]+)<', text)
    assert ("flagged", "128") in marks
    assert ("verified", "31") in marks
    assert ("undecided", "£3 million") in marks
    assert ("waived", "Friday") in marks
    assert marks[0] == ("verified", "245")
    assert marks[1] == ("flagged", "245")


def test_html_a_table_stays_a_table() -> None:
    document = article(
        "t.md", ("table_cell", "Beds"), ("table_cell", "60"), ("table_cell", "Sum"), ("table_cell", "75")
    )
    blocks = tuple(
        replace(block, table=0, row=place // 2, column=place % 2)
        for place, block in enumerate(document.blocks)
    )
    text = render(Run(reports=(report(replace(document, blocks=blocks)),)))
    rows = re.findall(r"<tr>(<td.*?)</tr>", text)
    assert [re.findall(r"<td[^>]*>(.*?)</td>", row) for row in rows] == [["Beds", "60"], ["Sum", "75"]]


def test_html_empty_run_says_so() -> None:
    empty = Coverage(read=0, compared=0, verified=0, undecided=0, flagged=0)
    text = render(Run(reports=(Report(path="a.txt", claims=0, coverage=empty, findings=(), checks=()),)))
    assert "Nothing flagged" in text


def test_html_claim_facts_leave_out_what_is_not_said() -> None:
    quantity = Quantity(
        start=0, end=3, text="245", mention_start=0, mention_end=10, mention="245 drones", form="count",
        readings=(Reading(core=Interval.point(245), wide=Interval.point(245)),), value=Interval.point(245).low,
    )  # fmt: skip
    claim = Claim(
        index=0, block=0, block_kind="paragraph", sentence=0, sentence_start=0, sentence_end=10, quantity=quantity,
        counted="drone", modifiers=("Shahed",), event="neutralize", scope="total",
    )  # fmt: skip
    assert dict(claim_facts(claim)) == {
        "read": "245 drones",
        "kind": "count",
        "value": "245",
        "counts": "Shahed drone",
        "event": "neutralize",
        "scope": "total",
    }
