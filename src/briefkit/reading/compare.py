"""Compare a wording with the passages that it rests on."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from briefkit.reading.align import evidence
from briefkit.reading.classes import CLASSES, Class
from briefkit.reading.meaning import stems
from briefkit.reading.model import SHORTER, Change, Claim, Comparison, Context, Difference, Passage, or_stands
from briefkit.reading.order import WordOrder
from briefkit.reading.pair import ClaimGround, Finding, Pair
from briefkit.reading.roles import cast
from briefkit.reading.sentence import read
from briefkit.reading.text import Span, words


def compare(claim: Claim, passages: Sequence[Passage], context: Context) -> Comparison:
    """Return the new words of a wording, and its differences from the passages; the same is compared once."""
    return _compared(claim, tuple(passages), context)


@lru_cache(maxsize=2048)  # a run for an audience looks at it twice, and one that watches at every change of any other
def _compared(claim: Claim, passages: Sequence[Passage], context: Context) -> Comparison:
    sentences = read(claim.text, next((p.issued for p in passages), None))
    wanted = frozenset().union(*(sentence.stems for sentence in sentences))
    lines = evidence(passages, wanted)
    parties = _stems([name for names in context.parties.values() for name in names])
    names = _stems(context.names) | parties
    plain = [*context.parties.get(claim.by or "", ()), *(name for name in context.names if name.islower())]
    known = _stems([*plain, *claim.conditions]) | _neutral(claim) | lines.places.keys()
    company = cast(tuple((key, tuple(names)) for key, names in context.parties.items()))
    ground = ClaimGround(claim, lines, context, company, wanted)
    aside = names | _stems([*plain, *claim.conditions])
    new, differences, other = [], dict[tuple[int, int, str], Difference](), False
    for sentence in sentences:
        fresh = [word for word in sentence.content if word.stem not in known]
        fresh = [word for word in fresh if word.stem not in names or word.text.islower()]
        new += [(sentence.start + word.start, sentence.start + word.end, word.text) for word in fresh]
        pair = Pair(ground, sentence, ground.lines_for(sentence))
        order = WordOrder(pair, parties, aside)
        other = other or order.differs()
        for row in CLASSES:
            asked = () if row.beside and order.moved else _asked(row, claim, free=bool(fresh))
            for one in _differ(row, pair) if asked else ():
                if one.change in asked:
                    differences.setdefault((one.start, one.end, one.words), one)  # the same words are asked about once
    in_order = sorted(differences.values(), key=lambda difference: difference.start)
    return Comparison(bool(new) or other, tuple(new), tuple(in_order))


def _asked(row: Class, claim: Claim, *, free: bool) -> Sequence[Change]:
    """Return the changes of a class that are asked about: all; of a free sentence what it adds, or none."""
    if not free or (row.free and claim.shape not in SHORTER):
        return tuple(row.message)
    return ("added",) if row.certain else ()


def _neutral(claim: Claim) -> frozenset[str]:
    """Return the stems of the words that claim nothing; what an actor does is a claim: took note of (the plan)."""
    deed = _stems(claim.text.split()[:1] if claim.shape == "does" else [])
    return stems("neutral", "words") - deed


def _stems(texts: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(_of(text) for text in texts))


@lru_cache(maxsize=8192)
def _of(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(text))


_NOTHING_LIKE_IT = "Write what the source has"
"""The hint where the source has no words of that sort to name."""


def _differ(row: Class, pair: Pair) -> Iterator[Difference]:
    if pair.ground.claim.shape in row.shapes:
        for finding in row.finder(pair):
            if finding.change in row.message and (row.afar or not _behind(finding, pair.sentence.text)):
                yield _difference(row, pair, finding)


def _behind(finding: Finding, text: str) -> bool:
    """Say whether the lost words follow a semicolon, and the wording is what stands before it, word for word."""
    if finding.change != "lost" or not (finding.source and finding.line):
        return False
    before, semicolon, _ = finding.line.sentence.text[: finding.source.start].rpartition(";")
    return bool(semicolon) and before.rstrip().endswith(text.rstrip(" ."))


def _difference(row: Class, pair: Pair, finding: Finding) -> Difference:
    """Return a finding with its words and message."""
    sentence, line = pair.sentence, finding.line
    place, source = finding.place or Span(0, len(sentence.text)), finding.source or Span(0, 0)
    theirs = line.sentence.text[source.start : source.end] if line else ""
    offset = line.sentence.start if line and finding.source else 0
    words = sentence.text[place.start : place.end] if finding.place else theirs
    hint = row.hint.format(source=theirs) if theirs or "{source}" not in row.hint else _NOTHING_LIKE_IT
    return Difference(
        code=row.code,
        name=row.name,
        change=finding.change,
        start=sentence.start + place.start,
        end=sentence.start + place.end,
        words=words,
        message=row.message[finding.change],
        hint=or_stands(hint, words),
        passage=line.passage if line else None,
        source_start=offset + source.start,
        source_end=offset + source.end,
        source=theirs,
    )
