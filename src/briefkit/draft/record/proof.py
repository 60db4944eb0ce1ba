"""A draft is checked like any record: a statement that a rule refuses or questions is drafted again, claiming less."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefkit.draft.record.drafted import Candidate, humbler
from briefkit.draft.record.head import printable
from briefkit.draft.record.written import YamlPart
from briefkit.evidence import locate
from briefkit.outcomes import Evidence, Outcomes
from briefkit.outcomes.gate import LONGEST
from briefkit.parsing import yamlfile
from briefkit.questions import Inquiry
from briefkit.recordfile import RecordPlaces
from briefkit.rules import Subject, check_record

_NEAR = 6
"""Words before or behind a quote that distinguish it from the same words elsewhere."""
_WIDE = 200
"""Characters in which these words stand."""
_LONGEST = LONGEST - 50
"""Characters of a wording, with room for what is put before it."""


def located(drafted: Sequence[Candidate], texts: Mapping[str, str]) -> list[Candidate]:
    """Return the statements whose quotes stand in their source, at the first place where there are two.

    Of two with the same quotes the first is kept; one that is too long for a record is left out.
    """
    statements: list[Candidate] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for statement in drafted:
        if (statement.source, statement.quotes) in seen or max(len(statement.whole), len(statement.wording)) > _LONGEST:
            continue
        seen.add((statement.source, statement.quotes))
        if (placed := _located(statement, texts[statement.source])) is not None:
            statements.append(placed)
    return statements


def _located(statement: Candidate, text: str) -> Candidate | None:
    """Return a statement with the words around its quote, if it needs them; None where it cannot be placed."""
    places = [locate(text, Evidence(quote=quote)) for quote in statement.quotes]
    if all(len(spans) == 1 for spans in places):
        return statement
    if len(statement.quotes) > 1:
        sure = tuple(quote for quote, spans in zip(statement.quotes, places, strict=True) if len(spans) == 1)
        return replace(statement, quotes=sure) if sure and statement.kind != "direct_quote" else None
    if not places[0]:
        return None
    span = places[0][0]
    before = printable(" ".join(text[max(0, span.start - _WIDE) : span.start].split()[-_NEAR:]))
    behind = printable(" ".join(text[span.end : span.end + _WIDE].split()[:_NEAR]))
    for near in ((before, ""), ("", behind)):
        evidence = Evidence(quote=statement.quotes[0], prefix=near[0] or None, suffix=near[1] or None)
        if any(near) and len(locate(text, evidence)) == 1:
            return replace(statement, near=near)
    return None


def proven(
    drafted: Sequence[Candidate], write: Callable[[Sequence[Candidate]], YamlPart], texts: Mapping[str, str]
) -> str:
    """Return the record of those statements that no rule refuses or questions; empty where none is left."""
    while drafted:
        written = write(drafted)
        text = "\n".join(written.lines) + "\n"
        wrong = _wrong(text, texts)
        if not wrong & written.ids.keys():
            return text
        statements = [humbler(statement) if key in wrong else statement for key, statement in written.ids.items()]
        drafted = [statement for statement in statements if statement is not None]
    return ""


def _wrong(text: str, texts: Mapping[str, str]) -> set[str]:
    """Return the ids of the statements that have a problem or a question."""
    data, places = yamlfile.read(text, "outcomes.yaml")
    outcomes = Outcomes.model_validate(data)
    subject = Subject(outcomes, texts, RecordPlaces(places))
    refused = check_record(subject)
    problems = (
        refused if any(problem.severity == "error" for problem in refused) else [*refused, *Inquiry(subject).problems()]
    )
    return {problem.part[1] for problem in problems if problem.part and problem.part[0] == "statements"}
