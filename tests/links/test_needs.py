"""What a wording needs, and that no fit is lost by looking only where that is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.claims import places_of_numbers, read_claims
from checker.documents import read_document
from checker.language import parse
from checker.links import find_links, folding, skeleton
from checker.links.folding import Shape, Wording, fold, pattern
from checker.links.needs import Holdings, Needs, Stretches, needs_of
from checker.resources import folder
from tests.links.rates_by_hand import article

FORMS = {"count": 1, "money": 2, "value": 3}


@pytest.mark.parametrize(
    ("source", "numbers", "words"),
    [
        (r"<a:count> of <b:value>", ((1, 1), (3, 2)), [{"of"}]),
        (r"\b(?:rise|fall)s? to <a:count>", ((1, 1),), [{"to"}, {"ris*", "fal*"}]),
        (r"<a:count>(?: of <b:count>)?", ((1, 1),), []),
        (r"(?:twice|<a:count>[ -]times) as ", (), [{"as"}, {"*twice", "times"}]),
        (r"(?:\bhalf|<a:money>) ", (), [{"half", "#2"}]),
        (r"<a:count>(?! in all)", ((1, 1),), []),
        (r"<a:count> (?P<word>up|down)(?=\.)(?:,| )", ((1, 1),), [{"up", "down"}]),
        (r"(?i:<a:count>)\1{2}", ((1, 1),), []),
        (r"(?>no|yes) <a:count>", (), []),
    ],
)
def test_what_a_wording_needs(source: str, numbers: object, words: list[set[str]]) -> None:
    needs = needs_of(source, FORMS)
    assert needs.numbers == numbers
    assert sorted(map(sorted, needs.words)) == sorted(map(sorted, words))


@pytest.mark.parametrize(
    ("source", "crosses"),
    [
        ("<a:count><gap:20> of", False),
        ("<a:count><any:20> of", True),
        ("<a:count><end>", True),
        (r"<a:count>[^,]", True),
        (r"<a:count>\s", True),
        ("of them", True),
    ],
)
def test_a_wording_that_may_leave_its_sentence_is_looked_for_in_the_whole_text(
    source: str, crosses: bool
) -> None:
    assert needs_of(source, FORMS).crosses is crosses


def test_holdings_meet_needs_by_form_number_and_word() -> None:
    held = Holdings(0, 21, "Rises of that ofttimes", [1, 2])
    assert held.meet(Needs(numbers=((1, 1), (3, 2)), words=(frozenset({"of"}),), total=2))
    assert held.meet(Needs(words=(frozenset({"ris*"}), frozenset({"#2", "none"}))))
    assert not held.meet(Needs(numbers=((1, 2),), total=2))
    assert not held.meet(Needs(words=(frozenset({"rise"}),)))
    assert not held.meet(Needs(total=3))


WORDS = ("rise", "fall", "of", "ris*", "*twice", "#2", "none")
NEEDS = st.builds(
    Needs,
    numbers=st.lists(st.tuples(st.integers(1, 7), st.integers(1, 3)), max_size=2).map(tuple),
    words=st.lists(st.frozensets(st.sampled_from(WORDS), min_size=1), max_size=2).map(tuple),
    total=st.integers(0, 3),
)
HELD = st.builds(
    Holdings,
    st.just(0),
    st.just(99),
    st.lists(st.sampled_from(("rise", "rises", "fall", "of", "atwice", "and"))).map(" ".join),
    st.lists(st.sampled_from((1, 2, 4)), max_size=4),
)


@given(st.lists(HELD, max_size=20), NEEDS)
def test_many_stretches_are_asked_at_once_as_each_is_alone(stretches: list[Holdings], needs: Needs) -> None:
    assert Stretches(stretches).meeting(needs) == [held for held in stretches if held.meet(needs)]


def test_a_fit_is_found_in_each_sentence_and_in_part_of_one() -> None:
    text = fold(article("Of the 40 shops 12 closed. Of the 50 inns 9 closed. Nothing else did."))
    shape = pattern("<a:count> [a-z]+ <b:count> closed")
    assert [match.claims["b"].quantity.text for match in text.search(shape)] == ["12", "9"]
    second = text.text.index("Of", 3)
    assert [match.claims["b"].quantity.text for match in text.search(shape, second + 3)] == ["9"]
    assert list(text.search(shape, second + 3, second + 12)) == []


def test_the_links_of_the_samples_are_those_of_looking_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [
        folder("rules").parent / "docs" / "sample-article.md",
        *sorted((folder("reports") / "samples").glob("*.md")),
    ]
    articles = [read_document(path) for path in places if path.exists()]
    read = []
    for one in articles:
        parsed = parse(one, places=places_of_numbers(one))
        read.append((one, parsed, read_claims(one, parsed)))
    found = [repr(find_links(*each)) for each in read]

    def everywhere(
        self: Wording, shape: Shape, start: int = 0, end: int | None = None
    ) -> list[tuple[int, int]]:
        return [(start, len(self.text) if end is None else end)]

    monkeypatch.setattr(folding.Wording, "worth_searching", everywhere)
    monkeypatch.setattr(skeleton, "_needs", lambda pattern: Needs())
    monkeypatch.setattr(folding.Shape, "needs", Needs())
    assert [repr(find_links(*each)) for each in read] == found
    assert any(found)
