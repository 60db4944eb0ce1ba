"""The draft: what of a text becomes a statement, whose it is, and that nothing is asked about it."""

import re
import time
from collections import Counter
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.draft.gold import FOLDER, TODAY, counted, draft, named, quoted
from tests.plainyaml import plain
from tests.samples import sizes
from tests.test_example import FACTS

from briefkit.cli.beginning import begin
from briefkit.draft import read
from briefkit.draft.passages import Extracted, Facts
from briefkit.draft.record import MOST, SourceText, actors, first_record
from briefkit.draft.record.actors import Company
from briefkit.draft.record.persons import DraftedActor
from briefkit.draft.record.slugs import slug
from briefkit.errors import UsageError
from briefkit.loading import load

TEXTS = sorted(FOLDER.glob("*.txt"))
PARIS = next((Path(__file__).parents[2] / "seeds" / "paris-2025-09-04" / "sources").glob("*.txt"))


def drafted(text: str, issued: date | None = None) -> dict[str, Any]:
    """Return the draft of a text as plain data."""
    source = SourceText("note", "sources/note.txt", "0" * 64, Extracted(text, Facts(issued=issued)))
    record: dict[str, Any] = plain(first_record("draft", [source], {"note": text}, TODAY))
    return record


def only(text: str, issued: date | None = None) -> dict[str, Any]:
    """Return the statement that a text of one sentence becomes, without its id and its rank."""
    (_, one) = drafted(text, issued)["statements"]
    return {key: value for key, value in one.items() if key not in {"id", "importance", "quote", "issue"}}


def test_what_a_clause_tells_is_not_done_by_its_subject() -> None:
    """Behind “that” a party decides nothing of its own, though a comma stands before it."""
    told = only(
        "The Varnish side informed the meeting that during the visit in May, both the towns had agreed to a fee."
    )
    assert "by" not in told
    assert told["kind"] != "decision"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_is_drafted_as_a_person_reads_it(path: Path) -> None:
    """Every sentence is drafted, most with the right kind and speaker, and none with a wrong speaker."""
    counts = counted(path)
    assert counts["drafted"] == counts["sentences"] > 10
    assert counts["wrong"] == 0
    assert counts["kind"] >= 0.85 * counts["sentences"]
    assert counts["speaker"] >= 0.9 * counts["sentences"]


@pytest.mark.parametrize("path", [*TEXTS, PARIS], ids=lambda path: path.stem)
def test_a_draft_asks_nothing(path: Path, tmp_path: Path) -> None:
    """What is drafted loads without an error, a question, anything to be read or a warning; its lines are short."""
    begin(tmp_path / "draft", [path], TODAY)
    loaded = load(tmp_path / "draft")
    assert loaded.problems == ()
    assert loaded.outcomes.draft
    lines = (tmp_path / "draft" / "outcomes.yaml").read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 120


def test_the_facts_of_the_first_example() -> None:
    """At least 31 of the article's 34 facts are held by one statement each, and every speaker is right."""
    statements = draft(PARIS)["statements"]
    quotes = [re.sub(r"\s+", " ", quoted(one)) for one in statements]
    halves = [" … ".join(pair) for pair in pairwise(quotes)]
    held = [name for name, words in FACTS if any(all(p in q for p in words.split(" … ")) for q in [*quotes, *halves])]
    assert len(held) >= 31
    speakers = Counter(name for one in statements for name in named(one))
    assert speakers == {"macron": 2, "zelensky": 3, "reuters": 1, "russia": 1, "ukraine": 1, "putin": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor Ines Roca announced that the ferry will run, provided that the pier is repaired.",
            {
                "kind": "announcement",
                "by": "roca",
                "says": "the ferry will run",
                "conditions": ["provided that the pier is repaired"],
            },
        ),
        (
            "The ferry will run from May, according to the Harbour Board.",
            {"kind": "announcement", "by": "harbour-board", "says": "the ferry will run from May"},
        ),
        (
            "“We will repair the pier,” said Mayor Ines Roca.",
            {"kind": "direct_quote", "by": "roca"},
        ),
        (
            "BRAZIL, for CHILE, supported by PERU, opposed by CUBA, proposed a new fund.",
            {
                "kind": "position",
                "by": {"actor": "brazil", "for": "chile"},
                "supported_by": "peru",
                "opposed_by": "cuba",
                "status": "proposed",
                "does": "proposed a new fund",
            },
        ),
        (
            "It was agreed that the fee would be kept.",
            {"kind": "decision", "status": "reported", "text": "It was agreed that the fee would be kept."},
        ),
        (
            "The Harbour Board will publish a plan by 3 June 2026.",
            {
                "kind": "next_step",
                "text": "The Harbour Board will publish a plan by 3 June 2026.",
                "owner": "harbour-board",
                "due": "by 2026-06-03",
            },
        ),
        (
            "The Harbour Board has not yet decided on the landing fee.",
            {
                "kind": "open_issue",
                "question": "The landing fee",
                "text": "The Harbour Board has not yet decided on the landing fee.",
            },
        ),
        (
            "He said that the pier is closed.",
            {"kind": "announcement", "text": "He said that the pier is closed."},
        ),
        (
            "After the break, the Harbour Board agreed to a trial.",
            {
                "kind": "decision",
                "by": "harbour-board",
                "status": "reported",
                "text": "After the break, the Harbour Board agreed to a trial.",
            },
        ),
        (
            "Mayor Ines Roca rejected the plan, but the speaker of the house said there was no hurry.",
            {"kind": "position", "by": "roca", "does": "rejected the plan"},
        ),
        (
            "Mayor Ines Roca rejected the plan, and soon after lunch somebody else announced a ferry.",
            {
                "kind": "fact",
                "text": "Mayor Ines Roca rejected the plan, and soon after lunch somebody else announced a ferry.",
            },
        ),
    ],
)
def test_a_sentence(text: str, expected: dict[str, Any]) -> None:
    """A sentence is worded in the shape that it has; where it is unsure who speaks, nobody is named."""
    first = drafted(text)["statements"][1]
    own = {key: value for key, value in first.items() if key not in {"id", "importance", "quote", "issue"}}
    own = {key: str(value) if isinstance(value, date) else value for key, value in own.items()}
    assert own == expected


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("The Harbour Board did not decide on the landing fee.", "The landing fee"),
        ("The Harbour Board failed to agree on the landing fee.", "The landing fee"),
        ("The Harbour Board declined to approve the lease.", "The lease"),
        ("The Harbour Board has not taken a final decision on the ferry.", "The ferry"),
        ("No agreement was reached on the pier.", "The pier"),
        ("Neither side agreed to the text.", "The text"),
        ("The members could not agree whether the pier is safe.", "Whether the pier is safe"),
        ("The decision on the merger was postponed until June.", "The decision on the merger"),
        ("The vote on the crane was adjourned.", "The vote on the crane"),
        ("The Harbour Board deferred the decision on the lock.", "The lock"),
        ("The plan was not approved.", "The plan"),
        ("Deferred the vote on what the landing fee should be.", "What the landing fee should be"),
        ("The ministers were unable to reach agreement on a toll.", "A toll"),
        ("The quay is to be closed; the fee is not yet agreed.", "The fee"),
    ],
)
def test_what_is_not_decided(text: str, question: str) -> None:
    """A denied or deferred decision is an open issue, asked about in the sentence's own words."""
    assert only(text) == {"kind": "open_issue", "question": question, "text": text}


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ines Roca opened the pier. Roca did not agree with the plan.",
        "The Harbour Board approved the delayed works.",
        "The Harbour Board adopted the plan without a vote.",
        "The Harbour Board decided not only on the fee.",
        "The Minister postponed her visit to the pier.",
    ],
)
def test_what_is_decided_is_not_open(text: str) -> None:
    """A denial that does not reach the decision, a person's own mind and a visit put off are no open issue."""
    assert "open_issue" not in {one["kind"] for one in drafted(text)["statements"]}


def test_the_matter_is_its_heading() -> None:
    """Of “the matter” that was put off, what is open is what its heading says."""
    text = "Port\n\n1. Start\n\nIt began.\n\n2. Tariff 2027\n\nThe matter was postponed to the meeting on 3 November."
    assert [one["question"] for one in drafted(text)["statements"] if "question" in one] == ["Tariff 2027"]


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("by six votes to two, with one abstention", {"for": 6, "against": 2, "abstained": 1}),
        ("by twenty-one votes to three", {"for": 21, "against": 3}),
        ("by 21 votes to none", {"for": 21, "against": 0}),
        ("by a majority of 4 in favour to 1 against", {"for": 4, "against": 1}),
        (". The fee is high. Ayes 4, Noes 2", {"for": 4, "against": 2}),
        (".\n\nAye: Brandt, Holt / Nay: None", {"for": 2, "against": 0}),
        (
            ". The fee is high. Roll call: Brandt yes, Holt yes, Orn abstained",
            {"for": 2, "abstained": [{"words": "Orn"}]},
        ),
        (". The fee is high. Vote: 6–0–2", {"for": 6, "against": 0, "abstained": 2}),
        (
            "with twenty-one members in favour, two against and no abstentions",
            {"for": 21, "against": 2, "abstained": 0},
        ),
        (". The fee is high. Six members voted for, two against", {"for": 6, "against": 2}),
    ],
)
def test_votes_are_counted(text: str, vote: dict[str, Any]) -> None:
    """A count of votes, in a decision's sentence or in one behind it, is the decision's alone."""
    _, one, *others = drafted(f"The Harbour Board approved the quay {text}.".replace(" .", "."))["statements"]
    assert (one["kind"], one["vote"]) == ("decision", vote)
    assert not any("voted" in quoted(other) for other in others)


@pytest.mark.parametrize(
    ("text", "wording", "vote"),
    [
        (
            "RESOLVED (5 for, 1 against) that it be closed.",
            "Resolved (5 for, 1 against) that it be closed.",
            {"for": 5, "against": 1},
        ),
        ("RESOLVED, unanimously, that it be closed.", "Resolved, unanimously, that it be closed.", None),
        ("Decided: The pier is closed.", "The pier is closed.", None),
    ],
)
def test_what_minutes_resolve(text: str, wording: str, vote: dict[str, int] | None) -> None:
    """Minutes write a decision behind its word, with who voted between them; the label itself is not printed."""
    statement = only(text)
    assert (statement["kind"], statement["text"], statement.get("vote")) == ("decision", wording, vote)


def test_two_of_one_family() -> None:
    """A courtesy tells two persons with the same last name apart; the name alone is nobody's."""
    text = "Ms Anna Lind and Mr Bo Lind met the Board. Mr Lind said that the pier is closed. Lind said that it is old."
    statements = drafted(text)["statements"]
    assert [named(statement) for statement in statements[2:]] == [["bo-lind"], []]


def test_votes_without_a_decision() -> None:
    """A count of votes behind no decision stays a sentence of its own, as does one that differs from the decision's."""
    assert only("Six members voted for, two against.")["kind"] == "fact"
    statements = drafted("The Board approved it by 6 votes to 2. Six voted for and three against.")["statements"]
    assert [one.get("vote") for one in statements[1:]] == [{"for": 6, "against": 2}, None]


def test_conditions_joined_by_and() -> None:
    """Each of two conditions is declared by itself; one inside of the other is not."""
    text = "Mayor Ines Roca said that the ferry will run, subject to approval by the Coastal Agency and provided that"
    assert only(f"{text} the pier is repaired.")["conditions"] == [
        "subject to approval by the Coastal Agency",
        "provided that the pier is repaired",
    ]
    assert only(f"{text} the pier is repaired if the grant is paid.")["conditions"][1:] == [
        "provided that the pier is repaired if the grant is paid"
    ]


def test_a_denial_names_what_it_denies() -> None:
    """A denial of what was told right before contradicts it; a denial with words of its own stands alone."""
    accused = "Mayor Ines Roca accused the guild of delay."
    _, before, denial = drafted(f"{accused} Jon Aske, its spokesman, denied this.")["statements"]
    assert denial["contradicts"] == [before["id"]]
    _, _, denial = drafted(f"{accused} Jon Aske, its spokesman, denied that the guild is late.")["statements"]
    assert "contradicts" not in denial


def test_persons_are_told_apart() -> None:
    """One person by two names is one actor, two of one family are two; a title is no pronoun's, and keeps its rank."""
    assert drafted("Novak said that it is late. Petra Novak proposed a pier.")["actors"] == {
        "novak": {"name": "Petra Novak", "short": "Novak"}
    }
    family = (
        "Director Petra Novak said that it is late. Minister Ivan Novak said that it is not. Novak proposed a pier."
    )
    assert [named(one) for one in drafted(family)["statements"][1:]] == [["novak"], ["ivan-novak"], []]
    text = "Jon Aske, its spokesman, said that it is late. Deputy Mayor Ines Roca said that it is not."
    assert [one.get("title") for one in drafted(text)["actors"].values()] == ["spokesman", "Deputy Mayor"]
    assert drafted(text)["actors"]["roca"]["style"] == "Deputy Mayor Roca"
    assert named(drafted("The chair, Mr Joel Brandt, reported that it is late.")["statements"][1]) == ["brandt"]


def test_days_are_reckoned_where_they_are_certain() -> None:
    """A day told from the day of the text is written out; one that may be either of two stays as it is."""
    thursday = date(2026, 3, 12)
    assert "on 11 March 2026" in only("The Harbour Board met yesterday in Port Avon.", thursday)["text"]
    assert "Monday 9 March 2026" in only("The Harbour Board met on Monday in Port Avon.", thursday)["text"]
    assert "Monday 16 March 2026" in only("The talks will begin on Monday in Port Avon.", thursday)["text"]
    assert "on Monday" in only("The rain on Monday is a cause for concern.", thursday)["text"].replace(" 9", "")
    assert "2026" not in only("The Harbour Board met yesterday in Port Avon.")["text"]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("before 3 June 2026", "before 2026-06-03"),
        ("no later than 3 June 2026", "by 2026-06-03"),
        ("from 3 June 2026", "from 2026-06-03"),
        ("on 3 June 2026", "2026-06-03"),
        ("before 3 June", "before 2026-06-03"),
        ("by 3 February", "by 2027-02-03"),
    ],
)
def test_a_due_day_keeps_its_bound(words: str, due: str) -> None:
    """What is due before a day is not due on it; a day without a year is the next one."""
    one = only(f"The Harbour Board will publish a plan {words}.", date(2026, 3, 12))
    assert str(one["due"]) == due


TRANSCRIPT = """Press conference, Port Avon

Check against delivery.

MAYOR INES ROCA: Good morning. The night ferry will run from 1 May. We have ordered two boats, and I am glad of it.

DR. JON ASKE, HARBOUR MASTER OFFICER: The pier is not safe yet.

QUESTION (Avon Gazette): Mayor, the guild says that you were never told. Is that so?

MAYOR ROCA: No. The Harbour Board decided on the fee in March.

DR. ASKE: The guild said that it was told.
"""


def test_what_is_said_in_a_turn_is_its_speakers() -> None:
    """In a transcript each answer has the speaker before its colon; what is asked, and bare answers, are left out."""
    statements = drafted(TRANSCRIPT)["statements"][1:]
    told = [(one["kind"], one["by"], one.get("via"), one.get("says") or quoted(one)) for one in statements]
    assert "Gazette" not in str(statements)
    assert told[:3] == [
        ("next_step", "roca", None, "the night ferry will run from 1 May"),
        ("direct_quote", "roca", None, "We have ordered two boats, and I am glad of it."),
        ("announcement", "aske", None, "the pier is not safe yet"),
    ]
    assert [(one["kind"], one["by"], one.get("via")) for one in statements[3:]] == [
        ("decision", "harbour-board", "roca"),
        ("announcement", {"words": "the guild"}, "aske"),
    ]


def test_who_presides_tells_what_is_to_be_done() -> None:
    """Of the chair, who asks, only what is to be done is drafted; names in a turn hide no speaker."""
    text = (
        "Evidence, Friday 12 March 2027\n\nThe Chair: Welcome to all. How is the bank?\n\n"
        "Ms Iris Tavel: Talks with Velland will go on.\n\n"
        "Mr Rune Dahl: Boats under ten metres are exempt. It is late.\n\nMs Tavel: No.\n\n"
        "The Chair: The Committee will report in May.\n"
    )
    statements = drafted(text)["statements"][1:]
    assert [one.get("by") for one in statements] == ["tavel", "dahl", "chair"]
    assert statements[-1]["kind"] == "next_step"
    assert read(text.encode(), "a.txt").facts.issued == date(2027, 3, 12)


def test_an_interview_without_names_is_drafted() -> None:
    """Where letters stand for who asks and who answers, the answers are drafted without a speaker, and no question."""
    asked = "Q: Truckers say that the toll is high.\n\nA: The Council fixed the toll at 14 crowns.\n\n"
    more = "Q: When does the quay open?\n\nA: The quay opens in June.\n\nQ: Who pays?\n\nA: The state pays."
    text = f"Interview\n\n{asked}{more}"
    statements = drafted(text)["statements"][1:]
    assert [quoted(one) for one in statements] == [
        "The Council fixed the toll at 14 crowns.",
        "The quay opens in June.",
        "The state pays.",
    ]


def test_a_semicolon_parts_two_sides() -> None:
    """Two parties stand behind a semicolon as they do before it, and the day of a title is the meeting's."""
    text = "Port Council, 12–13 May 2028\n\nLund and Tarn proposed a licence; Rissa and Holm opposed it."
    record = drafted(text)
    assert [named(one) for one in record["statements"][1:]] == [["lund", "tarn"], ["rissa", "holm"]]
    assert str(record["meeting"]["date"]) == "2028-05-13"


def test_labels_alone_make_no_transcript() -> None:
    """A few lines with a word before a colon stay what they are: an action, a date, a place."""
    text = "Place: Port Avon.\n\nAction: The Harbour Board will repair the pier.\n\nThe Harbour Board met in Port Avon."
    assert {one["kind"] for one in drafted(text)["statements"][1:]} >= {"next_step", "event"}


def test_a_year_does_not_keep_a_line_from_being_a_heading() -> None:
    """A numbered line with a financial year heads what follows; one with a day does not."""
    minutes, grant = "The minutes were approved.", "The Harbour Board approved the grant."
    text = f"Harbour notes\n\n1. Minutes\n\n{minutes}\n\n2. Bus grant 2026/27\n\n{grant}"
    assert [issue["title"] for issue in drafted(text)["issues"].values()] == ["Minutes", "Bus grant 2026/27"]


def test_a_list_is_one_decision() -> None:
    """What follows “the following” are the measures of one decision, its evidence the list's own words."""
    text = "The Harbour Board adopts the following measures:\n\n(a) a new pier;\n\n(b) a lower fee.\n\nIt was raining."
    one = drafted(text)["statements"][1]
    assert (one["kind"], one["does"]) == ("decision", "adopts the following measures:")
    assert one["measures"] == ["a new pier", "a lower fee"]
    assert one["quote"] == ["The Harbour Board adopts the following measures", "a new pier", "a lower fee"]


def test_minutes_are_led_by_what_was_decided() -> None:
    """What stands under a heading, or tells that people met, leads nothing; a matter of one line is chosen last."""
    text = (
        "Port Committee\n\nMinutes of the meeting held on 3 March 2026\n\n1. Minutes\n\nThe minutes were approved.\n\n"
        "2. Fee\n\nThe members met on the fee. It was decided to lower it. It was decided to ask the Guild.\n\n"
        "3. Pier\n\nThe pier is old. RESOLVED that the pier be closed. (4 for, 2 against)\n"
    )
    record = drafted(text)
    ids = {statement["id"]: statement for statement in record["statements"]}
    told = [str(ids[key].get("text")) for key in record["statements"][0]["rests_on"]]
    assert [words.partition(" ")[0] for words in told] == ["It", "It", "Resolved"]
    assert [issue["title"] for issue in record["issues"].values()] == ["Minutes", "Fee", "Pier"]
    assert (record["meeting"]["name"], str(record["meeting"]["date"])) == ("Port Committee", "2026-03-03")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("According to two diplomats, however, the fee is high.", "the fee is high"),
        ("The delegates left on Tuesday evening.", "The delegates left on Tuesday evening."),
    ],
)
def test_a_wording_reads_on(text: str, words: str) -> None:
    """No connective stands behind “that”, and no date before a part of the day."""
    statement = only(text, date(2026, 3, 12))
    assert (statement.get("says") or statement["text"]) == words


def test_a_party_that_abstained_is_not_lost() -> None:
    """Two words that tell what somebody did are a sentence; two that tell nothing are none."""
    assert only("Norland abstained.")["kind"] == "event"
    with pytest.raises(UsageError):
        drafted("Item withdrawn.")


def test_what_is_guessed_is_told() -> None:
    """A draft tells in a comment, on its line, what the source does not give: a title, a day, whom a pronoun means."""
    text = "Mayor Ines Roca said that the pier is closed. She added that a ferry will run."
    source = SourceText("note", "sources/note.txt", "0" * 64, Extracted(text))
    record = first_record("draft", [source], {"note": text}, TODAY)
    for line in ("title", "date", "by: roca"):
        assert re.search(rf"(?m)^ *{line}.*# guessed", record), line


@pytest.mark.parametrize(
    "heading", ["# שלום ☃\n\n", "# Ferry \ue000\n\n", "Ferry ☃ talks\n\n", "# " + "The talks of the day " * 20 + "\n\n"]
)
def test_headings_that_no_page_prints(heading: str, tmp_path: Path) -> None:
    """A title or heading in letters that no page has, or too long for one, does not keep a draft from checking."""
    path = tmp_path / "note.md"
    body = "Mayor Ines Roca said that the ferry (FRY) runs. The ☃ fee is שלום high."
    path.write_text(f"# Ferry\n\nThe Harbour Board met in Port Avon.\n\n{heading}{body}\n", encoding="utf-8")
    begin(tmp_path / "draft", [path], TODAY)
    assert load(tmp_path / "draft").problems == ()


def test_the_same_words_twice() -> None:
    """A sentence that the source has twice is drafted once, with the words beside it."""
    text = "The pier is closed today.\n\nA ferry runs instead of it.\n\nThe pier is closed today.\n"
    quotes = [one.get("quote") for one in drafted(text)["statements"]]
    assert sum("pier is closed" in str(quote) for quote in quotes) == 1


def test_the_same_decision_of_two_matters() -> None:
    """Words that stand under two headings are drafted under each, at its own place."""
    agreed = "It was agreed to put it off until the summer."
    found = drafted(f"Harbour Board\n\n1. Pier\n\nThe pier is old. {agreed}\n\n2. Crane\n\nThe crane is new. {agreed}")
    told = [one for one in found["statements"] if agreed in quoted(one)]
    assert [(one["issue"], one["quote"]["prefix"].endswith("old.")) for one in told] == [
        ("pier", True),
        ("crane", False),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "12 34 56", "# Title only", "Der Hafen ist seit Montag zu. " * 9])
def test_nothing_to_draft(text: str) -> None:
    """A text without an English sentence is refused, with what to do."""
    with pytest.raises(UsageError) as caught:
        drafted(text)
    assert all(problem.hint for problem in caught.value.problems)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([line for path in TEXTS for line in path.read_text(encoding="utf-8").split("\n") if line]),
            st.text(st.characters(codec="utf-8"), max_size=80),
            st.sampled_from(["# ", "- ", "(a) ", "“", "”", ": ", "???", "'", '"', "|", "&a", "*b", "\f", "\u2028"]),
        ),
        max_size=12,
    )
)
def test_whatever_is_in_a_text_its_draft_asks_nothing(lines: list[str]) -> None:
    """Lines in any order, with any characters: a draft is refused plainly, or has nothing to ask."""
    text = "\n\n".join(line.replace("\x00", "") for line in lines).replace("\r", "\n")
    try:
        record = drafted(text)
    except UsageError:
        return
    assert record["statements"]


def test_a_heading_of_two_lines_is_one_issue() -> None:
    """A heading that is broken at a line's end is written as one line, in its issue and in the ruler."""
    text = "# Harbour Bulletin\n\nThe Board met in Port Avon.\n\n# Fees and\ncharges\n\nThe Board raised the fee."
    assert [issue["title"] for issue in drafted(text)["issues"].values()] == ["Fees and charges"]


@pytest.mark.parametrize("count", sizes(MOST + 200, 10_000))
def test_long_texts_take_time_by_their_length(count: int) -> None:
    """A text of thousands of sentences is drafted up to a number of them, in seconds."""
    text = "\n\n".join(f"The Harbour Board said that pier {n} is closed for repairs." for n in range(count))
    begun = time.process_time()
    assert len(drafted(text)["statements"]) == MOST + 1
    assert time.process_time() - begun < count / 50


@pytest.mark.parametrize(("text", "expected"), [("Port Avon’s Pier", "port-avons-pier"), ("", "x"), ("Ж", "x")])
def test_slugs(text: str, expected: str) -> None:
    """An id holds small letters, digits and hyphens, whatever it is made from."""
    assert slug(text.replace("’", "'")) == expected


def _letters(number: int) -> str:
    return "".join("abcdefghijklmnopqrstuvwxyz"[number // 26**place % 26] for place in range(3))


def test_a_name_is_sought_by_all_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of many that begin alike, only those are tried whose words stand in the text."""
    company = Company()
    for number in range(2_000):
        name = f"Mayor Aa{_letters(number)}"
        company.add(DraftedActor(slug(name), name))
    tried: list[str] = []
    spelt = actors._spelt  # noqa: SLF001 - counted, not called otherwise
    monkeypatch.setattr(actors, "_spelt", lambda name: tried.append(name) or spelt(name))
    text = f"The Mayor  Aa{_letters(700)} said that it is so."
    assert company.match(text, 0) == (slug(f"Mayor Aa{_letters(700)}"), text.index(" said"))
    assert len(tried) == 1


CROWDS = {
    "an endless word": "a" * 12_500,
    "long words": ("A" * 199 + " ") * 90,
    "an endless name": f"The Board of {'A' * 12_500} decided it.",
    "passages": "a\n\n" * 5_000,
    "headings": "# A\n\n" * 3_750,
    "one speech": "Mayor Ines Roca said that " * 625,
    "turns": "Q: Is it so?\n\nMinister Aa: I think so.\n\n" * 1_250,
    "marks": '"A b c. ' * 2_500,
    "digits": f"The Board decided {'9 ' * 7_500}",
    "days": "The Board decided on " + "1 and Monday 2, " * 1_500,
    "persons": " ".join(f"Mayor Aa{_letters(n)} Bb said that it is so." for n in range(63)),
}
"""A quarter of texts of a stranger that took half a minute and more, or had no end."""


@pytest.mark.parametrize("crowd", CROWDS)
def test_a_text_of_a_stranger_is_read_soon(crowd: str, tmp_path: Path) -> None:
    """Whatever stands in a source in great number, its draft is there, or refused, in a time that people wait."""
    (tmp_path / "source.txt").write_text(CROWDS[crowd], encoding="utf-8")
    begun = time.process_time()
    with suppress(UsageError):
        begin(tmp_path / "record", [tmp_path / "source.txt"], date(2026, 5, 4))
    assert time.process_time() - begun < 1.5
