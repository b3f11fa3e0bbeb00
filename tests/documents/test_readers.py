"""What each format is read into: kinds of blocks, what is left out, dates, comments for Crossfoot."""

from __future__ import annotations

import json
from datetime import date

import pytest

from checker.documents import read_document, read_text
from checker.documents.dates import read_date
from checker.errors import DocumentError
from checker.model import Document


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def cells(document: Document) -> list[tuple[int | None, int | None, int | None, str]]:
    return [(b.table, b.row, b.column, b.text) for b in document.blocks if b.kind == "table_cell"]


def comments(document: Document) -> list[tuple[str, int]]:
    for directive in document.directives:
        assert (
            "crossfoot" in document.source[directive.start : directive.end].lower()
            or document.format == "archieml"
        )
    return [(directive.text, directive.block) for directive in document.directives]


class TestText:
    def test_a_paragraph_a_line(self) -> None:
        text = "The first paragraph ends here.\nThe second one has 12 words.\nA third."
        assert [block.text for block in read_text(text).blocks] == text.split("\n")

    def test_lines_wrapped_by_hand_are_one_paragraph(self) -> None:
        text = (
            "The council said on Monday that 245 trees would be planted along the\n"
            "river before the winter. Volunteers have dug 107 holes so far, and\n"
            "another 21 are planned.\n\nA second paragraph.\n"
        )
        document = read_text(text)
        assert len(document.blocks) == 2
        assert "along the river" in document.blocks[0].text

    def test_a_short_line_ends_its_paragraph_among_wrapped_ones(self) -> None:
        text = (
            "The council said on Monday that 245 trees would be planted along\n"
            "the river before winter.\n"
            "Volunteers have dug 107 holes so far, and another group of about\n"
            "twenty is expected.\n"
        )
        assert len(read_text(text).blocks) == 2

    def test_a_headline_that_stands_alone(self) -> None:
        document = read_text("Council plants 245 trees\n\nThe council planted 245 trees on Monday.")
        assert [block.kind for block in document.blocks] == ["headline", "paragraph"]

    @pytest.mark.parametrize(
        "first",
        ["By Ada Marsh of the desk", "Friday, 4 January 2019", "January 4, 2019", "It rained. ", "Note"],
    )
    def test_no_headline(self, first: str) -> None:
        document = read_text(f"{first}\n\nThe council planted 245 trees on Monday.")
        assert document.blocks[0].kind == "paragraph"

    def test_bullets_are_items(self) -> None:
        document = read_text("The plan:\n• 128 oaks\n• 107 limes\n- 10 ashes")
        assert kinds(document) == [
            ("paragraph", "The plan:"), ("list_item", "128 oaks"), ("list_item", "107 limes"), ("list_item", "10 ashes"),
        ]  # fmt: skip

    def test_comments_are_not_read(self) -> None:
        document = read_text("One.\n<!-- crossfoot: ignore some-rule -- said so -->\nTwo.\n")
        assert [block.text for block in document.blocks] == ["One.", "Two."]
        assert comments(document) == [("ignore some-rule -- said so", 1)]


class TestMarkdown:
    def test_what_is_read_and_what_is_left_out(self) -> None:
        document = read_text(
            "# A headline of 5\n\n## A heading\n\nText with `code 7`, ~~8~~, ~9 and [a link 6](http://x.org/99).[^1]\n\n"
            "```\n10\n```\n\n> A quote of 11\n\n- item 12\n  - item 13\n\n1. item 14\n\n"
            "![alt 15](p.jpg)\n\n[^1]: Note 16\n",
            format="markdown",
        )
        assert kinds(document) == [
            ("headline", "A headline of 5"), ("heading", "A heading"),
            ("paragraph", "Text with , , ~9 and a link 6."),
            ("quote", "A quote of 11"), ("list_item", "item 12"), ("list_item", "item 13"), ("list_item", "item 14"),
        ]  # fmt: skip
        assert [block.list_level for block in document.blocks if block.kind == "list_item"] == [1, 2, 1]

    def test_a_soft_break_joins_and_a_hard_one_breaks(self) -> None:
        document = read_text("one\ntwo  \n*three*!", format="markdown")
        assert document.blocks[0].text == "one two\nthree!"

    def test_tables_have_rows_and_columns(self) -> None:
        document = read_text("| a | b |\n|---|---|\n| 1 | *2* |\n| 3 |\n", format="markdown")
        assert cells(document) == [
            (0, 0, 0, "a"), (0, 0, 1, "b"), (0, 1, 0, "1"), (0, 1, 1, "2"), (0, 2, 0, "3"),
        ]  # fmt: skip

    def test_html_within_it(self) -> None:
        document = read_text(
            "Area m<sup>2</sup> and H<sub>2</sub>O<br>next\n\n<table><tr><td>1<td>2</table>\n\n"
            "<!-- crossfoot: ignore a-rule -- why -->\n\nLast.",
            format="markdown",
        )
        assert document.blocks[0].text == "Area m² and H₂O\nnext"
        assert len(cells(document)) == 2
        assert comments(document) == [("ignore a-rule -- why", 3)]

    @pytest.mark.parametrize(
        "front, day",
        [
            ("date: 2026-05-24", date(2026, 5, 24)),
            ('date: "2026-05-24T23:10:00+02:00"', date(2026, 5, 24)),
            ("published: 24 May 2026", date(2026, 5, 24)),
            ("tags: [a, b]\ndate: May 24, 2026", date(2026, 5, 24)),
            ("date:", None),
            ("draft: true", None),
        ],
    )
    def test_dates_of_the_front_matter(self, front: str, day: date | None) -> None:
        document = read_text(f"---\n{front}\n---\nText.", format="markdown")
        assert (document.published.day if document.published else None) == day
        assert not document.problems

    @pytest.mark.parametrize("said", ["05/06/2026", "2026-02-30", "soon"])
    def test_a_date_that_is_none_is_a_problem_with_its_place(self, said: str) -> None:
        document = read_text(f"---\ntitle: x\ndate: {said}\n---\nText.", format="markdown")
        assert document.published is None
        assert [(problem.line, problem.column) for problem in document.problems] == [(3, 7)]
        assert [block.text for block in document.blocks] == ["x", "Text."]

    @pytest.mark.parametrize(
        "title",
        [
            '"Say \\"5\\" \\u00e9 \\ud83d\\ude00"',
            "'it''s 5'",
            "plain 5",
            "|\n  two\n  lines",
            '"folded\n  5"',
        ],
    )
    def test_titles_in_every_style(self, title: str) -> None:
        document = read_text(f"---\ntitle: {title}\n---\nText.", format="markdown")
        import yaml

        value = yaml.safe_load(f"title: {title}")["title"] if "\\ud83d" not in title else 'Say "5" é 😀'
        assert document.blocks[0].kind == "headline"
        assert document.blocks[0].text == " ".join(value.split())

    def test_broken_front_matter_does_not_hide_the_article(self) -> None:
        document = read_text("---\ntitle: a: b: c\n---\nText of 5.", format="markdown")
        assert [block.text for block in document.blocks] == ["Text of 5."]
        assert [(problem.line, problem.column) for problem in document.problems] == [(2, 9)]

    def test_toml_front_matter(self) -> None:
        document = read_text('+++\ntitle = "Five"\ndate = 2026-05-24\n+++\nText.', format="markdown")
        assert document.blocks[0].kind == "headline"
        assert document.published is not None

    def test_rules_are_no_front_matter(self) -> None:
        document = read_text("---\n\nFirst.\n\n---\n\nSecond.", format="markdown")
        assert [block.text for block in document.blocks] == ["First.", "Second."]


class TestHtml:
    def test_kinds(self) -> None:
        document = read_text(
            '<h1>Head 1</h1><p class="article__standfirst">Stand 2</p><figure><img alt="9"><figcaption>Cap 3</figcaption>'
            '</figure><p class="wp-caption">Cap 4</p><h2>Sub 5</h2><blockquote><p>Quote 6</p></blockquote><ul><li>Item 7'
            "<ul><li>Deep 8</ul></ul>",
            format="html",
        )
        assert kinds(document) == [
            ("headline", "Head 1"), ("standfirst", "Stand 2"), ("caption", "Cap 3"), ("caption", "Cap 4"),
            ("heading", "Sub 5"), ("quote", "Quote 6"), ("list_item", "Item 7"), ("list_item", "Deep 8"),
        ]  # fmt: skip

    def test_what_no_reader_sees(self) -> None:
        document = read_text(
            "<p>Shown <del>1</del><s>2</s><span hidden>3</span><b style='display: none'>4</b><code>5</code>"
            "<sup><a href='#n6'>6</a></sup><script>7</script><style>8</style><template>9</template>",
            format="html",
        )
        assert kinds(document) == [("paragraph", "Shown")]

    def test_only_the_article_of_a_page(self) -> None:
        document = read_text(
            "<title>T 1</title><header>2</header><aside>3</aside><article><p>Four</article><div>5</div>",
            format="html",
        )
        assert kinds(document) == [("headline", "T 1"), ("paragraph", "Four")]

    def test_broken_markup(self) -> None:
        document = read_text("<p>One <b>two</p></i><p>three</b> < 4 & 5 &bogus; <p", format="html")
        assert kinds(document) == [("paragraph", "One two"), ("paragraph", "three < 4 & 5 &bogus;")]

    def test_spans_of_cells(self) -> None:
        document = read_text(
            "<table><caption>Votes</caption><tr><th colspan=2>a<th>b<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5</table>",
            format="html",
        )
        assert cells(document) == [
            (0, 0, 0, "a"), (0, 0, 2, "b"), (0, 1, 0, "1"), (0, 1, 1, "2"), (0, 1, 2, "3"), (0, 2, 1, "4"),
            (0, 2, 2, "5"),
        ]  # fmt: skip
        assert document.blocks[0].kind == "caption"

    def test_tables_that_lay_out_a_page(self) -> None:
        long = "A long story. " * 40
        document = read_text(f"<table><tr><td>{long}<td>side</table>", format="html")
        assert {block.kind for block in document.blocks} == {"paragraph"}

    def test_breaks(self) -> None:
        document = read_text("<p>one<br>two<br><br>three</p><pre>four\n\nfive</pre>", format="html")
        assert [block.text for block in document.blocks] == ["one\ntwo", "three", "four", "five"]

    def test_comments(self) -> None:
        document = read_text(
            "<p>One</p><!-- crossfoot: ignore a -- b --><p>Two <!-- crossfoot: ignore c -- d -->2</p>",
            format="html",
        )
        assert comments(document) == [("ignore a -- b", 1), ("ignore c -- d", 1)]

    def test_the_encoding_that_it_names(self) -> None:
        data = '<meta charset="iso-8859-1"><p>café £5'.encode("latin-1")
        assert read_document("x.html", data=data).blocks[0].text == "café £5"


class TestNinjs:
    def test_one_body_of_several_and_the_captions(self) -> None:
        item = {
            "headlines": [{"role": "main", "value": "Head 1"}, {"role": "short", "value": "Short 2"}],
            "descriptions": [{"role": "text", "value": "Lead 3 of the item"}],
            "bodies": [
                {"role": "text", "contentType": "text/plain", "value": "Body 4"},
                {"role": "html5", "contentType": "text/html", "value": "<h1>Head 1</h1><p>Body 4</p>"},
            ],
            "associations": [
                {"type": "picture", "descriptions": [{"value": "Caption 5"}]},
                {"type": "text", "headlines": [{"value": "Another 6"}]},
            ],
        }
        assert kinds(read_text(json.dumps(item), format="ninjs")) == [
            ("headline", "Head 1"), ("heading", "Short 2"), ("standfirst", "Lead 3 of the item"),
            ("paragraph", "Body 4"), ("caption", "Caption 5"),
        ]  # fmt: skip

    def test_a_lead_cut_out_of_the_body_is_not_read_twice(self) -> None:
        item = {
            "headline": "H",
            "description_text": "The first words …",
            "body_text": "The first words of it.",
        }
        assert [block.kind for block in read_text(json.dumps(item), format="ninjs").blocks] == [
            "headline",
            "paragraph",
        ]

    @pytest.mark.parametrize(
        "text, place",
        [
            ('{"headline": "x",}', "1:18"), ('{"headline": "x"', "1:17"), ('{\n "headline": "x\ny"}', "2:16"),
            ('{"headline": "\\x"}', "1:15"), ("", "1:1"), ('{"headline": "x"} 1', "1:19"),
        ],
    )  # fmt: skip
    def test_broken_json_has_a_place(self, text: str, place: str) -> None:
        with pytest.raises(DocumentError) as caught:
            read_text(text, format="ninjs", path="a.json")
        assert str(caught.value).startswith(f"a.json:{place}: is no JSON")

    def test_other_json_is_none(self) -> None:
        with pytest.raises(DocumentError, match="no ninjs item"):
            read_text('{"name": "package"}', format="ninjs")


class TestNewsXml:
    def test_nitf(self) -> None:
        document = read_text(
            '<!DOCTYPE nitf SYSTEM "nitf.dtd"><nitf><head><title>T 1</title></head><body><body.head><hedline><hl1>Head 2'
            "</hl1><hl2>Sub 3</hl2></hedline><byline>By 4</byline><abstract><p>Short 5</p></abstract></body.head>"
            "<body.content><p>Text&nbsp;<num>6</num></p><media><media-caption>Caption 7</media-caption></media>"
            "<?crossfoot ignore a -- b?><p>Last</p></body.content><body.end><tagline>8</tagline></body.end></body></nitf>",
            format="nitf",
        )
        assert kinds(document) == [
            ("headline", "Head 2"), ("heading", "Sub 3"), ("standfirst", "Short 5"), ("paragraph", "Text\u00a06"),
            ("caption", "Caption 7"), ("paragraph", "Last"),
        ]  # fmt: skip
        assert comments(document) == [("ignore a -- b", 5)]

    def test_a_message_with_a_picture(self) -> None:
        document = read_text(
            '<newsMessage><itemSet><newsItem><itemMeta><itemClass qcode="ninat:picture"/></itemMeta><contentMeta>'
            "<description>Caption 1</description></contentMeta></newsItem><newsItem><itemMeta>"
            '<itemClass qcode="ninat:text"/></itemMeta><contentMeta><headline>Head 2</headline></contentMeta><contentSet>'
            '<inlineData contenttype="text/html">&lt;p&gt;Text &amp;pound;3&lt;/p&gt;</inlineData></contentSet></newsItem>'
            "</itemSet></newsMessage>",
            format="newsml",
        )
        assert kinds(document) == [("headline", "Head 2"), ("paragraph", "Text £3"), ("caption", "Caption 1")]

    def test_two_articles_are_said_to_be_two(self) -> None:
        item = "<newsItem><contentMeta><headline>H</headline></contentMeta></newsItem>"
        document = read_text(f"<newsMessage>{item}{item}</newsMessage>", format="newsml", path="m.xml")
        assert [str(problem) for problem in document.problems] == [
            "m.xml: holds 2 articles, of which only the first was read"
        ]


class TestArchieml:
    def test_fields_lists_and_commands(self) -> None:
        document = read_text(
            "headline: Head 1\nhed: Again 2\nslug: head-3\ndek: Stand 4\n\n[+body]\nText of 5.\n\nsubhead: Sub 6\n"
            "image: 7.jpg\ncrossfoot: ignore a -- b\nMore 8.\n[]\n\ntext: First 9\nsecond 10\n:end\n:skip\n"
            "key: left 11 out x\n"
            ":endskip\n:ignore\nNothing 12.\n",
            format="archieml",
        )
        assert kinds(document) == [
            ("headline", "Head 1"), ("heading", "Again 2"), ("standfirst", "Stand 4"), ("paragraph", "Text of 5."),
            ("heading", "Sub 6"), ("paragraph", "More 8."), ("paragraph", "First 9 second 10"),
        ]  # fmt: skip
        assert comments(document) == [("ignore a -- b", 5)]


@pytest.mark.parametrize(
    "text, day",
    [
        ("2026-05-24", date(2026, 5, 24)), ("20260524T101500Z", date(2026, 5, 24)),
        ("2026-05-24 10:00 +0200", date(2026, 5, 24)),
        ("Sunday, 24 May 2026", date(2026, 5, 24)), ("24th May, 2026", date(2026, 5, 24)),
        ("Sept. 4, 2026", date(2026, 9, 4)),
        ("24/05/2026", None), ("2026", None), ("", None), ("31 April 2026", None),
    ],
)  # fmt: skip
def test_dates_are_read_strictly(text: str, day: date | None) -> None:
    assert read_date(text) == day


def test_a_title_that_stands_outside() -> None:
    document = read_text("Text of 5.", title="Head 4", published=date(2026, 5, 24))
    assert kinds(document) == [("headline", "Head 4"), ("paragraph", "Text of 5.")]
    assert document.published is not None
    assert document.published.origin == "option"


def test_indented_prose_of_markdown_is_read_and_code_is_not() -> None:
    source = (
        "First.\n\n      The committee will meet in Casper on 17 March.\n\nThen.\n\n    total = parts(12)\n"
    )
    document = read_text(source, format="markdown")
    assert [block.text for block in document.blocks] == [
        "First.",
        "The committee will meet in Casper on 17 March.",
        "Then.",
    ]
    block = document.blocks[1]
    start, end = block.to_source(0, len(block.text))
    assert source[start:end] == block.text
