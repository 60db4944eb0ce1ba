"""Which passages become statements: items of lists and their subjects, datelines, motions, what is only procedure."""

from typing import Any

import pytest
from tests.draft.gold import TODAY, named, quoted
from tests.plainyaml import plain

from briefkit.draft import read
from briefkit.draft.record import SourceText, first_record
from briefkit.evidence import source_text

RESOLUTION = """Resolution 12/4. Night ferries

The Coastal Assembly,

Recalling its resolution 11/2 of 3 March 2025 on ferries,

Deeply concerned that the pier at Senn was closed in the winter,

1. Takes note of the report of the Harbour Board;

2. Decides to keep the night ferry until the end of 2027;

3. Requests the Secretariat:

(a) to count the passengers every month;

(b) to report to the Assembly at its next session;

4. Welcomes the offer of Port Avon to host the next session.
"""

COUNCIL = """MINUTES OF THE MEETING OF THE TOWN COUNCIL
OF THE TOWN OF PORT AVON IN THE COUNTY
OF SENN
SPECIAL SESSION
MARCH 3, 2026
TOWN HALL – GREEN ROOM
1. CALL TO ORDER
The Port Avon Town Council met in Special Session and was called to order by Mayor Ines Roca
at 6:30 p.m.
ROLL CALL
Mayor Ines Roca and Council Members Jon Aske, Petra Lind, April Dune and Tove Dahl. Also present were Town
Manager Leo Brandl and Clerk Amara Nwosu.
Mayor Roca opened the meeting.
No one wished to address the Council.
2. FEES
Ms Dune moved and Ms Lind seconded to raise the landing fee to 12 marks.
Motion carried 3-1.
Ms Dahl moved and Ms Lind seconded to sell the crane.
The motion failed, 1 to 3.
Mayor Roca reported that the pier will be repaired in May.
3. ADJOURNMENT
Ms Dune moved, seconded by Ms Dahl, to adjourn at 8:15 p.m. With all in favor, the motion carried.
"""

AGENDA = """Co-op Board Minutes

Regrets: Ines, Jon and Petra

  1. Approval of Agenda (consensus)
  2. Budget for the summer – approved
  3. Reports
    1. Manager's Report – reviewed
    2. Reports from Sub-Committees:
      1. Boats (March meeting cancelled)
      2. Money
        1. Motion by Ines, seconded by Jon, to accept the accounts for 2025. Carried 4-1.
  4. Summer fair (discussed)
  5. New Business (There was none)
  6. Next meeting – June 12
  7. Adjournment

The members of the board are to be told of the day of the fair, and they will be asked to help on it with the boats.
"""

REPORT = """Harbour News Agency | Port Avon

Updated: 15 July 2025 21:17 CET

Mayor says the night ferry will run

  Country:
  • Velund

PORT AVON, Velund (HNA) - Mayor Ines Roca said on Tuesday that the night ferry will run tomorrow.

The Fishers' Guild demanded a lower landing fee. (Reporting by Jon Aske; Editing by Petra Lind)

Additional reporting by Tove Dahl in Senn; editing by Petra Lind.

(This report was not edited by the staff of the Senn Daily and was made by a feed.)
"""


def drafted(text: str) -> dict[str, Any]:
    """Return the draft of a text file as plain data."""
    data = text.encode()
    source = SourceText("note", "sources/note.txt", "0" * 64, read(data, "note.txt"))
    record: dict[str, Any] = plain(first_record("draft", [source], {"note": source_text(data)}, TODAY))
    return record


def told(text: str) -> list[tuple[str, list[str], str]]:
    """Return kind, speakers and wording of each statement but the summary."""
    return [
        (one["kind"], named(one), one.get("does") or one.get("says") or one.get("text", ""))
        for one in drafted(text)["statements"]
        if one["kind"] != "summary"
    ]


def test_operative_paragraphs_are_their_bodys() -> None:
    """What stands behind a subject and its preamble are statements of that subject; the preamble is none."""
    by = ["coastal-assembly"]
    requests = "requests the Secretariat"
    assert told(RESOLUTION) == [
        ("decision", by, "takes note of the report of the Harbour Board"),
        ("decision", by, "decides to keep the night ferry until the end of 2027"),
        ("call", by, f"{requests} to count the passengers every month"),
        ("call", by, f"{requests} to report to the Assembly at its next session"),
        ("announcement", by, "welcomes the offer of Port Avon to host the next session"),
    ]


@pytest.mark.parametrize("subject", ["The Wardens", "The Wardens:", "The Wardens,"])
def test_decisions_below_their_subject(subject: str) -> None:
    """Numbered decisions are those of the subject above them, with a colon or without, and whatever their verbs."""
    text = (
        f"12th meeting – 9 October 2025\n\nItem 1.8\n\n{subject}\n\n1. agreed to set up a working party;\n\n"
        "2. entrusted the chair of the working party to Ines Roca;\n\n3. agreed that it would end on 31 December 2025."
    )
    assert [(kind, by) for kind, by, _ in told(text)] == [("decision", ["wardens"])] * 3
    assert told(text)[1][2] == "entrusted the chair of the working party to Ines Roca"
    assert str(drafted(text)["meeting"]["date"]) == "2025-10-09"


def test_a_declaration_is_adopted() -> None:
    """A verb that stands alone below its subject is the subject's; paragraphs behind it are statements, no measures."""
    text = (
        "The Ministers of Transport, gathering in Senn on 4 May 2026, under the chairmanship of Minister Ines Roca:\n\n"
        "• Acknowledging the importance of the night ferry;\n\n• Welcoming the repair of the pier;\n\n"
        "Have adopted the following declaration:\n\n# Ferries\n\n"
        "1. The Ministers agreed to lower the landing fee by 1 June 2026. They will meet again in May."
    )
    assert [kind for kind, _, _ in told(text)] == ["decision", "decision", "next_step"]
    assert told(text)[0][2] == "have adopted the following declaration"


def test_minutes_of_a_council() -> None:
    """A motion is one decision of the body that met, with its vote; one that failed is rejected."""
    statements = drafted(COUNCIL)["statements"]
    by = ["port-avon-town"]
    fee, crane, adjourned = (one for one in statements if one["kind"] == "decision")
    assert (named(fee), fee["vote"], fee["quote"][1]) == (by, {"for": 3, "against": 1}, "Motion carried 3-1.")
    assert (named(adjourned), adjourned["importance"]) == (by, 1)
    assert (named(crane), crane["status"], "failed" in crane["text"]) == (by, "rejected", True)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ms Lind made a motion to sell the crane. Ms Dahl seconded the motion. Motion passed.", "decision"),
        ("Motion made to sell the crane. Seconded and unanimously approved.", "decision"),
        ("It was moved by Ms Lind to sell the crane. Seconded by Ms Dahl. The motion was defeated.", "event"),
        ("Motion made by Ms Lind to sell the crane, second by Ms Dahl, and all were in favor.", "decision"),
        ("It was moved by Ms Lind to sell the crane. The motion was carried by 7 votes to 3.", "decision"),
        ("Motion by Ms Lind to sell the crane. Motion passes 6-0-1.", "decision"),
        ("On a motion by Ms Lind, seconded by Ms Dahl, and carried 4-1, the crane is sold.", "decision"),
    ],
)
def test_a_motion_in_several_sentences(text: str, kind: str) -> None:
    """Who puts a motion, who seconds it and what becomes of it are one statement, in the minutes' own words."""
    assert told(text) == [(kind, [], text)]


@pytest.mark.parametrize(
    "text", ["Ms Lind moved to Port Avon. The pier was closed.", "Ms Lind moved to sell the crane. It was raining."]
)
def test_no_motion(text: str) -> None:
    """A motion without a result decides nothing, and not everybody who moves puts one."""
    assert "decision" not in {kind for kind, _, _ in told(text)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("RESOLVED to object to the sale", ("decision", "Resolved to object to the sale.")),
        ("It was also AGREED to ask the Ministry", ("decision", "It was also AGREED to ask the Ministry.")),
        ("The Treasurer was asked to write", ("fact", "The Treasurer was asked to write.")),
        ("To consider bids for the crane of the Board", None),
        ("Apologies and requests: none", None),
    ],
)
def test_lines_without_a_full_stop(line: str, expected: tuple[str, str] | None) -> None:
    """A clause is a statement though no full stop ends it; an item of an agenda is none."""
    statements = [(kind, wording) for kind, _, wording in told(f"The crane is old. It was raining.\n\n- {line}")]
    assert statements[2:] == [expected] * (expected is not None)


def test_what_a_body_decides_to_put_off() -> None:
    """It is an open issue, whoever decides it."""
    assert told("The Harbour Board decided to defer the decision on the crane.")[0][0] == "open_issue"


def test_procedure_never_leads() -> None:
    """Who was there is no statement; what opens and closes a sitting is of least importance, and in no summary."""
    summary, *statements = drafted(COUNCIL)["statements"]
    assert not [one for one in statements if "Jon Aske" in quoted(one) or "Also present" in quoted(one)]
    least = [quoted(one) for one in statements if one.get("importance") == 1]
    assert [words.split()[0] for words in least] == ["The", "Mayor", "No", "Ms"]
    resting = [one for one in statements if one["id"] in summary["rests_on"]]
    assert resting
    assert all(quoted(one) not in least for one in resting)


def test_a_heading_in_capitals_over_several_lines() -> None:
    """Its first line is the title; it gives the day and the place of the meeting."""
    record = drafted(COUNCIL)
    assert record["title"] == " ".join(COUNCIL.split("\n")[:3])
    assert {key: str(value) for key, value in record["meeting"].items()} == {
        "name": "Port Avon Town Council",
        "date": "2026-03-03",
        "place": "Town Hall – Green Room",
        "instrument": "minutes",
    }


def test_items_of_an_agenda() -> None:
    """A lead goes only with its own items; an item without a verb is none, a motion that was carried is a decision."""
    statements = told(AGENDA)
    assert [(kind, wording) for kind, _, wording in statements] == [
        ("fact", "Budget for the summer – approved."),
        ("decision", "Motion by Ines, seconded by Jon, to accept the accounts for 2025. Carried 4-1."),
        ("next_step", AGENDA.strip().rpartition("\n")[2]),
    ]
    headings = [issue["title"] for issue in drafted(AGENDA)["issues"].values()]
    assert "Money" in headings
    assert not any(title.endswith("reviewed") for title in headings)


def test_levels_without_indents() -> None:
    """Numbers tell the levels where no line is indented: a list goes on behind one that is nested in it."""
    text = (
        "The Harbour Board decided:\n\n1. to repair the pier;\n\n2. to lower the fee:\n\na. of boats;\n\n"
        "b. of nets;\n\n3. to sell the crane.\n\nIt was raining."
    )
    (_, decision, rain) = drafted(text)["statements"]
    assert decision["measures"] == [
        "to repair the pier",
        "to lower the fee",
        "of boats",
        "of nets",
        "to sell the crane",
    ]
    assert rain["kind"] == "fact"


def test_a_report_without_its_furniture() -> None:
    """Dateline, lines of the page and bylines are no statements; they give day, place and publisher."""
    record = drafted(REPORT)
    assert told(REPORT) == [
        ("announcement", ["roca"], "the night ferry will run on 16 July 2025"),
        ("position", ["fishers-guild"], "demanded a lower landing fee"),
    ]
    assert record["title"] == "Mayor says the night ferry will run"
    assert record["meeting"]["place"] == "Port Avon, Velund"
    assert record["meeting"]["name"] == drafted(f"Avon Courier Staff | Port Avon\n\n{REPORT}")["meeting"]["name"]
    assert record["sources"]["note"]["publisher"] == "HNA"
    assert str(record["sources"]["note"]["issued"]) == "2025-07-15"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("PORT AVON, Dec 3 (HNA) - The ferry will run in May.", "The ferry will run in May."),
        ("Port Avon (HNA) — The ferry will run in May.", "The ferry will run in May."),
        ("PORT AVON, Dec. 3 (HNA) -- The ferry will run in May.", "The ferry will run in May."),
        ("PORT AVON, (HNA / Coast News - 3rd Dec, 2026 ) :The ferry will run.", "The ferry will run."),
        ("PORT AVON: The ferry will run in May.", "The ferry will run in May."),
        ("By Petra Lind PORT AVON (HNA) - The ferry will run in May.", "The ferry will run in May."),
        ("PORT AVON — The ferry will run in May.", "The ferry will run in May."),
        ("The Guild - it has forty boats - will stay in May.", "The Guild - it has forty boats - will stay in May."),
        ("EU - Velund talks will begin in May.", "EU - Velund talks will begin in May."),
    ],
)
def test_datelines(line: str, kept: str) -> None:
    """A place with an agency, a day or in capitals before a dash is a dateline; other words before a dash are not."""
    assert told(f"{line} The pier is closed.")[0][2] == kept


def test_a_relative_day_behind_a_preposition() -> None:
    """A day that is written out has one preposition: for tomorrow, for 16 July 2025."""
    text = REPORT.replace("will run tomorrow", "is planned for tomorrow")
    assert told(text)[0][2] == "the night ferry is planned for 16 July 2025"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Talks\n\nAfter the July 5 referendum, the Board met.\n\nIt was held on 9 July 2026.", "2026-07-09"),
        (
            "Harbour Board\n\nHeld at the pier at 19:45 on 21st March 2026\n\nThe fee of 8 May 2025 was read.",
            "2026-03-21",
        ),
        ("Talks\n\nThe Board closed the pier, which opened on 1 May 1950, on 3 March 2026.", f"{TODAY}"),
    ],
)
def test_the_day_of_a_meeting(text: str, day: str) -> None:
    """A day that tells apart something else is not the meeting's; an undated text is of the last day that it tells."""
    date = drafted(text)["meeting"]["date"]
    assert str(date["date"] if isinstance(date, dict) else date) == day


def test_passages_that_a_number_alone_counts() -> None:
    """Numbers without a full stop are labels where they count on; a sentence that begins with one keeps it."""
    counted = "Talks\n\n1 The Board met.\n\n2 The pier is old.\n\n3 The fee stays.\n\n40 boats were late."
    assert [words for *_, words in told(counted)] == [
        "The Board met.",
        "The pier is old.",
        "The fee stays.",
        "40 boats were late.",
    ]
    assert told("Talks\n\n1 The Board met.\n\n2 The pier is old.")[0][2] == "1 The Board met."


def test_votes_in_brackets() -> None:
    """A sentence in brackets that counts votes is the vote of the decision before it."""
    (one,) = drafted("The Harbour Board approved the quay. (5 in favour, 2 against.)")["statements"][1:]
    assert one["vote"] == {"for": 5, "against": 2}
