"""Word documents: a document and a look in, the bytes of a .docx file out."""

from dataclasses import replace

from briefkit.document import Document
from briefkit.errors import Place, Problem
from briefkit.look import Look
from briefkit.writers.docx.file import docx
from briefkit.writers.docx.template import Template

__all__ = ["Template", "paged", "remarks", "write"]


def write(document: Document, look: Look, *, clearance: bool = False, template: Template | None = None) -> bytes:
    """Return the final copy, which holds nothing that is not printed, or the copy that goes round for clearance.

    In that a content control and a hidden bookmark stand around each form, changes are tracked, the header says DRAFT.
    A template gives styles, theme and page in place of the look's.
    """
    return docx(document, look, clearance=clearance, template=template)


def paged(template: Template, look: Look) -> Look:
    """Return the look of a PDF whose lines and pages break as those of Word files in a template."""
    from briefkit.writers.docx.adopt import adopted
    from briefkit.writers.docx.sizes import matched

    sheet = adopted(template, look, "en")
    return matched(look, sheet.look or look, sheet.families)


def remarks(template: Template, look: Look) -> list[Problem]:
    """Return what an author of a template may want to know: what was left out, styles that look meant, widths."""
    from briefkit.writers.docx.adopt import adopted
    from briefkit.writers.docx.roles import left_out, meant, two_logos, unknown

    sheet = adopted(template, look, "en")
    logos = two_logos(template) if look.logo else ()
    found = [*left_out(template), *logos, *meant(template), *unknown(template, sheet.families)]
    return [replace(one, place=one.place or Place(template.name, 0)) for one in found]
