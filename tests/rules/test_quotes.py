"""Whose words a quote has, what it leaves out, and who may not read it: each fault is found, its sound twin passes."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefkit.errors import Problem, RecordError
from briefkit.load import load

SOURCE = """\
Foreign Minister Tomas Vekh of Tesk said that Tesk may send a salvage vessel unless its own ports need it. Brunmar
objected to the scheme because it would lengthen the ferry route. The Pilots' Union said that it could probably train
enough pilots by February 2027. If the road to Halle is cleared, the Fund will open two shelters. The wreck must be
removed by 30 June 2027. Ostrava informed the Council in confidence that its patrol ship Kestrel would leave the
strait. The ports are open, he said. Tesk announced that it will pay for the vessel.
"""
RECORD: dict[str, Any] = {
    "id": "straits",
    "title": "Straits Council meets",
    "marking": "TLP:CLEAR",
    "as_of": "2026-10-14",
    "meeting": {"name": "Straits Council", "date": "2026-10-14", "place": "Port Sallow", "instrument": "conclusions"},
    "sources": {"minutes": {"file": "minutes.txt", "short": "the minutes"}},
    "actors": {
        "vekh": {"name": "Tomas Vekh", "short": "Vekh", "title": "Foreign Minister of Tesk", "style": "Minister Vekh"},
        "tesk": {"name": "Federation of Tesk", "short": "Tesk", "kind": "state"},
        "brunmar": {"name": "Isle of Brunmar", "short": "Brunmar", "kind": "state"},
        "pilots": {"name": "Pilots' Union", "kind": "organisation"},
        "fund": {"name": "Relief Fund", "short": "the Fund", "kind": "organisation"},
        "ostrava": {"name": "Ostrava", "kind": "state"},
    },
    "issues": {"scheme": {"title": "One-way scheme"}},
    "terms": {"salvage": {"long": "saving a ship"}},
}
UNLESS = "unless its own ports need it"
VEKH = {
    "id": "vessel",
    "kind": "announcement",
    "by": "vekh",
    "text": f"Minister Vekh said that Tesk may send a salvage vessel {UNLESS}.",
    "conditions": [UNLESS],
    "quote": f"Foreign Minister Tomas Vekh of Tesk said that Tesk may send a salvage vessel {UNLESS}",
}
BRUNMAR = {
    "id": "objection",
    "kind": "position",
    "issue": "scheme",
    "by": "brunmar",
    "text": "Brunmar objected to the scheme because it would lengthen the ferry route.",
    "quote": "Brunmar objected to the scheme because it would lengthen the ferry route",
}
PILOTS = {
    "id": "pilots",
    "kind": "announcement",
    "by": "pilots",
    "text": "The Pilots’ Union said that it could probably train enough pilots by February 2027.",
    "quote": "The Pilots' Union said that it could probably train enough pilots by February 2027",
}
FUND = {
    "id": "shelters",
    "kind": "announcement",
    "by": "fund",
    "text": "If the road to Halle is cleared, the Fund will open two shelters, the minutes say.",
    "conditions": ["if the road to Halle is cleared"],
    "quote": "If the road to Halle is cleared, the Fund will open two shelters",
}
WRECK = {
    "id": "wreck",
    "kind": "fact",
    "text": "The wreck must be removed by 30 June 2027.",
    "quote": "The wreck must be removed by 30 June 2027",
}
KESTREL = {
    "id": "ship",
    "kind": "announcement",
    "by": "ostrava",
    "marking": "TLP:AMBER",
    "text": "Ostrava informed the Council that its patrol ship Kestrel would leave the strait.",
    "quote": "Ostrava informed the Council in confidence that its patrol ship Kestrel would leave the strait",
}
PORTS = {
    "id": "ports",
    "kind": "announcement",
    "by": "vekh",
    "text": "The ports are open, Minister Vekh said.",
    "quote": "The ports are open, he said",
}
PAY = {
    "id": "pay",
    "kind": "announcement",
    "by": "tesk",
    "text": "Tesk announced that it will pay for the vessel.",
    "claim": "Will pay for the vessel.",
    "headline": "Tesk will pay for vessel",
    "quote": "Tesk announced that it will pay for the vessel",
}
LINE = {"id": "say", "kind": "line", "rests_on": ["wreck"], "text": "The wreck must be removed by 30 June 2027."}
ALL = (VEKH, BRUNMAR, PILOTS, FUND, WRECK, KESTREL, PORTS, PAY, LINE)

Edit = tuple[str, dict[str, Any]]


def problems(folder: Path, *edits: Edit, **changed: Any) -> list[Problem]:
    """Return the problems of the record with fields of statements changed (None takes one out), and of its head."""
    fields = dict(edits)
    statements = [
        {key: value for key, value in (one | fields.get(one["id"], {})).items() if value is not None} for one in ALL
    ]
    statements += [given for name, given in edits if name == "more"]
    (folder / "minutes.txt").write_text(SOURCE, encoding="utf-8")
    record = {**RECORD, **changed, "statements": statements}
    (folder / "outcomes.yaml").write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), encoding="utf-8")
    try:
        return list(load(folder).warnings)
    except RecordError as error:
        return list(error.problems)


def test_the_record_is_sound(tmp_path: Path) -> None:
    """As it stands it has no problem: a pronoun, a position and a condition at the head of a sentence are fine."""
    assert problems(tmp_path) == []


CUT = VEKH["quote"].removesuffix(f" {UNLESS}")  # type: ignore[attr-defined]
FAULTS: dict[str, tuple[str, list[Edit], str]] = {
    "another is made to say it": (
        "E03",
        [("pilots", {"by": "brunmar", "text": f"Brunmar{PILOTS['text'][18:]}"})],
        "the quote has Pilots' Union say it, and not Isle of Brunmar",
    ),
    "another is made to object": (
        "E03",
        [("objection", {"by": "fund", "text": "The Fund objected to the scheme because it would lengthen the route."})],
        "the quote has Isle of Brunmar say it, and not Relief Fund",
    ),
    "nobody is named": (
        "E03",
        [("pilots", {"by": None, "text": "Enough pilots could probably be trained by February 2027."})],
        "`pilots`, text: the quote has Pilots' Union say it, and nobody is named",
    ),
    "a promise told as a fact": (
        "E03",
        [("say", {"rests_on": ["pay", "wreck"], "text": "The wreck must be removed by 30 June 2027. Tesk will pay."})],
        "`say`, text: “Tesk will”: it was said, and is told as a fact",
    ),
    "a quote cut before its condition": (
        "E05",
        [("vessel", {"quote": CUT, "conditions": None, "text": "Minister Vekh said that Tesk may send a vessel."})],
        f"the quote leaves out the condition of its sentence: “{UNLESS}”",
    ),
    "a quote cut behind its condition": (
        "E05",
        [
            (
                "shelters",
                {
                    "quote": "the Fund will open two shelters",
                    "conditions": None,
                    "text": "The Fund will open two shelters, the minutes say.",
                },
            )
        ],
        "the quote leaves out the condition of its sentence: “If the road to Halle is cleared”",
    ),
    "a status that nothing bears": (
        "E07",
        [("pilots", {"status": "agreed"})],
        "`pilots`: nothing in the evidence is as strong as the status `agreed`",
    ),
    "an objection turned into support": (
        "E08",
        [("objection", {"text": "Brunmar supported the scheme because it would lengthen the ferry route."})],
        "`objection`, text: “supported” is the reverse of “objected” in its evidence",
    ),
    "a deadline made a day": (
        "E13",
        [("wreck", {"text": "The wreck must be removed on 30 June 2027."})],
        "`wreck`, text: the words before 30 June 2027 change when it is",
    ),
    "a deadline made earlier": (
        "E13",
        [("wreck", {"text": "The wreck must be removed before 30 June 2027."})],
        "`wreck`, text: the words before 30 June 2027 change when it is",
    ),
    "a name from nowhere": (
        "E12",
        [("wreck", {"text": "The wreck off Halcyon must be removed by 30 June 2027."})],
        "`wreck`, text: “Halcyon” is not in its evidence",
    ),
}
"""What is done wrong → the code that finds it, how it is done, what is said."""


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_found(tmp_path: Path, what: str) -> None:
    """The rule that is meant for it finds it, and it is an error."""
    code, edits, told = FAULTS[what]
    found = [p for p in problems(tmp_path, *edits) if p.code == code]
    assert [(p.message, p.severity) for p in found][:1] == [(told, "error")]
    assert found[0].place
    assert found[0].hint


TWINS: dict[str, list[Edit]] = {
    "the rest quoted elsewhere": [
        ("vessel", {"quote": [CUT, UNLESS]}),
    ],
    "a fragment that names a thing": [("vessel", {"quote": [VEKH["quote"], "a salvage vessel"]})],
    "no speaker, though named": [("pilots", {"by": None})],
    "a deadline by another word": [("wreck", {"text": "Deadline for the wreck, which must be removed: 30 June 2027."})],
    "a form of a name": [("ports", {"text": "The ports are open, Minister Vekh of Tesk said. Teskian ports are."})],
}


@pytest.mark.parametrize("what", TWINS)
def test_a_sound_twin_passes(tmp_path: Path, what: str) -> None:
    """What only looks like the fault has no problem."""
    assert problems(tmp_path, *TWINS[what]) == []


def test_restricted_words_are_warned_of(tmp_path: Path) -> None:
    """A quote of a marked statement used again without its marking, and its names elsewhere, are warned of."""
    again = {**KESTREL, "id": "again", "marking": None}
    again.pop("marking")
    found = problems(tmp_path, ("more", again))
    assert {(p.code, p.severity) for p in found} == {("E27", "warning")}
    assert [p.message for p in found] == ["the same words are quoted under a higher marking"]
    found = problems(tmp_path, title="Council meets while the patrol ship Kestrel leaves")
    assert [p.message for p in found] == ["“Kestrel” is known only from what is marked higher"]
    declared = {**RECORD["actors"], "kestrel": {"name": "Kestrel", "kind": "organisation"}}
    line = ("say", {"text": "The wreck must be removed by 30 June 2027, and Kestrel too."})
    found = problems(tmp_path, line, actors=declared)
    assert [p.message for p in found] == ["“Kestrel” is known only from what is marked higher"]
    for edit in (
        {"scope_note": "Whether Kestrel is meant is not clear"},
        {"avoid": [{"say": "the Kestrel", "because": "it is secret"}]},
    ):
        found = problems(tmp_path, ("wreck", edit))
        assert [p.message for p in found] == ["“Kestrel” is known only from what is marked higher"]
    found = problems(tmp_path, terms={"salvage": {"long": "what the Kestrel does"}})
    assert [p.message for p in found] == ["“Kestrel” is known only from what is marked higher"]


def test_what_is_open_elsewhere_may_be_said(tmp_path: Path) -> None:
    """A name that an open quote holds too is no secret; nor is a quote of the same marking used twice."""
    assert problems(tmp_path, ("ship", {"marking": None}), title="Council meets while the Kestrel leaves") == []
    again = {**KESTREL, "id": "again"}
    assert problems(tmp_path, ("more", again)) == []
