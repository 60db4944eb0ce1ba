"""PDF files as text."""

from collections.abc import Sequence
from contextlib import closing

from briefkit.draft import passages
from briefkit.draft.extracted import Extracted, Unreadable
from briefkit.draft.pdf.furniture import without_furniture
from briefkit.draft.pdf.glyphs import declared, opened, pages
from briefkit.draft.pdf.lines import Line, lines, size_of_text
from briefkit.draft.pdf.paragraphs import Column, page_passages
from briefkit.draft.titles import facts

__all__ = ["read"]

_OCR = "Run text recognition over it (OCR, e.g. `ocrmypdf in.pdf out.pdf`), and check what it reads."


def read(data: bytes) -> Extracted:
    """Return the text of a PDF file, its pages divided by form feeds; Unreadable where it has none."""
    with closing(opened(data)) as file:
        drawn = [(page, lines(page)) for page in pages(file)]
        information, language = declared(file)
    bodies = without_furniture(drawn)
    usual = _column([line for page in bodies for line in page])
    texts = [page_passages(page, usual) for page in bodies]
    if not any(texts):
        raise Unreadable("is a scanned PDF: its pages are pictures without text", _OCR)
    properties = {"title": information.get("Title"), "author": information.get("Author")}
    known = facts([passage for text in texts for passage in text], properties, language or None)
    return Extracted("\f".join(passages.document(text) for text in texts), known, _notes([p for _, p in drawn]))


def _column(every: Sequence[Line]) -> Column:
    bold = sum(len(line.text) for line in every if line.bold) * 2 > sum(len(line.text) for line in every)
    return Column(size_of_text(every), bold, passages.vocabulary(line.text for line in every))


def _notes(drawn: Sequence[Sequence[Line]]) -> tuple[str, ...]:
    """Return which pages hold no text."""
    empty = [str(number) for number, lines in enumerate(drawn, 1) if not lines]
    if not empty:
        return ()
    numbers = ", ".join(empty[:10]) + ("…" if len(empty) > 10 else "")  # noqa: PLR2004 - numbers that a reader takes in
    return (f"no text on page {numbers}: empty, or a picture that needs text recognition",)
