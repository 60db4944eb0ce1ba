"""What strict YAML refuses: every code with its message and hint, in our words."""

import re
from collections.abc import Mapping

from briefkit.data import table
from briefkit.errors import Place, Problem

KINDS: Mapping[str, tuple[str, str]] = table("parsing/yamlproblems.toml")["kinds"]
"""Code → message and hint. Braces in a message take details."""
_SYNTAX: list[tuple[str, str]] = table("parsing/yamlproblems.toml")["syntax"]
"""A part of the parser's message, libyaml's or PyYAML's own → code; the first that fits counts."""


_KEY = re.compile(r"\s*[\w-]+")


def problem(code: str, place: Place, *details: object) -> Problem:
    """Return the problem of this kind at this place."""
    message, hint = KINDS[code]
    return Problem(code, message.format(*details), place, hint)


def syntax_code(message: str, before: str, at: str) -> str:
    """Return the code for a parser's message, the part of the line before the error, and what stands there."""
    code = next((code for part, code in _SYNTAX if part in message), "Y25")
    end = before.rstrip()[-1:]
    if not before.strip() and "\t" in before + at[:1]:
        return "Y15"
    if code == "Y14" and _KEY.fullmatch(before):
        return "Y16"
    if code == "Y16" and end in {"'", '"'}:
        return "Y18"
    if code == "Y16" and end in {"]", "}"}:
        return "Y19"
    return code
