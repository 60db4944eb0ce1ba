"""A draft is checked like any record: a statement that a rule refuses or questions is drafted again, claiming less."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefkit.draft.record.drafted import Candidate, humbler
from briefkit.draft.record.head import printable
from briefkit.draft.record.written import YamlPart
from briefkit.evidence import SourceSpan, locate
from briefkit.outcomes import Evidence, Outcomes
from briefkit.outcomes.gate import LONGEST
from briefkit.parsing import yamlfile
from briefkit.questions import Inquiry
from briefkit.recordfile import RecordPlaces
from briefkit.rules import Subject, check_record

_NEAR = (6, 12, 24)
"""How many words before or behind a quote may distinguish it from the same words elsewhere."""
_WIDE = 300
"""Characters in which these words stand."""
_LONGEST = LONGEST - 50
"""Characters of a wording, with room for what is put before it."""


def located(drafted: Sequence[Candidate], texts: Mapping[str, str]) -> list[Candidate]:
    """Return the statements whose quotes stand in their source, at the first place where there are two.

    Of two with the same quotes under one heading the first is kept; one that is too long for a record is left out.
    """
    statements: list[Candidate] = []
    seen: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for statement in drafted:
        above = seen.setdefault((statement.source, statement.quotes), [])
        if statement.heading in above or max(len(statement.whole), len(statement.wording)) > _LONGEST:
            continue
        if (placed := _located(statement, texts[statement.source], len(above))) is not None:
            statements.append(placed)
        above.append(statement.heading)
    return statements


def _located(statement: Candidate, text: str, again: int) -> Candidate | None:
    """Return a statement with the words around those quotes that need them; None where it cannot be placed.

    `again`: how many statements with the same quotes stand before it. Of a quote that stands in the source more than
    once, the place behind the quote before it is taken.
    """
    placed: dict[str, tuple[str, str]] = {}
    at = 0
    for quote in statement.quotes:
        spans = locate(text, Evidence(quote=quote))
        span = next((span for span in spans[0 if placed else again :] if span.start >= at), None)
        near = _near(quote, span, text) if span and len(spans) > 1 else ("", "")
        if span and near:
            placed[quote], at = near, span.start
    whole = len(placed) == len(statement.quotes)
    if not placed or (not whole and (statement.kind == "direct_quote" or statement.quotes[0] not in placed)):
        return None
    return replace(statement, quotes=tuple(placed), near=tuple(placed.values()))


def _near(quote: str, span: SourceSpan, text: str) -> tuple[str, str] | None:
    """Return the words before or behind a quote that are found only there; None where even many are found twice."""
    for many in _NEAR:
        before = printable(" ".join(text[max(0, span.start - _WIDE) : span.start].split()[-many:]))
        behind = printable(" ".join(text[span.end : span.end + _WIDE].split()[:many]))
        for near in ((before, ""), ("", behind)):
            evidence = Evidence(quote=quote, prefix=near[0] or None, suffix=near[1] or None)
            if any(near) and len(locate(text, evidence)) == 1:
                return near
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
