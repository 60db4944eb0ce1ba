"""Finders for conditions of the source: lost, half told, or told as their opposite."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import groupby

from briefkit.reading.align import EvidenceLine
from briefkit.reading.meaning import Cue
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.text import Span

_MOST = 0.5
_HARDLY = 0.25
_FEW = 2


def conditions(pair: Pair) -> Iterator[Finding]:
    """Yield the conditions of the source that are neither in the wording nor declared."""
    ours, declared = pair.ground.wanted, pair.ground.conditions
    for line in pair.lines:
        for clause in line.sentence.conditions:
            within = (cue.start for cue in line.sentence.conditions if clause.start < cue.start < clause.end)
            needed = line.sentence.stems_within(Span(clause.start, next(within, clause.end)))
            half = line.sentence.half(clause.start)
            around = (Span(half.start, clause.start), Span(clause.end, half.end))
            outside = frozenset().union(*map(line.sentence.stems_within, around))
            rest = outside - needed
            applies = len(rest & pair.sentence.content_stems) >= min(_FEW, len(rest)) or _only_day(pair, line, clause)
            if applies and not _of_another(pair, line, clause):
                own = needed - outside or needed
                if max(len(own & ours), len(own & declared)) < _MOST * len(own):
                    yield Finding("lost", None, clause, line)
                else:
                    yield from _half_told(line, clause, ours | declared)
                yield from _reversed(pair, clause, needed, line)


def dropped(pair: Pair) -> Iterator[Finding]:
    """Yield the conditions of which a wording has no word, and in whose place it has none either."""
    known = pair.ground.wanted | pair.ground.conditions
    if not pair.sentence.conditions and not pair.ground.claim.conditions:
        for finding in conditions(pair):
            line, clause = finding.line, finding.source
            own = line.sentence.stems_within(Span(clause.start, clause.end)) if line and clause else frozenset()
            if own and len(own & known) < _MOST * len(own):
                yield finding


def _half_told(line: EvidenceLine, clause: Cue, known: AbstractSet[str]) -> Iterator[Finding]:
    """Yield the parts of a condition that are left out entire: so long as (the rest is kept and) the office is told."""
    tokens = [token for token in line.sentence.tokens if clause.start <= token.start < clause.end]
    for _, part in groupby(tokens, key=lambda token: token.part):
        first, *others = part
        span = Span(first.start, (others or [first])[-1].end)
        stems_told = line.sentence.stems_within(span)
        if len(stems_told) > _FEW and len(stems_told & known) < _HARDLY * len(stems_told):
            yield Finding("lost", None, span, line)


def _only_day(pair: Pair, line: EvidenceLine, clause: Cue) -> bool:
    """Say whether a wording is only the day that the condition is about: on 1 May, once (it is approved)."""
    half = line.sentence.half(clause.start)
    within = [token for token in line.sentence.tokens if half.start <= token.start < half.end]
    told = {token.key for token in within if not clause.start <= token.start < clause.end}
    return bool(pair.sentence.moments) and not pair.sentence.content and pair.keys <= told


def _of_another(pair: Pair, line: EvidenceLine, clause: Cue) -> bool:
    """Say whether a condition belongs to a clause that the wording leaves out: approve one, put off one until (May).

    A second condition belongs to the clause of the first: subject to the vote and provided that the bank pays.
    """
    start = min(cue.start for cue in line.sentence.conditions if cue.start <= clause.start < cue.end)
    before = [token for token in line.sentence.tokens if token.end <= start][-1:]
    if not before or "," in line.sentence.text[before[0].end : start]:
        return False
    return line.sentence.part(before[0].start).isdisjoint(pair.keys)


def _reversed(pair: Pair, clause: Cue, needed: frozenset[str], line: EvidenceLine) -> Iterator[Finding]:
    """Yield a condition that became its opposite: if, unless."""
    for ours in pair.sentence.conditions:
        alike = len(pair.sentence.stems_within(ours) & needed) >= _MOST * len(needed)
        if alike and ours.kind != clause.kind and "unless" in (ours.kind, clause.kind):
            yield Finding("changed", ours, clause, line)
