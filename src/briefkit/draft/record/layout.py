"""Plain YAML that people like to edit: wrapped lines, quotation marks only where they are needed."""

import json
import re
from collections.abc import Iterable, Sequence
from textwrap import TextWrapper

WIDTH = 120
_PLAIN = re.compile(r"[A-Za-zÀ-ž“‘][^\n]*")
_TROUBLE = re.compile(r":(?:\s|$)|\s[#?-](?:\s|$)|\s#|[\t\u0085\u2028\u2029]")
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FLOW = frozenset("[]{},")


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text as YAML: plain where that can be read in one way only, else in quotation marks."""
    plain = _PLAIN.fullmatch(text) and not _TROUBLE.search(text) and text.lower() not in _WORDS
    if _DAY.fullmatch(text):
        return text
    if plain and text == text.strip() and not (flow and _FLOW & set(text)):
        return text
    return json.dumps(text, ensure_ascii=False).replace("\x85", "\\N").replace("\u2028", "\\L").replace("\u2029", "\\P")


def pair(key: str, text: str, indent: int, comment: str = "") -> list[str]:
    """Return the lines of a key with its text, wrapped; a comment stands on the key's line, or above it."""
    return raw(key, scalar(text) if text else "", indent, comment)


def listed(key: str, texts: Sequence[str], indent: int) -> list[str]:
    """Return the lines of a key with a list of texts; none without any."""
    lines = [f"{' ' * indent}{key}:"] if texts else []
    for text in texts:
        lines += _wrapped(f"{' ' * (indent + 2)}- ", scalar(text), indent + 4)
    return lines


def flow(entries: Iterable[tuple[str, str]]) -> str:
    """Return a mapping on one line; values are YAML already."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in entries) + "}"


def raw(key: str, value: str, indent: int, comment: str = "") -> list[str]:
    """Return the lines of a key with a value that is YAML already; none without a value."""
    return _commented(_wrapped(f"{' ' * indent}{key}: ", value, indent + 2), comment, indent) if value else []


def ruler(title: str) -> str:
    """Return a comment that heads a part of the statements, drawn to the margin."""
    start = f"  # ── {title[: WIDTH - 22]} "
    return start + "─" * max(2, WIDTH - 2 - len(start))


def _wrapped(first: str, text: str, indent: int) -> list[str]:
    """Return a text behind what its first line begins with, wrapped between words only."""
    wrapper = TextWrapper(WIDTH, first, " " * indent, break_long_words=False, break_on_hyphens=False)
    wrapper.fix_sentence_endings = wrapper.replace_whitespace = wrapper.expand_tabs = False
    return wrapper.wrap(text)


def _commented(lines: list[str], comment: str, indent: int) -> list[str]:
    if not comment:
        return lines
    if len(lines) == 1 and len(lines[0]) + 5 + len(comment) <= WIDTH:
        return [f"{lines[0]}   # {comment}"]
    return [f"{' ' * indent}# {comment}", *lines]
