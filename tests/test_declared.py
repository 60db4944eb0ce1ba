"""What is asked about a statement's vote, status and speaker, and what is not."""

from pathlib import Path
from typing import Any

import pytest
from tests.records import write

from briefkit.loading import load
from briefkit.outcomes.statements import Decision

ACTORS = {
    "board": {"name": "Harbour Board", "kind": "organisation"},
    "roca": {"name": "Ines Roca", "title": "Mayor of Port Avon", "style": "Mayor Roca"},
    "dune": {"name": "Paul Dune"},
    "guild": {"name": "Fishers’ Guild", "kind": "organisation"},
}


def asked(
    folder: Path, source: str, quote: str | list[str], record: dict[str, Any] | None = None, **fields: Any
) -> list[tuple[str, str]]:
    """Return code and message of what is asked about a statement with this quote, but for its wording."""
    statement = {"id": "pier", "kind": "decision", "text": "A pier.", "quote": quote, **fields}
    statement = {key: value for key, value in statement.items() if value}
    data = {"id": "pay", "title": "Pay", "marking": "TLP:CLEAR", "as_of": "2026-03-03", "statements": [statement]}
    data |= {"actors": ACTORS, "meeting": {"name": "Board", "date": "2026-03-03", "instrument": "treaty"}}
    data |= {"sources": {"note": {"file": "sources/note.txt"}}, **(record or {})}
    problems = load(write(folder, data, {"note.txt": source})).problems
    assert not [one for one in problems if one.severity == "error"]
    return [(one.code, one.message.removeprefix("`pier`: ")) for one in problems if ", text: " not in one.message]


VOTE = "The Harbour Board decided on a pier with six in favour, two against and one abstention"


@pytest.mark.parametrize(
    ("vote", "expected"),
    [
        ({"for": 6, "against": 2, "abstained": 1}, []),
        ({"for": 7, "against": 2, "abstained": 1}, ["`vote`: 7 for it: the source has 6"]),
        (
            {"for": 2, "against": 6, "abstained": 1},
            ["`vote`: 2 for it: the source has 6", "`vote`: 6 against it: the source has 2"],
        ),
        ({"for": 6, "against": 2}, ["`vote`: 0 abstaining: the source has 1"]),
        ({"for": 6, "against": 2, "abstained": 0}, ["`vote`: 0 abstaining: the source has 1"]),
    ],
)
def test_a_count_is_held_against_its_quote(vote: dict[str, int], expected: list[str], tmp_path: Path) -> None:
    """A number that the quote has not, has on another side, or has beside what is declared."""
    assert [message for _, message in asked(tmp_path, f"{VOTE}.", VOTE, vote=vote)] == expected


def test_a_count_without_a_side_is_a_count(tmp_path: Path) -> None:
    """A quote that only has the number bears it out; one that has no such number does not."""
    quote = "The Harbour Board decided by 7 votes on a pier, the Fishers’ Guild against it"
    for count, expected in ((7, []), (8, [("Q02", "`vote`: 8 for it: the source has no such number")])):
        vote = {"for": count, "against": ["guild"]}
        assert asked(tmp_path / str(count), f"{quote}.", quote, vote=vote) == expected


def test_who_voted_is_held_against_quote_and_source(tmp_path: Path) -> None:
    """A name on the other side is asked, and one that nothing puts on this side; the source may tell it elsewhere."""
    quote = "Ines Roca voted for the pier that the Board decided on. The Fishers’ Guild abstained"
    source = f"{quote}. Later Paul Dune voted against."
    good: dict[str, Any] = {"for": ["roca"], "against": ["dune"], "abstained": ["guild"]}
    assert asked(tmp_path / "good", source, quote, vote=good) == []
    swapped = asked(tmp_path / "swapped", source, quote, vote=good | {"for": ["guild"], "abstained": ["roca", "dune"]})
    assert [message for _, message in swapped if "Dune" not in message] == [
        "`vote`: Fishers’ Guild for it: the source has Fishers’ Guild abstaining",
        "`vote`: Ines Roca abstaining: the source has Ines Roca for it",
    ]
    assert ("Q06", "`vote`: Paul Dune abstaining: the source does not say so") in swapped


LISTED = [
    "The motion passed with 2 in favor (Roca, Lind) and 1 opposed (Dune)",
    "The motion passed. For: Roca and Lind. Against (1): Dune",
]


@pytest.mark.parametrize("quote", LISTED)
@pytest.mark.parametrize(
    ("against", "expected"),
    [
        ("dune", []),
        (1, []),
        (
            "roca",
            ["`vote`: Ines Roca against it: the source has Ines Roca for it", "the source has Dune against it too"],
        ),
        ("guild", ["Fishers’ Guild against it: the source does not say so", "the source has Dune against it too"]),
        (["dune", "guild"], ["`vote`: Fishers’ Guild against it: the source does not say so"]),
    ],
)
def test_who_voted_is_whom_the_source_lists(quote: str, against: Any, expected: list[str], tmp_path: Path) -> None:
    """Names in brackets behind a count, or behind a colon, are all who took a side: none is wrong, more or missing."""
    source = f"{quote}. The Fishers’ Guild was against a mole."
    found = [message for _, message in asked(tmp_path, source, quote, vote={"for": 2, "against": against})]
    assert [message for message in found if not message.startswith("`vote`: the source has 1 against")] == [
        f"`vote`: {one.removeprefix('`vote`: ')}" for one in expected
    ]


@pytest.mark.parametrize(
    ("against", "expected"),
    [
        (["roca", "dune"], []),
        ({"count": 2, "actors": ["roca"]}, []),
        ("guild", []),
        ("roca", [("Q02", "`vote`: 1 against it: the source has 2")]),
    ],
)
def test_the_persons_named_are_as_many_as_the_source_counts(
    against: Any, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """One of two who voted against is not all of them; how many an organisation has is not known."""
    quote = "The Board decided on a pier with six in favour and two against"
    source = f"{quote}. Ines Roca, Paul Dune and the Fishers’ Guild voted against it."
    assert asked(tmp_path, source, quote, vote={"for": 6, "against": against}) == expected


@pytest.mark.parametrize(
    ("does", "status"),
    [
        ("rejected the plan for the pier", "rejected"),
        ("unanimously voted to reject the plan", "rejected"),
        ("did not approve the plan", "rejected"),
        ("voted against the plan", "rejected"),
        ("negatived the amendment", "rejected"),
        ("The proposed plan to exceed the limit failed on a vote of 6 to 2.", "rejected"),
        ("approved the plan that the Council had rejected", "decided"),
        ("agreed to pay farmers for failed harvests", "decided"),
        ("fined owners who refused to pay", "decided"),
        ("accepted the refusal", "decided"),
        ("decided not to raise the fee", "decided"),
    ],
)
def test_a_decision_is_rejected_by_its_verb(does: str, status: str) -> None:
    """The first verb of a decision tells whether it was taken or turned down; a status that is given goes before it."""
    decision = Decision.model_construct(id="pier", kind="decision", does=does)
    assert decision.standing == status
    assert decision.model_copy(update={"status": "reported"}).standing == "reported"


def test_a_status_against_its_verb_is_asked_about(tmp_path: Path) -> None:
    """What says that it was rejected is not decided, whatever words the quote has."""
    quote = "The Harbour Board rejected the plan that the Guild had approved"
    fields = {"by": "board", "text": "", "does": "rejected the plan that the Guild had approved"}
    assert asked(tmp_path / "a", f"{quote}.", quote, **fields) == []
    assert asked(tmp_path / "b", f"{quote}.", quote, **fields, status="rejected") == []
    expected = [("Q08", "`status`: its wording says that it was rejected")]
    assert asked(tmp_path / "c", f"{quote}.", quote, **fields, status="decided") == expected


@pytest.mark.parametrize(
    ("status", "quote", "expected"),
    [
        ("agreed", "Ines Roca announced a pier", [("Q08", "`status`: the source has no word for “agreed”")]),
        ("agreed", "Ines Roca announced that they undertook to build a pier", []),
        ("in_force", "Ines Roca agreed on a pier", [("Q08", "`status`: the source has no word for “in force”")]),
        ("announced", "Ines Roca wants a pier", []),
        (None, "Ines Roca wants a pier", []),
    ],
)
def test_a_status_needs_its_words(
    status: str | None, quote: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """One that is given and says more than an announcement; an answer settles it."""
    fields = {"kind": "announcement", **({"status": status} if status else {})}
    assert asked(tmp_path, f"{quote}.", quote, **fields) == expected
    if expected:
        stands = [{"say": expected[0][1].split("“")[1].rstrip("”"), "because": "so it is"}]
        assert asked(tmp_path / "answered", f"{quote}.", quote, **fields, stands=stands) == []


@pytest.mark.parametrize(
    ("before", "quote", "is_asked"),
    [
        ("", "We will launch a Lake Dialogue", True),
        ("", "Ines Roca said that the Harbour Board will launch a Lake Dialogue", True),
        ("", "The Harbour Board would build a pier", True),
        ("The Harbour Board decided:\n\n", "We will launch a Lake Dialogue", False),
        ("", "The Harbour Board agreed that it will launch a Lake Dialogue", False),
        ("", "Motion carried: the Harbour Board will build a pier", False),
        ("", "The Harbour Board approves a pier, which will be built", False),
        ("", "The Harbour Board granted a boat that will sail", False),
        ("", "A levy of 5 is imposed", False),
        ("", "Boats shall pay a levy of 5", False),
    ],
)
def test_what_somebody_will_do_is_not_decided_by_its_kind(
    before: str,
    quote: str,
    is_asked: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
) -> None:
    """A decision without a status needs a word for it where its quote only tells what will be done."""
    expected = [("Q08", "`kind`: the source has no word for “decided”")] if is_asked else []
    assert asked(tmp_path / "a", f"{before}{quote}.", quote) == expected
    stands = [{"say": "decided", "because": "the Board's press office said so"}]
    assert asked(tmp_path / "b", f"{before}{quote}.", quote, stands=stands if is_asked else None) == []
    assert asked(tmp_path / "c", f"{before}{quote}.", quote, kind="announcement") == []


@pytest.mark.parametrize(
    ("before", "by", "is_asked"),
    [
        ("Ines Roca opened the meeting.", "roca", False),
        ("The Mayor opened the meeting. The weather was bad.", "roca", False),
        ("Ines Roca opened the meeting. Paul Dune replied.", "roca", True),
        ("Ines Roca opened the meeting. Paul Dune replied. He smiled.", "dune", False),
        ("The meeting was long.", "roca", True),
    ],
)
def test_he_said_is_led_back_to_a_name(before: str, by: str, is_asked: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """A quote with a pronoun for its speaker is asked about once, unless what stands before it names the speaker."""
    quote = "He said that a pier was dear"
    found = asked(tmp_path, f"{before} {quote}.", quote, kind="announcement", by=by)
    told = "`by`: “He said”: neither the quote nor what stands before it names the speaker"
    assert found == ([("Q06", told)] if is_asked else [])


@pytest.mark.parametrize(
    ("comparator", "expected"),
    [
        ("at_most", []),
        ("up_to", []),
        ("at_least", [("Q02", "`comparator`: 5 has another bound in the source")]),
        ("exactly", [("Q02", "`comparator`: 5 has another bound in the source")]),
    ],
)
def test_a_quantity_has_the_bound_of_its_quote(
    comparator: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    """At most is not at least; two words for one bound are alike."""
    quote = "Ines Roca announced that at most 5 boats may land"
    fields = {"kind": "announcement", "quantities": [{"value": 5, "counts": "boats", "comparator": comparator}]}
    assert asked(tmp_path, f"{quote}.", quote, **fields) == expected


@pytest.mark.parametrize(
    ("quote", "lost"),
    [
        ("a luxury but a need", "not"),
        ("The night ferry will run from 1 May 2026", "provided that the pier is repaired"),
        ("The pier is not a luxury but a need", ""),
        ("the mole is closed", ""),
    ],
)
def test_a_quote_is_asked_for_what_it_leaves_out_of_its_clause(quote: str, lost: str, tmp_path: Path) -> None:
    """A denial right before a quote, or a condition right behind it; what other clauses have is none of its own."""
    source = (
        "The night ferry does not run, and the mole is closed. The pier is not a luxury but a need. The night ferry "
        "will run from 1 May 2026, provided that the pier is repaired."
    )
    found = asked(tmp_path, source, quote, kind="direct_quote", text=None, by={"words": "somebody"})
    assert [message for _, message in found] == ([f"`quote`: it leaves out “{lost}” of its sentence"] if lost else [])


def test_who_speaks_or_is_addressed_is_in_the_sentence_of_the_quote(tmp_path: Path) -> None:
    """Another name than the sentence has is asked about, behind the words too; who is meant by “they” is not."""
    source = "“The pier is dear,” Paul Dune said. Ines Roca asked the Harbour Board for a pier. They asked them too."
    spoken = {"kind": "direct_quote", "text": None}
    assert asked(tmp_path / "dune", source, "The pier is dear", by="dune", **spoken) == []
    found = asked(tmp_path / "roca", source, "The pier is dear", by="roca", **spoken)
    assert found == [("Q06", "`by`: the sentence of the quote does not name Ines Roca")]
    asks = {"quote": "Ines Roca asked the Harbour Board for a pier", "kind": "call", "by": "roca"}
    assert asked(tmp_path / "board", source, to="board", **asks) == []
    found = asked(tmp_path / "guild", source, to="guild", **asks)
    assert found == [("Q06", "`to`: the sentence of the quote does not name Fishers’ Guild")]
    answer = "Answered by Ines Roca - Mayor (with the Board)\n\nPaul Dune built it. The pier is dear."
    assert asked(tmp_path / "answer", answer, "The pier is dear", by="roca", **spoken) == []
    other = f"{answer}\n\nAnswered by Paul Dune\n\nThe Guild built it. The pier is old."
    found = asked(tmp_path / "turn", other, "The pier is old", by="roca", **spoken)
    assert found == [("Q06", "`by`: the sentence of the quote does not name Ines Roca")]
    speech = "Ines Roca said: “The pier is dear.\n\n“The Board paid. The road was free.\n\n“They have paid for years."
    assert asked(tmp_path / "speech", speech, "for years", by="roca", **spoken) == []
    assert asked(tmp_path / "none", speech, "for years", by="dune", **spoken)
    turn = "INES ROCA: Sure. The pier is dear."
    found = asked(tmp_path / "colon", turn, turn[:-1], by="dune", kind="announcement")
    assert found == [("Q06", "`by`: the source has INES ROCA here")]
    record = {"meeting": {"name": "Quay talks", "date": "2026-03-03"}}
    told = "The Landing Board did not. The Board asked for a pier."
    assert asked(tmp_path / "head", told, "The Board asked for a pier", record, kind="call", by="board") == []
    found = asked(tmp_path / "other", told, "The Landing Board did not", record, kind="call", by="board")
    assert found == [("Q06", "`by`: the sentence of the quote does not name Harbour Board")]
    asks = {"quote": "They asked them too", "kind": "call", "by": {"words": "they"}}
    assert asked(tmp_path / "them", source, to="board", **asks) == []


OURS = "We will launch a Lake Dialogue"
JOINT = {"name": "Lake Summit", "date": "2026-03-03", "instrument": "joint_statement"}


@pytest.mark.parametrize(
    ("author", "by", "is_asked"),
    [
        ("the Harbour Board", "board", False),
        ("Harbour Board", "board", False),
        ("board", "board", False),
        ("Mayor Roca", "roca", False),
        ("Ines Roca, Mayor of Port Avon", "roca", False),
        ("the Harbour Board", "roca", True),
        ("roca", "board", True),
        ("Ines Roca and Paul Dune", "roca", True),
        ("Ines Roca and Paul Dune", ["roca", "dune"], False),
        ("", "roca", True),
        ("", ["roca", "dune"], False),
        ("", "board", False),
    ],
)
def test_we_is_the_author_of_the_source(author: str, by: Any, is_asked: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """Its author by an id or any name; without one, all who took part in a joint text."""
    meeting = JOINT | {"participants": [{"actor": "roca"}, {"actor": "dune"}]}
    source = {"file": "sources/note.txt", **({"author": author} if author else {})}
    record = {"meeting": meeting, "sources": {"note": source}}
    fields = {"kind": "announcement", "by": by, "text": "A dialogue will be launched."}
    found = asked(tmp_path / "a", f"{OURS}.", OURS, record, **fields)
    expected = f"`by`: the sentence of the quote does not name {ACTORS[by]['name']}" if is_asked else ""
    assert [message for _, message in found] == ([expected] if is_asked else [])
    spoken = f"Ines Roca said: “{OURS}.” The Harbour Board said: “{OURS} soon.”"
    assert asked(tmp_path / "b", spoken, f"{OURS} soon", record, **fields | {"by": "board"}) == []


def test_whose_words_a_source_has_may_be_told_by_an_id(tmp_path: Path) -> None:
    """What a source says without a name is its author's; the hint tells where to say so."""
    quote, fields = "All countries should support the lake", {"kind": "call", "by": "board"}
    found = asked(tmp_path / "none", f"{quote}.", quote, **fields)
    assert found == [("Q06", "`by`: the sentence of the quote does not name Harbour Board")]
    for author in ("board", "Harbour Board", "the Harbour Board of Port Avon"):
        sources = {"note": {"file": "sources/note.txt", "author": author}}
        assert asked(tmp_path / author, f"{quote}.", quote, {"sources": sources}, **fields) == []


def test_whom_a_name_speaks_for_is_not_dropped(tmp_path: Path) -> None:
    """A name between commas behind “for”, or “on behalf of”: declared, told in the wording, or asked about."""
    behind, ahead = (
        "Paul Dune, for the Fishers’ Guild, opposed a pier",
        "On behalf of the Fishers’ Guild, Paul Dune said no",
    )
    for folder, quote in ((tmp_path / "behind", behind), (tmp_path / "ahead", ahead)):
        kind, declared = "announcement", {"actor": "dune", "for": "guild"}
        found = asked(folder / "bare", f"{quote}.", quote, kind=kind, by="dune")
        assert found == [("Q06", "`for`: the source has Fishers’ Guild here")]
        assert asked(folder / "for", f"{quote}.", quote, kind=kind, by=declared) == []
        told = "The Fishers’ Guild opposed a pier."
        assert asked(folder / "told", f"{quote}.", quote, kind=kind, by="dune", text=told) == []


def test_a_speaker_may_stand_between_commas(tmp_path: Path) -> None:
    """The Mayor, Ines Roca, told: it is she who speaks; whom something is “requested by” says nothing."""
    quote = "The Mayor, Ms Ines Roca, told the Harbour Board that a pier requested by Paul Dune was dear"
    spoken = {"kind": "announcement"}
    assert asked(tmp_path / "roca", f"{quote}.", quote, by="roca", **spoken) == []
    found = asked(tmp_path / "dune", f"{quote}.", quote, by="dune", **spoken)
    assert found == [("Q06", "`by`: the source has Ines Roca here")]


@pytest.mark.parametrize(
    ("effect", "conditions", "expected"),
    [
        ("2026-05-01", ["once the Council agrees"], None),
        ("2026-05-01", [], "a condition of the source is lost"),
        ("immediate", ["once the Council agrees"], "a limit that the source has not"),
        ("once paid for", ["once the Council agrees"], "to be read: its source has not “paid”"),
    ],
)
def test_an_effect_is_held_against_its_quote(
    effect: str, conditions: list[str], expected: str | None, tmp_path: Path
) -> None:
    """Its day keeps the condition that the source tells with it; another condition is not the source’s."""
    quote = "The Harbour Board decided on a pier. It takes effect on 1 May 2026, once the Council agrees"
    found = asked(tmp_path, f"{quote}.", quote, effect=effect, conditions=conditions)
    assert [message.rpartition("effect: ")[2] for _, message in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Mobility Choice Blueprint Board meets", []),
        ("Der Rat der Stadt trifft sich heute", ["to be read: it, or its source, seems to be in a language"]),
    ],
)
def test_a_headline_of_names_is_in_no_other_language(headline: str, expected: list[str], tmp_path: Path) -> None:
    """One whose words its source has is read, though it has no small word; one in German is told to be foreign."""
    quote = "The Mobility Choice Blueprint Board will meet at the harbour"
    found = asked(tmp_path, f"{quote}.", quote, kind="announcement", text=f"{quote}.", headline=headline)
    assert [message.removeprefix("`pier`, headline: ")[:55] for code, message in found if code == "Q00"] == [
        one[:55] for one in expected
    ]


def test_initials_that_are_declared_may_be_written_out(tmp_path: Path) -> None:
    """A term is known by either form, whichever the quote has; another name is asked about."""
    quote = "Ines Roca said that the team would report to the Board in March"
    record = {"terms": {"APC": {"long": "Avon Port Committee"}}}
    fields = {"kind": "announcement", "text": None, "by": "roca"}
    for name, is_asked in (("Avon Port Committee", False), ("APC", False), ("Avon Harbour Fund", True)):
        says = f"the {name} would report to the Board in March"
        found = asked(tmp_path / name, f"{quote}.", quote, record, **fields, says=says)
        assert [code for code, _ in found if code == "Q01"] == ["Q01"] * is_asked


def test_no_measure_that_is_quoted_is_left_out(tmp_path: Path) -> None:
    """A quote of a decision with measures is told by one of them, by another wording or by the vote."""
    quotes = [
        "The Harbour Board adopted a plan",
        "close the pier",
        "sell the crane to the bank of Varn",
        "6 voted for it",
    ]
    source, fields = ". ".join(quotes) + ".", {"text": "The Harbour Board adopted a plan.", "vote": {"for": 6}}
    pier, crane = (
        {"measures": ["close the pier"]},
        {"measures": ["close the pier", "sell the crane to the bank of Varn"]},
    )
    expected = [("Q11", "`measures`: none of them tells “sell the crane to the bank of Varn”, which is quoted")]
    assert asked(tmp_path / "a", source, quotes, **fields, **pier) == expected
    assert asked(tmp_path / "b", source, quotes, **fields, **crane) == []
    assert asked(tmp_path / "c", source, quotes[:2] + quotes[3:], **fields, **pier) == []


@pytest.mark.parametrize(
    ("committers", "instrument", "quote", "is_asked"),
    [
        (["norvia", "orland"], "joint_statement", OURS, True),
        (["norvia", "orland", "lom"], "joint_statement", OURS, False),
        (["norvia", "orland"], "minutes", OURS, False),
        (["norvia", "orland"], "joint_statement", "Norvia and Orland will launch a Lake Dialogue", False),
        (["norvia"], "joint_statement", OURS, False),
        (["board"], "joint_statement", OURS, False),
    ],
)
def test_who_binds_themselves_together_are_all_who_took_part(
    committers: list[str],
    instrument: str,
    quote: str,
    is_asked: bool,  # noqa: FBT001 - a case
    tmp_path: Path,
) -> None:
    """Several of those who took part in a joint text, and not all of them: its “we” are all."""
    states = {key: {"name": key.title(), "kind": "state"} for key in ("norvia", "orland", "lom")}
    meeting = JOINT | {"instrument": instrument, "participants": [{"actor": key} for key in (*states, "roca")]}
    tests = dict.fromkeys(("discrete", "specific", "public", "collectively_agreed"), True)
    fields = {"kind": "commitment", "committers": committers, "text": "A Lake Dialogue will be launched.", **tests}
    found = asked(tmp_path, f"{quote}.", quote, {"meeting": meeting, "actors": ACTORS | states}, **fields)
    assert found == ([("Q11", "`committers`: “we” are all who took part, Lom too")] if is_asked else [])
