"""Word files (.docx, .docm, .dotx) as text."""

from collections import Counter

from briefkit.draft import passages
from briefkit.draft.extracted import Extracted, Unreadable
from briefkit.draft.titles import facts
from briefkit.draft.word.blocks import body, notes
from briefkit.draft.word.package import Element, W, opened
from briefkit.draft.word.styles import Styles, value

__all__ = ["read"]

_CORE = "{http://purl.org/dc/elements/1.1/}"


def read(data: bytes) -> Extracted:
    """Return the text of a Word file, its footnotes at the end; headers and footers are not read."""
    package = opened(data)
    styles = Styles(package.parts.get("styles"), package.parts.get("numbering"))
    found = body(package.document, styles)
    found += [note for name in ("footnotes", "endnotes") for note in notes(package.parts.get(name), styles)]
    if not any(found):
        hint = "If it holds pictures of pages, run text recognition over them (OCR)."
        raise Unreadable("is a Word document without text", hint)
    core, language = package.core, _language(package.document, package.parts.get("styles"))
    names = {"title": "title", "author": "creator"}
    properties = {} if core is None else {key: core.findtext(f"{_CORE}{name}") for key, name in names.items()}
    return Extracted(passages.document(found), facts([passage for passage in found if passage], properties, language))


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
