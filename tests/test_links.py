"""Links in every format: where an address leads."""

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
from briefkit.look import Look
from briefkit.writers import WRITERS

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
