"""Motions of minutes: what is moved and what became of it are one decision, with who voted how."""

from typing import Any

import pytest
from tests.draft.test_record import drafted

from briefkit.draft.record.minutes import moves

HEAD = (
    "Harbour Board\n\nMinutes of the meeting of 3 March 2026\n\n1. Old pier\n\n"
    "Director Ada Menten asked how long it takes.\n\n"
)
MOVED = (
    "Motion:   Director Bo Lubow made the motion to approve the Old Pier Works Plan.\n\n"
    "Director Walker seconded the motion.\n\n"
)
DISCUSSION = "".join(f"Director Hoy asked about stage {at} of the works.\n\n" for at in range(1, 9))
VOTE = (
    "The Motion:   The motion passed with 6 in favor (Anderson, Broom, Hoy, Lubow, Sisk, Walker) "
    "and 2 opposed (Menten, Mihalik)."
)


def decisions(text: str) -> list[dict[str, Any]]:
    """Return the decisions of a draft."""
    return [told for told in drafted(text)["statements"] if told["kind"] == "decision"]


@pytest.mark.parametrize("between", ["", "Vote on\n\n", f"{DISCUSSION}Vote on\n\n"])
@pytest.mark.parametrize("again", ["", "\n\nChair Tisdale declared the motion PASSED."])
def test_a_motion_is_one_decision_with_who_voted_against_it(between: str, again: str) -> None:
    """Names in brackets, a discussion and the chair's declaration part no motion from its vote."""
    (told,) = decisions(f"{HEAD}{MOVED}{between}{VOTE}{again}\n\n2. Quay\n\nThe quay is closed.")
    assert told["by"] == "harbour-board"
    assert told["vote"] == {"for": 6, "against": ["menten", {"words": "Mihalik"}]}
    assert told["text"].startswith("Director Bo Lubow made the motion to approve the Old Pier Works Plan. ")
    assert told["text"].endswith("The motion passed with 6 in favor and 2 opposed.")


def test_a_long_sentence_may_end_a_motion() -> None:
    """What became of a motion stands at the beginning of its sentence, whoever else is named behind it."""
    voted = "The motion was adopted by a vote of (4-0) with Directors Hoy, Lubow, Sisk and Walker voting in favor of it"
    rest = "no Director voting against the motion; and Director Menten not there for the vote."
    (told,) = decisions(f"{HEAD}Director Hoy moved that the Board close the pier.\n\n{voted}; {rest}")
    assert told["text"].startswith("Director Hoy moved that the Board close the pier. The motion was adopted")


def test_who_is_there_presents_nothing() -> None:
    """“Present” behind a name is no verb."""
    (_, _, told) = drafted(f"{HEAD}Council member Lynn Hoy present after 10:00 a.m.")["statements"]
    assert (told["kind"], told.get("by")) == ("fact", None)


def test_the_same_words_end_two_motions() -> None:
    """What stands in the source twice is quoted with the words around it, once for each motion."""
    vote = "The motion passed with 5 in favor (Anderson, Broom, Hoy, Lubow, Sisk)."
    second = "2. Quay\n\nDirector Sisk made the motion to repair the quay.\n\nDirector Hoy seconded the motion.\n\n"
    found = decisions(f"{HEAD}{MOVED}{vote}\n\n{second}{vote}\n\n3. Other\n\nThere was no other business.")
    assert [told["vote"] for told in found] == [{"for": 5}, {"for": 5}]
    assert all({"prefix", "suffix"} & told["quote"][-1].keys() for told in found)


def test_a_sentence_of_a_vote_is_no_list_of_names() -> None:
    """A vote that belongs to no motion is told, whatever names stand in it."""
    (told,) = [told for told in drafted(f"{HEAD}{VOTE}")["statements"] if "in favor" in str(told)]
    assert told["kind"] in {"fact", "decision"}


@pytest.mark.parametrize(
    ("text", "puts"),
    [
        ("He moved to approve the plan.", True),
        ("Without an agreement, the talks would move to a new stage.", False),
    ],
)
def test_what_puts_a_motion(text: str, *, puts: bool) -> None:
    """What will move is no motion."""
    assert moves(text) == puts


def test_formalities_never_lead() -> None:
    """Who called the roll and who seconded a motion has the least importance, and holds no bottom line."""
    roll = "Barbara Dent called the roll.\n\nDirector Walker seconded the motion.\n\n"
    summary, *told = drafted(f"{HEAD}{roll}Director Hoy proposed a new crane.")["statements"]
    ranks = {one["id"]: one.get("importance", 3) for one in told}
    formal = [one["id"] for one in told if "roll" in str(one) or "seconded" in str(one)]
    assert [ranks[key] for key in formal] == [1, 1]
    assert not {*formal} & {*summary["rests_on"]}


def test_the_minutes_of_another_meeting_lead_nothing() -> None:
    """That minutes are approved is a formality, by a motion or without one; ten minutes are none."""
    text = f"{HEAD}The Board approved the minutes of 3 February. The Board approved a rest of ten minutes for drivers."
    summary, _, formal, rest = drafted(text)["statements"]
    assert (formal["importance"], rest.get("importance", 3)) == (1, 3)
    assert formal["id"] not in summary["rests_on"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Discussion:  Director Hoy asked how it works.", [("hoy", "asked how it works")]),
        (
            "Director Folska respectfully requested that all stay home.",
            [("folska", "respectfully requested that all stay home")],
        ),
        (
            "Director Hoy requested clarification and asked if that meant the agency would provide the service.",
            [("hoy", "requested clarification and asked if that meant the agency would provide the service")],
        ),
    ],
)
def test_who_says_what_in_minutes(text: str, expected: list[tuple[str, str]]) -> None:
    """A label, a letter at a sentence's end, an adverb and a question take no speaker and no words away."""
    told = drafted(f"{HEAD}{text}")["statements"][2:]
    assert [(one.get("by"), one.get("says") or one.get("does")) for one in told] == expected
