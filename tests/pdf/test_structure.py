"""Every file is tagged and archival as our own checker understands it, and each fault is found."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from operator import delitem, setitem
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, pdfa
from tests.docx.material import LOOK, RANDOM, editions, pdfs
from tests.pdf.checker import elements, faults
from tests.pdf.read_out import read_out
from tests.pictures import drawn
from tests.samples import sizes

from briefkit.document import Figure, Run
from briefkit.writers import WRITERS

Fault = Callable[[Pdf], object]


@pytest.fixture(scope="module")
def good() -> bytes:
    """Write a document with tables, boxes, links, notes, a picture and an attached record."""
    page = read_out()
    figure = Figure(drawn(600, 200), (Run("Bars for three stages"),), (Run("The stages"),))
    return WRITERS["pdf"](replace(page, blocks=(*page.blocks[:-2], figure, *page.blocks[-2:])), LOOK)


@pytest.mark.parametrize("count", sizes(len(RANDOM), 60))
def test_files_have_no_faults(count: int) -> None:
    """House editions of both examples and random documents with every kind of block pass."""
    found = {name: faults(data) for name, data in pdfs(count).items()}
    assert len(found) >= 18 + count
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_files_are_sound() -> None:
    """No file has an error of syntax."""
    for name in editions():
        with pikepdf.open(BytesIO(pdfs()[name])) as pdf:
            assert pdf.check_pdf_syntax() == []


def test_files_are_archival_at_level_b() -> None:
    """A second checker finds nothing, given level B and no extension schema, which it does not know."""
    for name in editions():
        with pikepdf.open(BytesIO(pdfs()[name])) as pdf:
            packet = pdf.Root.Metadata.read_bytes().replace(b"conformance>A<", b"conformance>B<")
            packet = re.sub(rb"<pdfaExtension:schemas>.*?</pdfaExtension:schemas>", b"", packet, flags=re.DOTALL)
            packet = re.sub(rb'\s+xmlns:(pdfaExtension|pdfaSchema|pdfaProperty|pdfuaid)="[^"]*"', b"", packet)
            pdf.Root.Metadata.write(packet.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""))
            assert list(pdfa.check(pdf, "3b").findings) == []


def test_the_tree_has_every_role_that_a_brief_needs(good: bytes) -> None:
    """Title and headings, lists with labels, tables with scoped headers, notes, references and links are there."""
    with pikepdf.open(BytesIO(good)) as pdf:
        roles = {str(element.S)[1:] for element, _ in elements(pdf)}
    assert roles >= {"Document", "H1", "H2", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Note", "Link"}
    assert roles >= {"Figure", "Caption"}


def _all(pdf: Pdf, kind: str, value: str) -> Iterator[Any]:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and str(thing.get(kind, "")) == value:
            yield thing


def _first(pdf: Pdf, role: str) -> Any:
    return next(_all(pdf, "/S", role))


def _each(pdf: Pdf, kind: str, value: str, change: Callable[[Any], object]) -> None:
    found = list(_all(pdf, kind, value))
    assert found
    for thing in found:
        change(thing)


def _code(pdf: Pdf, old: bytes, new: bytes) -> None:
    contents = pdf.pages[0].Contents
    code = contents.read_bytes()
    assert old in code
    contents.write(code.replace(old, new, 1))


def _packet(pdf: Pdf, old: bytes, new: bytes) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    assert old in packet
    pdf.Root.Metadata.write(packet.replace(old, new))


def _swap_parents(pdf: Pdf) -> None:
    entries = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    entries[0], entries[len(entries) - 1] = entries[len(entries) - 1], entries[0]


def _reverse(pdf: Pdf) -> None:
    document = pdf.Root.StructTreeRoot.K[0]
    document.K = Array(reversed(list(document.K)))


def _claim_twice(pdf: Pdf) -> None:
    _first(pdf, "/TD").K.append(_first(pdf, "/H1").K[0])


def _adopt_link(pdf: Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    numbers[len(numbers) - 1] = _first(pdf, "/H1")


def _lead_nowhere(pdf: Pdf) -> None:
    for link in _all(pdf, "/Subtype", "/Link"):
        link.Dest[0] = pdf.Root


def _drop_heads(pdf: Pdf) -> None:
    for cell in _first(pdf, "/TR").K:
        cell.S = Name.TD


FAULTS: dict[str, tuple[str, Fault]] = {
    "language": ("no language", lambda pdf: delitem(pdf.Root, "/Lang")),
    "marked": ("not marked as tagged", lambda pdf: delitem(pdf.Root, "/MarkInfo")),
    "title shown": ("the title is not displayed", lambda pdf: delitem(pdf.Root, "/ViewerPreferences")),
    "tree": ("no structure tree", lambda pdf: delitem(pdf.Root, "/StructTreeRoot")),
    "page key": ("a page is not tied to the structure", lambda pdf: delitem(pdf.pages[0].obj, "/StructParents")),
    "tabs": ("a page's tab order", lambda pdf: delitem(pdf.pages[0].obj, "/Tabs")),
    "scope": ("a header cell has no scope", lambda pdf: delitem(_first(pdf, "/TH"), "/A")),
    "role": ("Hh is no role", lambda pdf: setitem(_first(pdf, "/H1"), "/S", Name("/Hh"))),
    "nesting": ("LI stands in P", lambda pdf: setitem(_first(pdf, "/L"), "/S", Name("/P"))),
    "note": ("a note has no identifier", lambda pdf: delitem(_first(pdf, "/Note"), "/ID")),
    "level": ("a heading skips a level", lambda pdf: setitem(_first(pdf, "/H2"), "/S", Name("/H4"))),
    "mark lost": (
        "a mark, the tree and the parent tree disagree",
        lambda pdf: setitem(_first(pdf, "/H1"), "/K", Array()),
    ),
    "mark unknown": ("the tree claims content", lambda pdf: _code(pdf, b"<</MCID 0>>", b"<</MCID 900>>")),
    "parents swapped": ("a mark, the tree and the parent tree disagree", _swap_parents),
    "unmarked": ("something is painted outside", lambda pdf: _code(pdf, b"EMC", b"EMC 0 0 1 1 re f")),
    "not closed": ("marked content is nested", lambda pdf: _code(pdf, b"EMC", b"")),
    "font": (
        "is not embedded",
        lambda pdf: _each(pdf, "/Type", "/FontDescriptor", lambda font: delitem(font, "/FontFile2")),
    ),
    "characters": (
        "does not tell its characters",
        lambda pdf: _each(pdf, "/Type", "/Font", lambda font: delitem(font, "/ToUnicode")),
    ),
    "link text": (
        "a link has no text of its own",
        lambda pdf: _each(pdf, "/Subtype", "/Link", lambda link: delitem(link, "/Contents")),
    ),
    "link owner": (
        "a link is not in the structure",
        lambda pdf: _each(pdf, "/Subtype", "/Link", lambda link: delitem(link, "/StructParent")),
    ),
    "claim": ("pdfuaid:part is not 1", lambda pdf: _packet(pdf, b"<pdfuaid:part>1", b"<pdfuaid:part>2")),
    "archive": ("pdfaid:conformance is not A", lambda pdf: _packet(pdf, b"conformance>A", b"conformance>B")),
    "titles differ": ("Title differs", lambda pdf: setitem(pdf.docinfo, "/Title", "Another")),
    "profile": ("no colour profile", lambda pdf: delitem(pdf.Root, "/OutputIntents")),
    "order": ("content is read in another order", _reverse),
    "claimed twice": ("the tree claims content twice", _claim_twice),
    "two titles": ("there is not one title", lambda pdf: setitem(_first(pdf, "/H2"), "/S", Name.H1)),
    "bookmarks": ("headings and bookmarks differ", lambda pdf: delitem(pdf.Root, "/Outlines")),
    "note lost": ("a note cannot be found", lambda pdf: delitem(pdf.Root.StructTreeRoot, "/IDTree")),
    "row": ("the rows of a table differ", lambda pdf: _first(pdf, "/TR").K.append(_first(pdf, "/TD"))),
    "header row": ("a table has no header row", _drop_heads),
    "crossing": ("marked content crosses", lambda pdf: _code(pdf, b"ET\nEMC", b"EMC\nET")),
    "link parent": ("a link is not in the structure", _adopt_link),
    "link goal": ("a link leads to no page", _lead_nowhere),
    "authors differ": ("Author differs", lambda pdf: setitem(pdf.docinfo, "/Author", "Another")),
    "dates differ": ("ModDate differs", lambda pdf: _packet(pdf, b"2025-09-04", b"2025-09-05")),
    "languages differ": ("the language differs", lambda pdf: setitem(pdf.Root, "/Lang", "fr")),
    "picture mute": ("a figure is not described", lambda pdf: delitem(_first(pdf, "/Figure"), "/Alt")),
    "picture nowhere": ("a figure has no place", lambda pdf: delitem(_first(pdf, "/Figure"), "/A")),
    "picture loose": (
        "a picture is painted outside its figure",
        lambda pdf: setitem(_first(pdf, "/Figure"), "/S", Name.P),
    ),
    "attachment": ("an attachment is not associated", lambda pdf: delitem(pdf.Root, "/AF")),
}
"""What is taken away or altered → what the checker says, how it is done."""


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_found(good: bytes, what: str) -> None:
    """The checker finds each fault put into a good file."""
    told, fault = FAULTS[what]
    assert faults(good) == []
    out = BytesIO()
    with pikepdf.open(BytesIO(good)) as pdf:
        fault(pdf)
        pdf.save(out, static_id=True, fix_metadata_version=False)
    assert any(told in found for found in faults(out.getvalue()))
