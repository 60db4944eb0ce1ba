"""Finds changes in how firmly something is said: as a fact, a plan, a duty or a possibility."""

from collections.abc import Iterator

from briefkit.reading.align import EvidenceLine
from briefkit.reading.language import SENSE
from briefkit.reading.meaning import Cue, kinds, stems
from briefkit.reading.model import SHORTER
from briefkit.reading.pair import Finding, Pair
from briefkit.reading.parts import cut
from briefkit.reading.roles import saying
from briefkit.reading.sentence import Sentence, first_person
from briefkit.reading.text import Span, Word, is_past, stem

_FEW = 2
"""Words before a verb in which its auxiliary, or the `to` of its infinitive, stands."""
_COMING = ("will", "shall")
_POSSIBLE = "may"
"""The weakest force: authorised to sign, may sign."""
_DUTY = "must"
_DECIDING = "decision"


def force(pair: Pair) -> Iterator[Finding]:
    """Yield the verbs whose force changed: may became must, a plan became a fact."""
    for line in pair.lines:
        theirs = {cue.head: cue for cue in line.sentence.force if cue.head}
        ours = {cue.head: cue for cue in pair.sentence.force if cue.head}
        for head, modal in theirs.items():
            if head in ours and not _alike(ours[head].kind, modal.kind):
                yield Finding("changed", ours[head], modal, line)
            elif head not in ours and (verb := _bare(pair.sentence, head, modal)):
                yield Finding("changed", verb, modal, line)
        for modal in (modal for head, modal in ours.items() if head not in theirs):
            yield from _firmer(pair, line, modal)


def _alike(kind: str, other: str) -> bool:
    return kind == other or any({kind, other} == {*pair} for pair in SENSE["firmness"]["alike"])


def _firmer(pair: Pair, line: EvidenceLine, modal: Cue) -> Iterator[Finding]:
    """Yield a modal verb of a wording where the evidence has its verb as a fact, or behind a verb of intention."""
    if modal.kind == _DUTY and not line.sentence.stems.isdisjoint(stems("firmness", "obliging")):
        return
    if modal.kind not in _COMING and _asserted(line.sentence, modal.head):
        yield Finding("added", modal, None, line)
    elif modal.kind != _POSSIBLE and (verb := _intended(pair, line.sentence, modal.head)):
        yield Finding("changed", modal, verb, line)


def realised(pair: Pair) -> Iterator[Finding]:
    """Yield the verbs that a wording tells as done and that the evidence leaves open: recommended that it be halved.

    Only the nearest line of the evidence counts.
    """
    for line in pair.lines[:1]:
        for i, verb in enumerate(pair.sentence.words):
            opening = _open(line.sentence, verb.stem) if _happens(pair.sentence, i) else None
            performed = verb.stem in saying() and first_person(line.sentence.text)  # I would like to stress
            if opening and not performed and not _decided(pair, line.sentence, opening):
                yield Finding("changed", verb, opening, line)


def _decided(pair: Pair, sentence: Sentence, opening: Span) -> bool:
    """Say whether it was decided: a shorter wording of (decided) to halve it, or a (motion) to halve it that passed."""
    claim = pair.ground.claim
    words = [word for word in sentence.words if word.start < opening.start]
    before = {word.stem for word in [w for w in words if not w.text.endswith(SENSE["force"]["adverb"])][-1:]}
    motions, carried = stems("votes", "motions"), stems("votes", "carried")
    if claim.kind == _DECIDING and before & motions:
        later = (line.sentence for line in pair.ground.evidence.lines)
        return any(one.stems & motions and one.stems & carried and not one.denies(carried) for one in later)
    return claim.kind == _DECIDING and claim.shape in SHORTER and before == {stem(_DECIDING)}


def _happens(sentence: Sentence, at: int) -> bool:
    """Say whether a word is a verb that states a fact: halved, has cut, is moving."""
    verb = sentence.words[at]
    before = [word.text.lower() for word in sentence.words[max(0, at - _FEW) : at]]
    opened = {SENSE["force"]["infinitive"], SENSE["tense"]["open"], *kinds("force")}
    if verb not in sentence.content or not opened.isdisjoint(before) or _is_conditional(sentence, verb):
        return False
    previous, ends = before[-1] if before else "", is_past(verb.text)
    going = verb.text.endswith(SENSE["tense"]["going"]) and previous in SENSE["roles"]["passive"]
    return going or previous in SENSE["tense"]["done"] or (ends and previous not in SENSE["roles"]["article"])


def _is_conditional(sentence: Sentence, verb: Word) -> bool:
    """Say whether a verb stands in a condition."""
    return any(clause.start <= verb.start < clause.end for clause in sentence.conditions)


def _open(sentence: Sentence, head: str) -> Span | None:
    """Return the words that leave a verb open, if they do so at each of its places: to halve, be halved."""
    words = sentence.words
    implied = stems("firmness", "implied") | stems("denial", "verbs")
    found = None
    for at in (i for i, word in enumerate(words) if word.stem == head):
        be = words[at - 1].text == SENSE["tense"]["open"]
        before = at - be - 1  # the word before the verb, or before its “be”
        if before < 1:
            return None
        infinitive = words[before].text == SENSE["force"]["infinitive"]
        supposed = before > 1 and words[before - _FEW].text.lower() in kinds("force")  # would have to come
        if infinitive and words[before - 1].stem in implied and not supposed:
            return None
        if not infinitive and (not be or words[before].text.lower() in kinds("force")):
            return None
        found = found or Span(words[before if infinitive else before + 1].start, words[at].end)
    return found


def _bare(sentence: Sentence, head: str, modal: Cue) -> Word | None:
    """Return a verb that a sentence states as a fact, though the evidence has a modal verb before it."""
    data = SENSE["force"]
    at = next((i for i, word in enumerate(sentence.words) if word.stem == head), -1)
    if at < 0 or any(word.text.lower() == data["infinitive"] for word in sentence.words[max(0, at - _FEW) : at]):
        return None
    verb = sentence.words[at]
    if any(word.text in SENSE["roles"]["agent"] for word in sentence.words[at + 1 : at + 2]):
        return None
    if _is_conditional(sentence, verb) or _shares(sentence, verb, modal):
        return None
    return verb if is_past(verb.text) or modal.kind == "may" or _done(sentence, head) else None


def _shares(sentence: Sentence, verb: Word, modal: Cue) -> bool:
    """Say whether a verb has the modal verb of the one before it: it (will) be repaired and the street closed."""
    own = sentence.words[sentence.words.index(verb) - 1].text.lower() in SENSE["tense"]["done"]
    before = (cue for cue in sentence.force if cue.start < verb.start and _alike(cue.kind, modal.kind))
    return not own and any(cut(sentence.text, cue.end, verb.start) for cue in before)


def _done(sentence: Sentence, head: str) -> bool:
    """Say whether a sentence tells a verb as past, with an auxiliary before it: had begun, was complete."""
    at = next((i for i, word in enumerate(sentence.words) if word.stem == head), 0)
    words = [word.text.lower() for word in sentence.words[max(0, at - _FEW) : at]]
    return not set(words).isdisjoint(SENSE["tense"]["done"]) and words[-1] in SENSE["roles"]["between"]


def _asserted(sentence: Sentence, head: str) -> bool:
    """Say whether a sentence has a verb without any modal or infinitive."""
    infinitive, text = SENSE["force"]["infinitive"], [word.text.lower() for word in sentence.words]
    places = [i for i, word in enumerate(sentence.words) if word.stem == head]
    return any(infinitive not in text[max(0, i - _FEW) : i] for i in places) and not sentence.force


def _intended(pair: Pair, sentence: Sentence, head: str) -> Word | None:
    """Return the word that the wording leaves out before an infinitive: (expects) to run, (urged) him to run.

    An infinitive behind an “and” has that of the one before it: (hopes) to meet and to run. What somebody is set
    to do, they will do.
    """
    left_out = opening = None
    for i, word in enumerate(sentence.words):
        if i and sentence.words[i - 1].text == SENSE["force"]["infinitive"]:
            joined = sentence.words[i - _FEW].text in SENSE["roles"]["joins"]
            if word.stem == head:
                left_out = left_out or (opening if joined else None)
                return None if left_out and left_out.stem in stems("firmness", "settled") else left_out
            opening = opening if joined else sentence.words[i - _FEW]
        if word.stem not in pair.sentence.stems and word in sentence.content:
            left_out = word
    return None
