"""Each class of differences is asked where it should be, and says what would settle it."""

from dataclasses import replace
from datetime import date

import pytest

from briefkit.reading import Claim, Context, Passage, compare
from briefkit.reading.classes import CLASSES
from briefkit.reading.model import Difference, Shape

DAY = date(2026, 4, 16)
CONTEXT = Context(
    {"roca": ("Ines Roca", "Mayor Roca"), "dune": ("Paul Dune", "Dune"), "norvia": ("Norvia",), "orland": ("Orland",)},
    (),
    ("Port Avon",),
    (date(2026, 4, 14),),
)


def asked(source: str, wording: str, shape: Shape = "text", **told: str) -> list[Difference]:
    """Return what is asked about a wording of a source."""
    return list(compare(Claim(wording, shape, **told), [Passage(source, DAY)], CONTEXT).differences)


EXAMPLES = [
    ("list", "lost", "Dune and Mayor Roca spoke on the pier.", "Ines Roca spoke on the pier."),
    ("answer", "changed", "Dune asked whether it was safe. Roca said that it was.", "Dune replied that it was."),
    ("hope", "lost", "Dune hopes that the boats will come.", "Dune said that the boats would come."),
    (
        "crossed",
        "changed",
        "The pier opens in May and the port closes in June.",
        "In June the pier opens; in May the port closes.",
    ),
    ("opposite", "changed", "Fees rose to 40 euros.", "Fees rose by 40 euros."),
    ("opinion", "lost", "Believing that Norvia will pay, Orland waits.", "Norvia will pay."),
    ("name", "added", "Norvia met the Guild.", "Norvia met the Guild of Varn."),
    ("number", "added", "It sent 26 boats.", "It sent 27 boats."),
    ("number", "added", "It ends within one year.", "It ends within two years."),
    ("number", "added", "It ends within two years.", "It ends within one year."),
    ("number", "changed", "It sent 26 boats with 90 sailors.", "It sent 26 sailors."),
    ("unit", "added", "It costs 5 million euros.", "It costs $5 million."),
    ("unit", "added", "It rose by 5 percentage points.", "It rose by 5 per cent."),
    ("unit", "added", "It lasted 10 weeks.", "It lasted 10 days."),
    ("comparator", "changed", "It sent at least 26 boats.", "It sent 26 boats."),
    ("bound of a day", "changed", "It is closed until at least 5 May.", "It is closed until 5 May."),
    ("share", "changed", "Of the members, 19 of the 31 members met.", "31 members met."),
    ("date", "added", "They met on Monday.", "They met on 15 April 2026."),
    ("date", "changed", "It ends by the end of May.", "It ends by May."),
    ("quotation", "added", "He called it “a bad day”.", "He called it “a day”."),
    ("judgement", "added", "The boats came.", "The historic boats came."),
    ("role", "changed", "Norvia backed the plan of Orland.", "Orland backed the plan."),
    ("title", "changed", "Dune met Roca, the pilot of the port.", "Dune, the pilot of the port, met Roca."),
    ("denial", "lost", "The boats did not come.", "The boats came."),
    ("denial", "added", "The boats came.", "The boats never came."),
    ("force", "changed", "The boats may come.", "The boats will come."),
    ("force", "added", "The boats come.", "The boats may come."),
    ("force", "added", "There has been crew-to-crew spread.", "There may have been crew-to-crew spread."),
    ("force", "changed", "They agreed to halve the fee.", "Halved the fee."),
    ("date", "changed", "The boats, due on 4 May, are expected on 9 June.", "The boats are expected on 4 May."),
    ("force", "changed", "They agreed to hold a fair.", "They held a fair."),
    ("force", "changed", "The order will come from Varn.", "The order came from Varn."),
    ("force", "changed", "The order would have to come from Varn.", "The order had come from Varn."),
    ("opposite", "changed", "Either side may leave.", "Both sides may leave."),
    ("opposite", "changed", "The boats wait until the storm.", "The boats wait after the storm."),
    ("exchange", "changed", "Sailors clean boats, and cooks peel fish.", "Sailors peel boats, and cooks clean fish."),
    (
        "exchange",
        "changed",
        "It passed by 8 votes to 4, with 2 abstaining.",
        "It passed by 8 votes to 2, with 4 abstaining.",
    ),
    ("share", "changed", "She thanked the cooks, 4 of whom fish.", "She thanked the 4 cooks, who fish."),
    ("list", "lost", "They meet on Mondays and Fridays.", "They meet on Mondays."),
    ("condition", "lost", "Ask Dune and sell boats, unless Dune objects.", "Ask Dune and sell boats."),
    ("denial", "lost", "He would not sign unless the boats came.", "He would sign unless the boats came."),
    ("force", "changed", "They hope to meet and to sell boats.", "They hope to meet and will sell boats."),
    ("date", "added", "The boats come next month.", "The boats come this month."),
    ("limit", "added", "The boats came.", "All the boats came."),
    ("limit", "lost", "Only the boats came.", "The boats came."),
    ("limit", "lost", "The fee for each boat is 4 euros.", "The fees for the boat are 4 euros."),
    ("limit", "lost", "It lost 30 per cent of the boats.", "It lost the boats."),
    ("limit", "lost", "It ends once at least 12 boats of the bay have signed.", "It ends once boats have signed."),
    (
        "limit",
        "added",
        "Nets are compulsory in Varn, optional in Lom.",
        "Nets are compulsory in Lom, optional in Varn.",
    ),
    ("comparator", "changed", "It fails in roughly one case in five.", "It fails in one case in five."),
    ("date", "changed", "It ends on 30 June, not 30 July.", "It ends on 30 July."),
    ("condition", "lost", "The boats come if the pier holds.", "The boats come."),
    ("condition", "changed", "The boats come if the pier holds.", "The boats come unless the pier holds."),
    ("list", "lost", "Norvia and Orland sent boats.", "Norvia sent boats."),
    ("member", "lost", "It sent boats, cranes and pumps.", "It sent boats and pumps."),
    ("list", "lost", "They raised “Vega”, “Luna” and “Brill”.", "They raised “Vega” and “Brill”."),
    ("limit", "lost", "Boats wholly or mainly of steel are barred.", "Boats wholly of steel are barred."),
    ("force", "changed", "They want to halve the fee.", "They halved the fee."),
    ("force", "changed", "They proposed that the fee be halved.", "The fee has been halved."),
    ("opinion", "lost", "To Dune’s mind the boats are a danger.", "The boats are a danger."),
    (
        "member",
        "lost",
        "It offers a rise of 4 per cent, a day of leave and pumps.",
        "It offers a rise of 4 per cent and a day of leave.",
    ),
    ("opinion", "lost", "In the opinion of Norvia, the boats are a danger.", "The boats are a danger."),
    ("opposite", "changed", "The boats left before the storm.", "The boats left after the storm."),
    ("opinion", "lost", "In Norvia’s view the boats are a danger.", "The boats are a danger."),
    ("opinion", "lost", "Dune called the boats a danger.", "The boats are a danger."),
    ("cause", "added", "Two boats sank. The pier was closed.", "Two boats sank because the pier was closed."),
    ("speaker", "lost", "Mayor Roca said that the boats were late.", "The boats were late."),
]


@pytest.mark.parametrize(("name", "change", "source", "wording"), EXAMPLES)
def test_each_class_is_asked(name: str, change: str, source: str, wording: str) -> None:
    """A wording that differs in one way is asked about that, with a message and a way to answer."""
    found = [one for one in asked(source, wording) if (one.name, one.change) == (name, change)]
    assert found
    assert found[0].message
    assert f"stands: [{{say: {found[0].words}, because: …}}]" in found[0].hint


def test_every_class_has_an_example() -> None:
    """No row of the table is without a wording that it asks about."""
    assert {name for name, *_ in EXAMPLES} == {row.name for row in CLASSES}


def test_a_difference_knows_both_places() -> None:
    """The words asked about, and those of the source, are found where the difference says."""
    source, wording = "They met. The night ferry may run from 1 May.", "The night ferry will run from 1 May."
    (found,) = asked(source, wording)
    assert (wording[found.start : found.end], source[found.source_start : found.source_end]) == ("will", "may")
    assert (found.words, found.source, found.passage) == ("will", "may", 0)
    assert found.hint == "Write “may”, or say why it stands: stands: [{say: will, because: …}]"


def test_a_new_word_makes_a_wording_free() -> None:
    """Where there is a new word only what is certain is asked, and the word is told with its place."""
    found = compare(Claim("The large boats will come in 2027."), [Passage("The boats may come in 2026.", DAY)], CONTEXT)
    assert found.free
    assert found.new_words == ((4, 9, "large"),)
    assert [one.name for one in found.differences] == ["date"]


@pytest.mark.parametrize("wording", ["The cease-fire favours Norvia.", "Norvia’s ceasefire favors it."])
def test_spelling_makes_no_new_word(wording: str) -> None:
    """British and American spelling, hyphens and possessives are one word."""
    assert not compare(Claim(wording), [Passage("The cease-fire favored Norvia.", DAY)], CONTEXT).free


def test_a_declared_condition_is_not_asked_for() -> None:
    """A condition that is printed with the wording need not stand in it."""
    told = Claim("the boats will come", "says", conditions=("provided that the pier holds",))
    assert (
        compare(told, [Passage("The boats will come, provided that the pier holds.", DAY)], CONTEXT).differences == ()
    )


def test_a_relative_day_may_be_written_out() -> None:
    """A day reckoned from its source's date, or a declared one, may be written; another may not."""
    assert asked("It met on Tuesday.", "It met on Tuesday 14 April 2026.") == []
    assert asked("It met.", "It met on 14 April 2026.") == []
    assert [one.name for one in asked("It met on Tuesday.", "It met on 15 April 2026.")] == ["date"]


@pytest.mark.parametrize(
    ("source", "wording", "is_asked"),
    [
        ("The Guild will report.", "The Guild said on 14 April that it will report.", False),
        ("The Guild will report on 21 April.", "The Guild will report on 21 April, it said on 14 April.", False),
        ("The Guild will report on 21 April.", "The Guild will report on 14 April.", True),
        ("The Guild will report in May.", "The Guild said on 14 April that it will report in May.", False),
    ],
)
def test_the_meeting_s_day_stands_for_no_other(source: str, wording: str, is_asked: bool) -> None:  # noqa: FBT001 - a case
    """A declared day may be told beside what the source has, and not in place of the day that it has."""
    assert [one.code for one in asked(source, wording)] == ["Q03"] * is_asked


def test_plain_words_are_asked_only_what_is_certain() -> None:
    """Plain wordings are read with their statement: force is not asked there, a number is."""
    assert asked("The boats may come.", "The boats will come.", "plain") == []
    assert [one.name for one in asked("26 boats came.", "27 boats came.", "plain")] == ["number"]


@pytest.mark.parametrize(
    ("source", "wording", "is_asked"),
    [
        ("The Board asks for the immediate release of all boats.", "The Board asks for the release of boats.", False),
        ("The Board plans the possible release of boats.", "The Board plans the release of boats.", True),
        ("The Board plans a treaty between Norvia and Orland.", "The Board plans a treaty with Orland.", False),
        ("The Board plans a treaty with Norvia and Orland.", "The Board plans a treaty with Orland.", True),
    ],
)
def test_a_headline_may_say_less_and_not_more(source: str, wording: str, *, is_asked: bool) -> None:
    """It may leave out what makes a claim stronger, and one of two sides; the whole sentence may not."""
    assert bool(asked(source, wording, "headline")) == is_asked
    assert asked(source, wording)


def test_an_assessment_may_judge() -> None:
    """Words that judge are asked about outside assessments only."""
    assert asked("The boats came.", "The historic boats came.", kind="assessment") == []


def test_what_a_body_decides_a_shorter_wording_may_tell_as_done() -> None:
    """The headline of a decision may drop “decided to”; what was only agreed or proposed is not done."""
    decided, agreed = "The Board decided to halve the fee.", "The Board agreed to halve the fee."
    assert asked(decided, "fee halved", "headline", kind="decision") == []
    assert asked(agreed, "fee halved", "headline", kind="decision")
    assert asked(decided, "fee halved", "headline", kind="announcement")


@pytest.mark.parametrize(
    ("behind", "is_asked"),
    [
        (" The motion passed with 11 in favour and 0 opposed.", False),
        (" Motion carried.", False),
        ("", True),
        (" The motion was not adopted.", True),
        (" The motion was tabled.", True),
    ],
)
def test_a_motion_that_passed_is_decided(behind: str, is_asked: bool) -> None:  # noqa: FBT001 - a case
    """Made the motion to halve the fee: the fee was halved where the source says that the motion passed."""
    source = f"Ines Roca made the motion to halve the fee.{behind}"
    found = asked(source, "halved the fee", "does", kind="decision", by="norvia")
    assert ["Q08"] * is_asked == [one.code for one in found if one.code == "Q08"]


@pytest.mark.parametrize(
    ("source", "wording"),
    [
        ("Norvia and Orland will launch a C5+1 Clean Water Dialogue.", "C5+1 states to launch a Clean Water Dialogue"),
        ("Norvia authorized the General Manager to award a contract to Orland.", "authorized an Orland contract"),
    ],
)
def test_a_name_that_tells_which_thing_has_nothing_done_to_it(source: str, wording: str) -> None:
    """A name with a sign in it is one name; behind “a” and before a noun it is no object."""
    assert [one.message for one in asked(source, wording, "headline", by="norvia") if one.code == "Q06"] == []


def test_no_name_of_a_list_is_lost_in_silence() -> None:
    """One of several states in a list is asked about, also where a longer name has it; all of them are not."""
    source = "The Republic of Norvia, Orland, and the Republic of Lom met in Port Avon."
    context = replace(CONTEXT, parties={**CONTEXT.parties, "lom": ("Lom",)})
    for wording, lost in (("Norvia, Orland and Lom met in Port Avon.", []), ("Norvia and Lom met.", ["Orland"])):
        found = compare(Claim(wording), [Passage(source, DAY)], context).differences
        assert [one.words for one in found if one.name == "list"] == lost


def test_before_a_shorter_wording_stands_who_says_it() -> None:
    """A headline needs no “in the view of”: it is printed behind its speaker; a fact is not."""
    source = "Dune called the boats a danger."
    assert asked(source, "boats a danger", "headline", by="dune") == []
    assert asked(source, "boats a danger", "headline")


def test_what_is_lost_of_one_list_is_one_question() -> None:
    """Two things that a list has lost are asked about together."""
    (one,) = asked("It sent boats, cranes, ropes and pumps.", "It sent boats and pumps.")
    assert one.words == "cranes, ropes"


def test_the_same_is_compared_once() -> None:
    """Once compared, the same is found again; another wording, passage or name of a party is compared anew."""
    claim, passage, other = Claim("Orland may pay."), Passage("Orland must pay.", DAY), Passage("Orland may pay.", DAY)
    first = compare(claim, [passage], CONTEXT)
    again = compare(replace(claim), [replace(passage)], replace(CONTEXT, parties=dict(CONTEXT.parties)))
    assert again is first
    named = [compare(Claim("Aldery may pay."), [passage], replace(CONTEXT, parties=parties)) for parties in NAMESAKES]
    assert named[0] != named[1]
    assert compare(claim, [other], CONTEXT) != first


NAMESAKES: tuple[dict[str, tuple[str, ...]], ...] = ({"orland": ("Orland",)}, {"orland": ("Orland", "Aldery")})
"""Parties of the same keys with other names."""


def test_work_grows_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the sentences are read with about twice the work: each once, however many there are."""
    from briefkit.reading import sentence

    read = sentence.words
    counts = []
    for size in (50, 100):
        calls: list[int] = []
        monkeypatch.setattr(sentence, "words", lambda *given, calls=calls: calls.append(len(given[0])) or read(*given))
        text = " ".join(
            f"Boat {chr(97 + i % 26)}{chr(97 + i // 26)}x left Varn on {i % 28 + 1} May." for i in range(size)
        )
        compare(Claim(text), [Passage(text, DAY)], CONTEXT)
        counts.append(sum(calls))
    assert 0 < counts[0] < counts[1] < 2.2 * counts[0]


NAMED = [
    ("Norvia sent boats to the pier.", "Orland sent boats to the pier.", (), ["Orland"]),
    ("It sent boats to the pier.", "Orland sent boats to the pier.", ("orland",), []),
    ("We sent boats to the pier.", "Orland sent boats to the pier.", (), []),
    ("The Mayor sent boats to the pier.", "Mayor Roca sent boats to the pier.", (), []),
    ("The Museum of Varn sent boats.", "The Museum of Port Avon sent boats.", (), ["Museum of Port Avon"]),
    ("The boats met in Lom.", "The boats met in Port Avon.", (), ["Port Avon"]),
    ("The boats met.", "The boats met in Port Avon.", (), []),
]


@pytest.mark.parametrize(("source", "wording", "own", "expected"), NAMED)
def test_a_party_is_known_where_the_statement_or_its_source_names_it(
    source: str, wording: str, own: tuple[str, ...], expected: list[str]
) -> None:
    """A declared name is asked about unless the source or a field of the statement has it, or the source says “we”."""
    found = compare(Claim(wording), [Passage(source, DAY)], replace(CONTEXT, own=own)).differences
    assert [one.words for one in found if one.name == "name"] == expected


ALIKE = [
    ("Boats leave before the storm, and boats return after the storm.", "Boats return after the storm."),
    ("They buy boats from Varn and they sell boats to Varn.", "They sell boats to Varn."),
    ("The council welcomed the pledge by Dune to pay.", "The council welcomed Dune's pledge to pay."),
    ("The pier will be repaired and the street will be closed.", "The pier will be repaired and the street closed."),
    ("Prices rise by 2 per cent this year and by 3 per cent next.", "Prices rise by 3 per cent next year."),
    ("It ends within a year, and one of the boats stays.", "It ends within one year, and one of the boats stays."),
    ("The boats sail tomorrow.", "The boats sail on 15 April 2026."),
    ("The boats sail at the end of the month.", "The boats sail on 30 April 2026."),
    ("The boats sail by the end of next month.", "The boats sail by 31 May 2026."),
    ("The boats shall come.", "The boats must come."),
    ("Boats, cranes, pumps and divers came to Varn, Dune said.", "Four of these came to Varn, Dune said."),
    ("Only after Norvia came did the boats sail.", "The boats did not sail until Norvia came."),
    ("The ferry cost 4 euros in May and the second ferry 9 euros.", "The ferry cost 4 euros in May before the second."),
    ("Norvia is suing Orland.", "Orland is being sued by Norvia."),
    ("It took 30 minutes.", "It took half an hour."),
    ("It fell by a tenth.", "It fell by 10 per cent."),
    ("It lasted a fortnight.", "It lasted two weeks."),
    ("Dune, the mayor, spoke.", "Dune spoke."),
    ("Dune and Mayor Roca spoke on the pier.", "Dune and Ines Roca spoke on the pier."),
    ("Regarding the pier, Norvia will pay.", "Norvia will pay."),
    ("A 5,000 tonne boat sank, one of the largest.", "A 5,000 tonne boat sank."),
    ("The first boat cost 4 euros and the second 6 euros.", "The second boat cost 6 euros."),
    ("It sent 26 sailors who had recovered and 9 boats.", "26 recovered."),
    ("It sent nets of 90mm to Varn.", "It sent nets of 90 mm to Varn."),
    ("Boats came to five more ports in one month.", "Boats came to five ports in one month."),
    ("It cut the size of nets in the Varn sea.", "It cut the size of nets in the Varn Sea."),
    ("Norvia accepted it, as the Orland decision was late.", "Norvia accepted it."),
    ("It was divided on whether boats came; its advice was that they did not.", "Its advice: no boats came."),
    ("It agreed to zero boats in 2027.", "No boats in 2027."),
    ("It signed the 1982 Port Avon Convention.", "It signed the 1982 PA Convention."),
    ("It cut the TACs.", "It cut one TAC."),
    ("It spoke of the Port Avon (PA) Board.", "It spoke of the PA Board."),
    ("It fished in the Lom and Black Seas.", "It fished in the Black Sea."),
    ("It criticised Norvia's Varn plan.", "It criticised the Varn plan."),
    ("The talks ended with no deal.", "The talks ended without a deal."),
    ("It asked for boats over a two-year period.", "It asked for boats over two years."),
    ("It met Norvia, Orland and Dune.", "It met them, such as Dune."),
    ("It did so “without a real delay”.", "It did so without “a real delay”."),
]


@pytest.mark.parametrize(("source", "wording"), ALIKE)
def test_what_comes_to_the_same_is_alike(source: str, wording: str) -> None:
    """What comes to the same, or leaves out an aside, asks nothing."""
    assert asked(source, wording) == []


REARRANGED = [
    ("Dune said two boats sank off Varn; Roca said all was calm.", "Roca said two boats sank off Varn."),
    ("They voted 7 to 2.", "They voted 2 to 7."),
    ("Lorries with oil or gas must wait.", "Lorries with gas must wait."),
    ("The boats left for the pier and the trains stopped at home.", "The boats left for home."),
    ("Boats which carry oil must be inspected twice.", "Boats must be inspected twice."),
    ("The fee will be halved for boats under 12 metres.", "The fee will be halved."),
    ("Norvia is to build it, ahead of Orland, whose yard is full.", "Orland is to build it."),
    ("The first boat cost 4 euros and the last 9 euros.", "The first boat cost 9 euros."),
    ("The pier was closed after boats sank.", "Boats sank after the pier was closed."),
    ("They signed the protocol to the treaty.", "They signed the treaty."),
    ("The cook saw the guest at noon.", "The guest saw the cook at noon."),
    ("They want an independent review.", "They want a review."),
    ("Mr Roca said that the night ferry will run in May.", "The ferry will run in May."),
]


@pytest.mark.parametrize(("source", "wording"), REARRANGED)
def test_words_joined_anew_are_to_be_read(source: str, wording: str) -> None:
    """The source's words in another order, with gaps or from two places are not asked about, but to be read."""
    found = compare(Claim(wording), [Passage(source, DAY)], CONTEXT)
    assert found.free
    assert found.differences == ()


@pytest.mark.parametrize(
    ("wording", "free"),
    [
        ("The harbour board has agreed in principle to close the north gate, if the guild consents.", False),
        ("The guild has agreed in principle to close the north gate, if the harbour board consents.", True),
        ("The harbour board has agreed to close the gate if the guild consents.", True),
        ("The harbour board has agreed in principle to close the north gate.", False),
    ],
)
def test_other_order_is_to_be_read(wording: str, free: bool) -> None:  # noqa: FBT001 - a case
    """A wording without a new word is to be read where words have changed places, or are left out between others."""
    source = "The harbour board has agreed in principle to close the north gate, if the guild consents."
    assert compare(Claim(wording), [Passage(source)], Context()).free is free


@pytest.mark.parametrize(("shape", "free"), [("does", True), ("says", False)])
def test_what_an_actor_does_is_never_said_in_passing(shape: Shape, free: bool) -> None:  # noqa: FBT001 - a case
    """“Took note of” is a claim where it is what an actor did, and none in what somebody says."""
    claim = Claim("took note of the plan", shape)
    assert compare(claim, [Passage("The Board approved the plan.", DAY)], CONTEXT).free is free


@pytest.mark.parametrize("second", ["provided that the bank lends the money", "depending on the grant"])
def test_the_second_of_two_conditions_is_not_lost(second: str) -> None:
    """Each condition of a sentence is asked about by itself, whichever the record has."""
    first = "subject to the approval of the council"
    passage = Passage(f"The Board will close the pier in May {first} and {second}.")
    kept = ((first, second), (first,), (second,))
    claims = (Claim("the Board will close the pier in May", "says", None, one) for one in kept)
    lost = [[one.source for one in compare(claim, [passage], Context()).differences] for claim in claims]
    assert lost[0] == []
    assert any(second in one for one in lost[1])
    assert any(first in one for one in lost[2])


def test_a_second_verb_has_the_subject_of_the_first() -> None:
    """What somebody else did is asked about behind an “and”, too; who is meant by a pronoun is not known."""
    names = Context(parties={"roca": ("Ms Roca",), "brandt": ("Mr Brandt",)})
    claim = Claim("Ms Roca reported the storm and blamed the pier.")
    for second, asks in (("Mr Brandt blamed the pier.", True), ("She blamed the pier.", False)):
        found = compare(claim, [Passage(f"Ms Roca reported the storm. {second}")], names).differences
        assert [one.name for one in found] == ["role"] * asks


def test_initials_are_the_same_name() -> None:
    """A name and its initials have one role."""
    claim = Claim("The Harbour Board met at NPU offices.", "headline")
    passage = Passage("The Harbour Board met at the Northern Pilots Union's offices.")
    found = compare(claim, [passage], Context(names=("NPU",))).differences
    assert "role" not in [one.name for one in found]


def test_a_half_of_a_condition_is_not_lost() -> None:
    """Of a condition in two halves both are told; a few words of one may go."""
    source = "Drivers may swap shifts, so long as the daily rest period is kept and the office is told by noon."
    halves = ("the rest period is kept and the office told", "the office is told by noon")
    claims = (Claim(f"Drivers may swap shifts, so long as {half}.") for half in halves)
    whole, halved = (compare(claim, [Passage(source)], Context()).differences for claim in claims)
    assert (whole, [one.name for one in halved]) == ((), ["condition"])


def test_a_word_that_is_told_twice_is_in_order() -> None:
    """A word that the source has twice in a row, and the wording too, has not changed its place."""
    told = "The guild paid fees upon fees to ships and ships."
    assert not compare(Claim(told), [Passage(f"{told} So it said.")], Context()).free


@pytest.mark.parametrize(("shape", "is_asked"), [("text", True), ("short", False), ("headline", False)])
def test_a_free_wording_is_asked_about_what_it_lost_entire(shape: Shape, *, is_asked: bool) -> None:
    """A condition of which it has no word, and no other in its place; a shorter wording may leave it out."""
    found = asked("The boats will come to Varn, unless the bridge collapses.", "The boats will return to Varn.", shape)
    assert ("Q10" in {difference.code for difference in found}) == is_asked
