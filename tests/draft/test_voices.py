"""Who speaks: in transcripts, in speeches, in quotation marks, and behind pronouns and attributions."""

from datetime import date
from typing import Any

import pytest
from tests.draft.gold import named, quoted
from tests.plainyaml import plain

from briefkit.draft.passages import Extracted, Facts
from briefkit.draft.record import SourceText, first_record


def written(text: str, title: str | None = None) -> str:
    """Return the draft of a text."""
    source = SourceText("note", "sources/note.txt", "0" * 64, Extracted(text, Facts(title=title)))
    return first_record("draft", [source], {"note": text}, date(2026, 11, 29))


def statements(text: str, title: str | None = None) -> list[dict[str, Any]]:
    """Return the statements of a text's draft, without the summary."""
    found: list[dict[str, Any]] = plain(written(text, title))["statements"]
    return [one for one in found if one["kind"] != "summary"]


def told(text: str, title: str | None = None) -> list[tuple[str, str, str]]:
    """Return kind, speakers and wording of each statement of a text."""
    return [
        (one["kind"], " ".join(named(one)), one.get("says") or one.get("does") or one.get("text") or quoted(one))
        for one in statements(text, title)
    ]


CONFERENCE = """\
Check against delivery.

MODERATOR: Good afternoon. Minister Orn will speak first.

FOREIGN MINISTER ORN: Thank you for coming. The treaty will enter into force in June. I think they
like the new boats.

We will also open a consulate.

QUESTION: Jan Holt, Courier. You said last week that the talks had failed. Do you still think so?

MINISTER ORN: I did not say that. What would you have said? He called it “the end of the road” in a paper.

(Laughter.)
"""

SITTING = """\
The ACTING PRESIDENT (Senator Orn)—I call Senator Dahl.

Senator DAHL (10.03 am) —I rise on a point of order. I note what she said about the pier.

(Laughter)

The towns were told in 2019 that the pier is safe.

[Interruption.]

The Ministry has their letters.

The Minister for Ports and Leader of the Government in the Assembly of the Coast (Mr Tom Vey)

I have answered the Senator.
"""


def test_what_stands_below_a_label_is_its_speakers() -> None:
    """A turn is its speaker's up to the next label; what is asked, asides and bare answers are left out."""
    assert told(CONFERENCE.replace("they\nlike", "they like")) == [
        ("next_step", "orn", "the treaty will enter into force in June"),
        ("direct_quote", "orn", "I think they like the new boats."),
        ("direct_quote", "orn", "We will also open a consulate."),
        ("direct_quote", "orn", "I did not say that."),
        ("direct_quote", "orn", "He called it the end of the road in a paper."),
    ]


@pytest.mark.parametrize(
    ("label", "name", "title"),
    [
        ("Torrin's Secretary of State Ana Bren", "Ana Bren", "Secretary of State"),
        ("Minister of Foreign Affairs Ana Bren", "Ana Bren", "Minister of Foreign Affairs"),
        ("Ms. Ana Bren, Minister for Fisheries", "Ana Bren", "Minister for Fisheries"),
        ("Ana Bren (Harbour Director)", "Ana Bren", "Harbour Director"),
        ("SECRETARY BREN", "Bren", "Secretary"),
        ("MS BREN", "Bren", None),
        ("Bren", "Bren", None),
        ("AB", "AB", None),
        ("The President", "President", None),
    ],
)
def test_a_label_tells_name_and_office(label: str, name: str, title: str | None) -> None:
    """The label of a turn, on its line or above it, is an actor with the office that it tells."""
    text = f"{label}:\n\nI am glad of it.\n\nQ: Are you?\n\n{label}: I will come back for it."
    record = plain(written(text))
    (actor,) = record["actors"].values()
    assert (actor["name"], actor.get("title")) == (name, title)
    assert [quoted(one) for one in record["statements"][1:]] == ["I am glad of it.", "I will come back for it."]


@pytest.mark.parametrize(
    "text",
    [
        "Background: We have discussed the pier.\n\nBackground: Our ferry is old.\n\nRecommendation: That we buy one.",
        "Chair: Ms Ana Bren.\n\nDirector: Mr Joel Brandt.\n\nThe Board met in Port Avon.",
        "The Board met in Port Avon.\n\nContact: Write to me at the office.",
    ],
)
def test_labels_of_other_texts_speak_not(text: str) -> None:
    """Headings with a colon, lists of who was there and notes are no turns."""
    assert [named(one) for one in statements(text)] == [[]] * len(statements(text))


@pytest.mark.parametrize(
    ("text", "name", "by"),
    [
        ("High Representative Ana Bren met the Board. Bren said that it is late.", "Ana Bren", "bren"),
        ("Secretary of State Ana Bren met the Board. Bren said that it is late.", "Ana Bren", "bren"),
        ("Minister Ana Bren met the Board. Ms Bren said the Board is late.", "Ana Bren", "bren"),
        ("Spokesman Qua Min met the Board. Qua said that it is late.", "Qua Min", "min"),
        ("Speaking to reporters, Ana Bren said that it is late.", "Ana Bren", "bren"),
        ("The Board is late, Secretary of State Ana Bren said Friday.", "Ana Bren", "bren"),
        ("A Harbour Ministry spokeswoman on Thursday said that it is late.", "", "a-harbour-ministry-spokeswoman"),
        ("Torrin's climate minister has said that it is late.", "", "torrin's-climate-minister"),
    ],
)
def test_who_is_named_in_reports(text: str, name: str, by: str) -> None:
    """Offices of two words, family names before or behind, and people told by whose they are, are one speaker each."""
    record = plain(written(text))
    assert named(record["statements"][-1]) == [by]
    assert [one["name"] for one in record.get("actors", {}).values() if one["name"] != "Board"] == (
        [name] if name else []
    )


def test_what_is_asked_is_not_said() -> None:
    """Behind a question there is no clause that its speaker claims."""
    (one,) = statements("Opposition Leader Tom Vey asked if the boats were so dear that the Board would sell them.")
    assert one["does"].startswith("asked if")


def test_a_first_person_is_no_fact() -> None:
    """What nobody is known to say of themselves is an announcement whose speaker is to be given, as a comment says."""
    text = "The pier is old.\n\nI hope they come by boat. We have bought two boats. Joel paid “my bill”."
    assert [kind for kind, *_ in told(text)] == ["fact", "announcement", "announcement", "fact"]
    assert written(text).count("kind: announcement   # guessed: somebody speaks whom the source does not name") == 2
    assert told('The pier is old.\n\n"I am sorry that the ferry is not here."')[-1][:2] == (
        "announcement",
        "",
    )
    answer = "Q: Will the pier close?\n\nA: The pier is old. I hope it does not."
    assert [(kind, by) for kind, by, _ in told(answer)] == [("announcement", "")] * 2


def test_answers_without_a_name() -> None:
    """Answers are those of the one person whom a text names before it."""
    text = (
        "This is an interview with Ana Bren, director of the Harbour Agency.\n\nQ: Are you glad?\n\nA: I am glad of it."
    )
    assert told(text)[-1] == ("direct_quote", "bren", "I am glad of it.")
    assert "by: bren   # guessed: the text names them at its head" in written(text)
    assert told(text.replace("A: ", ""), "Remarks by Ana Bren")[-1] == ("direct_quote", "bren", "I am glad of it.")
    assert told(text.replace("with", "by Minister Ivo Marr with"))[-1][1] == ""


def test_a_turn_goes_on_behind_a_stage_note() -> None:
    """A label may end with a dash, or be a long office with its name; brackets that interrupt a turn do not end it."""
    assert [(speaker, wording) for _, speaker, wording in told(SITTING)][1:] == [
        ("dahl", "I rise on a point of order."),
        ("dahl", "I note what she said about the pier."),
        ("dahl", "the towns were told in 2019 that the pier is safe"),
        ("dahl", "the Ministry has their letters"),
        ("vey", "I have answered the Senator."),
    ]


def test_a_speech_is_whose_the_title_says() -> None:
    """A text in the first person is that of the person by whom its title says it is, as a guess."""
    text = "I am glad to be here. Mayor Ines Roca will speak of the pier. The pier is ours. We worked on it for years."
    title = "Remarks by Mayor Ines Roca"
    assert [by for _, by, _ in told(text, title)] == ["roca" if "Mayor" not in one else "" for one in text.split(". ")]
    assert "by: roca   # guessed: the text names them at its head" in written(text, title)
    assert [by for _, by, _ in told(text, "Talks with Mayor Ines Roca")] == [""] * 4
    report = (
        "Mayor Ines Roca met the Board. The pier is old. It was closed. We were told so. The rain went on. It is May."
    )
    assert not any(by for _, by, words in told(report, title) if "Roca" not in words)


def test_quotation_marks_over_sentences() -> None:
    """Words between two marks, straight or curly, over sentences and paragraphs, are one speaker's quotes."""
    text = (
        '"We had a talk. We cannot come ... now," Ana Bren told reporters on Tuesday.\n\n'
        '"We cannot name anyone yet."\n\n'
        "Bren told reporters on Friday: “It is late. We must go.”\n\n"
        '"If nobody pays, the pier closes," Bren added, "and we will not open it again."'
    )
    assert told(text) == [
        ("direct_quote", "bren", "We had a talk. We cannot come ... now"),
        ("direct_quote", "bren", "We cannot name anyone yet."),
        ("direct_quote", "bren", "It is late. We must go."),
        ("direct_quote", "bren", "If nobody pays, the pier closes and we will not open it again"),
    ]
    assert "by: bren   # guessed: the words before it are theirs" in written(text)


def test_a_mark_that_is_never_closed_takes_no_sentence_away() -> None:
    """A quotation mark without its other one leaves what stands behind it, where that is long, sentence by sentence."""
    text = (
        '"The pier is old. ' + "The ferry runs in summer and in winter too. " * 30 + "Ana Bren said that it will end."
    )
    assert told(text)[-1] == ("announcement", "bren", "it will end")


MARR = "President Ivo Marr opened the pier."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ruritania's President Ivo Marr said on Thursday that the pier would close.",
            ("announcement", "marr", "the pier would close"),
        ),
        (
            f"{MARR} Marr strongly suggested earlier on Tuesday he would not accept the plan.",
            ("position", "marr", "he would not accept the plan"),
        ),
        (
            f'{MARR} Marr said, "who would swim here," a statement by the presidency said.',
            ("direct_quote", "marr", "who would swim here"),
        ),
        (
            "The pier will be shut in May, a statement by the presidency said.",
            ("announcement", "the-presidency", "the pier will be shut in May"),
        ),
        (
            "The ferry will be sold after the vote, the statement said.",
            ("announcement", "the-statement", "the ferry will be sold after the vote"),
        ),
        (
            "Torrin's leftist Harbour Party (HP), which won the vote, will not attend the talks, its leader said.",
            (
                "announcement",
                "the-leader",
                "Torrin's leftist Harbour Party (HP), which won the vote, will not attend the talks",
            ),
        ),
        (
            f"{MARR} Marr said that the pier had been open for years and that it was safe.",
            ("announcement", "marr", "the pier had been open for years and that it was safe"),
        ),
        (
            f'{MARR} Marr said today he was "sad" that it had closed.',
            ("announcement", "marr", 'he was "sad" that it had closed'),
        ),
        (
            f'{MARR} Interviewed on the radio, he said: "We will talk.',
            ("direct_quote", "marr", "We will talk."),
        ),
        (f"{MARR} Asked about the pier, Marr said it was safe.", ("announcement", "marr", "it was safe")),
        (
            "Federal Minister for Planning, Ports and Inland Roads Tove Ann Lind has said that the pier is safe.",
            ("announcement", "federal-minister-for-planning,-ports-and-inland-roads-tove-ann-lind", "the pier is safe"),
        ),
        ("Bank of Torrin Governor Tove Lind said the pier is safe.", ("announcement", "lind", "the pier is safe")),
        (
            "The workshop agreed to close the pier.",
            ("decision", "the-workshop", "The workshop agreed to close the pier."),
        ),
        ("The Pier Board AGREED to close it.", ("decision", "pier-board", "AGREED to close it")),
    ],
)
def test_attributions(text: str, expected: tuple[str, str, str]) -> None:
    """Behind a possessive, a day, a participle or an office, and of a paper or a pronoun, it is told who says what."""
    assert told(text)[-1] == expected


def test_whose_leader_it_is() -> None:
    """A leader whom only a pronoun tells speaks for the subject; of a subject without a name, nobody is named."""
    (one,) = statements("The Harbour Party (HP), which won, will not attend the talks, its leader said.")
    assert one["by"] == {"words": "the leader", "for": "hp"}
    assert [by for _, by, _ in told("What won will not attend the talks of the town, its leader said.")] == [""]


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("The Ministers discussed the pier.", "They stressed that it is old.", "the-ministers"),
        ("Members of the pack discussed the plants.", "They requested a lower fee.", "members-of-the-pack"),
        ("The Harbour Board met on Monday.", "It said that the pier is unsafe.", "harbour-board"),
        ("Mayor Ines Roca met the Board.\n\n", "She said that the pier is unsafe.", "roca"),
        ("The Harbour Board met on Monday.", "She said that the pier is unsafe.", ""),
        ("The rain went on.", "They stressed that it is old.", ""),
    ],
)
def test_pronouns_mean_the_subject_before(before: str, text: str, expected: str) -> None:
    """A pronoun that is the subject means that of the sentence before, where it is clear; a comment says so."""
    assert told(f"{before} {text}")[-1][1] == expected
    guess = f"# guessed: “{text.split(maxsplit=1)[0].lower()}” is taken to be who spoke or acted before"
    assert (guess in written(f"{before} {text}")) == bool(expected)


REPORT = """\
Hearing on the Night Ferry

{0} The hearing will come to order. I thank you all for coming.

The ferry ran for ten years without a fault.

{1} The yard has one boat only. Will the yard build it?

{0} I cannot answer that today.
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Mr. ROCA.", "Ms. LIND of Torrin."),
        ("Chairman Roca.", "Senator Lind."),
        ("Mr Ines Roca\n\n", "The Minister for Fisheries (Ms Ana Lind)\n\n"),
        ("Ines Roca:", "Ana Lind:"),
        ("ROCA:", "LIND:"),
    ],
)
def test_labels_of_official_reports(first: str, second: str) -> None:
    """A name that a full stop or a line ends is a label, and one without a title is where two turns talk."""
    assert told(REPORT.format(first, second)) == [
        ("next_step", "roca", "the hearing will come to order"),
        ("direct_quote", "roca", "I thank you all for coming."),
        ("announcement", "roca", "the ferry ran for ten years without a fault"),
        ("announcement", "lind", "the yard has one boat only"),
        ("direct_quote", "roca", "I cannot answer that today."),
    ]


def test_questions_and_answers_that_a_full_stop_ends() -> None:
    """“Q.” and “A.” are labels where both stand in a text; letters that count a list are none."""
    text = "Mayor Ines Roca\n\nQ. Was it closed?\n\nA. The pier was closed in May.\n\nQ. Why?\n\nA. It was far too old."
    assert [by for _, by, _ in told(text)] == ["roca", "roca"]
    assert [by for _, by, _ in told("Plan\n\nA. We closed the pier in May.\n\nB. It was old.\n\nC. We were sad.")] == [
        ""
    ] * 3


DECLARATION = """\
{title}

{head}The pier is older than the town, and we reaffirm our commitment to it. We call on Torrin to open its harbour.

No effort should be spared. To this end, we urge all parties to meet us. However, we are proud of our ferry.
"""


@pytest.mark.parametrize(
    ("title", "head", "name"),
    [
        ("Harbour Declaration", "We, the Ministers of the Boreal Group (BG), met in Port Avon. ", "Ministers of the"),
        ("Harbour", "On Monday we, mayors of 40 towns meeting in Avon, looked back. ", "mayors of 40 towns"),
        ("Joint Statement by the Fishers of Torrin", "", "Fishers of Torrin"),
        ("Boreal Leaders’ Joint Statement", "", "Boreal Leaders"),
    ],
)
def test_a_declaration_is_its_makers(title: str, head: str, name: str) -> None:
    """What a declaration says is reported of those who made it, whom its first “We,” or its title names."""
    record = plain(written(DECLARATION.format(title=title, head=head), title))
    ((key, actor),) = [pair for pair in record["actors"].items() if pair[1].get("kind") == "grouping"]
    assert actor["name"].startswith(name)
    assert record["sources"]["note"]["author"] == actor["name"]
    *_, call, effort, urged, proud = record["statements"]
    assert {one["by"] for one in (call, effort, urged, proud)} == {key}
    assert (call["kind"], call["does"]) == ("call", "call on Torrin to open its harbour")
    assert effort["says"] == "no effort should be spared"
    assert (urged["kind"], urged["says"]) == ("call", "to this end, they urge all parties to meet them")
    assert proud["says"] == "they are proud of their ferry"


@pytest.mark.parametrize("title", ["Minutes of the Boards", "On Fishers", "Statement for the press", "A New Statement"])
def test_whose_a_text_is_may_be_untold(title: str) -> None:
    """Minutes are not said by the body that met, and a title that names nobody gives no author."""
    assert "author" not in plain(written(DECLARATION.format(title=title, head=""), title))["sources"]["note"]


def test_who_speaks_in_a_text_is_learned() -> None:
    """Whoever says something with “that” once is a party in the whole text; what only “has that” is none."""
    text = "The two sides expressed concern. Both sides stress that the pier is old. The plan adopted in May failed."
    assert [by for _, by, _ in told(text)] == ["the-two-sides", "both-sides", ""]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mayor Ines Roca observed that it was late.", ("announcement", "roca", "it was late")),
        ("The Harbour Board considered the matter.", ("fact", "", "The Harbour Board considered the matter.")),
        (
            "Mayor Ines Roca said ferries of the town needed care.",
            ("announcement", "roca", "ferries of the town needed care"),
        ),
        (
            "Mayor Ines Roca told delegates it was a plan that pleased her.",
            ("announcement", "roca", "told delegates it was a plan that pleased her"),
        ),
        ("Resolved, That the pier be closed.", ("decision", "", "Resolved, That the pier be closed.")),
    ],
)
def test_verbs_that_are_in_no_list(text: str, expected: tuple[str, str, str]) -> None:
    """A verb with “that” tells what somebody says; “said” takes a clause of any subject; “Resolved, That” decides."""
    assert told(text)[-1] == expected


def test_a_speaker_below_the_title() -> None:
    """A speech is that of who is named below its title; in all its sentences, as its author."""
    text = "Statement\n\nby Harbour Director, Ines Roca,\n\nI am glad to be here. Piers are old. The sea is ours."
    assert [by for _, by, _ in told(text, "Statement")] == ["roca"] * 3
    assert plain(written(text, "Statement"))["sources"]["note"]["author"] == "Ines Roca"


def test_a_turn_speaks_to_its_end() -> None:
    """Who talks in a later passage of a turn is a speaker; headings of minutes with a colon are none."""
    guest = "TOM VEY, GUEST: The pier was old.\n\nYou know that as well as anybody."
    text = f"INES ROCA, HOST: The pier is shut.\n\nI saw it with my own eyes.\n\n{guest}"
    assert [by for _, by, _ in told(f"Talk\n\n{text}")] == ["roca", "roca", "vey", "vey"]
    minutes = "President Report: Roca came.\n\nAgenda: It was read.\n\nRoad Chair Report: We must save money."
    assert not any(by for _, by, _ in told(f"Notes\n\n{minutes}"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dedicated to our harbour, we share its costs.", "dedicated to their harbour, they share its costs"),
        ("Collectively, we embrace the plan.", "collectively, they embrace the plan"),
        ("Continued care for piers is needed.", "continued care for piers is needed"),
        ("Demand for fish will grow, and we welcome it.", "demand for fish will grow, and they welcome it"),
        ("United Harbours is our oldest partner.", "United Harbours is their oldest partner"),
    ],
)
def test_what_is_said_begins_with_a_small_letter(text: str, said: str) -> None:
    """Participles, adverbs and nouns that the text has in small letters are no names at the head of a sentence."""
    head = "We, the Ministers of the Boreal Group (BG), met in Port Avon. We see new demands. "
    assert told(f"Harbour Declaration\n\n{head}\n\n{text}", "Harbour Declaration")[-1][2] == said
