"""A sentence is parsed by itself: asking for some changes nothing in them."""

from __future__ import annotations

from checker.language import Parsed, parse, parse_together
from checker.model import Block, Document, Segment

TEXT = "The mayor spoke first. Twelve boats sailed at dawn, and nine came back. Nobody knew why. They had 40 men."


def document(*texts: str) -> Document:
    blocks = tuple(
        Block(kind="paragraph", text=text, segments=(Segment(0, 0, len(text), len(text)),)) for text in texts
    )
    return Document(path="a.txt", source="\n".join(texts), blocks=blocks)


def tags(parsed: Parsed, block: int, start: int) -> list[tuple[str, str, str, int]]:
    doc = parsed.blocks[block].doc
    assert doc is not None
    sentence = next(s for s in parsed.blocks[block].sentences if s.start <= start < s.end)
    span = doc.char_span(sentence.start, sentence.end)
    return [(token.text, token.tag_, token.dep_, token.head.i) for token in span]


def test_the_doc_is_over_the_text_of_the_block() -> None:
    parsed = parse(document("  " + TEXT + " \n", ""))
    doc = parsed.blocks[0].doc
    assert doc is not None
    assert doc.text == "  " + TEXT + " \n"
    assert parsed.blocks[1].doc is None
    assert [sentence.index for sentence in parsed.sentences] == [0, 1, 2, 3]


def test_parsing_some_sentences_gives_them_the_parse_that_parsing_all_gives() -> None:
    place = TEXT.index("Twelve")
    whole = parse(document(TEXT, "Six went."))
    some = parse(document(TEXT, "Six went."), places={0: [place]})
    assert tags(some, 0, place) == tags(whole, 0, place)
    assert some.blocks[1].doc is None
    unparsed = some.blocks[0].doc
    assert unparsed is not None
    assert unparsed[0].tag_ == ""


def test_nothing_asked_for_needs_no_model() -> None:
    parsed = parse(document(TEXT), places={}, model="no_such_model")
    assert len(parsed.sentences) == 4


def test_documents_parsed_together_have_the_parses_that_each_has_alone() -> None:
    articles = [document(TEXT, "Six went."), document("No number here."), document("A dozen ran. It rained.")]
    places: list[dict[int, list[int]]] = [{0: [TEXT.index("Twelve")], 1: [0]}, {}, {0: [2]}]
    together = parse_together(articles, places=places)
    for article, own, parsed in zip(articles, places, together, strict=True):
        alone = parse(article, places=own)
        assert parsed.sentences == alone.sentences
        for one, other in zip(parsed.blocks, alone.blocks, strict=True):
            assert (one.doc is None) == (other.doc is None)
            if one.doc is not None and other.doc is not None:
                assert [(t.text, t.tag_, t.lemma_, t.dep_, t.head.i) for t in one.doc] == [
                    (t.text, t.tag_, t.lemma_, t.dep_, t.head.i) for t in other.doc
                ]
