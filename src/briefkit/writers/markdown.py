"""A document as CommonMark with pipe tables: to go into an e-mail, and to be compared line by line.

Each passage is one line. Links inside the document are plain text: Markdown has no anchors to lead to. A picture
is what it shows, in brackets: the text of an e-mail takes no file along. What could be taken for markup is escaped,
and only that, so that the source itself can be read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import assert_never

from briefkit.document import (
    Block,
    Box,
    Cell,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    Heading,
    Item,
    ItemList,
    Notes,
    Paragraph,
    Run,
    Runs,
    Table,
    Title,
    text,
)
from briefkit.look import Look

_MARKUP = re.compile(
    r"""[\\`*~]
    | (?<![^\W_])_ | _(?![^\W_])  # not inside a word
    | <(?=\S)
    | &(?=\#?\w+;)
    | \](?=[(\[:])                # `[a](b)`, `[a]: b`
    | ^[#>]
    | ^[-+](?=[\s-]|$)
    | ^\d+[.)](?=\s|$)
    | \#$""",
    re.VERBOSE,
)
"""What would be markup; its last character is the one to escape."""
_BULLETS, _NUMBERS = "-*", ".)"
"""Two marks each: lists that follow one another take turns, or they would be one."""


def write(document: Document, look: Look) -> bytes:
    """Return the document as Markdown; of a look it takes nothing."""
    del look
    meta = document.meta
    marking = _inline((Run(meta.marking, strong=True),))
    head = _inline((Run(f"{meta.marking} · {meta.standing}", strong=True),)) if meta.standing else marking
    parts = [head, *_joined(document.blocks), _inline((Run(meta.footer),)) if meta.footer else "", marking]
    return ("\n\n".join(filter(None, parts)) + "\n").encode("utf-8")


def _joined(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield blocks; a list right after another takes the other mark."""
    turn = 0
    before: Block | None = None
    for block in blocks:
        turn = 1 - turn if isinstance(before, ItemList | Contents) and isinstance(block, ItemList | Contents) else 0
        before = block
        yield _block(block, turn)


def _block(block: Block, turn: int) -> str:  # noqa: PLR0911  # one for each kind of block
    match block:
        case Title():
            return f"# {_inline(block.runs)}"
        case Heading():
            return f"{'#' * (block.level + 1)} {_inline(block.runs)}"
        case Paragraph():
            return _inline(block.runs)
        case ItemList():
            return "\n".join(_list(block, turn))
        case Table():
            return "\n".join(_table(block))
        case Figure():
            return f"{_inline((Run('['), *block.alt, Run(']')))}\n\n{_inline(block.caption)}"
        case Box():
            return _indented("\n\n".join(_joined(block.blocks)), "> ", "> ")
        case Notes():
            return "\n\n".join(_inline((Run(f"{note.label} "), *note.runs)) for note in block.items)
        case Contents():
            return "\n".join(_list(_contents(block.entries), turn))
        case _:
            assert_never(block)


def _list(block: ItemList, turn: int) -> Iterator[str]:
    """Yield items; a list that begins at another number than 1 cannot follow its item's text without a gap."""
    for number, item in enumerate(block.items, block.start):
        mark = f"{_BULLETS[turn]} " if block.role == "bullets" else f"{number}{_NUMBERS[turn]} "
        gap = "\n" if any(child.start != 1 for child in item.children) else ""
        inner = f"\n{gap}".join((_inline(item.runs), *_joined(item.children)))
        yield _indented(inner, mark, " " * len(mark))


def _contents(entries: Sequence[ContentsEntry]) -> ItemList:
    """Return a contents list as a list of two levels."""
    items: list[Item] = []
    for entry in entries:
        item = Item((Run(entry.text),))
        if entry.level == 1 or not items:
            items.append(item)
        else:
            below = items[-1].children[0].items if items[-1].children else ()
            items[-1] = replace(items[-1], children=(ItemList((*below, item)),))
    return ItemList(tuple(items))


def _table(block: Table) -> Iterator[str]:
    if block.caption:
        yield _inline(block.caption)
        yield ""
    yield _row(block.header)
    yield _row((Cell((Run("---"),)),) * len(block.header), escape=False)
    yield from map(_row, block.rows)


def _row(cells: Iterable[Cell], *, escape: bool = True) -> str:
    inner = (_inline(cell.runs).replace("|", "\\|") if escape else text(cell.runs) for cell in cells)
    return f"| {' | '.join(inner)} |"


def _indented(lines: str, first: str, other: str) -> str:
    head, *rest = lines.split("\n")
    return "\n".join((f"{first}{head}".rstrip(), *(f"{other}{line}".rstrip() for line in rest)))


def _inline(passage: Runs) -> str:
    """Return a passage as one line."""
    runs = _merged(passage)
    whole = "".join(run.text for run in runs)
    escaped = list(whole)
    for match in _MARKUP.finditer(whole):
        escaped[match.end() - 1] = f"\\{whole[match.end() - 1]}"
    parts: list[str] = []
    start = 0
    for run in runs:
        end = start + len(run.text)
        if run.link:
            escaped[start:end] = [f"\\{char}" if char in {"[", "]"} else char for char in escaped[start:end]]
        if run.link and parts and parts[-1].endswith("!"):
            parts[-1] = f"{parts[-1][:-1]}\\!"
        parts.append(_run(run, "".join(escaped[start:end]), whole[start - 1 : start], whole[end : end + 1]))
        start = end
    return "".join(parts).strip()


def _merged(passage: Runs) -> list[Run]:
    """Return a passage with one run for each look; where two looks touch without a space, the second is given up."""
    runs: list[Run] = []
    outward = (replace(run, link=None) if (run.link or "").startswith("#") else run for run in passage)
    for look, group in groupby(outward, key=lambda run: (run.strong, run.emphasis, run.link)):
        run = Run(text(tuple(group)), *look)
        touches = (
            bool(runs) and (runs[-1].strong or runs[-1].emphasis) and not (runs[-1].text[-1] + run.text[0]).isspace()
        )
        runs.append(replace(run, strong=False, emphasis=False) if touches else run)
    return runs


def _run(run: Run, words: str, before: str, after: str) -> str:
    """Return a run whose words are escaped; `before` and `after` are the characters beside it."""
    inner = words.strip()
    if not inner:
        return words
    mark = "**" * run.strong + "*" * run.emphasis if _takes_marks(run.text, before, after) else ""
    marked = f"{mark}{inner}{mark}"
    lead, trail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{lead}{_link(run, marked) if run.link else marked}{trail}"


def _takes_marks(words: str, before: str, after: str) -> bool:
    """Say whether asterisks around words would be read as marks (CommonMark 0.31, 6.2), on the safe side."""
    opens = not before.strip() or words[0].isalnum()
    closes = not after.strip() or words[-1].isalnum()
    return (opens or words[0].isspace()) and (closes or words[-1].isspace())


def _link(run: Run, inner: str) -> str:
    address = (run.link or "").replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    if run.text in {address, address.removeprefix("mailto:")} and re.search("@|://", run.text):
        return f"<{run.text}>"
    return f"[{inner}](<{address}>)" if re.search(r"[()&\\*_]", address) else f"[{inner}]({address})"
