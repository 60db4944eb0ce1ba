"""What is asked about wordings: the edited one at its line, answered at its place, whatever else a record holds."""

import random
from pathlib import Path

import pytest
from tests.harbour import FIRM, WEAK, loaded
from tests.records import loaded as loaded_at_random
from tests.records import random_record, write
from tests.samples import sizes

from briefkit.house import DEFAULT
from briefkit.loading import Loaded, load
from briefkit.markings import releasable_to
from briefkit.outcomes import Outcomes, Verdict
from briefkit.questions import Inquiry
from briefkit.questions.differences import ReviewQuestion
from briefkit.reading.sentence import is_spoken
from briefkit.rules import Subject

NO_ASK = (
    "  - id: ask-fee\n    kind: ask\n    rests_on: [fee-june]\n    relevance: {officer: 0}\n"
    "    text: Ask the Board when it is expected to lower the fee.\n",
    "",
)
"""Takes the only wording out of the record that is not near its source."""
STANDS = "\n    stands: [{say: may, because: the Mayor said so on the phone}]"


def asked(found: Loaded) -> list[tuple[str, str]]:
    """Return code and message of what is asked, to be read or worth a look."""
    return [(one.code, one.message) for one in found.problems]


def test_wordings_of_the_source_ask_nothing(tmp_path: Path) -> None:
    """A record whose wordings are the source's own words asks nothing, and leaves nothing to be read."""
    assert asked(loaded(tmp_path, NO_ASK)) == []


def test_a_question_names_the_edited_wording(tmp_path: Path) -> None:
    """It stands at the word that was edited, with both texts, and no other wording is asked about."""
    (one,) = loaded(tmp_path, NO_ASK, (FIRM, WEAK)).problems
    assert isinstance(one, ReviewQuestion)
    assert (one.code, one.severity, one.part) == ("Q08", "question", ("statements", "ferry"))
    line, column = (one.place.line, one.place.column) if one.place else (0, 0)
    assert (
        (tmp_path / "outcomes.yaml")
        .read_text(encoding="utf-8")
        .splitlines()[line - 1][column - 1 :]
        .startswith("may run")
    )
    assert [one.wording[start:end] for start, end in one.words] == ["may"]
    assert [one.source[start:end] for start, end in one.source_words] == ["will"]
    assert ["[may]" in one.against[0], "source `note`: " in one.against[1], "[will]" in one.against[1]] == [True] * 3
    assert "stands: [{say: may, because: …}]" in one.hint


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("It is unlikely, with moderate confidence, that the Board lowers the fee.", ["unlikely"]),
        ("The Board will almost certainly lower the fee, with high confidence.", ["almost certainly"]),
        ("The Board will probably lower the fee. The desk has low confidence in this.", []),
        ("The Board will probably take steps that build high confidence-building standards.", []),
        ("The Board will probably ask for a vote of confidence.", []),
    ],
)
def test_odds_and_grounds_of_the_desk_are_told_apart(tmp_path: Path, text: str, mixed: list[str]) -> None:
    """One sentence that says how likely something is and how sure its author is asked about (ICD 203, D.6.e(2))."""
    before, _ = NO_ASK
    found = loaded(tmp_path, (before, before.replace("Ask the Board when it is expected to lower the fee.", text)))
    told = [message.split("“")[1].split("”")[0] for code, message in asked(found) if code == "Q18"]
    assert told == mixed


@pytest.mark.parametrize(
    ("rests_on", "one_side"),
    [
        ("[ferry, fee]", "on `fee` it tells one side, and not the position of Mayor Roca"),
        ("[ferry, fee-roca]", "on `fee` it tells one side, and not the position of the Fishers’ Guild"),
        ("[ferry, fee, fee-roca]", ""),
        ("[ferry]", ""),
        ("[fee], text: The Guild and Roca differ on the fee.", ""),
        ("[ferry, fee], stands: [{say: Mayor Roca, because: she told it in the paper itself}]", ""),
    ],
)
def test_a_bottom_line_of_one_side_is_asked_about(tmp_path: Path, rests_on: str, one_side: str) -> None:
    """Q19: where it tells a position on an issue it tells or names another's too, or somebody says why not."""
    roca = "{id: fee-roca, kind: position, by: roca, issue: fee, does: wants a fee, quote: Mayor Ines Roca}"
    edits = (("rests_on: [ferry]", f"rests_on: {rests_on}"), ("  - id: fee-open", f"  - {roca}\n  - id: fee-open"))
    found = asked(loaded(tmp_path, NO_ASK, *edits))
    assert [message for code, message in found if code == "Q19"] == [f"`bottom-line`: {one_side}"] * bool(one_side)
    assert "Q99" not in dict(found)


def test_a_shorter_wording_is_asked_about_by_itself(tmp_path: Path) -> None:
    """Where the headline was edited and the first wording was not, the headline is asked about, at its line."""
    found = loaded(tmp_path, NO_ASK, ("headline: the night ferry will run", "headline: the night ferry may run"))
    assert [message.partition(":")[0] for _, message in asked(found)] == ["`ferry`, headline"]


@pytest.mark.parametrize(
    ("says", "asks"),
    [
        ("says: our night ferry will run", True),
        ("says: Our night ferry will run", True),
        ("says: “our” night ferry will run", False),
        ("says: the night ferry of Our Harbour will run", False),
    ],
)
def test_we_of_a_source_is_not_we_of_a_page(tmp_path: Path, says: str, asks: bool) -> None:  # noqa: FBT001 - a case
    """Who says “our” is the speaker; on a page it would be who publishes it, unless it is quoted or a name."""
    assert ("Q15" in [code for code, _ in asked(loaded(tmp_path, NO_ASK, (FIRM, says)))]) is asks


@pytest.mark.parametrize(
    ("source", "spoken"),
    [
        ("She said: “It is late. The pier is closed.”", True),
        ('She said: "It is late. The pier is closed."', True),
        ("“It is late,” she said. The pier is closed.", False),
        ("“It is late.\n\nThe pier is closed.", False),
    ],
)
def test_a_quote_within_quotation_marks_is_quoted(source: str, spoken: bool) -> None:  # noqa: FBT001 - a case
    """A passage that leaves out the marks around it in its source may be told with them; other words may not."""
    assert is_spoken("The pier is closed", source) is spoken


def test_a_condition_that_is_lost_is_asked_about_once(tmp_path: Path) -> None:
    """What the desk's own headline leaves out is one question, with the condition's shortest words, and one answer."""
    bare = "rests_on: [ferry], headline: Roca announced that the night ferry will run"
    (one,) = loaded(tmp_path / "asked", NO_ASK, ("rests_on: [ferry]", bare)).problems
    assert (one.code, "Write “provided that the pier is repaired” too" in one.hint) == ("Q17", True)
    answer = ", stands: [{say: provided that the pier is repaired by then, because: there is no room}]"
    assert asked(loaded(tmp_path / "answered", NO_ASK, ("rests_on: [ferry]", bare + answer))) == []


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("{text: provided that the quay is repaired by then, short: if repaired by then}", ["Q00"]),
        ("{text: provided that the 3 piers are repaired by then, short: if the piers are repaired}", ["Q02"]),
        ("{text: provided that the pier is repaired by then, short: provided that the pier is sold}", ["Q00"]),
        ("{text: provided that the pier is repaired by then, short: if the pier is repaired}", []),
    ],
)
def test_the_words_of_a_condition_are_held_against_the_source(tmp_path: Path, words: str, codes: list[str]) -> None:
    """A condition is no evidence for itself: what its source has not is asked about, or to be read."""
    condition = "{text: provided that the pier is repaired by then, short: provided that the pier is repaired}"
    assert [code for code, _ in asked(loaded(tmp_path, NO_ASK, (condition, words)))] == codes


def test_an_answer_holds_for_all_wordings(tmp_path: Path) -> None:
    """`stands:` settles what is asked about its words in each wording of the statement, and of no other."""
    edits = (
        (f"{FIRM} from 1 May 2026", f"{WEAK} from 1 May 2026"),
        ("headline: the night ferry will", "headline: the night ferry may"),
    )
    assert {code for code, _ in asked(loaded(tmp_path / "asked", NO_ASK, *edits))} == {"Q08"}
    assert (
        asked(
            loaded(
                tmp_path / "answered", NO_ASK, *edits, (f"{WEAK} from 1 May 2026", f"{WEAK} from 1 May 2026{STANDS}")
            )
        )
        == []
    )
    other = ("text: The Board has not", "stands: [{say: may, because: so it is}]\n    text: The Board has not")
    assert [code for code, _ in asked(loaded(tmp_path / "other", NO_ASK, edits[0], other))] == ["Q08", "Q99"]


def test_an_idle_answer_is_told(tmp_path: Path) -> None:
    """An answer to what nobody asks is a warning at its place, which the statement's name stands with."""
    (one,) = loaded(tmp_path, NO_ASK, (f"{FIRM} from 1 May 2026", f"{FIRM} from 1 May 2026{STANDS}")).problems
    assert (one.code, one.severity, one.part) == ("Q99", "warning", ("statements", "ferry"))
    assert one.place
    assert (one.place.line, one.hint) == (28, "Delete it.")


def test_new_words_are_to_be_read(tmp_path: Path) -> None:
    """A wording with words of its own is not judged: its new words are named, and a reader has to read it."""
    (one,) = loaded(tmp_path, NO_ASK, ("does: demands a lower", "does: longs for a smaller")).problems
    assert isinstance(one, ReviewQuestion)
    assert (one.code, one.severity) == ("Q00", "unread")
    assert [one.wording[start:end] for start, end in one.words] == ["longs", "smaller"]


def test_what_is_certain_is_asked_of_free_wordings_too(tmp_path: Path) -> None:
    """A number or date that the evidence has not is asked about beside new words; how firm it is, is not."""
    edit = (f"{FIRM} from 1 May 2026", "says: the nightly ship may sail from 2 May 2026")
    assert [code for code, message in asked(loaded(tmp_path, NO_ASK, edit)) if ", says" in message] == ["Q00", "Q03"]


def test_another_language_is_to_be_read(tmp_path: Path) -> None:
    """A wording whose source is in a language that is not read is never asked about, and always to be read."""
    edits = (("short: the note}", "short: the note, language: fr}"), (FIRM, "says: the day ferry may run"), NO_ASK)
    found = loaded(tmp_path, *edits)
    assert {one.severity for one in found.problems} == {"unread"}
    unread = {one.part[1] for one in found.problems if one.part}
    assert unread == {"met", "ferry", "april", "fee", "fee-open"}
    assert all("in a language that is not read here" in one.message for one in found.problems)


@pytest.mark.parametrize(
    "edits", [(), ((FIRM, WEAK), ("in June 2026, a member of the Board said", "in May 2026, a member said"))]
)
def test_a_question_depends_on_its_statement_alone(edits: tuple[tuple[str, str], ...], tmp_path: Path) -> None:
    """What is asked about a statement is the same on the record as an audience may see it."""
    assert _same_for_all(loaded(tmp_path, *edits))


@pytest.mark.parametrize("many", sizes(10, 40))
def test_questions_on_random_records_depend_on_their_statements_alone(many: int) -> None:
    """The same on random records, whose statements are marked, name each other's speakers and differ."""
    asked = [_same_for_all(loaded_at_random(seed)) for seed in range(many)]
    assert sum(asked) > 5 * many


NAMESAKES = {
    "ines": {"name": "Ines Petrova", "style": "Member Petrova", "title": "Warden"},
    "lake": {"name": "Lake Trust", "kind": "organisation"},
    "jo": {"name": "Jo Roca"},
}
LURES = (
    "as Ines said",
    "as Petrova said",
    "in Avonmouth",
    "at the Ledger talks",
    "as the ledger has it",
    "on 9 May 2026",
)
LURES += ("as Roca and Jo say", "by a warden", "for the Lake", "under QZX", "with the Trust")


def _lured(seed: int, folder: Path) -> Loaded:
    """Load a random record whose wordings have words of names that only what is withheld from most readers declares."""
    data, sources = random_record(seed)
    dice = random.Random(seed)
    told = " and ".join(one["name"] for one in NAMESAKES.values())
    sources["ledger.txt"] = f"{told} met under QZX."
    data["actors"] |= NAMESAKES
    data["terms"]["QZX"] = {"long": "Lake Trust"}
    data["sources"]["ledger"] = {"file": "sources/ledger.txt", "short": "the ledger"}
    data["occasions"]["ledger"] = {"name": "Ledger talks", "date": "2026-05-09", "place": "Avonmouth"}
    for one in data["statements"]:
        for shape in ("says", "text"):
            if shape in one and "quote" in one and dice.random() < 0.6:
                one[shape] = f"{one[shape].rstrip('.')} {dice.choice(LURES)}" + "." * (shape == "text")
    hidden = {"id": "hidden", "kind": "fact", "text": f"{told} met under QZX.", "occasion": "ledger"}
    quote = {"source": "ledger", "quote": f"{told} met under QZX"}
    data["statements"].append(hidden | {"marking": "TLP:RED" if seed % 2 else "TLP:AMBER", "quote": quote})
    return load(write(folder / f"record-{seed}", data, sources))


@pytest.mark.parametrize("many", sizes(6, 24))
def test_questions_do_not_tell_of_names_that_are_withheld(many: int, tmp_path: Path) -> None:
    """The same where what is withheld declares namesakes, occasions, sources and terms that other wordings touch on."""
    seeds = [seed for seed in range(60) if random_record(seed)[0]["marking"] == "TLP:CLEAR"][:many]
    assert sum(_same_for_all(_lured(seed, tmp_path)) for seed in seeds) > 40 * many


def _same_for_all(whole: Loaded) -> int:
    """Hold what is asked for every audience against what is asked of the whole; return how much that was."""
    seen = 0
    for audience in (one for one in DEFAULT.names if DEFAULT.allows(one, whole.outcomes.marking)):
        released = releasable_to(whole.outcomes, audience)
        there = {s.id for s in released.statements}
        asked = [p for p in whole.problems if p.code[0] == "Q" and p.part and p.part[1] in there]
        assert sorted(_asked(released, whole)) == sorted((p.code, p.message, p.against) for p in asked)
        seen += len(asked)
    return seen + 1


def _asked(released: Outcomes, whole: Loaded) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what is asked about a released record; only the places in the file are those of the whole."""
    order = [s.id for s in whole.outcomes.statements]
    subject = Subject(released, whole.texts, whole.places.restricted([order.index(s.id) for s in released.statements]))
    return [(p.code, p.message, p.against) for p in Inquiry(subject).problems()]


def test_a_verdict_is_a_question(tmp_path: Path) -> None:
    """What a second reader found is asked at the wording it read, and answered as any other question."""
    verdict = Verdict(wording="headline", verdict="drops", words="night ferry", why="the pier", digest="0" * 64)
    found = [_verdict(loaded(tmp_path / name, NO_ASK, *edits), verdict) for name, edits in (
        ("asked", ()),
        ("answered", ((FIRM, "stands: [{say: night ferry, because: it sails at night}]\n    " + FIRM),)),
    )]  # fmt: skip
    assert found == [
        [
            (
                "Q51",
                "`ferry`, headline: the second reader finds that it drops what its source has: the pier",
                ("the [night ferry] will run",),
            )
        ],
        [],
    ]


def _verdict(found: Loaded, verdict: Verdict) -> list[tuple[str, str, tuple[str, ...]]]:
    subject = Subject(found.outcomes, found.texts, found.places)
    return [(p.code, p.message, p.against) for p in Inquiry(subject, {"ferry": (verdict,)}).problems()]
