"""Compare a wording with the passages that it rests on."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache, partial

from briefkit.reading.align import evidence
from briefkit.reading.classes import CLASSES, Class
from briefkit.reading.meaning import stems
from briefkit.reading.model import SHORTER, Change, Claim, Comparison, Context, Difference, Passage, or_stands
from briefkit.reading.numbers import Number
from briefkit.reading.order import WordOrder
from briefkit.reading.pair import ClaimGround, Extent, Finding, Pair, spoken
from briefkit.reading.roles import Role, cast
from briefkit.reading.sentence import Sentence, read
from briefkit.reading.text import Span, Word, words

_BESIDE = 2
"""So many words on either side are the surroundings of others."""


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
        fresh = [
            word for word in sentence.content if word.stem not in known and not _in_compound(sentence, word, known)
        ]
        fresh = [word for word in fresh if word.stem not in names or word.text.islower()]
        new += [(sentence.start + word.start, sentence.start + word.end, word.text) for word in fresh]
        pair = Pair(ground, sentence, ground.lines_for(sentence))
        order = WordOrder(pair, parties, aside)
        other = other or order.differs()
        verbatim = cache(partial(_is_verbatim, pair))  # one word may be found by several, and beside several lines
        for row in CLASSES:
            asked = () if row.beside and order.moved else _asked(row, claim, free=bool(fresh))
            for one in _differ(row, pair, verbatim) if asked else ():
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


def _in_compound(sentence: Sentence, word: Word, known: frozenset[str] | set[str]) -> bool:
    """Say whether a word is part of a compound that is known as one word: cease-fire."""
    return any(word.start >= span.start and word.end <= span.end and one in known for span, one in sentence.compounds)


_NOTHING_LIKE_IT = "Write what the source has"
"""The hint where the source has no words of that sort to name."""


def _differ(row: Class, pair: Pair, verbatim: Callable[[Extent], bool]) -> Iterator[Difference]:
    if pair.ground.claim.shape in row.shapes:
        for finding in row.finder(pair):
            own = finding.change != "lost" and finding.place is not None and verbatim(finding.place)
            skipped = own or (_behind(finding, pair.sentence.text) and not row.afar)
            if finding.change in row.message and not skipped:
                yield _difference(row, pair, finding)


def _is_verbatim(pair: Pair, place: Extent) -> bool:
    """Say whether the words asked about, with the rest of their part and two words on either side, are the source's.

    A number may be a part of what stands farther off: (three of) the four.
    """
    sentence = pair.sentence
    if isinstance(place, Number) or not sentence.words:
        return False
    asked: list[Extent] = [place]
    asked += [sentence.word_at(place.verb)] if isinstance(place, Role) and place.verb >= 0 else []
    start, end = min(one.start for one in asked), max(one.end for one in asked)
    following = [token for token in sentence.tokens if token.start >= start]
    parts = {token.part for token in following if token.start < end or token == following[0]}
    asked += [token for token in sentence.tokens if token.part in parts]
    start, end = min(one.start for one in asked), max(one.end for one in asked)
    before = [word.start for word in sentence.words if word.start < start]
    after = [word.end for word in sentence.words if word.end > end]
    told = sentence.text[(before or [start])[-_BESIDE:][0] : (after or [end])[:_BESIDE][-1]]
    return spoken(told) in pair.ground.spoken


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
