"""How a passage tells a vote: each number and each name on its side, and on none where it is not clear."""

import pytest

from briefkit.reading import Passage
from briefkit.reading.ballots import counts, voters

PARTIES = {"alder": ("Aldery",), "brev": ("Brevane",), "china": ("China",), "guild": ("Fishers’ Guild",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Adopted with six in favour, two against and one abstention.", [(6, "for"), (2, "against"), (1, "abstained")]),
        ("Six members voted for it; two voted against.", [(6, "for"), (2, "against")]),
        ("In favour: 6; against: 2; abstentions: 1.", [(6, "for"), (2, "against"), (1, "abstained")]),
        ("Six members were for and two against.", [(6, "for"), (2, "against")]),
        ("It was carried by six votes to two.", [(6, "for"), (2, "against")]),
        ("It was carried 6-2, one member abstaining.", [(6, "for"), (2, "against"), (1, "abstained")]),
        ("Motion carried 6-2-1.", [(6, "for"), (2, "against"), (1, "abstained")]),
        ("It was rejected by six votes to two.", [(6, ""), (2, "")]),
        ("Nine of the 11 members voted for it.", [(9, "for")]),
        ("A plan for two piers was adopted by seven votes.", [(2, ""), (7, "")]),
        ("A fine of 20 euros was approved, seven in favour.", [(7, "for")]),
    ],
)
def test_a_number_counts_the_side_that_its_clause_names(text: str, expected: list[tuple[float, str]]) -> None:
    """In digits or words, before its side or behind it; money is no vote, and a whole is not its part."""
    assert [(one.who, one.side) for one in counts([Passage(text)])] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aldery and Brevane voted for it, China against.", {"alder": "for", "brev": "for", "china": "against"}),
        ("It was opposed by Aldery and supported by Brevane.", {"alder": "against", "brev": "for"}),
        ("In favour: Aldery, Brevane; against: China.", {"alder": "for", "brev": "for", "china": "against"}),
        ("7 voted for it, the Fishers' Guild against it.", {"guild": ""}),
        ("Aldery spoke. China abstained.", {"alder": "", "china": "abstained"}),
    ],
)
def test_a_name_stands_on_the_side_that_is_clear(text: str, expected: dict[str, str]) -> None:
    """Where words for sides stand on both ends of the names, nothing is read."""
    assert {one.who: one.side for one in voters([Passage(text)], PARTIES)} == expected
