"""Bad input of every kind: one clear line each, with a place where there is one; nothing hangs and nothing falls over."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from checker.documents import LARGEST, LONGEST_BLOCK, read_document, read_text
from checker.errors import DocumentError


def said(name: str, data: bytes) -> str:
    with pytest.raises(DocumentError) as caught:
        read_document(name, data=data)
    text = str(caught.value)
    assert "\n" not in text
    assert text.startswith(f"{name}:")
    return text


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("_", "/") + ".xml", data)
    return stream.getvalue()


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("a.txt", b"caf\xe9 5", "1:4: is not UTF-8: byte 0xe9"),
        ("a.md", b"one\r\ntwo \xff", "2:5: is not UTF-8"),
        ("a.txt", b"text\x00text", "binary"),
        ("a.txt", b"\xff\xfe\x00", "UTF-16"),
        ("a.docx", b"no zip", "no Word document"),
        ("a.docx", b"", "no Word document"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 50, "no Word document"),
        ("a.docx", zipped(word_other=b"<a/>"), "word/document.xml"),
        ("a.docx", zipped(word_document=b"<a><b></a>"), "no well-formed XML"),
        ("a.json", b'{"a":' * 100_000, "nested too deeply"),
        ("a.json", b"[" * 1_000_000, "nested too deeply"),
        ("a.xml", b"<other/>", "neither NITF nor NewsML-G2"),
        ("a.xml", b"<nitf><body>", "no well-formed XML"),
        ("a.xml", b"", "no well-formed XML"),
        ("a.xml", b'<!DOCTYPE nitf [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><nitf>&b;</nitf>', "declares the entity 'a'"),
        ("a.xml", b"<nitf>&undefined;</nitf>", "undefined entity"),
        ("a.md", b">" * 10_000 + b" 5", "nested too deeply"),
        ("a.md", b"\n".join(b" " * depth + b"- 5" for depth in range(500)), "nested too deeply"),
        ("a.md", b"[a](b" * 5_000, "never closed"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(name: str, data: bytes, words: str) -> None:
    assert words in said(name, data)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(DocumentError, match="has 200 MB; an article has at most"):
        read_document(path)
    assert "has" in said("a.txt", b"x" * (LARGEST + 1))


def test_a_zip_that_unpacks_without_end() -> None:
    assert "MB in word/document.xml" in said("a.docx", zipped(word_document=b" " * 100_000_000))


@pytest.mark.parametrize(
    "data", ["<div>" * 100_000 + "5", "<p>" * 50_000, "<ul><li>" * 30_000, "<b>" * 50_000 + "</i>" * 50_000]
)
def test_deeply_nested_html_is_read(data: str) -> None:
    read_text(data, format="html")


@pytest.mark.parametrize("piece", ["<a", "<!--", "<!", "<?", "</", '<a x="', "<script>", "&#", "<![CDATA["])
def test_broken_html_takes_time_in_its_length_only(piece: str) -> None:
    read_text(piece * 100_000, format="html")


def test_folders_missing_files_and_odd_names(tmp_path: Path) -> None:
    for path, words in (
        (tmp_path, "is a folder"),
        (tmp_path / "none.md", "no such file"),
        (tmp_path / "a\0b", "cannot be read"),
    ):
        with pytest.raises(DocumentError, match=words):
            read_document(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.md"
    path.write_text("5")
    path.chmod(0)
    with pytest.raises(DocumentError, match="permission denied"):
        read_document(path)


def test_a_paragraph_beyond_measure_is_left_out_and_said_to_be() -> None:
    document = read_text("First.\n\n" + "5 " * LONGEST_BLOCK + "\n\nLast.")
    assert [block.text for block in document.blocks] == ["First.", "", "Last."]
    assert [problem.line for problem in document.problems] == [3]


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(DocumentError, match="did you mean 'markdown'"):
        read_text("x", format="markdwon")
