"""The copy for clearance: each printed form in a control and a bookmark, by which edits can be read back."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from re import findall, fullmatch

from tests.docx import read
from tests.docx.material import LOOK, documents, notes_last, pairs, written
from tests.docx.opened import Opened, W, value

from briefkit.document import Contents, Document, Figure, Meta, Paragraph, Run, Title, passages, text
from briefkit.writers.docx import write

META = Meta("demo.read-out", "Demo", "Read-out", "principal", "TLP:CLEAR", date(2025, 9, 4))


def controlled(run: Run) -> list[str]:
    """Return what of statements a run prints and somebody may edit: not the marking behind it."""
    return [cite for cite in run.cites if fullmatch(r"statement:.+/.+(?<!/marking)", cite)]


def forms(document: Document) -> Iterator[tuple[str, str]]:
    """Yield `ID/FORM` and text of each printed form, in reading order."""
    for block, passage in passages(document):
        if not isinstance(block, Contents) and not (isinstance(block, Figure) and passage is block.alt):
            for cites, group in groupby(passage, key=controlled):
                yield from ((cite.removeprefix("statement:"), text(tuple(group))) for cite in cites[:1])


def controls(file: Opened) -> Iterator[tuple[str, str, str]]:
    """Yield tag, bookmark and text of each control."""
    for control in (control for _, story in file.stories() for control in story.iter(f"{W}sdt")):
        properties = control.find(f"{W}sdtPr")
        if properties.find(f"{W}docPartObj") is None:
            words = "".join(node.text or "" for node in control.iter(f"{W}t"))
            yield value(properties.find(f"{W}tag")), value(control.getprevious(), "name"), words


def test_every_form_has_its_control() -> None:
    """Each printed form stands alone in a control whose tag and bookmark name its statement."""
    seen = 0
    for name, data in written(clearance=True).items():
        document, found = documents()[name], list(controls(Opened(data)))
        assert [(tag, words) for tag, _, words in found] == [
            (f"statement:{f}", words) for f, words in forms(notes_last(document))
        ], name
        for number, (tag, bookmark, _) in enumerate(found, 1):
            assert bookmark.startswith(f"_bk_{number:04d}_{'_'.join(findall('[0-9A-Za-z]+', tag)[1:])}"[:40]), name
        seen += len(found)
    assert seen > 300


def test_a_marking_is_in_no_control() -> None:
    """The control of a form that is marked higher than the record holds the form, and the marking follows it."""
    form = Run("They may yield.", cites=("statement:a/short",))
    marking = Run("\u00a0[TLP:AMBER]", cites=("statement:a/marking",))
    file = Opened(write(Document(META, (Title((Run("T"),)), Paragraph((form, marking)))), LOOK, clearance=True))
    assert [(tag, words) for tag, _, words in controls(file)] == [("statement:a/short", "They may yield.")]
    assert "".join(node.text or "" for node in file.body.iter(f"{W}t")).endswith("yield.\u00a0[TLP:AMBER]")


def test_a_final_copy_has_no_trace_of_it() -> None:
    """A final copy has no control but the contents list, no bookmark of ours, no DRAFT of its own and no tracking."""
    for name, document, data in pairs():
        file = Opened(data)
        assert list(controls(file)) == [], name
        assert b"_bk_" not in file.parts["word/document.xml"], name
        assert (b"DRAFT" in file.parts["word/header1.xml"]) is document.meta.standing.startswith("DRAFT"), name


def test_it_says_draft_and_prints_the_same() -> None:
    """A clearance copy prints the words of the final one; its header and properties say draft."""
    for name, data in written(clearance=True).items():
        assert read.text(data) == read.text(written()[name]), name
        file = Opened(data)
        assert "".join(t.text or "" for t in file.trees["word/header1.xml"].iter(f"{W}t")).startswith("DRAFT"), name
        assert b"<cp:contentStatus>Draft<" in file.parts["docProps/core.xml"], name


def test_long_ids_stay_apart() -> None:
    """Tags, aliases and bookmarks of ids longer than Word takes are cut, and stay different."""
    ids = [f"statement:{'long-' * 30}{n}/text" for n in range(200)]
    blocks = (Title((Run("T"),)), *(Paragraph((Run("words", cites=(cite,)),)) for cite in ids))
    file = Opened(write(Document(META, blocks), LOOK, clearance=True))
    found = list(controls(file))
    aliases = [value(node) for node in file.body.iter(f"{W}alias")]
    assert len({tag for tag, _, _ in found}) == len({mark for _, mark, _ in found}) == len(set(aliases)) == 200
    assert max(len(tag) for tag, _, _ in found) <= 64
    assert max(map(len, aliases)) <= 64
    assert max(len(mark) for _, mark, _ in found) <= 40
