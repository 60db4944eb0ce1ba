"""Markings: schemes, ceilings, and what goes with what is withheld."""

from pathlib import Path
from typing import Any

import pytest

from briefkit.errors import RuleError
from briefkit.evidence import Supplement
from briefkit.house import DEFAULT
from briefkit.loading import load
from briefkit.markings import marking_of, printable, releasable_to, withheld
from briefkit.outcomes import Actor, Attribution, Issue, Meeting, Outcomes
from briefkit.outcomes.fields import Contradiction
from briefkit.outcomes.gate import StatementKey
from briefkit.outcomes.parts import Step, Term
from briefkit.outcomes.statements import Fact
from briefkit.press import digest

SEED = Path(__file__).parents[1] / "seeds" / "paris-2025-09-04"

CEILINGS = {
    "principal": ("TLP:AMBER+STRICT", "OFFICIAL-SENSITIVE"),
    "officer": ("TLP:AMBER+STRICT", "OFFICIAL-SENSITIVE"),
    "partner": ("TLP:AMBER", "OFFICIAL"),
    "parliament": ("TLP:CLEAR", None),
    "public": ("TLP:CLEAR", None),
}
"""Audience → the highest it may receive of each scheme."""


@pytest.fixture(scope="module")
def paris() -> Outcomes:
    """Load the first example."""
    return load(SEED).outcomes


def marked(record: Outcomes, **changes: dict[str, Any]) -> Outcomes:
    """Return a record with fields of some statements changed; the id's hyphens are underscores."""
    fields = {key.replace("_", "-"): update for key, update in changes.items()}
    statements = tuple(s.model_copy(update=fields.get(s.id, {})) for s in record.statements)
    return record.model_copy(update={"statements": statements})


def by(*keys: str) -> tuple[Attribution, ...]:
    """Return actors as the speakers of a statement."""
    return tuple(Attribution(actor=key) for key in keys)


@pytest.mark.parametrize("audience", DEFAULT.names)
@pytest.mark.parametrize("marking", [label for scheme in DEFAULT.schemes for label in scheme.labels])
def test_ceilings(audience: Any, marking: str) -> None:
    """An audience receives what is marked up to its ceiling, and nothing of a scheme it has none for."""
    ceiling = CEILINGS[audience][0 if DEFAULT.scheme(marking) == DEFAULT.schemes[0] else 1]
    assert DEFAULT.allows(audience, marking) == (ceiling is not None and DEFAULT.rank(marking) <= DEFAULT.rank(ceiling))


def test_nobody_receives_red() -> None:
    """TLP:RED is for named recipients, which no audience is."""
    assert not any(DEFAULT.allows(audience, "TLP:RED") for audience in DEFAULT.names)


def test_the_highest_marking() -> None:
    """Markings are ranked as in TLP 2.0, whatever order they come in."""
    assert DEFAULT.highest(["TLP:GREEN", "TLP:AMBER+STRICT", "TLP:AMBER"]) == "TLP:AMBER+STRICT"
    assert DEFAULT.highest(["OFFICIAL-SENSITIVE", "OFFICIAL"]) == "OFFICIAL-SENSITIVE"
    assert DEFAULT.scheme("SECRET") is None


def test_a_statement_carries_the_highest_of_itself_its_sources_and_its_ground(paris: Outcomes) -> None:
    """Own marking, source, and what it rests on: none can lower another."""
    by_id = {s.id: s for s in paris.statements}
    green = marked(paris, guarantees_26={"marking": "TLP:GREEN"})
    assert marking_of({s.id: s for s in green.statements}["bottom-line"], green) == "TLP:GREEN"
    sources = {"article": paris.sources["article"].model_copy(update={"marking": "TLP:AMBER"})}
    amber = green.model_copy(update={"sources": sources})
    assert marking_of({s.id: s for s in amber.statements}["guarantees-26"], amber) == "TLP:AMBER"
    assert marking_of(by_id["troops"], paris) == "TLP:CLEAR"


def test_what_rests_on_something_withheld_is_withheld(paris: Outcomes) -> None:
    """A line on a withheld statement goes with it, for the same reason, and so does a line on that line."""
    record = marked(paris, troops={"marking": "TLP:GREEN"}, line_guarantees={"rests_on": ("line-troops",)})
    gone = withheld(record, "public")
    assert gone["troops"] == gone["line-troops"] == gone["line-guarantees"] == "marking"
    assert "line-meeting" not in gone


def test_the_nearest_of_two_reasons_counts(paris: Outcomes) -> None:
    """Of what a line rests on, what is withheld itself counts before what only goes with something else."""
    side = {"marking": "TLP:GREEN"}
    line = {"rests_on": ("venue-putin", "meeting-held")}
    record = marked(paris, meeting_held={"relevance": {"public": 0}}, venue_zelensky=side, line_meeting=line)
    gone = withheld(record, "public")
    assert (gone["venue-putin"], gone["meeting-held"], gone["line-meeting"]) == ("side", "relevance", "relevance")


def test_what_rests_on_something_irrelevant_is_withheld(paris: Outcomes) -> None:
    """A bottom line that tells of a statement hidden from an audience is hidden too."""
    assert withheld(marked(paris, bottom_line={"rests_on": ("guarantees-26", "decision")}), "public") == {
        "decision": "relevance",
        "bottom-line": "relevance",
    }


def test_one_audience_does_not_learn_what_another_is_told(paris: Outcomes) -> None:
    """Relevance for other audiences leaves no trace in what is released to one."""
    record = marked(paris, troops={"relevance": {"principal": 0.2, "public": 0.5}})
    assert releasable_to(record, "public") == releasable_to(
        marked(paris, troops={"relevance": {"public": 0.5}}), "public"
    )


def test_what_speaks_of_something_withheld_is_withheld(paris: Outcomes) -> None:
    """A statement that is `about` another names its speaker: it carries that marking, and goes with it."""
    record = marked(paris, us_backing={"about": "finalise"}, finalise={"marking": "TLP:AMBER"})
    assert marking_of(record.by_id["us-backing"], record) == "TLP:AMBER"
    assert withheld(record, "public")["us-backing"] == "marking"
    record = marked(paris, us_backing={"about": "decision"})
    assert withheld(record, "public") == {"decision": "relevance", "us-backing": "relevance"}


class Objection(Fact):
    """A kind that a maintainer may add: it names another statement in a field of its own."""

    to_what: StatementKey


def test_a_field_that_names_a_statement_ties_to_it_whatever_its_name(paris: Outcomes) -> None:
    """What a kind of statement has of its own is held as `about` is: its marking is carried, and it goes with it."""
    told = paris.by_id["troops"]
    fields = {"id": "objection", "kind": "fact", "to_what": told.id, "text": "Many object.", "quote": "Many object."}
    objection = Objection.model_validate(fields)
    record = marked(paris, troops={"marking": "TLP:AMBER"})
    record = record.model_copy(update={"statements": (*record.statements, objection)})
    assert marking_of(objection, record) == "TLP:AMBER"
    assert withheld(record, "public")["objection"] == "marking"


def test_what_a_source_reports_is_marked_as_that_source(paris: Outcomes) -> None:
    """A statement that came by way of a source of higher marking names it, and carries its marking."""
    wire = paris.sources["article"].model_copy(update={"marking": "TLP:AMBER"})
    record = marked(paris.model_copy(update={"sources": {**paris.sources, "wire": wire}}), troops={"via": "wire"})
    assert marking_of(record.by_id["troops"], record) == "TLP:AMBER"
    assert "wire" not in releasable_to(record, "public").sources
    assert "wire" in releasable_to(record, "partner").sources


def test_names_are_kept_for_whole_words_only(paris: Outcomes) -> None:
    """An actor or a term is not kept because a longer word holds its letters."""
    actors = {"russian": Actor(name="Russ"), "bas": Actor(name="Bas", short="Don")}
    terms = {"fight": Term(long="a contest"), "south": Term(long="where it is warm")}
    only = tuple(s for s in paris.statements if s.id == "fighting")
    kept = releasable_to(paris.model_copy(update={"statements": only, "actors": actors, "terms": terms}), "public")
    assert kept.by_id["fighting"].first.startswith("Fighting continues, with Russian efforts focusing on Donbas")
    assert (kept.actors, kept.terms.keys()) == ({}, {"south"})


def test_words_for_somebody_unnamed_keep_the_names_in_them(paris: Outcomes) -> None:
    """An actor is kept whom only the source's words for a speaker name."""
    record = paris.model_copy(update={"actors": {**paris.actors, "quetzal": Actor(name="Quetzal")}})
    words = {"by": (Attribution(words="friends of Quetzal"),)}
    assert "quetzal" not in releasable_to(record, "public").actors
    assert "quetzal" in releasable_to(marked(record, eu_membership=words), "public").actors


def test_a_digest_tells_nothing_of_who_is_named_by_chance(paris: Outcomes) -> None:
    """Who is withheld leaves no trace where a quote has one of his names, or a wording his surname."""
    namesake = Actor(name="Pedro Macron", title="Treasurer")
    quoted = Actor(name="Pedro Quorn", variants=("the allies", "parliaments"))
    record = paris.model_copy(update={"actors": {**paris.actors, "pedro": namesake, "quorn": quoted}})
    with_both = releasable_to(record, "public")
    assert {"pedro", "quorn"} <= with_both.actors.keys()
    assert digest(with_both, "public", Supplement()) == digest(releasable_to(paris, "public"), "public", Supplement())


@pytest.mark.parametrize(
    ("short", "told", "kept"),
    [
        ("Ferry", "The ferry left.", ""),
        ("May", "May is near.", ""),
        ("LFU", "The LFU left.", "union"),
        (None, "Lake Ferry Union’s boat left.", "union"),
        ("the Ferry Union", "The Ferry Union left.", "union"),
        (None, "The lake ferry union left.", ""),
    ],
)
def test_a_short_name_that_may_be_a_word_tells_of_nobody(
    paris: Outcomes, short: str | None, told: str, kept: str
) -> None:
    """Of who is only named something is told for a full name or its letters, as they are written."""
    union = Actor(name="Lake Ferry Union", short=short, title="Front of the harbour")
    record = paris.model_copy(update={"actors": {**paris.actors, "union": union}})
    released = releasable_to(marked(record, fighting={"text": told, "says": None, "does": None}), "public")
    assert printable(released).actors.keys() & {"union"} == {kept} - {""}


def test_a_page_tells_of_whom_a_step_names(paris: Outcomes) -> None:
    """What a ladder says is on a page as much as any wording: who is named there changes the digest."""
    named = paris.model_copy(
        update={
            "actors": {**paris.actors, "pact": Actor(name="Lake Ferry Pact", members=("putin",))},
            "issues": {
                **paris.issues,
                "venue": Issue(
                    title="Venue", ladder=(Step(step="Lake Ferry Pact signed", state="done", statement="troops"),)
                ),
            },
        }
    )
    released = releasable_to(named, "public")
    assert "pact" in printable(released).actors
    other = named.model_copy(update={"actors": {**named.actors, "pact": Actor(name="Lake Ferry Pact", members=())}})
    digests = {digest(releasable_to(one, "public"), "public", Supplement()) for one in (named, other)}
    assert len(digests) == 2


@pytest.mark.parametrize("more", [{"kind": "grouping", "members": ("putin",)}, {"basis": "editor"}])
@pytest.mark.parametrize(("told", "kept"), [("It may end.", False), ("That is for May.", True)])
def test_a_name_of_one_word_is_no_word_in_small_letters(
    paris: Outcomes,
    more: dict[str, Any],
    told: str,
    kept: bool,  # noqa: FBT001 - a case
) -> None:
    """Neither members nor an editor's note are told of somebody whose name is an ordinary word of the text."""
    record = paris.model_copy(update={"actors": {**paris.actors, "may": Actor(name="May", **more)}})
    released = releasable_to(marked(record, fighting={"text": told, "says": None, "does": None}), "public")
    assert ("may" in printable(released).actors, "may" in released.actors) == (kept, kept)


def test_groupings_keep_their_members_and_theirs(paris: Outcomes) -> None:
    """A grouping that is kept keeps its members, however deep; one that is not takes them along."""
    groups = {
        key: Actor(name=f"Group {key}", kind="grouping", members=(below,)) for key, below in ("ab", "bc", "ca", "xy")
    }
    record = paris.model_copy(update={"actors": {**paris.actors, **groups, "y": Actor(name="Group y")}})
    kept = releasable_to(marked(record, eu_membership={"by": by("a")}), "public")
    assert kept.actors.keys() & set("abcxy") == set("abc")


def test_an_occasion_goes_with_its_last_statement(paris: Outcomes) -> None:
    """An occasion and who took part in it are released only with something that belongs to it."""
    fair = Meeting.model_validate({"name": "Fair", "date": "2025-08-01", "participants": [{"actor": "quetzal"}]})
    actors = {**paris.actors, "quetzal": Actor(name="Quetzal")}
    record = paris.model_copy(update={"actors": actors, "occasions": {"fair": fair}})
    record = marked(record, troops={"occasion": "fair", "marking": "TLP:AMBER"})
    public, partner = releasable_to(record, "public"), releasable_to(record, "partner")
    assert (public.occasions.keys(), partner.occasions.keys()) == (set(), {"fair"})
    assert ("quetzal" in public.actors, "quetzal" in partner.actors) == (False, True)


def test_all_sides_of_an_issue_are_withheld_together(paris: Outcomes) -> None:
    """Where one side's position may not go, the other's does not either; the open question stays."""
    gone = withheld(marked(paris, venue_putin={"marking": "TLP:GREEN"}), "public")
    assert (gone["venue-zelensky"], gone["venue-putin"]) == ("side", "marking")
    assert not {"venue-open", "plant-russia", "plant-ukraine"} & gone.keys()


def test_sides_that_are_not_heard_are_not_released(paris: Outcomes) -> None:
    """Where no position on an issue may go, neither may who its sides are, nor the actors that nothing else names."""
    spies = {key: Actor(name=f"Spy {key}") for key in "ab"}
    issues = {**paris.issues, "venue": Issue(title="Venue", sides=("a", "b"))}
    record = paris.model_copy(update={"actors": paris.actors | spies, "issues": issues})
    record = marked(record, venue_zelensky={"by": by("a"), "marking": "TLP:GREEN"}, venue_putin={"by": by("b")})
    kept, whole = releasable_to(record, "public"), releasable_to(record, "partner")
    assert "venue-open" in {s.id for s in kept.statements}
    assert (kept.issues["venue"].sides, whole.issues["venue"].sides) == ((), ("a", "b"))
    assert (set("ab") & kept.actors.keys(), set("ab") & whole.actors.keys()) == (set(), set("ab"))
    assert kept.issues["plant"] == paris.issues["plant"]
    summed = releasable_to(marked(record, bottom_line={"issue": "venue"}), "public")
    assert "bottom-line" in {s.id for s in summed.statements}
    assert summed.issues["venue"].sides == ()


def test_relevance_nought_and_the_desks_own_kinds(paris: Outcomes) -> None:
    """A statement of no relevance is withheld from that audience; lines are not for parliament and partners."""
    assert withheld(paris, "public") == {"decision": "relevance"}
    lines = {s.id: "relevance" for s in paris.statements if s.kind == "line"}
    assert lines
    assert withheld(paris, "parliament") == withheld(paris, "partner") == lines
    assert withheld(paris, "officer") == {}


def test_nothing_only_the_withheld_refers_to_is_released(paris: Outcomes) -> None:
    """Sources, issues, actors and terms go with the last statement that needs them; references to it go too."""
    fields = {s.id.replace("-", "_"): {"marking": "TLP:AMBER"} for s in paris.statements if s.issue == "venue"}
    rival = Contradiction(statement="venue-open")
    record = marked(paris, **fields, fighting={"contradicts": (rival,), "supersedes": ("venue-open",)})
    kept = releasable_to(record, "public")
    assert "Donbas" in kept.terms
    assert "Donbas" not in releasable_to(marked(record, fighting={"marking": "TLP:AMBER"}), "public").terms
    assert "venue" not in kept.issues
    assert "putin" not in kept.actors
    assert "putin" in record.actors
    (fighting,) = [s for s in kept.statements if s.id == "fighting"]
    assert fighting.contradicts == fighting.supersedes == ()


def test_a_record_above_the_ceiling_is_refused(paris: Outcomes) -> None:
    """E27 says that nothing of it may go to that audience, and what can be done."""
    record = paris.model_copy(update={"marking": "TLP:GREEN"})
    with pytest.raises(RuleError) as caught:
        releasable_to(record, "public")
    assert caught.value.problems[0].code == "E27"
    assert caught.value.problems[0].hint
    assert releasable_to(record, "partner").marking == "TLP:GREEN"
