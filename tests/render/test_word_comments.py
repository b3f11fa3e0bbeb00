"""Comments in a Word document: at the numbers, and nothing else changed."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest

from checker.documents import read_document
from checker.model import Lines, Report, Span
from checker.render.word_comments import annotate
from tests.by_hand import finding, report

docx = pytest.importorskip("docx", reason="python-docx is not installed: no comments to test")


def _saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _report(data: bytes, *numbers: str, quoted: bool = False) -> Report:
    document = read_document("a.docx", data=data)
    spans = []
    for role, text in enumerate(numbers):
        start = document.source.index(text)
        line, column = Lines(document.source).position(start)
        spans.append(
            Span(
                start=start,
                end=start + len(text),
                line=line,
                column=column,
                text=text,
                role=f"part {role}",
                block=0,
                block_start=0,
                block_end=0,
            )
        )
    item = finding(document, spans, message="They do not add up.", working=["5 + 4 = 9"], quoted=quoted)
    return report(document, [item])


def _text(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs]


def _commented(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    ranges = re.findall(r"<w:commentRangeStart[^>]*/>(.*?)<w:commentRangeEnd", xml, re.DOTALL)
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", piece)) for piece in ranges]


def test_comments_stand_at_the_numbers_alone() -> None:
    document = docx.Document()
    document.add_paragraph("Crews freed 245 drivers, 128 by plough.")
    data = _saved(document)
    annotated = annotate(data, _report(data, "245", "128"))
    assert _commented(annotated) == ["245", "128"]
    assert _text(annotated) == _text(data)
    comments = list(docx.Document(BytesIO(annotated)).comments)
    assert [comment.author for comment in comments] == ["Crossfoot", "Crossfoot"]
    assert "error: They do not add up." in comments[0].text
    assert "This figure: part 0." in comments[0].text
    assert "604305228d" in comments[0].text


def test_comments_keep_the_formatting_and_numbers_across_runs() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Crews freed ")
    paragraph.add_run("24").bold = True
    paragraph.add_run("5 drivers").italic = True
    data = _saved(document)
    annotated = annotate(data, _report(data, "245"))
    assert _commented(annotated) == ["245"]
    runs = [
        (run.text, run.bold, run.italic)
        for run in docx.Document(BytesIO(annotated)).paragraphs[0].runs
        if run.text
    ]
    assert runs == [
        ("Crews freed ", None, None),
        ("24", True, None),
        ("5", None, True),
        (" drivers", None, True),
    ]


def test_comments_after_tabs_and_breaks_in_one_run() -> None:
    document = docx.Document()
    document.add_paragraph("Freed:\t245\tdrivers\nand 31 cars")
    data = _saved(document)
    annotated = annotate(data, _report(data, "245", "31"))
    assert _commented(annotated) == ["245", "31"]
    assert _text(annotated) == _text(data)


def test_comments_in_table_cells() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Beds"
    table.cell(0, 1).text = "60 of 75"
    data = _saved(document)
    assert _commented(annotate(data, _report(data, "60", "75"))) == ["60", "75"]


def test_comments_take_hostile_text() -> None:
    document = docx.Document()
    document.add_paragraph("5 of 4 </w:t><x> &amp; ]]>")
    data = _saved(document)
    annotated = annotate(data, _report(data, "5", quoted=True))
    (comment,) = docx.Document(BytesIO(annotated)).comments
    assert "query the speaker" in comment.text
    assert _text(annotated) == _text(data)


def test_document_without_findings_stays_as_it_is() -> None:
    document = docx.Document()
    document.add_paragraph("All is well with 245.")
    data = _saved(document)
    annotated = annotate(data, report(read_document("a.docx", data=data)))
    assert _text(annotated) == _text(data)
    assert _commented(annotated) == []
