"""What a page says for its reader: who, decided or only said, by when, and what must not be concluded."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.editions import house
from tests.records import loaded, write

from briefkit.document import Document, Heading, Table, passages, text
from briefkit.editions.catalogue import editions
from briefkit.editions.choose import plan
from briefkit.evidence import Supplement
from briefkit.house import DEFAULT
from briefkit.loading import Loaded, load
from briefkit.look import Look
from briefkit.markings import releasable_to
from briefkit.outcomes.gate import breakable
from briefkit.press import Press, every
from briefkit.views import View

SOURCE = """The Board met in Avon. Ines Roca announced that boats may run at night, provided that the pier is repaired.
The Board decided to close the old quay. Hall supports a toll. Mill opposes a toll. Pond wants a small toll.
Hall wants night boats. Mill wants quiet nights. The crew will train.
"""
ROCA = {"name": "Ines Roca", "short": "Roca", "title": "Mayor of Avon", "style": "Mayor Roca"}


def statement(key: str, kind: str, quote: str, **more: object) -> dict[str, object]:
    """Return a statement of the record."""
    return {"id": key, "kind": kind, "quote": quote, **more}


def position(who: str, issue: str, does: str) -> dict[str, object]:
    """Return a position."""
    quote = f"{who.title()} {does}"
    return statement(f"{who}-{issue}", "position", quote, by=who, issue=issue, does=does)


BOATS = statement(
    "boats",
    "announcement",
    "Ines Roca announced that boats may run at night, provided that the pier is repaired",
    by="roca",
    issue="night",
    says="boats may run at night",
    conditions=["provided that the pier is repaired"],
    avoid=[{"say": "boats will run", "because": "the pier must be repaired first"}],
)
QUAY = statement(
    "quay",
    "decision",
    "The Board decided to close the old quay",
    by="board",
    issue="quay",
    does="decided to close the old quay",
    effect="from 2026-05-01",
    avoid=[{"say": "both quays", "because": "the old one alone is to be closed"}],
)
TRAIN = statement("train", "next_step", "The crew will train", text="The crew will train.")
POSITIONS = [
    position("hall", "toll", "supports a toll"),
    position("mill", "toll", "opposes a toll"),
    position("pond", "toll", "wants a small toll"),
    position("hall", "night", "wants night boats"),
    position("mill", "night", "wants quiet nights"),
]
BOTTOM = {"id": "bottom", "kind": "summary", "importance": 5, "rests_on": ["boats"]}


def board(folder: Path, *statements: Mapping[str, object], source: str = SOURCE, **more: object) -> Loaded:
    """Return a record of a board's meeting with these statements."""
    issues = {key: {"title": key.title()} for key in ("night", "quay", "toll")}
    bodies = {key: {"name": key.title(), "kind": "organisation"} for key in ("hall", "mill", "pond")}
    data: dict[str, Any] = {"id": "avon", "title": "Board meets in Avon", "marking": "TLP:CLEAR", "as_of": "2026-03-03"}
    data |= {"meeting": {"name": "Board of Avon", "date": "2026-03-03", "instrument": "conclusions"}, "issues": issues}
    data |= {"actors": {"roca": ROCA, "board": {"name": "Board", "kind": "organisation"}, **bodies}}
    data |= {"sources": {"note": {"file": "sources/note.txt"}}, "statements": [BOTTOM, BOATS, *statements], **more}
    return load(write(folder, data, {"note.txt": source}))


def pages(found: Loaded, audience: str) -> dict[str, Document]:
    """Return the house editions of an audience."""
    fitted = Press().fitted(releasable_to(found.outcomes, audience), house(audience), found.supplement)
    return {edition: one.document for edition, one in fitted.items()}


def told(document: Document) -> list[str]:
    """Return what a page says, passage by passage."""
    return [breakable(text(runs)) for _, runs in passages(document)]


def headings(document: Document) -> list[str]:
    """Return the headings of a page."""
    return [text(block.runs) for block in document.blocks if isinstance(block, Heading)]


def tables(document: Document, head: str) -> list[list[list[str]]]:
    """Return the rows of the tables whose header begins so."""
    found = [block for block in document.blocks if isinstance(block, Table) and text(block.header[0].runs) == head]
    return [[[breakable(text(cell.runs)) for cell in row] for row in (one.header, *one.rows)] for one in found]


def test_a_page_opens_with_name_and_office(tmp_path: Path) -> None:
    """The bottom line names its speaker in full; so does the cell beside a row, in every edition for those who know."""
    for audience in ("principal", "officer", "parliament", "partner"):
        for edition, document in pages(board(tmp_path, QUAY), audience).items():
            assert any("Ines Roca, Mayor of Avon, announced that boats may run" in one for one in told(document)), (
                edition
            )


def test_who_took_part_is_named_once_and_no_column_is_empty(tmp_path: Path) -> None:
    """A name behind a name is another one; a short dossier has neither contents list nor its heading."""
    meeting = {"name": "Board of Avon", "date": "2026-03-03", "participants": [{"actor": "west"}, {"actor": "ibo"}]}
    west = {"name": "Western Shore", "kind": "state", "style": "the Western Shore"}
    ibo = {"name": "International Boat Office", "kind": "organisation", "style": "the IBO", "short": "IBO"}
    found = board(tmp_path, meeting=meeting, actors={"roca": ROCA, "west": west, "ibo": ibo})
    dossier = pages(found, "officer")["dossier"]
    (table,) = tables(dossier, "Took part")
    assert table == [["Took part"], ["The Western Shore"], ["The IBO (International Boat Office)"]]
    assert "Contents" not in headings(dossier)


def test_only_what_was_decided_is_headed_so(tmp_path: Path) -> None:
    """Announcements alone stand under what was said."""
    call = statement("call", "call", "Hall wants night boats", by="hall", does="wants night boats")
    without = headings(pages(board(tmp_path / "a", call), "officer")["desk-brief"])
    assert "What was said" in without
    assert "What was decided and said" not in without
    assert "What was decided and said" in headings(pages(board(tmp_path / "b", QUAY), "officer")["desk-brief"])


def test_a_decision_stands_under_what_was_decided_and_by_its_day(tmp_path: Path) -> None:
    """A decision with a day of effect stands in both places, and its issue is in force from that day."""
    lines = told(pages(board(tmp_path, QUAY), "principal")["read-out"])
    assert "from 1 May 2026" in lines
    assert any(one.startswith("Decided to close the old quay with effect from 1 May 2026") for one in lines)
    ladder = {**BOTTOM, "rests_on": ["quay"]}
    lines = told(pages(board(tmp_path / "b", QUAY, statements=[ladder, QUAY]), "principal")["read-out"])
    assert "From 1 May 2026" in lines


def test_what_was_rejected_says_so_and_has_no_ladder(tmp_path: Path) -> None:
    """A refused motion stands as rejected, and no page says that it was announced and decided."""
    source = SOURCE.replace("The Board decided to close", "The Board rejected the motion to close")
    quay = statement(
        "quay", "decision", "The Board rejected the motion to close the old quay", by="board", issue="quay"
    )
    quay |= {"does": "rejected the motion to close the old quay"}
    found = board(tmp_path, statements=[{**BOTTOM, "rests_on": ["quay"]}, quay], source=source)
    for audience in DEFAULT.names:
        for edition, document in pages(found, audience).items():
            assert not any("Where it stands" in one or one == "Decided" for one in told(document)), edition
    assert "Rejected" in told(pages(found, "officer")["dossier"])


def test_what_happened_stands_apart_from_the_ladder(tmp_path: Path) -> None:
    """The event that opens a page has nothing to do with how far its issue got: it stands under no such heading."""
    event = statement("event", "event", "The Board met in Avon", text="The Board met in Avon.", issue="quay")
    found = board(tmp_path, event, QUAY, statements=[{**BOTTOM, "rests_on": ["quay"]}, QUAY, event])
    tried = 0
    for audience in DEFAULT.names:
        released = releasable_to(found.outcomes, audience)
        for edition, one in Press().fitted(released, every(audience), found.supplement).items():
            heading = ""
            for block, runs in passages(one.document):
                heading = text(runs) if isinstance(block, Heading) else heading
                if "The Board met in Avon" in text(runs):
                    assert not heading.startswith("Where it stands"), edition
                    tried += 1
    assert tried


def test_one_step_is_no_table(tmp_path: Path) -> None:
    """A single step without a day is a line; two are a table."""
    one = pages(board(tmp_path / "a", TRAIN), "officer")["desk-brief"]
    assert tables(one, "Step") == []
    assert "The crew will train. No date is stated." in told(one)
    again = {
        **TRAIN,
        "id": "again",
        "text": "The crew will train well.",
        "stands": [{"say": "well", "because": "a test"}],
    }
    (table,) = tables(pages(board(tmp_path / "b", TRAIN, again), "officer")["desk-brief"], "Step")
    assert [row[1:] for row in table[1:]] == [["not stated", "no date stated"]] * 2


def test_what_must_not_be_concluded_is_about_what_the_page_opens_with(tmp_path: Path) -> None:
    """What the bottom line rests on comes first; anything else says on which issue it is."""
    lines = told(pages(board(tmp_path, QUAY), "parliament")["parliamentary-briefing"])
    found = [one for one in lines if "must be repaired first" in one or "the old one alone" in one]
    assert found == [
        "boats will run: the pier must be repaired first.",
        "both quays (Quay): the old one alone is to be closed.",
    ]


def test_an_answer_to_words_that_are_left_out_is_printed_without_a_wording(tmp_path: Path) -> None:
    """What `stands` names is in the wording, or in none: on a headline, and on a quotation, which has no wording."""
    answer = {"say": "Minister", "because": "the desk knows her office"}
    bottom = {**BOTTOM, "headline": "Roca: night boats", "stands": [answer, {"say": "night", "because": "said of it"}]}
    crew = statement("crew", "direct_quote", "The crew will train", by="roca", stands=[answer])
    found = board(tmp_path, statements=[bottom, BOATS, crew])
    lines = told(pages(found, "officer")["dossier"])
    assert lines.count("Minister: the desk knows her office.") == 2
    assert "night, in “Roca: night boats”: said of it." in lines


def test_what_is_open_is_not_told_again_as_the_reason_of_an_ask(tmp_path: Path) -> None:
    """A plain edition that says why something is asked lists what else is open, each once."""
    openly = {"quote": "Mill opposes a toll", "question": "Will there be a toll?"}
    toll = {"id": "toll", "kind": "open_issue", "text": "Mill opposes a toll.", **openly}
    quiet = {**toll, "id": "quiet", "question": "How quiet?", "text": "Mill wants quiet nights."}
    quiet |= {"quote": "Mill wants quiet nights"}
    ask = {"id": "ask", "kind": "ask", "rests_on": ["toll"], "text": "Please decide on the toll."}
    found = releasable_to(board(tmp_path, toll, quiet, ask).outcomes, "principal")
    plain = [editions()[name] for name in ("principal-twopage", "principal-full")]
    for one in Press().fitted(found, plain, Supplement()).values():
        words = " ".join(told(one.document))
        assert words.count("Mill opposes a toll.") == 1
        assert words.count("Mill wants quiet nights.") == 1


def test_the_marking_of_a_step_stands_once_in_its_column(tmp_path: Path) -> None:
    """What is marked higher than the record is marked in its column once."""
    ladder = [{"step": name, "state": "done", "statement": "boats"} for name in ("Announced", "Told")]
    issues = {"night": {"title": "Night", "ladder": ladder}, "quay": {"title": "Quay"}, "toll": {"title": "Toll"}}
    marked = {**BOATS, "marking": "TLP:AMBER"}
    found = board(tmp_path, issues=issues, statements=[BOTTOM, marked])
    ((head, state),) = tables(pages(found, "officer")["desk-brief"], "Announced")
    assert (head, state) == (["Announced", "Told"], ["Yes [TLP:AMBER]", "Yes [TLP:AMBER]"])


def test_positions_that_fill_a_matrix_are_one(tmp_path: Path) -> None:
    """Three speakers on two issues are compared side by side, and of whom nothing is recorded the cell says so."""
    (found,) = tables(pages(board(tmp_path / "a", *POSITIONS), "officer")["desk-brief"], "Who")
    assert found[0] == ["Who", "Night", "Toll"]
    assert [row[0] for row in found[1:]] == ["Hall", "Mill", "Pond"]
    assert found[3][1:] == ["No position recorded", "Wants a small toll. [1]"]
    for few in (POSITIONS[:3], [POSITIONS[0], POSITIONS[2], POSITIONS[4]]):
        document = pages(board(tmp_path / few[1]["id"].__str__(), *few), "officer")["desk-brief"]
        assert tables(document, "On")
        assert not any("No position recorded" in one for one in told(document))


@pytest.mark.parametrize(
    ("contact", "foot"),
    [
        ("desk@avon.example", "desk@avon.example · Board meets in Avon · as of 3 March 2026"),
        (
            f"Desk, {'Long Street, ' * 9}desk@avon.example",
            "desk@avon.example · Board meets in Avon · as of 3 March 2026",
        ),
        ("Long Street, " * 12, "Board meets in Avon · as of 3 March 2026"),
    ],
)
def test_a_long_contact_is_shortened_to_its_address(contact: str, foot: str, tmp_path: Path) -> None:
    """The foot has one line: of a contact that is too long for it the address, which the page tells in full."""
    document = pages(board(tmp_path, contact=contact.strip(", ")), "officer")["desk-brief"]
    assert document.meta.footer == foot
    assert any(contact.strip(", ") in one for one in told(document))


LONG = {"name": "Board of the harbours and of the landing places of Avon"}


def test_wide_letters_shorten_the_title_to_its_half_and_then_leave_out_the_contact(tmp_path: Path) -> None:
    """Where contact, title and day are too wide for the foot, the title is cut behind a word; one word says nothing."""
    found = board(tmp_path, contact="desk@avon.example")
    record = {"title": "Board meets in Avon on the ferry", "meeting": found.outcomes.meeting.model_copy(update=LONG)}
    released = releasable_to(found.outcomes.model_copy(update=record), "officer")
    views = [View(plan(released, house("officer")[0]), look=Look().sized(size)) for size in (10.5, 12, 13.5, 18)]
    assert [view.meta().footer for view in views] == [
        "desk@avon.example · Board meets in Avon on the ferry · as of 3 March 2026",
        "desk@avon.example · Board meets in Avon … · as of 3 March 2026",
        "Board meets in Avon on the ferry · as of 3 March 2026",
        "as of 3 March 2026",
    ]


def test_what_must_be_printed_is_wherever_its_kind_can_be(tmp_path: Path) -> None:
    """A `must` is printed, or the plan says why it is not: another form of it stands there, or no section takes it."""
    found = board(tmp_path, {**QUAY, "must": True}, {**TRAIN, "must": True}, *POSITIONS)
    seen = set()
    for audience in DEFAULT.names:
        for one in Press().fitted(releasable_to(found.outcomes, audience), house(audience), found.supplement).values():
            printed = {c.statement.id for c in one.plan.chosen}
            why = {left.statement: left.reason for left in one.plan.left_out}
            kinds = {kind for section in one.plan.edition.sections.values() for kind in section.kinds}
            for key, kind in (("quay", "decision"), ("train", "next_step")):
                assert key in printed or key in why
                assert key in printed or kind not in kinds or why[key] not in ("space", "most")
                seen.add(key in printed)
    assert seen == {True, False}


@pytest.mark.parametrize("seed", [1, 2])
def test_measures_are_whole_or_referred_to(seed: int) -> None:
    """A passage that tells of a decision has every one of its measures, or none and where they are listed."""
    found = loaded(seed)
    tried = 0
    for audience in (one for one in DEFAULT.names if DEFAULT.allows(one, found.outcomes.marking)):
        released = releasable_to(found.outcomes, audience)
        decided = [s for s in released.statements if len(getattr(s, "measures", ())) > 1]
        for made in Press().fitted(released, house(audience), found.supplement).values():
            for _, runs in passages(made.document):
                words = breakable(text(runs))
                for one in decided:
                    printed = [breakable(measure.rstrip(".")) in words for measure in one.measures]
                    tried += any(printed)
                    assert all(printed) or not any(printed)
                    whole = f"statement:{one.id}/sentence" in {cite for run in runs for cite in run.cites}
                    assert not whole or any(printed) or "listed in" in words
    assert tried
