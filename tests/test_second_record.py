"""The second example shows what the first cannot."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

import pytest

from briefkit.house import DEFAULT
from briefkit.loading import Loaded, load
from briefkit.markings import marking_of, releasable_to
from briefkit.outcomes import Desk, Outcomes, Sourced, Statement

FOLDER = Path(__file__).parents[1] / "seeds" / "ilvara-2026-03-12"
INVENTED = "[Written for the briefkit project. The river, the bodies and the people do not exist.]"
STRICT = {"ostrel-margin", "kelmora-margin", "kelmora-flexible", "ostrel-farmers", "agenda", "call"}
"""What stays in the Ministry; what the desk asks rests on it."""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    """Load the record."""
    return load(FOLDER / "outcomes.yaml")


@pytest.fixture(scope="module")
def record(loaded: Loaded) -> Outcomes:
    """Return the record itself."""
    return loaded.outcomes


@pytest.fixture(scope="module")
def seen(record: Outcomes) -> dict[str, set[str]]:
    """Return the ids of the statements that each audience receives."""
    return {audience: {s.id for s in releasable_to(record, audience).statements} for audience in DEFAULT.names}


def _of(record: Outcomes, *kinds: str) -> list[Statement]:
    return [s for s in record.statements if s.kind in kinds]


def _sourced(record: Outcomes) -> list[Sourced]:
    return [s for s in record.statements if isinstance(s, Sourced)]


def test_it_loads_and_leaves_only_questions(loaded: Loaded) -> None:
    """Nothing is certainly wrong with it: what remains is asked of its author, or to be read."""
    assert {problem.code[0] for problem in loaded.problems} <= {"Q"}


def test_it_is_large_enough_and_invented(loaded: Loaded) -> None:
    """At least 45 statements rest on at least 1,500 words, and each source says that it was written for this."""
    assert len(loaded.outcomes.statements) >= 45
    assert sum(len(text.split()) for text in loaded.texts.values()) >= 1500
    assert len(loaded.texts) == 4
    assert [key for key, text in loaded.texts.items() if INVENTED not in text] == []


def test_most_of_each_source_is_in_evidence(loaded: Loaded) -> None:
    """At least 80 per cent of the words of every source lie in some quote."""
    shares = {key: share for key, (share, _) in loaded.coverage().items()}
    assert shares.keys() == loaded.texts.keys()
    assert min(shares.values()) >= 0.8, shares


def test_every_kind_of_statement_is_shown(record: Outcomes) -> None:
    """All twelve kinds that sources hold, and the four that only the desk adds, occur."""
    kinds = {kind for model in (Sourced, Desk) for sub in model.__subclasses__() for kind in _literal(sub)}
    assert len(kinds) == 16
    assert {s.kind for s in record.statements} == kinds
    assert len(_of(record, "question")) >= 2
    assert len(_of(record, "ask")) >= 2


def _literal(model: type[Statement]) -> Collection[str]:
    return model.model_fields["kind"].annotation.__args__


def test_a_chair_s_summary_caps_what_is_collective(record: Outcomes) -> None:
    """Both commitments pass the four tests, bind all eleven members, and are agreed in principle."""
    commitments = _of(record, "commitment")
    assert record.meeting.instrument == "chair_summary"
    assert len(commitments) == 2
    for one in commitments:
        assert all((one.discrete, one.specific, one.public, one.collectively_agreed))
        assert [len(record.actors[key].members) for key in one.committers] == [11]
        assert one.standing == "agreed_in_principle"


def test_shares_and_comparators_are_evidenced(record: Outcomes) -> None:
    """Three quantities are part of a whole, each with its own quote, and five comparators occur."""
    quantities = [q for s in _sourced(record) for q in s.quantities]
    shares = {(q.value, q.part_of.value) for q in quantities if q.part_of and q.part_of.quote}
    assert shares == {(9, 11), (18, 64), (12, 54)}
    assert {q.comparator for q in quantities} >= {"exactly", "about", "at_least", "at_most", "less_than", "up_to"}


def test_two_sources_contradict_each_other(record: Outcomes) -> None:
    """The two accounts of the start come from two sources, and no other wording prefers one of their days."""
    (one,) = (s for s in _sourced(record) if s.contradicts)
    (rival,) = one.contradicts
    other = record.by_id[rival.statement]
    assert isinstance(other, Sourced)
    assert {e.source for e in one.quote}.isdisjoint(e.source for e in other.quote)
    for text in (text for s in record.statements if s not in (one, other) for text in s.written):
        assert ("1 June 2026" in text) == ("1 July 2026" in text), text


def test_a_figure_replaces_another(record: Outcomes) -> None:
    """What is superseded has a day of its own, and nothing that is printed needs one."""
    replaced = {key for s in record.statements for key in s.supersedes}
    assert replaced == {"flood-harm-first"}
    assert {s.id for s in _sourced(record) if s.on} == replaced


def test_doubts_about_scope_are_noted(record: Outcomes) -> None:
    """Two statements say what is unclear about how far their attribution reaches."""
    assert {s.id for s in _sourced(record) if s.scope_note} == {"warning-now", "ostrel-farmers"}


def test_names_stand_in_their_own_scripts(record: Outcomes) -> None:
    """A Greek, a Bulgarian and a Vietnamese name are written as their owners write them, with a Latin style."""
    named = {actor.language: actor for actor in record.actors.values() if actor.language}
    assert named.keys() == {"el", "bg", "vi"}
    scripts = {key: {unicodedata.name(c).split()[0] for c in a.name if c.isalpha()} for key, a in named.items()}
    assert scripts == {"el": {"GREEK"}, "bg": {"CYRILLIC"}, "vi": {"LATIN"}}
    assert not named["vi"].name.isascii()
    assert all(re.match(r"M[rs] [A-Z]\w+$", a.style or "") for a in named.values())


@pytest.mark.parametrize(
    ("statement", "audiences"),
    [
        ("bottom-line", DEFAULT.names),
        ("vote", DEFAULT.names),
        ("start-chair", DEFAULT.names),
        ("start-press", DEFAULT.names),
        ("readings", DEFAULT.names),
        ("gauges-slow", ("principal", "officer", "partner")),  # TLP:GREEN
        ("fee-dorvale", ("principal", "officer", "partner")),
        ("start-checking", ("principal", "officer", "partner")),  # TLP:AMBER
        ("quillmark-government", ("principal", "officer", "partner")),
        ("ostrel-margin", ("principal", "officer")),  # TLP:AMBER+STRICT
        ("ask-call", ("principal", "officer")),
        ("question-start", ("principal", "officer")),  # the desk's own
        ("line-rules", ("principal", "officer", "public")),
        ("papers", ("officer", "parliament", "partner", "public")),  # not the principal's business
    ],
)
def test_a_statement_goes_to_whom_it_may(seen: dict[str, set[str]], statement: str, audiences: tuple[str, ...]) -> None:
    """A statement reaches the audiences of its marking, kind and relevance, and no other."""
    assert {audience for audience, ids in seen.items() if statement in ids} == set(audiences)


def test_no_two_audiences_see_the_same(seen: dict[str, set[str]]) -> None:
    """Each audience has a set of statements of its own."""
    assert len({frozenset(ids) for ids in seen.values()}) == len(DEFAULT.names)


def test_what_was_said_in_confidence_stays_in_the_ministry(record: Outcomes, seen: dict[str, set[str]]) -> None:
    """The paragraphs that the note marks as strict, and what rests on them, reach neither partners nor the public."""
    strict = {s.id for s in record.statements if marking_of(s, record) == "TLP:AMBER+STRICT"}
    assert strict == STRICT | {s.id for s in _of(record, "ask")}
    for audience in ("partner", "parliament", "public"):
        assert seen[audience].isdisjoint(strict)
    paragraphs = (FOLDER / "sources" / "brevane-note.txt").read_text(encoding="utf-8").split("\n\n")
    marked = [re.sub(r"\s+", " ", p) for p in paragraphs if "(TLP:AMBER+STRICT)" in p]
    quoted = {s.id for s in _sourced(record) for e in s.quote if any(e.quote in p for p in marked)}
    assert quoted == STRICT


def test_sources_carry_the_marking_on_their_first_line(loaded: Loaded) -> None:
    """Four markings occur, and a source is marked as its own text is."""
    record = loaded.outcomes
    for key, source in record.sources.items():
        first = loaded.texts[key].split("\n", 1)[0]
        assert (source.marking or record.marking) == (first if first.startswith("TLP:") else "TLP:CLEAR"), key
    markings = {marking_of(s, record) for s in record.statements}
    assert markings == {"TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT"}


def test_open_audiences_learn_of_no_closed_source(record: Outcomes) -> None:
    """Parliament and the public get the two open sources, and nobody whom only the closed ones name."""
    for audience in ("parliament", "public"):
        release = releasable_to(record, audience)
        assert release.sources.keys() == {"chair", "press"}
        assert release.actors.keys().isdisjoint({"legal-adviser", "finance-group", "minister"})
        assert "freight-fee" not in release.issues
