"""The rules on finished documents: each passes what the pipeline makes, and refuses one thing done wrong to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from briefkit.document import (
    Block,
    Box,
    Cell,
    Document,
    Figure,
    Heading,
    Item,
    ItemList,
    Note,
    Notes,
    Paragraph,
    Run,
    Runs,
    Table,
    Title,
)
from briefkit.errors import Problem
from briefkit.load import load
from briefkit.markings import releasable_to
from briefkit.outcomes import Actor, Audience, Outcomes
from briefkit.outcomes.parts import Participant
from briefkit.render import Press, every
from briefkit.rules import check_document, check_set

SEEDS = Path(__file__).parents[2] / "seeds"
Change = Callable[[Run], Run]


@cache
def everything(record: str, audience: Audience) -> tuple[dict[str, Document], Outcomes]:
    """Return every document of an audience, and the released record they were made from."""
    found = load(SEEDS / record)
    released = releasable_to(found.outcomes, audience)
    fitted = Press().fitted(released, every(audience), found.beside)
    return {edition: one.document for edition, one in fitted.items()}, released


def made(record: str, edition: str) -> tuple[Document, Outcomes]:
    """Return a document of an example, and the released record it was made from."""
    (wanted,) = [one for one in every() if one.id == edition]
    documents, released = everything(record, wanted.audience)
    return documents[edition], released


def paris(edition: str) -> tuple[Document, Outcomes]:
    """Return a document of the first example."""
    return made("paris-2025-09-04", edition)


def changed(document: Document, change: Change) -> Document:
    """Return a document with every run changed; a run that becomes empty is taken out."""
    return replace(document, blocks=tuple(_block(block, change) for block in document.blocks))


def _block(block: Block, change: Change) -> Block:  # noqa: PLR0911 - one for each kind of block
    match block:
        case Title() | Heading() | Paragraph():
            return replace(block, runs=_runs(block.runs, change))
        case ItemList():
            return _list(block, change)
        case Table():
            rows = tuple(tuple(Cell(_runs(cell.runs, change)) for cell in row) for row in block.rows)
            return replace(block, header=tuple(Cell(_runs(c.runs, change)) for c in block.header), rows=rows)
        case Figure():
            return replace(block, alt=_runs(block.alt, change), caption=_runs(block.caption, change))
        case Box():
            return replace(block, blocks=tuple(_block(inner, change) for inner in block.blocks))  # type: ignore[arg-type]
        case Notes():
            return replace(block, items=tuple(replace(n, runs=_runs(n.runs, change)) for n in block.items))
        case _:
            return block


def _list(block: ItemList, change: Change) -> ItemList:
    items = tuple(
        Item(_runs(item.runs, change), tuple(_list(c, change) for c in item.children)) for item in block.items
    )
    return replace(block, items=items)


def _runs(runs: Runs, change: Change) -> Runs:
    return tuple(run for run in map(change, runs) if run.text)


def swap(old: str, new: str, cite: str = "") -> Callable[[Document], Document]:
    """Return a change of words, in runs that cite something."""
    return lambda document: changed(
        document, lambda run: replace(run, text=run.text.replace(old, new)) if cite in " ".join(run.cites) else run
    )


def drop(cite: str) -> Callable[[Document], Document]:
    """Return the removal of every run that cites something."""
    return lambda document: changed(document, lambda run: replace(run, text="") if cite in run.cites else run)


def without(kind: type[Block]) -> Callable[[Document], Document]:
    """Return the removal of all blocks of a kind."""
    return lambda document: replace(document, blocks=tuple(b for b in document.blocks if not isinstance(b, kind)))


def first(kind: type[Block], **fields: object) -> Callable[[Document], Document]:
    """Return a change of the first block of a kind."""

    def change(document: Document) -> Document:
        index = next(i for i, block in enumerate(document.blocks) if isinstance(block, kind))
        blocks = list(document.blocks)
        blocks[index] = replace(blocks[index], **fields)  # type: ignore[arg-type]
        return replace(document, blocks=tuple(blocks))

    return change


def extra(*blocks: Block) -> Callable[[Document], Document]:
    """Return the addition of blocks at the end."""
    return lambda document: replace(document, blocks=(*document.blocks, *blocks))


def row(*cells: tuple[str, str]) -> Callable[[Document], Document]:
    """Return the addition of a table of one row, of words and what they cite."""
    made = tuple(Cell((Run(words, cites=(cite,)),)) for words, cite in cells)
    return extra(Table((Cell((Run("Head"),)),) * len(cells), (made,)))


def meta(**fields: str) -> Callable[[Document], Document]:
    """Return a change of what a document says about itself."""
    return lambda document: replace(document, meta=replace(document.meta, **fields))  # type: ignore[arg-type]


def said(key: str, text: str, form: str = "text") -> Paragraph:
    """Return a paragraph that prints a form."""
    return Paragraph((Run(text, cites=(f"statement:{key}/{form}",)),))


FAULTS: dict[str, tuple[str, str, Callable[[Document], Document]]] = {
    "a number typed in a template": ("E02", "read-out", extra(Paragraph((Run("All 26 agree."),)))),
    "a name typed in a template": ("E02", "read-out", extra(Paragraph((Run("As Zelensky put it:"),)))),
    "a number in words typed in a template": ("E02", "read-out", extra(Paragraph((Run("Twenty-six agree."),)))),
    "the place typed in a template": ("E02", "read-out", swap("Can say", "Can say in Paris")),
    "a month typed in a template": ("E02", "read-out", swap("Can say", "Can say in September")),
    "a claim without its speaker": ("E03", "read-out", drop("statement:guarantees-26/by")),
    "the sources left out": ("E03", "read-out", drop("source:article")),
    "a form cut short": (
        "E04",
        "read-out",
        swap(", pending ratification by their parliaments", "", "guarantees-26/claim"),
    ),
    "a form reworded": ("E04", "read-out", swap("potential deployment", "deployment", "troops/claim")),
    "no as-of date": ("E14", "read-out", meta(footer="paris · Read-out · page")),
    "one side taken out": ("E15", "desk-brief", drop("statement:venue-putin/claim")),
    "an assessment in the open": ("E16", "desk-brief", extra(said("resilience", "Crucial.", "short"))),
    "a title that goes on and on": (
        "E24",
        "read-out",
        first(Title, runs=(Run("word " * 17, cites=("record/title",)),)),
    ),
    "sources not listed": ("E29", "desk-brief", without(Notes)),
    "a source listed twice": (
        "E29",
        "read-out",
        extra(Paragraph((Run("Again.", cites=("source:article",)),), "source")),
    ),
    "the editor's date not disclosed": ("E30", "read-out", drop("editor/meeting")),
    "the editor's names not disclosed": ("E30", "read-out", drop("editor/putin")),
    "a date put into a next step": ("E37", "desk-brief", swap("not stated", "30 May 2026", "finalise/due")),
    "wording to avoid in a template": ("E39", "read-out", extra(Paragraph((Run("It is 26 of the 35."),)))),
    "a marking too low": ("E26", "ilvara:desk-brief", meta(marking="TLP:CLEAR")),
    "a form without its marking": ("E25", "ilvara:read-out", drop("statement:ask-call/marking")),
    "a form with too low a marking": (
        "E25",
        "ilvara:desk-brief",
        swap("AMBER+STRICT", "GREEN", "ostrel-margin/marking"),
    ),
    "a quote without its marking": (
        "E25",
        "ilvara:dossier",
        extra(Paragraph((Run("not in public", cites=("statement:ostrel-margin/quote",)),))),
    ),
    "a quote with its marking in another cell": (
        "E25",
        "ilvara:dossier",
        row(("not in public", "statement:ostrel-margin/quote"), ("[TLP:RED]", "statement:ostrel-margin/marking")),
    ),
    "a label without a marking in its row": ("E25", "ilvara:dossier", row(("Ostrel", "statement:ostrel-margin/by"))),
    "another account without its marking": (
        "E25",
        "ilvara:desk-brief",
        extra(Notes((Note("²", (Run("Else", cites=("statement:gauges-slow/account",)),), "note-2"),))),
    ),
    "above the ceiling": ("E27", "ilvara:desk-brief", meta(audience="public")),
    "itself above the ceiling": ("E27", "public-summary", meta(marking="TLP:GREEN")),
    "no title": ("E34", "read-out", without(Title)),
    "a skipped level": ("E34", "read-out", extra(Heading(3, (Run("Deep"),), "deep"))),
    "a picture that is mute": ("E34", "ilvara:dossier", drop("statement:stages-picture/alt")),
    "a picture half described": ("E04", "ilvara:dossier", swap("Second, below", "Second,", "stages-picture/alt")),
    "an empty header cell": ("E34", "read-out", extra(Table((Cell(()),), ((Cell((Run("x"),)),),)))),
    "an acronym unexplained": ("E21", "parliamentary-briefing", drop("term:EU")),
}
"""What is done wrong → the code that finds it, the edition, how it is done."""


def problems(what: str) -> list[Problem]:
    """Return the problems of a document with one fault."""
    _, edition, fault = FAULTS[what]
    record, _, name = edition.rpartition(":")
    document, released = made("ilvara-2026-03-12" if record else "paris-2025-09-04", name)
    spoilt = fault(document)
    assert spoilt != document
    return check_document(spoilt, released)


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_found(what: str) -> None:
    """The rule that is meant for it finds it, names the document, and is an error unless it is a matter of style."""
    code = FAULTS[what][0]
    found = [problem for problem in problems(what) if problem.code == code]
    assert found
    assert all(problem.message.split(":")[0].endswith(FAULTS[what][1].rpartition(":")[2]) for problem in found)
    assert {problem.severity for problem in found} == {"warning" if code == "E21" else "error"}


@pytest.mark.parametrize("edition", [one.id for one in every()])
@pytest.mark.parametrize("record", ["paris-2025-09-04", "ilvara-2026-03-12"])
def test_what_the_pipeline_makes_passes(record: str, edition: str) -> None:
    """No edition of an example has an error or a warning."""
    assert check_document(*made(record, edition)) == []


def test_another_account_must_be_told() -> None:
    """E32: with one of two accounts taken out, and no note, the other may not stand alone."""
    document, record = made("ilvara-2026-03-12", "officer-onepage")
    lone = replace(document, blocks=(*document.blocks, said("start-press", _text(record, "start-press"))))
    noted = extra(Paragraph((Run("Else", cites=("statement:start-chair/account",)),)))(lone)
    assert "E32" in {problem.code for problem in check_document(lone, record)}
    assert "E32" not in {problem.code for problem in check_document(noted, record)}


def test_nothing_superseded_is_shown() -> None:
    """E33: what another statement replaces may not be printed."""
    document, record = made("ilvara-2026-03-12", "dossier")
    old = next(key for s in record.statements for key in s.supersedes)
    shown = replace(document, blocks=(*document.blocks, said(old, _text(record, old))))
    assert [p.code for p in check_document(shown, record) if p.code == "E33"] == ["E33"]


def _text(record: Outcomes, key: str) -> str:
    return next(s.text for s in record.statements if s.id == key)


def _ranked(audience: Audience) -> Iterator[tuple[int, Document]]:
    ranks = {"flash": 0, "onepage": 1, "twopage": 2, "full": 3}
    for edition in every(audience):
        yield ranks[edition.length], made("paris-2025-09-04", edition.id)[0]


def test_a_shorter_edition_says_no_more() -> None:
    """E36: the set of an audience passes; a short document that says what no longer one does is refused."""
    record = paris("read-out")[1]
    whole = list(_ranked("principal"))
    assert check_set(whole, record) == []

    def gone(run: Run) -> Run:
        return replace(run, text="") if "statement:finalise" in str(run.cites) else run

    poorer = [(rank, changed(document, gone)) for rank, document in whole if rank > 0]
    found = check_set([*poorer, *(entry for entry in whole if entry[0] == 0)], record)
    assert [(problem.code, "`finalise`" in problem.message) for problem in found] == [("E36", True)]


def sides(*order: str) -> Callable[[Document], Document]:
    """Return a change that leaves only these positions on the venue, in this order."""

    def change(document: Document) -> Document:
        bare = changed(document, lambda run: replace(run, text="") if "statement:venue-" in str(run.cites) else run)
        return extra(*(said(key, _text(paris("desk-brief")[1], key)) for key in order))(bare)

    return change


def test_sides_stand_in_the_records_order() -> None:
    """E15: the same two positions pass in the order that the issue declares, and in no other."""
    document, record = paris("desk-brief")
    for order, codes in ((("venue-zelensky", "venue-putin"), []), (("venue-putin", "venue-zelensky"), ["E15"])):
        found = check_document(sides(*order)(document), record)
        assert [p.code for p in found if p.code == "E15"] == codes


def test_either_account_may_name_the_other() -> None:
    """E32: it does not matter which of two statements says that they differ."""
    document, record = made("ilvara-2026-03-12", "officer-onepage")
    lone = extra(said("start-press", _text(record, "start-press")))(document)
    for silent in ("start-press", "start-chair"):
        one_way = _with(record, silent, contradicts=())
        assert "E32" in {problem.code for problem in check_document(lone, one_way)}


def test_a_name_beside_a_form_is_disclosed_too() -> None:
    """E30: an editor's name in the cell beside a claim counts as printed."""
    document, record = paris("read-out")
    known = record.actors["zelensky"].model_copy(update={"basis": "editor"})
    named = record.model_copy(update={"actors": {**record.actors, "zelensky": known}})
    only = replace(document, blocks=(Paragraph((Run("President Zelensky", cites=("statement:guarantees-26/by",)),)),))
    found = [p.message for p in check_document(only, named) if p.code == "E30"]
    assert any("President Zelensky" in message for message in found)


def test_who_took_part_is_disclosed_too() -> None:
    """E30: a participant whom the editor named, and no statement names, has a note of it."""
    found = load(SEEDS / "ilvara-2026-03-12")
    record = found.outcomes
    guest = Actor(name="Otto Stille", title="Guest", basis="editor")
    meeting = record.meeting.model_copy(update={"participants": (Participant(actor="guest"),)})
    named = record.model_copy(update={"actors": {**record.actors, "guest": guest}, "meeting": meeting})
    released = releasable_to(named, "officer")
    wanted = [edition for edition in every("officer") if edition.id == "dossier"]
    document = Press().fitted(released, wanted, found.beside)["dossier"].document
    assert check_document(document, released) == []
    assert "E30" in {problem.code for problem in check_document(drop("editor/guest")(document), released)}


@pytest.mark.parametrize("name", ["WHO", "Said"])
def test_a_column_named_who_is_no_organisation(name: str) -> None:
    """E02: a template may say Who and said, whatever the record's actors are called, but not their names."""
    document, record = paris("read-out")
    actor = record.actors["reuters"].model_copy(update={"name": name, "short": None})
    named = record.model_copy(update={"actors": {**record.actors, "other": actor}})
    assert check_document(document, named) == []
    typed = extra(Paragraph((Run(f"As {name} put it:"),)))(document)
    assert [problem.code for problem in check_document(typed, named)] == ["E02"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("The EU met.", "EU"),
        ("EU: talks go on.", "EU"),
        ("EU’s view.", "EU"),
        ("UN-led talks.", "UN"),
        ("NGOs met.", "NGO"),
        ("EU27 met.", "EU"),
        ("The European Union (EU) met. The EU left.", None),
        ("NGOs (non-governmental organisations) met.", None),
        ("The G7 met on the A4.", None),
        ("Protocol II holds, it is TLP:CLEAR.", None),
    ],
)
def test_acronyms(words: str, told: str | None) -> None:
    """E21: two capitals or more, in the plural too; no Roman number, no marking, none that is expanded beside it."""
    document, record = paris("public-summary")
    bare = drop("term:EU")(document)
    found = check_document(extra(said("troops", words))(bare), _with(record, "troops", text=words))
    found = [problem for problem in found if problem.code == "E21" and "`troops`" in problem.message]
    assert [f"uses {told}," in problem.message for problem in found] == ([True] if told else [])


def _with(record: Outcomes, key: str, **fields: object) -> Outcomes:
    """Return a record with fields of one statement changed."""
    statements = (s.model_copy(update=fields) if s.id == key else s for s in record.statements)
    return record.model_copy(update={"statements": tuple(statements)})
