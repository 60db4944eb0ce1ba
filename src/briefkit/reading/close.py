"""Readers of close wordings: roles, denial, force, limits, conditions, lists, and items told from elsewhere."""

import re
from collections.abc import Iterator

from briefkit.reading.align import Line
from briefkit.reading.language import lexicon
from briefkit.reading.meaning import Found, stems
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.roles import Role
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span, Word, find, words

_MOST = 0.5
_FEW = 2
_SOME = 3
_LIST = re.compile(r"\s*(?:,|,?\s*\band\b)\s*(?:the\s+)?")


def roles(pair: Pair) -> Iterator[Finding]:
    """Yield the roles that the evidence gives to somebody else."""
    for role in pair.roles:
        alike = [(line, r) for line, r in pair.source_roles if (r.relation, r.head) == (role.relation, role.head)]
        if alike and all(r.actor != role.actor for _, r in alike) and not _unsure(pair, role, alike):
            yield Finding("changed", role, alike[0][1], alike[0][0])


def _unsure(pair: Pair, role: Role, alike: list[tuple[Line, Role]]) -> bool:
    """Say whether a verb stands in the evidence with a subject that is not known."""
    if role.relation != "subject":
        return False
    verbs = sum(word.stem == role.head for line in pair.lines for word in line.sentence.words)
    return verbs > len({(line.place, r.verb) for line, r in alike})


def denial_lost(pair: Pair) -> Iterator[Finding]:
    """Yield the denials of what is told that the wording leaves out."""
    if not pair.sentence.denying:
        for line, denial in ((line, one) for line in pair.lines for one in line.sentence.denials):
            if denial.head in pair.sentence.content_stems and _told(pair, line, denial):
                yield Finding("lost", None, denial, line)


def denial_added(pair: Pair) -> Iterator[Finding]:
    """Yield denials where neither the sentence that is told nor its answer denies anything."""
    near = {place for line in pair.lines for place in (line.place, line.place + line.sentence.text.endswith("?"))}
    if not any(pair.evidence.lines[place].sentence.denying for place in near if place < len(pair.evidence.lines)):
        for denial in pair.sentence.denials:
            yield Finding("added", denial)


def force(pair: Pair) -> Iterator[Finding]:
    """Yield the verbs that are told more or less firmly than in the evidence."""
    for line in pair.lines:
        theirs = {one.head: one for one in line.sentence.force if one.head}
        ours = {one.head: one for one in pair.sentence.force if one.head}
        for head, modal in theirs.items():
            if head in ours and ours[head].kind != modal.kind:
                yield Finding("changed", ours[head], modal, line)
            elif head not in ours and (verb := _bare(pair.sentence, head, modal)):
                yield Finding("changed", verb, modal, line)
        for head, modal in ours.items():
            if head not in theirs and modal.kind != "will" and _asserted(line.sentence, head):
                yield Finding("added", modal, None, line)


def _bare(sentence: Sentence, head: str, modal: Found) -> Word | None:
    """Return a verb that a sentence tells as a fact, where the evidence has a modal verb before it."""
    data = lexicon(sentence.language, "sense")["force"]
    at = next((i for i, word in enumerate(sentence.words) if word.stem == head), -1)
    if at < 0 or any(word.text.lower() == data["infinitive"] for word in sentence.words[max(0, at - 2) : at]):
        return None
    past = sentence.words[at].text.endswith(data["past"])
    return sentence.words[at] if past or modal.kind == "may" else None


def _asserted(sentence: Sentence, head: str) -> bool:
    """Say whether a sentence has a verb without any modal or infinitive."""
    data = lexicon(sentence.language, "sense")["force"]
    places = [i for i, word in enumerate(sentence.words) if word.stem == head]
    before = [word.text.lower() for i in places for word in sentence.words[max(0, i - 2) : i]]
    return bool(places) and data["infinitive"] not in before and not sentence.force


def limits_added(pair: Pair) -> Iterator[Finding]:
    """Yield the words of limit that no sentence told has."""
    theirs = {one.kind for line in pair.lines for one in line.sentence.limits}
    for limit in pair.sentence.limits:
        if limit.kind not in theirs:
            yield Finding("added", limit)


def limits_lost(pair: Pair) -> Iterator[Finding]:
    """Yield the words of limit that stood at what is told and are left out."""
    ours = {one.kind for one in pair.sentence.limits}
    for line in pair.lines:
        for limit in line.sentence.limits:
            if limit.kind not in ours and limit.head in pair.sentence.content_stems and _told(pair, line, limit):
                yield Finding("lost", None, limit, line)


def _told(pair: Pair, line: Line, found: Found) -> bool:
    """Say whether the wording tells most of the clause in which a word stands."""
    clause = line.sentence.stems_within(line.sentence.around(found.start))
    return len(clause & pair.sentence.stems) >= _MOST * len(clause)


def conditions(pair: Pair) -> Iterator[Finding]:
    """Yield the conditions of what is told that neither the wording nor a declared condition holds."""
    language = pair.sentence.language
    declared = frozenset(word.stem for text in pair.told.conditions for word in words(text, language))
    held = frozenset(word.stem for word in words(pair.told.text, language))
    for line in pair.lines:
        for clause in line.sentence.conditions:
            needed = line.sentence.stems_within(clause)
            rest = line.sentence.content_stems - needed
            told = len(rest & pair.sentence.content_stems) >= min(_FEW, len(rest))
            if needed and told and max(len(needed & held), len(needed & declared)) < _MOST * len(needed):
                yield Finding("lost", None, clause, line)
            elif needed and told:
                yield from _turned(pair, clause, needed, line)


def _turned(pair: Pair, clause: Found, needed: frozenset[str], line: Line) -> Iterator[Finding]:
    """Yield a condition that is told as its reverse: if, unless."""
    for ours in pair.sentence.conditions:
        alike = len(pair.sentence.stems_within(ours) & needed) >= _MOST * len(needed)
        if alike and ours.kind != clause.kind and "unless" in (ours.kind, clause.kind):
            yield Finding("changed", ours, clause, line)


def listed(pair: Pair) -> Iterator[Finding]:
    """Yield the names of a list of which the wording tells others."""
    for line in pair.lines:
        for group in _lists(pair, line):
            told = [one for one in group if find([one[1]], pair.sentence.text)]
            if told and len(told) < len(group):
                for span, _ in (one for one in group if one not in told):
                    yield Finding("lost", None, span, line)


def _lists(pair: Pair, line: Line) -> Iterator[list[tuple[Span, str]]]:
    """Yield the names that commas and “and” join in a line."""
    group: list[tuple[Span, str]] = []
    for mention in pair.cast.mentions(line.sentence):
        span, text = Span(mention.start, mention.end), line.sentence.text
        if group and not _LIST.fullmatch(text, group[-1][0].end, mention.start):
            yield group
            group = []
        group.append((span, text[mention.start : mention.end]))
    yield group


def items(pair: Pair) -> Iterator[Finding]:
    """Yield a word or number told from another part of the evidence than the rest."""
    ours = {word.stem: word for word in pair.sentence.content}
    if len(ours) <= _FEW or not pair.lines:
        return
    parts = [(line, clause) for line in pair.lines for clause in _halves(line.sentence)]
    best = max(parts, key=lambda part: len(part[0].sentence.stems_within(part[1]) & ours.keys()))
    inside = best[0].sentence.stems_within(best[1])
    numbers = [n for n in best[0].sentence.numbers if best[1].start <= n.start < best[1].end]
    for number in pair.sentence.numbers:
        if numbers and number.value not in [n.value for n in numbers] and len(inside & ours.keys()) >= _FEW:
            yield Finding("changed", number, numbers[0], best[0])
    missing = [word for one, word in ours.items() if one not in inside]
    if len(missing) == 1 and len(ours) > _SOME and missing[0].stem in pair.evidence.places and not _ours(pair, missing[0]):
        yield Finding("changed", missing[0], best[1], best[0])


def _ours(pair: Pair, word: Word) -> bool:
    """Say whether a word belongs to a declared name."""
    return word.text[0].isupper() and bool(find([word.text], " ".join(" ".join(n) for n in pair.context.parties.values())))


def _halves(sentence: Sentence) -> Iterator[Span]:
    """Yield the parts of a sentence between semicolons."""
    cuts = [0, *(found.end() for found in re.finditer(r";\s", sentence.text)), len(sentence.text)]
    yield from (Span(one, other) for one, other in zip(cuts, cuts[1:], strict=False))


def speaker(pair: Pair) -> Iterator[Finding]:
    """Yield a wording of its own that names nobody of those who say it."""
    names = pair.context.parties.get(pair.told.by or "", ())
    if names and not find(names, pair.told.text) and pair.sentence.start == 0:
        yield Finding("lost", Span(0, len(pair.sentence.text)))


def _unused() -> object:
    return stems
