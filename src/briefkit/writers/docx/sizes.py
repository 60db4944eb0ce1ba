"""The look that a template makes: its own sizes and gaps, ours in proportion, and the PDF's that fills lines alike."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from briefkit.look import LINE, TWIPS, Look, TextStyle
from briefkit.typeface import Typeface
from briefkit.writers.docx.cascade import Cascade, Setting
from briefkit.writers.docx.families import Family, wider
from briefkit.writers.docx.styles import ROLES

_FIXED = ("marking", "footer")
"""What stands in the margins: a marking has 12 points at least, and the footer's words keep to their line."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a template and our styles in it set the roles."""

    look: Look
    families: Mapping[str, Family]
    """Token of the look → its family."""
    outlines: Mapping[str, int | None]
    """Role → the level that its style has among the headings."""


def proportioned(look: Look, normal: Setting) -> Look:
    """Return a look whose sizes stand to a template's usual text as ours do to our own."""
    factor = normal.style.size / look.styles["body"].size
    sizes = {token: style.size * factor for token, style in look.styles.items()}
    sizes |= {
        "marking": look.styles["marking"].size,
        "footer": int(2 * look.styles["footer"].size / normal.family.ratio(look.typeface, bold=False)) / 2,
    }
    return replace(
        look, styles={token: replace(style, size=round(2 * sizes[token]) / 2) for token, style in look.styles.items()}
    )


def as_set(look: Look, cascade: Cascade, roles: Mapping[str, str]) -> Settings:
    """Return the look with sizes, lines and gaps as a stylesheet sets them."""
    settings = {role: cascade.setting(roles[role], look.styles[named.token]) for role, named in ROLES.items()}
    told = {named.token: settings[role] for role, named in reversed(list(ROLES.items()))}
    styles = {token: told[token].style if token in told else style for token, style in look.styles.items()}
    families = {token: one.family for token, one in told.items()}
    columns = _columns(families["table-body"], styles["table-body"], styles["table-body"].size, look.typeface)
    return Settings(
        replace(look, styles=styles, columns=columns), families, {role: one.outline for role, one in settings.items()}
    )


def matched(look: Look, set_as: Look, families: Mapping[str, Family]) -> Look:
    """Return the look of a PDF whose lines and pages break as in the Word file.

    Why other sizes: our letters are narrower than most. At the size at which they are as wide they fill as many lines,
    and lines of the template's height as many pages.
    """
    styles = {
        token: _matched(style, set_as.styles[token], families[token], look.typeface) if token in families else style
        for token, style in look.styles.items()
    }
    styles |= {token: look.styles[token] for token in _FIXED}
    columns = _columns(families["table-body"], set_as.styles["table-body"], styles["table-body"].size, look.typeface)
    return replace(look, page=set_as.page, styles=styles, columns=columns)


def _columns(family: Family, style: TextStyle, size: float, ours: Typeface) -> Typeface:
    """Return letters in which no word is narrower than in either file, so that both have the same columns.

    `style` is how the template sets a table's text, `size` the size at which widths will be asked for.
    """
    return wider(family.widths, style.size / size, ours, style.size * family.ratio(ours, bold=style.bold) / size)


def _matched(own: TextStyle, style: TextStyle, family: Family, ours: Typeface) -> TextStyle:
    size = round(style.size * family.ratio(ours, bold=style.bold), 2)
    return replace(style, size=size, leading=style.line * TWIPS / round(LINE * size * TWIPS), colour=own.colour)
