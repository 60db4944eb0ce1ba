"""Words as the rules find them: whole, whatever their marks and spaces, in their own sense."""

import pytest

from briefkit.rules.words import find, says


@pytest.mark.parametrize(
    ("word", "found", "missed"),
    [
        ("US", "The US said so.", "They told us so."),
        ("WHO", "WHO’s view.", "Those who met."),
        ("NGOs", "Two NGOs met.", "Two ngos met."),
        ("Reuters", "as REUTERS has it", "as Reutersville has it"),
        ("may", "Boats may run. May starts.", "It starts in May."),
        ("Mayor’s  office", "the mayor's\noffice", "the mayors office"),
    ],
)
def test_a_word_is_found_whole_and_in_its_sense(word: str, found: str, missed: str) -> None:
    """A name in capitals keeps them; other words stand in any case, quotes and spaces, but not inside others."""
    assert find([word], found)
    assert not find([word], missed)


@pytest.mark.parametrize("wording", ["cease-fire", "cease fire", "Ceasefire", "cease‑fire"])
def test_a_wording_is_one_word_or_two(wording: str) -> None:
    """Hyphens, spaces and case do not hide what must not be said; another ending does."""
    assert says("After a cease-fire was agreed", wording)
    assert not says("Ceasefires were agreed", wording)
