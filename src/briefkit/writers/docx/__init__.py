"""Word documents: a document and a look in, the bytes of a .docx file out."""

from dataclasses import replace

from briefkit.errors import Place, Problem
from briefkit.look import Look
from briefkit.writers.docx.file import write
from briefkit.writers.docx.template import Template

__all__ = ["Template", "paged", "remarks", "write"]


def paged(template: Template, look: Look) -> Look:
    """Return the look of a PDF whose lines and pages break as those of Word files in a template."""
    from briefkit.writers.docx.adopt import adopted, matched

    sheet = adopted(template, look, "en")
    return matched(look, sheet.look or look, sheet.families)


def remarks(template: Template, look: Look) -> list[Problem]:
    """Return what an author of a template may want to know: what was left out, styles that look meant, widths."""
    from briefkit.writers.docx.adopt import adopted
    from briefkit.writers.docx.roles import left_out, lookalikes, two_logos, unknown

    sheet = adopted(template, look, "en")
    logos = two_logos(template) if look.logo else ()
    found = [*left_out(template), *logos, *lookalikes(template), *unknown(template, sheet.families)]
    return [replace(one, place=one.place or Place(template.name, 0)) for one in found]
