"""Quotes and their sources: found at one place, told apart, nearly found, and counted."""

import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefkit.evidence import SourceSpan, coverage, digest, locate, position, source_text, uncovered
from briefkit.outcomes import Evidence

SOURCE = (
    "The ferry will run at night.\nThe Mayor’s office — not the Board — said so.\n"
    "The fee is open. The ferry  will\n run again."
)


def evidence(quote: str, **beside: str) -> Evidence:
    """Return evidence in the source `note`."""
    return Evidence(quote=quote, source="note", **beside)


def found(quote: str, **beside: str) -> list[str]:
    """Return the passages of SOURCE that a quote is found at."""
    return [SOURCE[span.start : span.end] for span in locate(SOURCE, evidence(quote, **beside))]


@pytest.mark.parametrize(
    ("quote", "places"),
    [
        ("The fee is open", ["The fee is open"]),
        ("The ferry will run", ["The ferry will run", "The ferry  will\n run"]),
        ("at night. The Mayor’s", ["at night.\nThe Mayor’s"]),
        ("the fee is open", []),
        ("The Mayor's office", ["The Mayor’s office"]),
        ("Board - said", []),
        ("fee is", ["fee is"]),
    ],
)
def test_a_quote_is_exact_but_for_white_space(quote: str, places: list[str]) -> None:
    """Runs of white space match, and curly quotation marks straight ones; case and dashes must be the source's."""
    assert found(quote) == places


def test_repeats_are_told_apart() -> None:
    """A prefix or suffix chooses a place, through white space and line breaks; a wrong one chooses none."""
    assert found("The ferry will run", suffix="at night") == ["The ferry will run"]
    assert found("The ferry will run", prefix="is open.") == ["The ferry  will\n run"]
    assert found("The ferry will run", prefix="is shut.") == []


def test_places_may_overlap() -> None:
    """A quote that overlaps itself is found at both places, so it is refused as ambiguous."""
    assert [(s.start, s.end) for s in locate("no no no", evidence("no no"))] == [(0, 5), (3, 8)]


@pytest.mark.parametrize(
    ("source", "quote", "passage"),
    [
        ("It is pro-\nvided that", "is provided that", "is pro-\nvided that"),
        ("It is pro-\n  vided that", "is pro- vided", "is pro-\n  vided"),
        ("a long-\nterm plan", "long-term", "long-\nterm"),
        ("a long-\n\f\nterm plan pro-\nvided", "long-term plan provided", "long-\n\f\nterm plan pro-\nvided"),
        ("pro\u00ad\nvided", "provided", "pro\u00ad\nvided"),
        ("a long-term plan", "longterm", None),
        ("a longterm plan", "long-term", None),
        ("short- and long-term", "short- and long-term", "short- and long-term"),
        ("short- and long-term", "short-and long-term", None),
        ("short- and long-term", "short-", "short-"),
        ("a list:\n- item one", "item one", "item one"),
        ("a list:\n- item one", "list: - item", "list:\n- item"),
        ("5\u00a0km or 58\u202f000", "5 km or 58 000", "5\u00a0km or 58\u202f000"),
        ("5 km", "5\u00a0km", "5 km"),
        ("the har\u00adbour\u200b wall", "the harbour wall", "the har\u00adbour\u200b wall"),
        ("the harbour wall", "har\u00adbour wall", "harbour wall"),
        ("an o\ufb03ce of\ufb01cial", "office official", "o\ufb03ce of\ufb01cial"),
        ("an o\ufb03ce", "an of", "an o\ufb03"),
        ("“It’s open”", '"It\'s open"', "“It’s open”"),
        ('"It\'s open"', "“It’s open”", '"It\'s open"'),
        ("«It’s open»", '"It’s open"', None),
        ("night\u2011ferry", "night-ferry", None),
        ("night-ferry", "night\u2011ferry", None),
        ("2020–2021", "2020-2021", None),
        ("anything", "-", None),
    ],
)
def test_what_a_copy_may_differ_in(source: str, quote: str, passage: str | None) -> None:
    """Line ends, unseen characters, ligatures and the form of quotation marks are no difference; hyphens are one."""
    assert [source[s.start : s.end] for s in locate(source, evidence(quote))] == ([passage] if passage else [])


def test_prefix_and_suffix_are_compared_as_quotes_are() -> None:
    """What stands beside a quote is found through line ends, unseen characters and curly quotation marks."""
    source = "the Mayor’s pro-\nvided fee. a fee"
    assert [s.start for s in locate(source, evidence("fee", prefix="Mayor's provided"))] == [23]
    assert [s.start for s in locate(source, evidence("fee", suffix=". a"))] == [23]


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("One.\nTwo.\nThree.", {"One": "paragraph 1", "Two": "paragraph 2", "Three": "paragraph 3"}),
        ("One\nstill one.\n \n\nTwo.", {"One": "paragraph 1", "still": "paragraph 1", "Two": "paragraph 2"}),
        ("\n\n  One.\nTwo.\n\n", {"One": "paragraph 1", "Two": "paragraph 2"}),
        (
            "One.\n\nTwo\n\f\nand on.\n\nThree.\n\f\fFour.\f",
            {
                "One": "page 1, paragraph 1",
                "Two": "page 1, paragraph 2",
                "and on": "page 2, paragraph 1",
                "Three": "page 2, paragraph 2",
                "Four": "page 4, paragraph 1",
            },
        ),
        ("One.\nTwo.\n\fThree.", {"Two": "page 1, paragraph 2", "Three": "page 2, paragraph 1"}),
    ],
)
def test_positions_are_told_as_people_tell_them(text: str, positions: dict[str, str]) -> None:
    """Form feeds begin pages; blank lines part paragraphs where there are any, else each line is one."""
    for words, told in positions.items():
        start = text.index(words)
        assert str(position(text, SourceSpan("note", start, start + len(words)))) == told


@pytest.mark.parametrize(
    ("source", "quote"),
    [
        ("no " * 200_000, "no " * 660),
        ("no-" * 200_000, "no-" * 660),
        ("no-\n" * 200_000, "no" * 990),
        (" " * 1_000_000, "a b"),
        ("a" + "\u3164" * 1_000_000, "b"),
        ("a" + "\n" * 1_000_000, "a"),
    ],
)
def test_locating_takes_time_by_the_letter(source: str, quote: str) -> None:
    """Texts that repeat one thing take a moment, as others do: place, coverage and position of a quote."""
    started = time.process_time()
    found = locate(source, evidence(quote))
    coverage(source, found[:1_000])
    position(source, SourceSpan("note", len(source) // 2, len(source)))
    assert time.process_time() - started < 5


def test_many_quotes_in_a_large_source_take_a_moment() -> None:
    """800 quotes are found in 2 MB, which are folded once, and one of 30,000 words."""
    words = [f"w{number * 7919 % 400_009}" for number in range(400_000)]
    source = "\n".join(" ".join(words[i : i + 12]) for i in range(0, len(words), 12))
    started = time.process_time()
    for i in range(800):
        assert locate(source, evidence(" ".join(words[i * 90 : i * 90 + 30])))
    whole = Evidence.model_construct(quote=" ".join(words[:30_000]), source="note", prefix=None, suffix=None)
    assert [span.start for span in locate(source, whole)] == [0]
    assert time.process_time() - started < 10


def test_coverage_counts_words() -> None:
    """Shares are of words, overlaps count once, and what lies in no quote is shown passage by passage."""
    text = "One two, three four. Five six"
    spans = [SourceSpan("note", 0, 7), SourceSpan("note", 4, 14)]
    assert coverage(text, spans) == 0.5
    assert uncovered(text, spans) == ["four. Five six"]
    assert (coverage(text, []), uncovered(text, [])) == (0, [text])
    assert coverage("", []) == coverage(" … ", []) == 1


def test_a_word_cut_in_two_is_not_covered() -> None:
    """A quote that ends inside a word does not cover it."""
    assert uncovered("ratification pending", [SourceSpan("note", 0, 6)]) == ["ratification pending"]


def test_sources_are_read_alike_everywhere() -> None:
    """A byte-order mark goes, line ends become line feeds, decomposed letters are composed; bytes have the hash."""
    assert source_text("\ufeffa\r\nb\rc\u0301".encode()) == "a\nb\nć"
    with pytest.raises(UnicodeDecodeError):
        source_text("Gebühr".encode("latin-1"))
    with pytest.raises(UnicodeDecodeError):
        source_text("The fee".encode("utf-16-le"))
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.lists(st.sampled_from(["a", "b", "Ω", "«x»", "n’t", "4.2", "(so)"]), min_size=1, max_size=12), st.data())
def test_every_passage_is_found_where_it_stands(words: list[str], data: st.DataObject) -> None:
    """Any run of words of a text, its white space altered, is located at its place among the places found."""
    text = "".join(word + data.draw(st.sampled_from([" ", "\n", "  ", "\t "])) for word in words)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assume(end > start)
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    quote = " ".join(words[start:end])
    assert starts[start] in [span.start for span in locate(text, evidence(quote))]
    assert all(" ".join(text[s.start : s.end].split()) == quote for s in locate(text, evidence(quote)))
