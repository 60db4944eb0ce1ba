"""What is told of the rules is true: each example of a record rule passes or fails as it says."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.plainyaml import plain

from briefkit.errors import Problem, RecordError, UsageError
from briefkit.loading import load
from briefkit.reading import Claim, Context, Passage, compare
from briefkit.reading.classes import CLASSES
from briefkit.rules.explain import FAMILIES, explained, rule_pages

ROOT = Path(__file__).parents[2]
QUOTE = "Mayor Ines Roca announced that the ferry will run, provided that the pier is repaired"
BASE: dict[str, Any] = {
    "id": "harbour",
    "title": "Harbour Board meets",
    "marking": "TLP:CLEAR",
    "as_of": "2026-03-03",
    "meeting": {"name": "Harbour Board", "date": "2026-03-03"},
    "sources": {"note": {"file": "note.txt"}},
    "actors": {
        "roca": {"name": "Ines Roca", "short": "Roca", "style": "Mayor Roca"},
        "board": {"name": "Harbour Board", "style": "the Harbour Board"},
    },
}
STATEMENT: dict[str, Any] = {
    "id": "ferry",
    "kind": "announcement",
    "by": "roca",
    "says": "the ferry will run",
    "conditions": ["provided that the pier is repaired"],
    "quote": QUOTE,
}
FIELDS = re.compile(
    r"(language|says|text|plain|forms|stands|headline|quote|by|kind|status|importance|importnce|marking|avoid|"
    r"quantities|rests_on): |\{"
)


def fields(example: str) -> dict[str, Any] | None:
    """Return the fields that an example gives, or None where it is told in words."""
    lines = example.strip().splitlines()
    if not all(FIELDS.match(line) for line in lines) or "…" in example:
        return None
    found: dict[str, Any] = {}
    for line in lines:
        found |= yaml.load(line, yaml.BaseLoader)  # noqa: S506  # strings only
    return found


def examples() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield code, `passes` or `fails`, and fields of every example that can be tried."""
    for code, rule in rule_pages().items():
        for kind in ("passes", "fails"):
            if "M" in rule["where"] and (found := fields(rule[kind])):
                yield code, kind, found


def problems(folder: Path, given: dict[str, Any]) -> tuple[Problem, ...]:
    """Return the problems of a record of one statement."""
    of_the_desk = given.get("kind") in {"line", "summary"}
    statement = {**STATEMENT, **({} if of_the_desk else given)}
    statement = {key: value for key, value in statement.items() if value is not None}
    head = {**BASE, "language": statement.pop("language", "en")}
    quote = QUOTE if "ferries" in statement["quote"] else statement["quote"]
    (folder / "note.txt").write_text(quote + ".\n", encoding="utf-8")
    statements = [statement, *([{"id": "desk", **given}] if of_the_desk else ())]
    text = yaml.safe_dump({**head, "statements": statements}, allow_unicode=True, sort_keys=False, width=1000)
    (folder / "outcomes.yaml").write_text(text, encoding="utf-8")
    try:
        return load(folder).problems
    except RecordError as error:
        return error.problems


@pytest.mark.parametrize(("code", "kind", "given"), list(examples()))
def test_an_example_does_what_it_says(tmp_path: Path, code: str, kind: str, given: dict[str, Any]) -> None:
    """The passing one gives no problem of that code, the failing one does, placed, with its severity and a hint."""
    found = [problem for problem in problems(tmp_path, given) if problem.code == code]
    if kind == "passes":
        assert found == []
    else:
        assert found
        assert all(p.place and p.place.line > 1 and (p.hint or p.severity == "unread") for p in found)
        assert {p.severity for p in found} == {rule_pages()[code].get("severity", "error")}


def answered(folder: Path, given: dict[str, Any], code: str) -> tuple[list[Problem], tuple[Problem, ...]]:
    """Return the questions of a code about a statement, and all that is told once each is answered as its hint says."""
    asked = [one for one in problems(folder, given) if one.code == code]
    stands = [plain(one.hint.partition("stands: [")[2].partition("]")[0]) for one in asked]
    return asked, problems(folder, {**given, "stands": stands})


def questions() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield code and statement of the example of every question that can be tried in a record."""
    for code, kind, given in examples():
        if kind == "fails" and rule_pages()[code].get("severity") == "question":
            yield code, given
    bare: dict[str, Any] = dict.fromkeys(("by", "says", "conditions"))
    for row in CLASSES:
        if row.example:
            wording, source = row.example
            yield row.code, {**bare, "kind": "fact", "text": wording, "quote": source}


ASKED = list(questions())


@pytest.mark.parametrize(("code", "given"), ASKED, ids=[code for code, _ in ASKED])
def test_an_answer_as_the_hint_gives_it_settles_a_question(tmp_path: Path, code: str, given: dict[str, Any]) -> None:
    """Whoever says why a wording stands is not asked again, nor told that the answer is idle."""
    asked, told = answered(tmp_path, given, code)
    assert asked
    assert {one.code for one in told}.isdisjoint({code, "Q99"})


def test_most_record_rules_are_tried() -> None:
    """Both examples of at least 12 rules can be tried; the others are told in words."""
    tried = {(code, kind) for code, kind, _ in examples()}
    assert len({code for code, kind in tried if {(code, "passes"), (code, "fails")} <= tried}) >= 12


def test_every_rule_in_the_code_is_told() -> None:
    """Each code that the sources can raise has a page or is of a family; each question has an example."""
    files = [*(ROOT / "src" / "briefkit").rglob("*.py"), ROOT / "src" / "briefkit" / "refusals.toml"]
    sources = "".join(path.read_text(encoding="utf-8") for path in files)
    raised = set(re.findall(r'"([A-Z]\d\d)"', sources))
    families = {code for code in raised if code[0] in FAMILIES}
    assert len(raised - families) > 30
    assert raised - families == {code for code in rule_pages() if code[0] not in FAMILIES}
    assert {code for code in families if code[0] == "Q"} == {*rule_pages(), *(row.code for row in CLASSES)} & families
    assert rule_pages().keys() <= raised
    assert {code[0] for code in families} == set(FAMILIES)


def test_one_rule_is_told() -> None:
    """Title, severity, place and both examples; a family that needs no more has one line."""
    told = explained("E39")
    assert told.startswith("E39  What is listed under `avoid` is not said")
    assert "error, checked in the record" in told
    assert told.index("passes") < told.index("fails")
    assert explained("Y07").startswith("Y07  The file is not YAML")


@pytest.mark.parametrize(
    ("code", "hint"),
    [("e39x", "Did you mean `E39`?"), ("Yaml", "One of: E01, "), ("", "One of: E01, "), ("E99", "One of: E01, ")],
)
def test_an_unknown_rule_is_refused(code: str, hint: str) -> None:
    """A slip of the pen gets the rule that was perhaps meant; a word is no code."""
    with pytest.raises(UsageError) as caught:
        explained(code)
    assert caught.value.problems[0].hint.startswith(hint)


def overview() -> str:
    """Return the page of all rules, in Markdown."""
    lines = [
        "# Rules",
        "",
        "Made from `src/briefkit/rules/rules.toml` by `pytest --accept`. `briefkit explain --rule E39` shows one.",
        "",
        "Under each code: where it looks (M: the record, in `check` and `render`; D: a document, in `render`; V: the",
        "editions of an audience; X: a finished file, read back before anything is published), and how severe it is.",
        "",
        "| code | rule | passes | fails |",
        "| --- | --- | --- | --- |",
    ]
    for code, rule in rule_pages().items():
        head = f"{code}<br>{rule['where']}, {rule.get('severity', 'error')}"
        lines.append(f"| {head} | {rule['title']} | {_cell(rule['passes'])} | {_cell(rule['fails'])} |")
    families = [f"- **{letter}**: {told}" for letter, told in FAMILIES.items()]
    return "\n".join([*lines, "", "Other families of codes:", "", *families, ""])


def _cell(example: str) -> str:
    lines = example.strip().replace("|", "\\|").splitlines()
    return "<br>".join(f"`` {line} ``" if "`" in line else f"`{line}`" for line in lines)


def test_the_page_of_rules_is_current(accept: bool) -> None:  # noqa: FBT001
    """docs/rules.md is what the rule_pages gives; `pytest --accept` rewrites it."""
    page = ROOT / "docs" / "rules.md"
    if accept:
        page.write_text(overview(), encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == overview()


@pytest.mark.parametrize("code", sorted({row.code for row in CLASSES}))
def test_a_question_is_explained_by_one_that_is_asked(code: str) -> None:
    """Each has one example, and the program asks about it."""
    (example,) = (row.example for row in CLASSES if row.code == code and row.example)
    wording, source = example
    parties = {"guild": ("the Fishers’ Guild",), "board": ("the Harbour Board",)}
    context = Context(parties, ("guild", "board"), (), ())
    found = compare(Claim(wording, kind="position"), [Passage(source, date(2026, 3, 4))], context)
    assert code in {one.code for one in found.differences}
    assert explained(code).endswith(f"\n  source\n    {source}\n\n  asked about\n    {wording}\n")
