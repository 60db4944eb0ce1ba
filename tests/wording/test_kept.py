"""What composition promises: no printed wording loses a condition, or the speaker of what somebody said."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests import harbour
from tests.records import loaded
from tests.samples import sizes

from briefkit.data import table
from briefkit.outcomes import FORMS, Condition, Desk, FormName, Sourced, Statement
from briefkit.reading.text import find, says
from briefkit.wording import Composer

OPENINGS = tuple(table("wording/en.toml")["conditions"]["again"])


@pytest.fixture(scope="module", params=sizes(24, 200))
def composers(request: pytest.FixtureRequest) -> list[Composer]:
    """Load random records and compose them."""
    return [Composer(loaded(seed).outcomes) for seed in range(request.param)]


def wordings(composers: list[Composer]) -> Iterator[tuple[Composer, Statement, Sourced, FormName, str]]:
    """Yield every wording that can be printed, with its form, and a sourced statement that it tells."""
    for composer in composers:
        for statement in composer.record.statements:
            for form in FORMS:
                for short in (False, True):
                    text = composer.wording(statement, form, short=short)
                    for told in _told(composer, statement, form) if text else ():
                        yield composer, statement, told, form, text or ""


def _told(composer: Composer, statement: Statement, form: FormName) -> list[Sourced]:
    """Return the sourced statements whose wording, not that of its author, a statement is made of."""
    if isinstance(statement, Sourced):
        return [statement]
    if statement.text or (form == "headline" and statement.headline):
        return []
    parts = composer.parts(statement)[: 1 if form == "headline" else None]
    return [part for part in parts if isinstance(part, Sourced)]


def keeps(text: str, condition: Condition) -> bool:
    """Say whether a text has a condition in one of its wordings; one that opens like the one before it has its end."""
    ends = (
        next((one.removeprefix(f"{o} ") for o in OPENINGS if one.startswith(f"{o} ")), one)
        for one in condition.wordings
    )
    return any(says(text, end) for end in ends)


def test_no_wording_loses_a_condition(composers: list[Composer]) -> None:
    """Each condition stands in each form of its statement and of what the desk composes from that, short ones too.

    A headline may be without a condition that is a sentence and has no `short`.
    """
    seen = dict.fromkeys(FORMS, 0)
    for _, _, told, form, text in wordings(composers):
        for condition in told.conditions:
            sentence = condition.text[0].isupper() and not condition.short
            assert keeps(text, condition) or (form == "headline" and sentence), (form, text, condition.text)
            seen[form] += not (form == "headline" and sentence)
    assert min(seen.values()) > 15


def test_no_wording_loses_a_speaker(composers: list[Composer]) -> None:
    """Each speaker, and each for whom one spoke, is named in each sentence, headline and plain wording.

    What is open is told by the conditions it rests on; they have no speaker.
    """
    seen = dict.fromkeys(FORMS, 0)
    for composer, statement, told, form, text in wordings(composers):
        conditions = isinstance(statement, Desk) and statement.kind == "open_issue" and told.conditions
        for entry in () if form == "row" or conditions else told.by:
            names = [composer.record.actors[key].surfaces for key in entry.keys] + [(entry.words,)] * bool(entry.words)
            assert all(find(filter(None, several), text) for several in names), (form, text, entry)
            seen[form] += 1
    assert min(seen[form] for form in ("sentence", "headline", "plain")) > 100


def test_a_row_has_its_verb_or_stands_beside_its_speaker(composers: list[Composer]) -> None:
    """The cell beside a row names every speaker, and by whose report; without a speaker it names the source."""
    seen = 0
    for composer in composers:
        for statement in (s for s in composer.record.statements if isinstance(s, Sourced)):
            cell = composer.cell(statement)
            actors = [composer.record.actors[key] for entry in statement.by for key in entry.keys]
            assert all(find(actor.surfaces, cell) for actor in actors)
            assert statement.by or cell.startswith("According to ")
            assert not statement.via or composer.names.reporter(statement.via) in cell
            seen += bool(statement.via)
    assert seen > 60


@pytest.mark.parametrize(
    ("form", "told"),
    [("sentence", "unconfirmed"), ("row", "unconfirmed"), ("headline", "unconfirmed"), ("plain", "not confirmed")],
)
def test_what_was_heard_in_the_margins_says_so(composers: list[Composer], form: FormName, told: str) -> None:
    """Every form of such a remark says that it is not confirmed, also where the desk tells it."""
    found = [text for _, _, one, at, text in wordings(composers) if one.occasion == "margins" and at == form]
    assert len(found) > 10
    assert all(told in text for text in found)


def test_no_measure_is_lost(composers: list[Composer]) -> None:
    """The measures of a decision are printed entire, in every form but the headline."""
    found = [(one, text) for _, _, one, form, text in wordings(composers) if form != "headline"]
    decisions = [(measure, text) for one, text in found for measure in getattr(one, "measures", ())]
    assert len(decisions) > 100
    assert all(says(text, measure) for measure, text in decisions)


def test_long_words_make_no_headline(tmp_path: Path) -> None:
    """A headline is short in letters too: an address of five lines is one word, and no title."""
    edit = ("headline: the night ferry will run", "headline: the {} ferry will run")
    headlines = []
    for there in ("Isle", "https://example.org/" + "a" * 160):
        record = harbour.loaded(tmp_path / str(len(there)), (edit[0], edit[1].format(there))).outcomes
        headlines.append(Composer(record).wording(record.by_id["ferry"], "headline"))
    assert [headline is None for headline in headlines] == [False, True]


def test_a_page_is_headed_by_a_capital(tmp_path: Path) -> None:
    """The desk's own headline, too, begins as a line of its own does."""
    edit = ("rests_on: [ferry]}", "rests_on: [ferry], headline: the night ferry will run}")
    record = harbour.loaded(tmp_path, edit).outcomes
    assert Composer(record).wording(record.by_id["bottom-line"], "headline") == "The night ferry will run"
