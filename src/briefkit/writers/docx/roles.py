"""Which style of a template sets a role: the one that the house names; other headings are asked about."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType

from briefkit.errors import Place, Problem, UsageError
from briefkit.look.typeface import carlito
from briefkit.spelling import meant
from briefkit.writers.docx.cascade import Cascade
from briefkit.writers.docx.families import LetterFamily
from briefkit.writers.docx.styles import ROLES
from briefkit.writers.docx.template import Template
from briefkit.writers.docx.wml import W, get
from briefkit.writers.docx.wordfile import parsed

_ROLES = {named.token: role for role, named in reversed(list(ROLES.items()))}
"""An entry of `look.styles`, as a house file names it → the first role that it sets."""
_LIKE = re.compile(r"\bhead(?:ing|er|line)?s?\W*(\d)\b|\b(?:überschrift|titre|título|titolo)\W*(\d)\b", re.IGNORECASE)


def named_styles(
    template: Template, named: Mapping[str, str], places: Mapping[str, Place] = MappingProxyType({})
) -> Mapping[str, str]:
    """Return role → name of its style as the template writes it; UsageError where it has no such style."""
    nodes = parsed(template.styles).iter(f"{W}style")
    names = (get(node.find(f"{W}name"), "val") for node in nodes if get(node, "type") == "paragraph")
    styles = {name.lower(): name for name in names}
    problems, chosen = [], {}
    for token, name in named.items():
        if name.lower() in styles:
            chosen[_ROLES[token]] = styles[name.lower()]
        else:
            known = list(styles.values())
            hint = meant(name, known, f"There are: {', '.join(known[:30])}.")
            message = f"{template.name} has no paragraph style “{name}”"
            problems.append(Problem("U07", message, places.get(f"styles.{token}"), hint))
    if problems:
        raise UsageError(*problems)
    return chosen


def remarks(template: Template, families: Mapping[str, LetterFamily]) -> Iterator[Problem]:
    """Yield what the author of a template may want to know: what was left out, styles that look alike, widths."""
    place = Place(template.name, 0)
    warnings, notes = chain(_on_letterhead(template), _lookalikes(template)), _unknown_widths(template, families)
    yield from (Problem("U07", message, place, hint, "warning") for message, hint in warnings)
    yield from (Problem("U07", message, place, hint, "note") for message, hint in notes)


def _on_letterhead(template: Template) -> Iterator[tuple[str, str]]:
    """Yield what was left out of the letterhead, and that its picture says nothing to who cannot see it."""
    head = f"the letterhead of {template.name}"
    if template.letterhead.left_out:
        yield (
            f"of {head} these are left out: {', '.join(template.letterhead.left_out)}",
            "Put plain text, a PNG or a JPEG in its place, or take out its label too; of fields, page numbers stay.",
        )
    if template.letterhead.undescribed:
        yield (
            f"{head} has a picture without words for readers who do not see it",
            "In Word: right-click the picture, View Alt Text, and write what it shows, or mark it as decorative.",
        )


def _lookalikes(template: Template) -> Iterator[tuple[str, str]]:
    """Yield a question for each heading that has no named style while a style of the template looks like it."""
    root, numbering, theme = map(parsed, (template.styles, template.numbering, template.theme))
    cascade = Cascade((root, numbering, theme), carlito())
    levels: dict[int, list[str]] = defaultdict(list)
    for style in root.iter(f"{W}style"):
        name = get(style.find(f"{W}name"), "val")
        own = get(style, "type") == "paragraph" and get(style, "customStyle") in {"1", "true"}
        if own and name not in template.named.values():
            outline, like = cascade.setting(get(style, "styleId")).outline, _LIKE.search(name)
            number = next(filter(None, like.groups()), 0) if like else 0
            levels[int(number) if outline is None else outline + 1].append(name)
    for level in (1, 2, 3):
        if levels[level] and f"heading{level}" not in template.named:
            looks, heading = " or ".join(f"“{name}”" for name in levels[level][:3]), f"heading {level}"
            message = f"has the style {looks}, which looks like its heading of level {level}; “{heading}” is used"
            hint = (
                f'Write [look] styles = {{heading-{level} = "{levels[level][0]}"}} into briefkit.toml, or "{heading}".'
            )
            yield f"{template.name} {message}", hint


def _unknown_widths(template: Template, families: Mapping[str, LetterFamily]) -> Iterator[tuple[str, str]]:
    """Yield the families whose widths are not known: what can be done about it is to look."""
    names = dict.fromkeys(f"“{family.name}”" for family in families.values() if not family.known)
    if names:
        wide = f"how wide the letters of {', '.join(names)} are is not known"
        hint = "Columns have room to spare, so nothing is cut off; look at the Word files once before you share them."
        yield f"{wide}: pages of {template.name} may break elsewhere", hint
