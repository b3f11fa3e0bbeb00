"""The whole way on sample articles: what is left unparsed, or parsed together, changes no finding."""

from __future__ import annotations

from checker.check import check_document, parse_documents
from checker.documents import read_document, read_text
from checker.language import parse
from checker.model import Document
from checker.resources import folder
from checker.rulebook import load_rulebook

WRONG = (
    "Crews planted 245 trees: 128 were oaks and 107 were limes. The mayor thanked them.\n"
    "Sales rose 10 percent to $220 million from $180 million a year earlier. Shares closed higher.\n"
    "The fair opens on Monday, May 24, 2025. Of the 40 stalls 25 sell food and the remaining 12 sell toys.\n"
)


def articles() -> list[Document]:
    sample = folder("rules").parent / "docs" / "sample-article.md"
    found = [read_text(WRONG), *(read_text(line) for line in WRONG.splitlines())]
    return [*found, read_document(sample)] if sample.exists() else found


def test_parsing_the_sentences_with_numbers_gives_the_findings_of_parsing_all() -> None:
    rulebook = load_rulebook()
    for article in articles():
        some = check_document(article, rulebook=rulebook)
        whole = check_document(article, rulebook=rulebook, parsed=parse(article))
        assert some.findings == whole.findings
        assert some.checks == whole.checks
        assert some.findings or some.checks


def test_articles_parsed_together_have_the_findings_that_each_has_alone() -> None:
    rulebook = load_rulebook()
    together = parse_documents(articles())
    for article, parsed in zip(articles(), together, strict=True):
        with_others = check_document(article, rulebook=rulebook, parsed=parsed)
        alone = check_document(article, rulebook=rulebook)
        assert (with_others.findings, with_others.checks) == (alone.findings, alone.checks)
