"""What strict YAML refuses: every code with its message and hint, in our words."""

import re
from collections.abc import Mapping

from briefkit.data import table
from briefkit.errors import Place, Problem

KINDS: Mapping[str, tuple[str, str]] = {
    "Y01": ("the file cannot be read: {}", "Check its name and your rights."),
    "Y02": ("the file is larger than {:,} bytes", "Keep source texts in files of their own."),
    "Y03": ("the file is not UTF-8 text{}", "Save it in the encoding UTF-8."),
    "Y04": ("the character U+{:04X} is not allowed", "Delete it; most editors do not show it."),
    "Y05": (
        "the file holds more than {:,} keys and values",
        "Divide it: move statements into other files, named under `include:`.",
    ),
    "Y06": ("lists and mappings are nested more than {} deep", "Put text that begins with [ or { in quotes."),
    "Y07": ("the key `{}` stands twice; the first is at {}", "Keep one of the two."),
    "Y08": ("anchors and aliases (& and *) are not allowed", "Put text that begins with & or * in quotes."),
    "Y09": ("tags (!) are not allowed", "Put text that begins with ! in quotes."),
    "Y10": ("the merge key `<<` is not allowed", "Write the keys out."),
    "Y11": ("a second document begins here", "Delete the line above it; a file holds one document."),
    "Y12": ("directives (lines that begin with %) are not allowed", "Delete the line."),
    "Y13": ("a key must be a name on one line", "Write `key: value`; put text that begins with ? in quotes."),
    "Y14": ("text without quotes goes on with a colon and a space", "Put the whole text in quotes."),
    "Y15": ("a tab stands in the indentation", "Indent with spaces."),
    "Y16": ("this line does not fit the lines above it", "Align it with its neighbours, as `key: value` or `- item`."),
    "Y17": ("a quotation mark is never closed", 'Close it, or leave out both; write \\" for one inside double quotes.'),
    "Y18": (
        "text goes on behind the closing quotation mark",
        "Write \\\" inside double quotes, '' inside single ones.",
    ),
    "Y19": ("a bracket is not closed, or text goes on behind it", "Put text that begins with [ or { in quotes."),
    "Y20": ("a value cannot begin with this character", "Put the text in quotes."),
    "Y21": ("this backslash means nothing in double quotes", "Write \\\\ for a backslash, or use single quotes."),
    "Y22": ("text stands behind | or > on the same line", "Begin the text on the next line, or put it in quotes."),
    "Y23": ("everything from this # on is a comment", "Put the text in quotes, or begin a comment with `# `."),
    "Y24": ("a colon and a space are missing behind a key", "Write `key: value`, and an item as `- item`."),
    "Y25": ("this is not YAML", "Compare the line with its neighbours; put text in quotes."),
    "Y26": (
        "the character U+{:04X} ({}) stands where YAML wants a space",
        "Write a space for it, and for its like on the lines below; text copied from a web page or a chat has them.",
    ),
    "Y27": (
        "inside {{ }} a comma ends a value, so `{}` would be a key without one",
        "Put text that holds a comma in quotes.",
    ),
}
"""Code → message and hint. Braces in a message take details."""

_SYNTAX: list[tuple[str, str]] = table("yamlproblems.toml")["syntax"]
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
