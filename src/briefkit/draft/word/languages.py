"""The language in which most of a Word file is written."""

from collections import Counter

from briefkit.draft.word.package import Element, W
from briefkit.draft.word.styles import value


def language(document: Element, styles: Element | None) -> str | None:
    """Return the language of most of the text as the runs declare it, else that of the styles' defaults."""
    spoken: Counter[str] = Counter()
    default = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    usual = "" if default is None else value(default, "val")
    for run in document.iter(f"{W}r"):
        own = run.find(f"{W}rPr/{W}lang")
        named = usual if own is None else value(own, "val") or usual
        spoken[named] += sum(len(text.text or "") for text in run.iterchildren(f"{W}t"))
    return next((named for named, _ in spoken.most_common(1) if named), None)
