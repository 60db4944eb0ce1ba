"""Word files (.docx, .docm, .dotx) as text."""

from collections import Counter

from briefkit.draft import passages
from briefkit.draft.dates import dateline
from briefkit.draft.extracted import Extracted, Facts, Unreadable
from briefkit.draft.titles import confirmed, first_heading
from briefkit.draft.word.blocks import body, notes
from briefkit.draft.word.package import Element, Package, W, opened
from briefkit.draft.word.styles import Styles, value

__all__ = ["read"]

_CORE = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes) -> Extracted:
    """Return the text of a Word file, its footnotes at the end; headers and footers are not read."""
    package = opened(data)
    styles = Styles(package.part("styles"), package.part("numbering"))
    found = body(package.document, styles)
    found += [note for name in ("footnotes", "endnotes") for note in notes(package.part(name), styles)]
    if not any(found):
        hint = "If it holds pictures of pages, run text recognition over them (OCR)."
        raise Unreadable("is a Word document without text", hint)
    return Extracted(passages.document(found), _facts(package, [passage for passage in found if passage][:40]))


def _facts(package: Package, first: list[str]) -> Facts:
    """Return what the core properties tell, as far as the text bears it out, and what the first lines tell."""
    core = package.core
    title, author = (None if core is None else core.findtext(f"{_CORE}{name}") for name in ("title", "creator"))
    return Facts(
        title=confirmed(title, first) or first_heading(first),
        issued=dateline(first),
        author=confirmed(author, first),
        language=_language(package.document, package.part("styles")),
    )


def _language(document: Element, styles: Element | None) -> str | None:
    """Return the language of most of the text as the runs declare it, else that of the styles' defaults."""
    spoken: Counter[str] = Counter()
    default = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    usual = "" if default is None else value(default, "val")
    for run in document.iter(f"{W}r"):
        own = run.find(f"{W}rPr/{W}lang")
        named = usual if own is None else value(own, "val") or usual
        spoken[named] += sum(len(text.text or "") for text in run.iterchildren(f"{W}t"))
    return next((named for named, _ in spoken.most_common(1) if named), None)
