"""What each rule asks for: read from rules.toml, told one by one or all together."""

from collections.abc import Mapping
from typing import Any

from briefkit.data import table
from briefkit.errors import Problem, UsageError
from briefkit.reading.classes import CLASSES
from briefkit.spelling import meant

_WHERE = {
    "M": "the record, in `check` and `render`",
    "D": "each document, in `render`",
    "V": "the editions of an audience",
    "X": "each finished file, read back before it is published",
}
FAMILIES = {
    "Y": "The file is not YAML as briefkit reads it: strict, without anchors, tags and duplicate keys.",
    "Q": "A question on a wording, or one to be read: see docs/checking.md.",
    "T": "A template, or templates/editions.yaml, is not in the dialect.",
    "L": "A document cannot be laid out: a character no font has, a link to nowhere.",
    "F": "The file system refuses, or an output was edited by somebody.",
    "H": "The house file, briefkit.toml, or a file that it names: see docs/house.md.",
    "U": "The command was called wrongly.",
}


def rule_pages() -> Mapping[str, Mapping[str, Any]]:
    """Return what is told of every rule, by code."""
    return table("rules/rules.toml")


def explained(code: str) -> str:
    """Return what a rule asks for, with an example that passes and one that fails; UsageError if it is unknown."""
    found = rule_pages().get(code)
    if asked := [row for row in CLASSES if row.code == code]:
        rows = "".join(f"    {row.name}: {'; '.join(row.message.values())}\n" for row in asked)
        wording, source = next(row.example for row in asked if row.example)
        example = f"\n  source\n{_indented(source)}\n  asked about\n{_indented(wording)}"
        return f"{code}  {FAMILIES['Q']}\n\n{rows}{example}"
    if found is None and code[:1] in FAMILIES and code[1:].isdecimal():
        return f"{code}  {FAMILIES[code[0]]}\nThe problem itself says what is wrong and what to do.\n"
    if found is None:
        family = [known for known in rule_pages() if known[0] == code[:1].upper()]
        hint = meant(code.upper(), family or rule_pages())
        raise UsageError(Problem("U08", f"there is no rule `{code}`", hint=hint))
    where = "; ".join(_WHERE[letter] for letter in found["where"])
    severity = found.get("severity", "error")
    examples = "".join(f"\n  {kind}\n{_indented(found[kind])}" for kind in ("passes", "fails"))
    return f"{code}  {found['title']}\n\n  {severity}, checked in {where}\n{examples}"


def title(code: str) -> str:
    """Return what a code means, in one line."""
    asked = [row.name for row in CLASSES if row.code == code]
    named = rule_pages().get(code, {}).get("title") or ", ".join(asked) or FAMILIES.get(code[:1], "")
    return str(named)


def _indented(example: str) -> str:
    return "".join(f"    {line}\n" for line in example.strip().splitlines())
