"""A passage: the words of a block → runs, in order, with what belongs together held together.

Words that stay together on one line are numbers with their units, dates, and short words with the names behind them: a
line that ends in a number makes a reader look back. A space that is kept without need costs nothing that a reader
sees, so the classes are wide rather than exact, and one space is decided at a time.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import groupby, zip_longest
from operator import attrgetter

from markdown_it.tree import SyntaxTreeNode

from briefkit.addresses import addressed
from briefkit.citemarks import RESERVED, split
from briefkit.data import table
from briefkit.document import Run, Runs, text
from briefkit.markdown.page import ADDRESSES, MAX_DEPTH, SOURCE, PageReader, Style
from briefkit.outcomes.gate import NO_BREAK_SPACE
from briefkit.reading.dates import MONTHS

LONGEST_WORD = 5_000
"""Letters without a space. Why: where no line can end, the time to set one grows with the square of its length."""

_LEFT = re.compile(r"[*`]|\]\(|!\[")
"""What only Markdown that failed leaves in a text."""
_MARK_IN_ADDRESS = "%EE%80%80"
"""The first character of a mark as an address writes it."""

_OUTSIDE = {
    "code_inline": ("code", "Write the words without ` around them."),
    "html_inline": ("HTML", "Write **strong** or *emphasis* instead, or \\< for the character itself."),
    "image": ("an image", "Take it out: pictures come from the record, as parts/picture.md prints them."),
    "hardbreak": ("a line break", "Leave an empty line instead: a new paragraph begins behind it."),
}
"""Constructs outside the dialect that the parser knows → their name, and what to write instead."""
_HINT = "Write a backslash before a character that is meant as it stands."
_BLANK = re.compile(r"[ \t\n]+")
_manner = attrgetter(*(field.name for field in fields(Run) if field.name != "text"))
"""Everything of a run but its text: how it looks, where it leads, what it prints."""
_CONSONANT = "[b-df-hj-np-tv-xz]"
"""How abbreviations end, and few whole words."""


def passage(node: SyntaxTreeNode | None, page: PageReader, line: int) -> Runs:
    """Return the runs of an inline node on a line; raises TemplateError for what is outside the dialect."""
    return cells([node], page, line)[0]


def cells(nodes: Iterable[SyntaxTreeNode | None], page: PageReader, line: int) -> list[Runs]:
    """Return the runs of the inline nodes of a row's cells, which share their markings."""
    return page.with_markings(
        [_broken(tidy(_runs(node, page, line, Style())), page, line) if node else () for node in nodes]
    )


def _broken(runs: Runs, page: PageReader, line: int) -> Runs:
    """Return runs; TemplateError where a word is too long to break lines in it."""
    if max(map(len, text(runs).split()), default=0) > LONGEST_WORD:
        raise page.refusal(
            "T10", f"a word has more than {LONGEST_WORD:,} letters", line, "Write it as words with spaces between them."
        )
    return runs


def _runs(node: SyntaxTreeNode, page: PageReader, line: int, style: Style, depth: int = 0) -> Iterator[Run]:
    if depth > MAX_DEPTH:
        raise page.refusal("T10", "words are nested too deep", line, "Put fewer * and [ ] around them.")
    for child in node.children:
        match child.type:
            case "text":
                yield from _text(child.content, page, line, style)
            case "text_special":
                yield page.words(_clean(child.content, page, line), style, line)
            case "softbreak":
                yield page.words(" ", style, line)
            case "strong" | "em" | "link":
                yield from _runs(child, page, line, _styled(child, page, line, style), depth + 1)
            case other:
                name, hint = _OUTSIDE.get(other, ("this", _HINT))
                raise page.refusal("T10", f"{name} is not part of the dialect", line, hint)


def _text(words: str, page: PageReader, line: int, style: Style) -> Iterator[Run]:
    for piece in split(words):
        if isinstance(piece, int):
            yield from page.value(piece, style, line)
            continue
        if match := _LEFT.search(piece):
            hint = f"{ADDRESSES} {_HINT}" if match[0] == "](" else _HINT
            raise page.refusal("T10", f"{match[0]!r} stands here without its fellow", line, hint)
        yield page.words(_clean(piece, page, line), style, line)


def _clean(words: str, page: PageReader, line: int) -> str:
    if RESERVED.search(words):
        hint = "Take the character reference (&#…;) out: it stands for a private-use character."
        raise page.refusal("T15", "a mark is broken", line, hint)
    return words


def _styled(node: SyntaxTreeNode, page: PageReader, line: int, style: Style) -> Style:
    match node.type, node.markup:
        case "strong", "**":
            return replace(style, strong=True)
        case "em", "*":
            return replace(style, emphasis=True)
        case "link", "":
            return replace(style, link=_link(node, page, line))
        case _:
            raise page.refusal(
                "T10", "this is written otherwise here", line, "Write **strong**, *emphasis* or [words](address)."
            )


def _link(node: SyntaxTreeNode, page: PageReader, line: int) -> str:
    address = str(node.attrs.get("href", ""))
    if _MARK_IN_ADDRESS in address.upper():
        hint = "Print the value by itself: one that has a link brings it."
        raise page.refusal("T15", "a value stands in an address", line, hint)
    if "title" in node.attrs:
        raise page.refusal("T10", "a link has a title, which no page shows", line, "Write [words](address).")
    if not node.children:
        raise page.refusal("T14", "a link has no words", line, "Write [words](address).")
    return page.address(address, line)


def tidy(runs: Iterable[Run]) -> Runs:
    """Return runs with single spaces, none at either end; no-break spaces and links are put in."""
    tidied: list[Run] = []
    blank = True
    for run in runs:
        words = _BLANK.sub(" ", run.text)
        words = words[1:] if blank and words.startswith(" ") else words
        if not words:
            continue
        blank = words.endswith(" ")
        if tidied and _manner(run) == _manner(tidied[-1]):
            words = tidied.pop().text + words
        tidied.append(run if words == run.text else replace(run, text=words))
    if tidied and blank:
        last = tidied.pop()
        tidied += [replace(last, text=last.text[:-1])] if last.text != " " else []
    whole = glued(tidied)
    return tuple(_linked(_glued_reference(run, after) for run, after in zip_longest(whole, whole[1:])))


def _glued_reference(run: Run, after: Run | None) -> Run:
    """Keep a reference to a source on the line of the word before it: alone on a line it says nothing."""
    if after and (after.link or "").startswith(SOURCE) and run.text.endswith(" "):
        return replace(run, text=run.text[:-1] + NO_BREAK_SPACE)
    return run


def _linked(runs: Iterable[Run]) -> Iterator[Run]:
    """Yield runs, an address in one that is no link yet as a run of its own, whoever wrote it."""
    for run in runs:
        if run.link or not ("@" in run.text or ":" in run.text):
            yield run
            continue
        for words, address in addressed(run.text):
            yield replace(run, text=words, link=address or None)


def unlinked(runs: Runs) -> Runs:
    """Return runs in which an address that is shown whole is plain words again."""
    plain = (replace(run, link=None) if run.link in {run.text, f"mailto:{run.text}"} else run for run in runs)
    alike = (list(group) for _, group in groupby(plain, key=_manner))
    return tuple(replace(group[0], text=text(tuple(group))) for group in alike)


def glued(runs: Sequence[Run]) -> list[Run]:
    """Return the runs of a passage with no-break spaces where a line must not end, also from one run to the next."""
    whole = glued_text("".join(run.text for run in runs))
    changed, start = [], 0
    for run in runs:
        end = start + len(run.text)
        changed.append(run if whole[start:end] == run.text else replace(run, text=whole[start:end]))
        start = end
    return changed


def glued_text(text: str) -> str:
    """Return a text, as long as it was, with no-break spaces where a line must not end."""
    return _spaces().sub(lambda space: space[0][:-1] + NO_BREAK_SPACE, text)


@cache
def _spaces() -> re.Pattern[str]:
    """Return what finds a space that holds, with the word before it.

    Every choice begins where a word begins and takes no more than that word, so the search is linear.
    """
    listed = table("markdown/glue.toml")
    titles, measures, parts = ("|".join(map(re.escape, listed[kind])) for kind in ("titles", "measures", "parts"))
    month = rf"(?:{'|'.join(MONTHS)})\b"
    free = rf"(?<!\d[ {NO_BREAK_SPACE}])"
    choices = (
        r"\d{1,3} (?=\d{3}(?!\w))",  # 58 000
        rf"\d{{1,2}}(?:st|nd|rd|th)? (?={month})",  # 4 September
        rf"\d{{1,2}}(?:st|nd|rd|th) (?=of {month})|(?<=[tdh][ {NO_BREAK_SPACE}])of (?={month})",  # 4th of September
        rf"(?:{month}|[A-Z]\d) (?=\d)",  # September 2025, Q1 2026
        rf"[€$£]?\d(?:[\d.,]*\d)? (?=(?:{measures})(?!\w)|[%‰°]|[^\W\daeiou_]{{1,4}}[²³]?(?![\w’'-]))",  # 5 km
        rf"(?<=\d[ {NO_BREAK_SPACE}])per (?=\w)",  # 10 per cent
        rf"(?:{titles})\.? (?=[^\W\da-z_])",  # Mr Roca
        rf"(?:(?:[A-Z]\.)+|[A-Z][a-z]{{0,2}}{_CONSONANT}\.) (?=[^\W\da-z_])",  # I. Roca, H.E. Roca, Gen. Roca
        r"[A-Z][a-z]+ (?=[IVXLC]{2,}\b)",  # Leo XIV
        rf"{free}(?:{parts})s? (?=\d)",  # article 5
        rf"{free}[A-Z][a-z]{{3,}} (?!\d{{1,2}} {month})(?=\d|[IVXLC]+\b)",  # Article 5, Annex II
        rf"{free}(?:[A-Z]{{2,4}}\$?|[€$£§№#]|[A-Za-z]{{1,4}}\.) (?=\d)",  # EUR 19, § 5, p. 3
    )
    return re.compile(rf"(?<![\w.,])(?:{'|'.join(choices)})")
