"""Lines put into a record that its author has written, which stays as it is otherwise, byte for byte."""

import re
from collections.abc import Sequence

from briefkit.errors import Problem, UsageError

_TOP = re.compile(r"[^\s#\-][^:]*:")
_STATEMENTS = "statements"
_STEP = 2
"""Columns by which the lines that are put in are indented."""


def inserted(text: str, key: str, lines: Sequence[str]) -> str:
    """Return a record with lines at the end of a part; one that it lacks is begun in front of the statements."""
    if not lines:
        return text
    whole = text.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in text else "\n"
    at = _part(whole, key)
    if at is None:
        place = _part(whole, _STATEMENTS)
        if place is None:
            raise _unplaced(_STATEMENTS)
        new = [f"{key}:", *lines, ""]
        return "".join([*whole[:place], *(one + end for one in new), *whole[place:]])
    last, indent = _last(whole, at, key)
    if not whole[last].endswith(("\n", "\r")):
        whole[last] += end
    moved = [_moved(line, indent - _STEP) + end for line in lines]
    return "".join([*whole[: last + 1], *moved, *whole[last + 1 :]])


def _part(lines: Sequence[str], key: str) -> int | None:
    """Return the line at which a part of the record begins; UsageError where it is not written line by line."""
    for i, line in enumerate(lines):
        if line.lstrip("\ufeff").startswith((f"{key}:", f'"{key}":', f"'{key}':")):
            if not re.match(rf"\ufeff?{key}:\s*(?:#.*)?$", line):
                raise _unplaced(key)
            return i
    return None


def _last(lines: Sequence[str], at: int, key: str) -> tuple[int, int]:
    """Return the last line of a part that holds something, and the indentation of its entries."""
    last = at
    indent = -1
    for i in range(at + 1, len(lines)):
        line = lines[i]
        if _TOP.match(line) or line.startswith(("---", "...")):
            break
        bare = line.strip()
        if bare and not (bare.startswith("#") and not line[0].isspace()):
            last = i
            if indent < 0 and not bare.startswith("#"):
                indent = len(line) - len(line.lstrip())
    if last == at or "\t" in lines[last][:1]:
        raise _unplaced(key)
    return last, indent


def _moved(line: str, by: int) -> str:
    if by >= 0 or not line:
        return " " * by + line if line else line
    return line[-by:] if not line[:-by].strip() else line


def _unplaced(key: str) -> UsageError:
    hint = f"Write `{key}:` on a line of its own, and its entries below it, one under the other."
    return UsageError(Problem("U09", f"nothing can be put under `{key}:` as it is written", hint=hint))
