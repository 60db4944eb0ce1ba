"""A Read-out built by hand: the page that the writers aim at."""

from datetime import date

from briefkit.document import (
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


def read_out() -> Document:
    """Return the Read-out of the Paris meeting."""
    return Document(
        Meta(
            identifier="paris-2025-09-04.read-out",
            title="Zelensky: 26 nations ready to give guarantees, pending ratification",
            edition="Read-out",
            audience="principal",
            marking="TLP:CLEAR",
            as_of=date(2025, 9, 4),
            organisation="Office of European Affairs",
            subject="Coalition of the Willing, 4 September 2025",
            keywords=("Ukraine", "security guarantees"),
            footer="paris-2025-09-04 · Read-out · as of 4 September 2025",
        ),
        (
            Paragraph((Run("READ-OUT · FOR THE PRINCIPAL"),), "kicker"),
            Title((Run("Zelensky: 26 nations ready to give guarantees, pending ratification"),)),
            Paragraph(
                (
                    Run("Coalition of the Willing, Paris and virtually, 4 September 2025"),
                    Run("¹", link="#note-1", anchor="ref-1"),
                    Run(". Leaders from 35 countries, Ukraine included."),
                ),
                "meeting",
            ),
            Box("bottom-line", (Paragraph((Run("Bottom line.", strong=True), Run(" " + BOTTOM_LINE)), "lead"),)),
            Heading(1, (Run("What was said"),), "said"),
            table(SAID),
            Heading(1, (Run("Not settled"),), "open"),
            table(OPEN),
            Heading(1, (Run("Can say"),), "say"),
            Box("say", (ItemList(tuple(Item((Run(line),)) for line in LINES)),)),
            Heading(1, (Run("Avoid saying"),), "avoid"),
            Box("avoid", (ItemList(tuple(Item((Run(a, emphasis=True), Run(b))) for a, b in AVOID)),)),
            Box("assessment", (Paragraph((Run("Assessment (the article’s).", strong=True), Run(" " + ASSESSMENT))),)),
            Paragraph((Run(SOURCE),), "source"),
            Notes((Note("¹", (Run("Year and President Putin’s office supplied by the editor."),), "note-1", "ref-1"),)),
        ),
        b'{"id": "paris-2025-09-04"}\n',
    )


def table(rows: tuple[tuple[str, ...], ...]) -> Table:
    """Return a table whose first column is strong, as the templates make them."""
    header, *body = rows
    return Table(
        tuple(Cell((Run(word),)) for word in header),
        tuple((Cell((Run(row[0], strong=True),)), *(Cell((Run(words),)) for words in row[1:])) for row in body),
    )


BOTTOM_LINE = (
    "President Zelensky announced that 26 nations are ready to give Ukraine legally binding guarantees, pending "
    "ratification by their parliaments. That had not yet occurred. President Macron said the process would be "
    "finalised with President Trump; no date is recorded."
)
SAID = (
    ("Status", "Who", "What"),
    (
        "Announced",
        "President Zelensky",
        "26 nations are ready to give Ukraine legally binding guarantees, pending ratification by their parliaments. "
        "That had not yet occurred.",
    ),
    (
        "Reported",
        "Reuters, cited by the article",
        "The guarantees involve military support, including the potential deployment of foreign troops in Ukraine "
        "post-war, provided hostilities have ceased.",
    ),
    (
        "Said",
        "President Macron",
        "The decision had already been developed at the level of defence ministers. (Which decision is not stated.)",
    ),
)
OPEN = (
    ("Question", "On record", "Date"),
    ("Ratification", "Pending in the parliaments of the 26 nations, President Zelensky said.", "not stated"),
    ("US role", "President Macron said the process would be finalised with President Trump.", "not stated"),
    (
        "Formats",
        "Final formats for coalition countries’ involvement in air, maritime or cyber defence are still being "
        "determined.",
        "not stated",
    ),
    (
        "Venue of future peace talks",
        "President Zelensky supports a neutral country. President Putin insists on Moscow, the article says.",
        "not stated",
    ),
    (
        "Zaporizhzhia plant",
        "Russia has proposed joint management ideas. Ukraine demands full sovereignty over the facility. It remains "
        "under Russian control.",
        "not stated",
    ),
)
LINES = (
    "President Zelensky has said 26 nations are ready to give legally binding guarantees, pending ratification by "
    "their parliaments.",
    "Reuters reports a potential deployment of foreign troops, post-war, provided hostilities have ceased.",
)
AVOID = (
    ("26 of the 35", ": nothing recorded says the 26 are among the 35."),
    ("Agreed, committed", ": the record holds one leader’s announcement, no agreed text."),
    ("After a ceasefire", ": the wording is “provided hostilities have ceased”."),
)
ASSESSMENT = (
    "The meeting demonstrated renewed momentum in the negotiation process, and a willingness among many countries to "
    "back Ukraine. This office has recorded none of its own."
)
SOURCE = "Source: one article without author or date, citing one source, Reuters, whose report was not seen."
