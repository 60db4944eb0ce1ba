"""Who speaks in a passage, and whether the declared roles are those that it shows."""

import pytest

from briefkit.reading import Context, Passage, check_roles, saying_verb, speakers

CONTEXT = Context(
    {
        "roca": ("Ines Roca", "Mayor Roca", "the Mayor"),
        "dune": ("Paul Dune", "Dune"),
        "norvia": ("Norvia",),
        "islands": ("Island Group", "the Group"),
    }
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Roca announced a plan.", (("roca", "announced"),)),
        ("The plan is good, said Dune.", (("dune", "said"),)),
        ("Ines Roca, who chairs the board, has also warned of floods.", (("roca", "warned"),)),
        ("Norvia and Paul Dune rejected it.", (("norvia", "rejected"), ("dune", "rejected"))),
        ("The friends of Norvia said so.", ()),
        ("Norvia's minister said so.", ()),
        ("Dune left.", ()),
    ],
)
def test_speakers_are_subjects_of_verbs_of_saying(text: str, expected: tuple[tuple[str, str], ...]) -> None:
    """A name right before a verb of saying speaks; one that only stands near does not."""
    assert speakers(Passage(text), CONTEXT) == expected


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Mayor Roca announces a plan.", "announced"),
        ("Mayor Roca insists that it is good.", "insisted"),
        ("Mayor Roca claims that it is good.", None),
        ("Dune announces a plan to Mayor Roca.", None),
    ],
)
def test_the_quote_s_verb_is_taken_in_the_house_s_form(text: str, verb: str | None) -> None:
    """A neutral verb and one that is the source's own come in the past; a loaded one is never ours."""
    assert saying_verb([Passage(text)], CONTEXT, "roca") == verb


@pytest.mark.parametrize(
    ("declared", "text", "meant"),
    [
        ({"by": ["dune"]}, "Mayor Roca said so.", "roca"),
        ({"by": ["dune"]}, "“We would do it,” Mayor Roca said.", "roca"),
        ({"for": ["norvia"]}, "Dune spoke on behalf of the Island Group.", "islands"),
        ({"supported_by": ["dune"]}, "Norvia supported it; Dune opposed it.", "norvia"),
        ({"opposed_by": ["norvia"]}, "It was opposed by Dune.", "dune"),
    ],
)
def test_roles_that_a_passage_shows_otherwise_are_asked(declared: dict[str, list[str]], text: str, meant: str) -> None:
    """Where a passage gives a role to somebody else, the question names who it is."""
    (found,) = check_roles(declared, [Passage(text)], CONTEXT)
    assert f"{next(iter(declared))}: {meant}" in found.hint
    assert text[found.source_start : found.source_end] == found.source


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ({"by": ["roca"]}, "Mayor Roca said so."),
        ({"by": ["roca"]}, "She said so."),
        ({"supported_by": ["dune", "norvia"]}, "Norvia supported it."),
        ({"for": ["norvia"]}, "Dune spoke."),
        ({"by": ["roca"]}, "It is right, as the Norvia decision was late."),
    ],
)
def test_roles_that_fit_or_are_unsure_are_not_asked(declared: dict[str, list[str]], text: str) -> None:
    """Where a passage shows the same, or nothing sure, nothing is asked."""
    assert check_roles(declared, [Passage(text)], CONTEXT) == ()


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Mayor Roca told us that she is checking the date.", ()),
        ("Mayor Roca said so.", ("roca",)),
        ("Mayor Roca calls Norvia before Friday.", ()),
    ],
)
def test_where_it_is_unsure_who_speaks_nothing_is_asked(text: str, own: tuple[str, ...]) -> None:
    """A source that says “us”, a speaker whom another field declares, and a verb of another sense ask nothing."""
    context = Context(CONTEXT.parties, own)
    assert check_roles({"by": ["dune"]}, [Passage(text)], context) == ()
    assert check_roles({"by": ["dune"]}, [Passage("Mayor Roca said so.")], CONTEXT)
