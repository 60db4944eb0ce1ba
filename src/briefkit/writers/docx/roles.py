"""Which of a template's styles a role has: the one that the house names; others that look alike are asked about."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from lxml import etree

from briefkit.errors import Place, Problem, UsageError
from briefkit.look.typeface import carlito
from briefkit.spelling import meant
from briefkit.writers.docx.cascade import Cascade
from briefkit.writers.docx.families import LetterFamily
from briefkit.writers.docx.styles import ROLES
from briefkit.writers.docx.template import Template
from briefkit.writers.docx.wml import W, get
from briefkit.writers.docx.wordfile import key, parsed

PUBLIC: Mapping[str, str] = {re.sub(r"(\d)$", r"-\1", role): role for role in ROLES}
"""The name of a role for those who write a house file → the role: `heading-1` → `heading1`."""
_TOKENS = {named.token: role for role, named in reversed(list(ROLES.items()))}
"""An entry of `look.styles`, by which a house file may call a role too → the first role that it sets."""
_HEADINGS = {level: f"heading{level}" for level in (1, 2, 3)}
_LIKE = re.compile(r"\bhead(?:ing|er|line)?s?\W*(\d)\b|\b(?:überschrift|titre|título|titolo)\W*(\d)\b", re.IGNORECASE)


def named_styles(
    template: Template, named: Mapping[str, str], places: Mapping[str, Place] = MappingProxyType({})
) -> Mapping[str, str]:
    """Return role → name of its style as the template writes it; UsageError where there is no such role or style."""
    styles = {name.lower(): name for name in _paragraph_styles(template)}
    problems, found = [], {}
    for public, name in named.items():
        role = PUBLIC.get(public) or _TOKENS.get(public) or (public if public in ROLES else "")
        if role and name.lower() in styles:
            found[role] = styles[name.lower()]
            continue
        refused = (
            _unknown(f"{template.name} has no paragraph style “{name}”", name, list(styles.values()))
            if role
            else _unknown(f"no part of a document is called {public!r}", public, list(PUBLIC))
        )
        problems.append(replace(refused, place=places.get(f"styles.{public}")))
    if problems:
        raise UsageError(*problems)
    return found


def lookalikes(template: Template) -> Iterator[Problem]:
    """Yield a question for each heading that has no named style while a style of the template looks like it."""
    candidates: dict[int, list[str]] = {level: [] for level in _HEADINGS}
    roots = [*map(parsed, (template.styles, template.numbering, template.theme))]
    cascade = Cascade(roots, carlito())
    for style in parsed(template.styles).iter(f"{W}style"):
        if get(style, "type") == "paragraph" and get(style, "customStyle") in {"1", "true"}:
            level = _level(style, cascade.setting(get(style, "styleId")).outline)
            candidates.get(level, []).append(get(style.find(f"{W}name"), "val"))
    for level, every in candidates.items():
        names = [name for name in every if name not in template.named.values()]
        if names and _HEADINGS[level] not in template.named:
            yield _question(template.name, level, names)


def left_out(template: Template) -> Iterator[Problem]:
    """Yield what was left out of the letterhead."""
    if template.letterhead.left_out:
        names = ", ".join(template.letterhead.left_out)
        hint = "Put plain text, or a picture (PNG or JPEG), in its place; only page numbers are taken as fields."
        message = f"of the letterhead of {template.name} these are left out: {names}"
        yield Problem("U07", message, hint=hint, severity="warning")


def two_logos(template: Template) -> Iterator[Problem]:
    """Yield that the letterhead has a picture where the house has a logo: the letterhead's stands alone."""
    if template.letterhead.pictured:
        message = f"the letterhead of {template.name} has a picture: the Word files do not show `logo` beside it"
        hint = "Leave `logo` for the PDF, which has no letterhead, or take the picture out of the letterhead."
        yield Problem("U07", message, hint=hint, severity="warning")


def unknown(template: Template, families: Mapping[str, LetterFamily]) -> Iterator[Problem]:
    """Yield the families whose widths are not known."""
    names = list(dict.fromkeys(family.name for family in families.values() if not family.known))
    if names:
        listed = ", ".join(f"“{name}”" for name in names)
        message = f"how wide the letters of {listed} are is not known: pages of {template.name} may break elsewhere"
        hint = "Columns have room to spare. Look at the Word files, or use a font that docs/word.md lists."
        yield Problem("U07", message, hint=hint, severity="warning")


def _question(template: str, level: int, names: list[str]) -> Problem:
    listed = " or ".join(f"“{name}”" for name in names[:3])
    return Problem(
        "U07",
        f"{template} has the style {listed}, which looks like its heading of level {level}; “heading {level}” is used",
        hint=f'Write [look] styles = {{heading-{level} = "{names[0]}"}} into briefkit.toml, or "heading {level}".',
        severity="warning",
    )


def _level(style: etree._Element, outline: int | None) -> int:
    """Return the level of heading that a style looks like, 0 for none: by its place in the outline, or its name."""
    like = _LIKE.search(key(style)[1])
    number = next(filter(None, like.groups()), "0") if like else "0"
    return outline + 1 if outline is not None else int(number)


def _paragraph_styles(template: Template) -> Iterator[str]:
    for style in parsed(template.styles).iter(f"{W}style"):
        if get(style, "type") == "paragraph":
            yield get(style.find(f"{W}name"), "val")


def _unknown(message: str, name: str, known: list[str]) -> Problem:
    return Problem("U07", message, hint=meant(name, known, f"There are: {', '.join(known[:30])}."))
