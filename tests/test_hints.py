"""Every refusal says what would let it pass."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "briefkit"
PARTS = SOURCE.parents[1] / "templates" / "parts"
HINT_AT = {
    "Problem": 3,
    "self.subject.problem": 3,
    "subject.problem": 3,
    "page.refusal": 3,
    "self.refusal": 3,
    "Refused": 2,
}
"""What makes a problem → the position of its hint."""
TOLD = re.compile(r'Problem\(\s*"(F10|F13|F16)"|"Q00"|must be \{word\}')
"""What needs none: what was done, what is to be read, and a message that says it all."""


def without_hint(path: Path) -> Iterator[str]:
    """Yield the calls of a module that make a problem without a hint."""
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and (at := HINT_AT.get(ast.unparse(node.func))):
            named = {keyword.arg for keyword in node.keywords}
            bare = len(node.args) <= at and "hint" not in named
            if bare and not TOLD.search(shown := ast.get_source_segment(text, node) or ""):
                yield f"{path.name}:{node.lineno} {shown}"


def test_every_problem_has_a_hint() -> None:
    """A message without one leaves its reader alone."""
    modules = sorted(SOURCE.rglob("*.py"))
    assert sum(path.read_text(encoding="utf-8").count("Problem(") for path in modules) > 100
    assert [found for path in modules for found in without_hint(path)] == []


def test_what_a_hint_names_is_there() -> None:
    """The parts of templates that hints point to exist, and print what the hints say they print."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")]
    texts = [str(node.value) for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    named = [(part, hint) for hint in texts for part in re.findall(r"parts/([\w-]+\.md)", hint)]
    assert len(named) > 10
    for part, hint in named:
        words = (PARTS / part).read_text(encoding="utf-8")
        assert all(value in words for value in re.findall(r"\{\{ (?:group|source)\.\w+ \}\}", hint)), (part, hint)
