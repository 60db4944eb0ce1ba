"""Addresses in plain words."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.addresses import addressed, is_address


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("See https://example.org/a_b?c=1&d=(2).", ["https://example.org/a_b?c=1&d=(2)"]),
        ("(https://example.org/a), then", ["https://example.org/a"]),
        ("“http://example.org”", ["http://example.org"]),
        ("https://en.example.org/wiki/A_(b)", ["https://en.example.org/wiki/A_(b)"]),
        ("Write to desk@example.org, or ring.", ["mailto:desk@example.org"]),
        ("MAILTO:desk@example.org", ["MAILTO:desk@example.org"]),
        ("https://desk@example.org/x", ["https://desk@example.org/x"]),
        ("a@b.example and https://c.example", ["mailto:a@b.example", "https://c.example"]),
        ("javascript:alert(1) file:///etc/passwd ftp://example.org data:text/html,x", []),
        ("https:// and http://. and a@b and @c.example and mailto:", []),
    ],
)
def test_addresses_are_found(words: str, found: list[str]) -> None:
    """Web addresses and e-mail addresses are found without the sentence around them; nothing else is one."""
    assert [target for _, target in addressed(words) if target] == found


@given(st.text(alphabet="ab.@/:()[],- \u00a0éhttpsmailo", max_size=80))
def test_no_word_is_lost(words: str) -> None:
    """The stretches together are the text, and each address is one that a page may hold."""
    parts = list(addressed(words))
    assert "".join(shown for shown, _ in parts) == words
    assert all(shown for shown, _ in parts)
    assert all(is_address(target) for _, target in parts if target)


@pytest.mark.parametrize("unit", ["a", "a.", "a@", "a@b.", "https://", "(", ")", "https://a(", "mailto:", "-"])
def test_long_texts_take_no_longer_than_their_length(unit: str) -> None:
    """A hundred thousand characters that nearly make addresses are read in a moment."""
    start = process_time()
    list(addressed(unit * (100_000 // len(unit))))
    assert process_time() - start < 2
