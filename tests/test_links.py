"""Links in every format: where an address leads, and what no file may hold."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pikepdf import Pdf
from tests.docx.opened import Opened

from briefkit.document import (
    Block,
    Box,
    Cell,
    Document,
    Heading,
    Item,
    ItemList,
    Meta,
    Note,
    Notes,
    Paragraph,
    Run,
    Table,
    Title,
)
from briefkit.errors import LayoutError
from briefkit.look import Look
from briefkit.writers import CLEARANCE, WRITERS

META = Meta("record.edition", "Title", "Read-out", "officer", "TLP:CLEAR", date(2026, 3, 3))
ADDRESSES = {
    "https://example.org/a_b*c?d=1&e=(2)|x": "https://example.org/a_b*c?d=1&e=(2)|x",
    "desk@example.org": "mailto:desk@example.org",
    "the press release": "http://example.org/~x_y",
}
"""What is shown → where it leads."""


def everywhere(*runs: Run) -> tuple[Block, ...]:
    """Return blocks with the runs in every place that can hold them."""
    return (
        Title((Run("T"),)),
        Paragraph(runs, "source"),
        Heading(1, (Run("A "), *runs), "a"),
        ItemList((Item(runs),)),
        Box("say", (Paragraph(runs),)),
        Table((Cell((Run("B"),)),), ((Cell(runs),),)),
        Paragraph((Run("See"), Run("¹", link="#n", anchor="r"))),
        Notes((Note("[1]", runs, "s"),), "sources"),
        Notes((Note("¹", runs, "n", "r"),)),
    )


@pytest.mark.parametrize("shown", ADDRESSES)
def test_an_address_is_a_link_everywhere(shown: str) -> None:
    """In PDF and Word each is a link to just that address; in Markdown it is one that readers of it find."""
    address = ADDRESSES[shown]
    blocks = everywhere(Run(shown, link=address))
    document = Document(META, blocks)
    with Pdf.open(BytesIO(WRITERS["pdf"](document, Look()))) as pdf:
        found = [str(link.A.URI) for page in pdf.pages for link in page.get("/Annots", []) if "/A" in link]
    assert len(found) == 7
    assert {target.replace("%7C", "|") for target in found} == {address}
    word = Opened(WRITERS["docx"](document, Look()))
    leading = [
        target
        for part in ("document", "footnotes")
        for *_, target, outside in word.arrows(f"word/{part}.xml")
        if outside
    ]
    assert {target.replace("%7C", "|") for target in leading} == {address}
    assert len(leading) == 2
    written = WRITERS["md"](document, Look()).decode().replace("\\|", "|")
    assert written.count(f"<{shown}>" if shown != "the press release" else f"[{shown}](<{address}>)") == 7


@pytest.mark.parametrize("kind", ["pdf", "docx", CLEARANCE, "md"])
@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "example.org", "https://a b"]
)
def test_other_addresses_are_refused(kind: str, link: str) -> None:
    """Every writer refuses an address of another scheme, and says where in the record it comes from."""
    document = Document(META, everywhere(Run("x", link=link, cites=("source:article",))))
    with pytest.raises(LayoutError) as caught:
        WRITERS[kind](document, Look())
    assert {(problem.code, problem.hint.split(" ")[0]) for problem in caught.value.problems} == {("L04", "An")}
    assert "in source:article" in caught.value.problems[0].message


def test_links_to_nowhere_are_refused() -> None:
    """An anchor that is not there is refused by the formats that lead to anchors."""
    document = Document(META, (Title((Run("T"),)), Paragraph((Run("x", link="#nowhere"),))))
    for kind in ("pdf", "docx"):
        with pytest.raises(LayoutError, match="#nowhere"):
            WRITERS[kind](document, Look())
    assert b"x" in WRITERS["md"](replace(document), Look())
