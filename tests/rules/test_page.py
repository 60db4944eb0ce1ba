"""The rules on finished documents: each passes what the pipeline makes, and refuses one thing done wrong to it."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.editions import EXAMPLES, fitted
from tests.pictures import bars
from tests.plainyaml import plain

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
    passages,
)
from briefkit.house import DEFAULT
from briefkit.loading import Loaded, load
from briefkit.markings import releasable_to
from briefkit.outcomes import Actor
from briefkit.outcomes.parts import Participant
from briefkit.press import Press, every
from briefkit.rules import balance, check_document, check_set, marked, printed, structure
from briefkit.wording import Composer

CASE = plain((Path(__file__).parent / "page.yaml").read_text(encoding="utf-8"))
Change = Callable[[Run], Run]
Made = tuple[Document, Composer]


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Return the record of page.yaml."""
    folder = tmp_path_factory.mktemp("harbour")
    for name, words in {**CASE["sources"], "outcomes.yaml": CASE["record"]}.items():
        (folder / name).write_text(words, encoding="utf-8")
    (folder / "chart.png").write_bytes(bars(60, 40))
    return load(folder)


def composed(loaded: Loaded, audience: str) -> dict[str, Made]:
    """Return every document of an audience, and what composed its wordings."""
    fitted = Press().fitted(releasable_to(loaded.outcomes, audience), every(audience), loaded.supplement)
    return {edition: (one.document, one.plan.composer) for edition, one in fitted.items()}


@pytest.fixture(scope="module")
def editions(harbour: Loaded) -> dict[str, Made]:
    """Return the documents of all audiences."""
    return {name: made for audience in DEFAULT.names for name, made in composed(harbour, audience).items()}


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


def said(key: str, text: str, form: str = "sentence") -> Paragraph:
    """Return a paragraph that prints a wording."""
    return Paragraph((Run(text, cites=(f"statement:{key}/{form}",)),))


def again(document: Document) -> Document:
    """Repeat the first wording of five words or more that stands in running text."""
    prose = (runs for block, runs in passages(document) if isinstance(block, Box | ItemList))
    run = next(r for runs in prose for r in runs if "/sentence" in " ".join(r.cites) and len(r.text.split()) > 5)
    return replace(document, blocks=(*document.blocks, Paragraph((run,))))


FAULTS: dict[str, tuple[str, str, Callable[[Document], Document]]] = {
    "a number typed in a template": ("E02", "read-out", extra(Paragraph((Run("All 26 agree."),)))),
    "a name typed in a template": ("E02", "read-out", extra(Paragraph((Run("As Roca put it:"),)))),
    "a number in words typed in a template": ("E02", "read-out", extra(Paragraph((Run("Twenty-six agree."),)))),
    "the place typed in a template": ("E02", "read-out", swap("What was said", "What was said in Avon")),
    "a month typed in a template": ("E02", "read-out", swap("What was said", "What was said in March")),
    "a row without its speaker": ("E03", "desk-brief", drop("statement:toll-roca/by")),
    "a row without a speaker whom nobody names": ("E03", "desk-brief", drop("statement:crew/by")),
    "the sources left out": ("E03", "read-out", drop("source:note")),
    "a wording cut short": ("E04", "at-a-glance", swap(", provided that the pier is repaired", "", "bottom/sentence")),
    "a wording reworded": ("E04", "desk-brief", swap("a free", "no free", "toll-roca/row")),
    "a picture half described": ("E04", "dossier", swap("One bar for each pier.", "One bar", "chart/alt")),
    "no as-of date": ("E14", "read-out", meta(footer="harbour · Read-out · page")),
    "another occasion among this one": ("E14", "read-out", drop("occasion:council")),
    "one side taken out": ("E15", "desk-brief", drop("statement:toll-roca/row")),
    "an assessment in the open": ("E16", "desk-brief", extra(said("unsafe", "The crane looks unsafe."))),
    "a title that goes on and on": (
        "E24",
        "read-out",
        first(Title, runs=(Run("word " * 17, cites=("record/title",)),)),
    ),
    "sources not listed": ("E29", "desk-brief", without(Notes)),
    "a source listed twice": ("E29", "read-out", extra(Paragraph((Run("Again.", cites=("source:note",)),), "source"))),
    "a source listed for nothing": ("E29", "read-out", extra(Paragraph((Run("Too.", cites=("source:x",)),), "source"))),
    "the editor's date not disclosed": ("E30", "read-out", drop("editor/meeting")),
    "the editor's date of an occasion not disclosed": ("E30", "read-out", drop("editor/occasion/council")),
    "the editor's date of a statement not disclosed": ("E30", "dossier", drop("statement:pays/on")),
    "the editor's names not disclosed": ("E30", "read-out", drop("editor/vik")),
    "one of two accounts taken out": ("E32", "read-out", drop("statement:full/sentence")),
    "what is superseded": ("E33", "dossier", extra(said("sea", "The Harbour Board meets at sea."))),
    "a date put into a next step": ("E37", "desk-brief", swap("no date stated", "30 May 2026", "rules/due")),
    "an owner put into a next step": ("E37", "desk-brief", swap("not stated", "Mayor Roca", "rules/owner")),
    "what must not be said beside a wording": (
        "E39",
        "read-out",
        extra(Paragraph((*said("fee", "The fee is open.").runs, Run(" Every boat runs.")))),
    ),
    "a marking too low": ("E26", "desk-brief", meta(marking="TLP:CLEAR")),
    "a wording without its marking": ("E25", "read-out", drop("statement:ask/marking")),
    "a wording with too low a marking": ("E25", "desk-brief", swap("AMBER", "GREEN", "empty/marking")),
    "a quote without its marking": (
        "E25",
        "dossier",
        extra(Paragraph((Run("he may resign", cites=("statement:resign/quote",)),))),
    ),
    "a quote with its marking in another cell": (
        "E25",
        "dossier",
        row(("he may resign", "statement:resign/quote"), ("[TLP:AMBER]", "statement:resign/marking")),
    ),
    "a label without a marking in its row": ("E25", "dossier", row(("Master Vik", "statement:resign/by"))),
    "another account without its marking": (
        "E25",
        "desk-brief",
        extra(Notes((Note("²", (Run("Else", cites=("statement:empty/account",)),), "note-2"),))),
    ),
    "above the ceiling": ("E27", "desk-brief", meta(audience="public")),
    "itself above the ceiling": ("E27", "public-summary", meta(marking="TLP:GREEN")),
    "no title": ("E34", "read-out", without(Title)),
    "a skipped level": ("E34", "read-out", extra(Heading(3, (Run("Deep"),), "deep"))),
    "a picture that is mute": ("E34", "dossier", drop("statement:chart/alt")),
    "an empty header cell": ("E34", "read-out", extra(Table((Cell(()),), ((Cell((Run("x"),)),),)))),
    "a sentence told again": ("E40", "read-out", again),
    "a page without a statement": ("E40", "read-out", lambda document: replace(document, blocks=document.blocks[:1])),
    "a heading over nothing": ("E40", "read-out", extra(Heading(1, (Run("Empty"),), "empty"))),
    "an acronym unexplained": ("E21", "parliamentary-briefing", drop("term:EU")),
}
"""What is done wrong → the code that finds it, the edition, how it is done."""


def codes(document: Document, composer: Composer) -> set[str]:
    """Return the codes of the problems of a document."""
    return {problem.code for problem in check_document(document, composer)}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_found(editions: dict[str, Made], what: str) -> None:
    """The rule that is meant for it finds it, names the document, and is an error unless it is a matter of style."""
    code, edition, fault = FAULTS[what]
    document, composer = editions[edition]
    spoilt = fault(document)
    assert spoilt != document
    found = [problem for problem in check_document(spoilt, composer) if problem.code == code]
    assert found
    assert all(problem.message.split(":")[0].endswith(edition) for problem in found)
    assert {problem.severity for problem in found} == {"warning" if code in {"E21", "E40"} else "error"}


def test_a_sentence_told_again_names_its_statement_once(editions: dict[str, Made]) -> None:
    """E40: where one statement stands in two sections, the hint does not tell of two statements."""
    document, composer = editions["read-out"]
    hints = [one.hint for one in check_document(again(document), composer) if one.code == "E40"]
    assert hints
    assert all("stands in two sections" in hint and "both" not in hint for hint in hints)


def test_every_page_rule_is_tried() -> None:
    """Each code that a rule on documents can raise is among the faults; E23 has tests of its own."""
    modules = [Path(str(one.__file__)) for one in (balance, marked, printed, structure)]
    text = "".join(path.read_text(encoding="utf-8") for path in modules)
    assert set(re.findall(r'"(E\d\d)"', text)) == {"E23", *(code for code, _, _ in FAULTS.values())}


def test_what_the_pipeline_makes_of_the_record_passes(editions: dict[str, Made]) -> None:
    """No edition of the record has an error or a warning."""
    assert set(editions) == {edition.id for edition in every()}
    assert {name: problems for name, made in editions.items() if (problems := check_document(*made))} == {}


@pytest.mark.parametrize("audience", DEFAULT.names)
@pytest.mark.parametrize("record", EXAMPLES)
def test_what_the_pipeline_makes_passes(record: str, audience: str) -> None:
    """No edition of an example has an error or a warning."""
    made = {name: (one.document, one.plan.composer) for name, one in fitted(record, audience).items()}
    assert {name: problems for name, one in made.items() if (problems := check_document(*one))} == {}


@pytest.mark.parametrize("silent", ["full", "empty"])
def test_another_account_must_be_told(editions: dict[str, Made], silent: str) -> None:
    """E32: one of two accounts may not stand without the other or a note, whichever of them is printed."""
    document, composer = editions["read-out"]
    lone = drop(f"statement:{silent}/sentence")(document)
    noted = extra(Paragraph((Run("Else", cites=(f"statement:{silent}/account",)),)))(lone)
    assert "E32" in codes(lone, composer)
    assert "E32" not in codes(noted, composer)


def test_a_shorter_edition_says_no_more(editions: dict[str, Made]) -> None:
    """E36: the set of an audience passes; a short document that says what no longer one does is refused."""
    ranks = {"flash": 0, "onepage": 1, "twopage": 2, "full": 3}
    whole = [(ranks[edition.length], editions[edition.id][0]) for edition in every("principal")]
    composer = editions["read-out"][1]
    assert check_set(whole, composer) == []

    def gone(run: Run) -> Run:
        return replace(run, text="") if "statement:fee/" in str(run.cites) else run

    poorer = [(rank, changed(document, gone) if rank else document) for rank, document in whole]
    found = check_set(poorer, composer)
    assert [(problem.code, "`fee`" in problem.message) for problem in found] == [("E36", True)]
    told = Run("There is another account.", cites=("statement:fee/account", "statement:fee/marking"))
    noted = [
        (rank, document if rank else extra(Paragraph((told,)))(changed(document, gone))) for rank, document in poorer
    ]
    assert check_set(noted, composer) == []


@pytest.mark.parametrize(("order", "refused"), [(("vik", "roca"), False), (("roca", "vik"), True)])
def test_sides_stand_in_the_records_order(editions: dict[str, Made], order: tuple[str, str], *, refused: bool) -> None:
    """E15: the same two positions pass in the order that the issue declares, and in no other."""
    document, composer = editions["desk-brief"]
    bare = changed(document, lambda run: replace(run, text="") if "statement:toll-" in str(run.cites) else run)
    words = {key: composer.part(composer.record.by_id[f"toll-{key}"], "sentence") for key in order}
    printed = extra(*(said(f"toll-{key}", words[key]) for key in order))(bare)
    assert ("E15" in codes(printed, composer)) == refused


def test_the_avoid_box_may_say_it(editions: dict[str, Made]) -> None:
    """E39: what must not be said stands in its box, and there is no problem."""
    document, composer = editions["read-out"]
    assert any("every boat runs" in run.text for _, runs in passages(document) for run in runs)
    assert "E39" not in codes(document, composer)


def test_a_name_beside_a_wording_is_disclosed_too(editions: dict[str, Made]) -> None:
    """E30: an editor's name in the cell beside a row counts as printed."""
    document, composer = editions["read-out"]
    only = replace(document, blocks=(Paragraph((Run("Master Vik", cites=("statement:resign/by",)),)),))
    assert any(p.code == "E30" and "Master Vik" in p.message for p in check_document(only, composer))


def test_who_took_part_is_disclosed_too(harbour: Loaded) -> None:
    """E30: a participant whom the editor named, and no statement names, has a note of it."""
    record = harbour.outcomes
    guest = Actor(name="Otto Stille", title="Guest", basis="editor")
    meeting = record.meeting.model_copy(update={"participants": (Participant(actor="guest"),)})
    named = record.model_copy(update={"actors": {**record.actors, "guest": guest}, "meeting": meeting})
    document, composer = composed(replace(harbour, outcomes=named), "officer")["dossier"]
    assert check_document(document, composer) == []
    assert "E30" in codes(drop("editor/guest")(document), composer)


@pytest.mark.parametrize("name", ["WHO", "Said"])
def test_a_column_named_who_is_no_organisation(editions: dict[str, Made], name: str) -> None:
    """E02: a template may say Who and said, whatever the record's actors are called, but not their names."""
    document, composer = editions["read-out"]
    actors = {**composer.record.actors, "other": Actor(name=name, kind="organisation")}
    named = Composer(composer.record.model_copy(update={"actors": actors}), composer.listing)
    assert check_document(document, named) == []
    typed = extra(Paragraph((Run(f"As {name} put it:"),)))(document)
    assert codes(typed, named) == {"E02"}


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
def test_acronyms(editions: dict[str, Made], words: str, told: str | None) -> None:
    """E21: two capitals or more, in the plural too; no Roman number, no marking, none that is expanded beside it."""
    document, composer = editions["public-summary"]
    record = composer.record
    statements = (s.model_copy(update={"text": words}) if s.id == "fee" else s for s in record.statements)
    other = Composer(record.model_copy(update={"statements": tuple(statements)}))
    only = replace(document, blocks=(said("fee", words),))
    found = [problem for problem in check_document(only, other) if problem.code == "E21"]
    assert [f"uses {told}," in problem.message for problem in found] == ([True] if told else [])


def test_a_heading_over_nothing_but_the_small_print_is_told(harbour: Loaded) -> None:
    """E40: what stands behind an empty last heading, the line of sources, is not what it heads."""
    document, composer = composed(harbour, "officer")["desk-brief"]
    at = next(i for i, block in enumerate(document.blocks) if isinstance(block, Paragraph) and block.role == "source")
    bare = Heading(1, (Run("Nothing below"),), "nothing")
    spoilt = replace(document, blocks=(*document.blocks[:at], bare, *document.blocks[at:]))
    told = [one.message for one in check_document(spoilt, composer) if one.code == "E40"]
    assert any("“Nothing below” has nothing below it" in one for one in told)
