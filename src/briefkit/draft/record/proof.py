"""A draft is checked like any record: a statement that a rule refuses or questions is drafted again, claiming less."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from briefkit import yamlfile
from briefkit.draft.record.drafted import Drafted, humbler
from briefkit.draft.record.head import printable
from briefkit.draft.record.written import Written
from briefkit.evidence import locate
from briefkit.outcomes import Evidence, Outcomes
from briefkit.outcomes.gate import LONGEST
from briefkit.questions import Inquiry
from briefkit.recordfile import RecordPlaces
from briefkit.rules import Subject, check_record

_NEAR = 6
"""Words before or behind a quote that distinguish it from the same words elsewhere."""
_WIDE = 200
"""Characters in which these words stand."""
_LONGEST = LONGEST - 50
"""Characters of a wording, with room for what is put before it."""


def placed(drafted: Sequence[Drafted], texts: Mapping[str, str]) -> list[Drafted]:
    """Return the statements whose quotes stand in their source, at the first place where there are two."""
    found: list[Drafted] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for one in drafted:
        if (one.source, one.quotes) in seen or max(len(one.whole), len(one.wording)) > _LONGEST:
            continue
        seen.add((one.source, one.quotes))
        if (there := _there(one, texts[one.source])) is not None:
            found.append(there)
    return found


def _there(one: Drafted, text: str) -> Drafted | None:
    """Return a statement with the words around its quote, if it needs them; None where it cannot be placed."""
    places = [locate(text, Evidence(quote=quote)) for quote in one.quotes]
    if all(len(spans) == 1 for spans in places):
        return one
    if len(one.quotes) > 1:
        sure = tuple(quote for quote, spans in zip(one.quotes, places, strict=True) if len(spans) == 1)
        return (
            replace(one, quotes=sure)
            if sure and all(places) and not one.measures and one.kind != "direct_quote"
            else None
        )
    if not places[0]:
        return None
    span = places[0][0]
    before = printable(" ".join(text[max(0, span.start - _WIDE) : span.start].split()[-_NEAR:]))
    behind = printable(" ".join(text[span.end : span.end + _WIDE].split()[:_NEAR]))
    for near in ((before, ""), ("", behind)):
        if (
            any(near)
            and len(locate(text, Evidence(quote=one.quotes[0], prefix=near[0] or None, suffix=near[1] or None))) == 1
        ):
            return replace(one, near=near)
    return None


def proven(drafted: Sequence[Drafted], write: Callable[[Sequence[Drafted]], Written], texts: Mapping[str, str]) -> str:
    """Return the record of those statements that no rule refuses or questions; empty where none is left."""
    while drafted:
        written = write(drafted)
        text = "\n".join(written.lines) + "\n"
        wrong = _wrong(text, texts)
        if not wrong & written.ids.keys():
            return text
        kept = [humbler(one) if key in wrong else one for key, one in written.ids.items()]
        drafted = [one for one in kept if one is not None]
    return ""


def _wrong(text: str, texts: Mapping[str, str]) -> set[str]:
    """Return the ids of the statements that have a problem or a question."""
    data, places = yamlfile.read(text, "outcomes.yaml")
    outcomes = Outcomes.model_validate(data)
    subject = Subject.of(outcomes, texts, RecordPlaces(places))
    refused = check_record(subject)
    problems = refused if any(one.severity == "error" for one in refused) else [*refused, *Inquiry(subject).problems()]
    return {one.part[1] for one in problems if one.part and one.part[0] == "statements"}
