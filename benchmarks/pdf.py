"""A tagged, archival PDF against plain Platypus on the same story; its size; and how time grows with pages.

Only ratios inside one run are worth quoting: median over interleaved, warm runs, CPU time.
"""

import io
import math
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph as Plain
from reportlab.platypus import SimpleDocTemplate, TableStyle
from reportlab.platypus import Table as PlainTable

from briefkit.document import Box, Document, ItemList, Notes, Paragraph, Runs, Table, Title, passages
from briefkit.loading import load
from briefkit.look import A4, STYLES, Look
from briefkit.markings import releasable_to
from briefkit.press import Press, every
from briefkit.writers import WRITERS, measure

ROOT = Path(__file__).parents[1]
RUNS = 31
FONTS = {"Carlito": "Regular", "Carlito-Bold": "Bold"}


def brief() -> Document:
    """Return the two-page Desk brief of the first example."""
    found = load(ROOT / "seeds" / "paris-2025-09-04")
    (edition,) = [one for one in every() if one.id == "desk-brief"]
    return Press().fitted(releasable_to(found.outcomes, "officer"), [edition], found.supplement)["desk-brief"].document


def text(runs: Runs) -> str:
    """Return runs as Platypus markup."""
    escaped = [run.text.replace("&", "&amp;").replace("<", "&lt;") for run in runs]
    return "".join(f"<b>{t}</b>" if run.strong else t for t, run in zip(escaped, runs, strict=True))


def plain(document: Document) -> bytes:
    """Write the same words with stock Platypus: no tags, no archive."""
    body = ParagraphStyle("body", fontName="Carlito", fontSize=10.5, leading=14, spaceAfter=5)
    head = ParagraphStyle("head", body, fontName="Carlito-Bold", fontSize=12.5, textColor=HexColor("#1F4E79"))
    story = []
    for block in document.blocks:
        match block:
            case Table():
                cells = [[Plain(text(cell.runs), body) for cell in row] for row in (block.header, *block.rows)]
                style = TableStyle(
                    [("FONTNAME", (0, 0), (-1, -1), "Carlito"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, "grey")]
                )
                story.append(PlainTable(cells, repeatRows=1, style=style))
            case Paragraph() | Title() | ItemList() | Box() | Notes():
                story += [Plain(text(runs), body) for _, runs in passages(replace(document, blocks=(block,)))]
            case _:
                story += [Plain(text(runs), head) for _, runs in passages(replace(document, blocks=(block,)))]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=(A4.width, A4.height), leftMargin=62, rightMargin=62).build(story)
    return out.getvalue()


def seconds(job: Callable[[], object]) -> float:
    """Return the CPU time of a job."""
    start = time.process_time()
    job()
    return time.process_time() - start


def ratio(document: Document) -> float:
    """Return tagged over plain, the median of interleaved warm runs."""
    for name, face in FONTS.items():
        pdfmetrics.registerFont(TTFont(name, ROOT / "src" / "briefkit" / "fonts" / f"Carlito-{face}.ttf"))
    pdfmetrics.registerFontFamily("Carlito", "Carlito", "Carlito-Bold", "Carlito", "Carlito-Bold")
    look = Look()
    pairs = [
        (seconds(lambda: WRITERS["pdf"](document, look)), seconds(lambda: plain(document))) for _ in range(RUNS + 3)
    ]
    return statistics.median(tagged / other for tagged, other in pairs[3:])


def growth(document: Document) -> tuple[int, int, float]:
    """Return the pages of a long and a ten times longer document, and the exponent of time between them."""
    look = Look(styles=STYLES)
    body = tuple(b for b in document.blocks if isinstance(b, (Paragraph, Table, Box)))
    title = next(b for b in document.blocks if isinstance(b, Title))
    notes = tuple(b for b in document.blocks if isinstance(b, Notes))
    times, pages = [], []
    for factor in (62, 620):
        long = replace(document, blocks=(title, *body * factor, *notes))
        pages.append(measure(long, look).pages)
        times.append(min(seconds(lambda long=long: WRITERS["pdf"](long, look)) for _ in range(2)))
    exponent = math.log(times[1] / times[0]) / math.log(pages[1] / pages[0])
    return pages[0], pages[1], exponent


def main() -> None:
    """Print the three figures with their targets."""
    document = brief()
    print(f"PDF  tagged and archival / plain Platypus: {ratio(document):.2f} (target 1.35)")
    print(f"PDF  size of a two-page brief: {len(WRITERS['pdf'](document, Look())) / 1000:.1f} KB (target 60)")
    few, many, exponent = growth(document)
    print(f"PDF  growth exponent, {few} to {many} pages: {exponent:.2f} (target 1.10)")


if __name__ == "__main__":
    main()
