"""Finds names that neither the evidence has nor the statement itself declares."""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from briefkit.reading.language import SENSE, either
from briefkit.reading.pair import LONGER, Finding, Pair
from briefkit.reading.text import find, find_all, fold

_CAPITALISED = 0.9
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = "aeiouy"
_AND = re.compile(rf"\s(?:{either(SENSE['roles']['joins'])})\s")
_POINT = re.compile(r"(?<=\w)\.(?=\s)")
"""What one writes after an abbreviation, and another does not: Mr. Roca."""
_SHORT = re.compile(r"\b[A-Z]{2,}\b")
"""The initials of a longer name: EU."""


def names(pair: Pair) -> Iterator[Finding]:
    """Yield the names that neither the evidence nor the context has, whole."""
    if _titled(pair):
        return
    for name in pair.sentence.names:
        words = pair.sentence.text[name.start : name.end]
        opening = not pair.sentence.text[: name.start].strip(" “\"'‘(")
        if opening and pair.ground.claim.shape not in ("says", "does"):
            _, _, rest = words.partition(" ")
            declared = any(fold(words) in party for party in pair.ground.parties.values())
            if _known(pair, rest) if rest else not declared:
                continue
        if not _known(pair, words):
            yield Finding("added", name)


def _titled(pair: Pair) -> bool:
    """Say whether a sentence is set as a title, with capitals throughout."""
    longer = [word.text for word in pair.sentence.content]
    return len(longer) > 3 and sum(word[0].isupper() for word in longer) >= _CAPITALISED * len(longer)  # noqa: PLR2004


def _known(pair: Pair, name: str) -> bool:
    """Say whether a name is the evidence's or a party's, whole or in its parts between small words."""
    if _whole(pair, name):
        return True
    parts = re.split(rf"\s+(?:{either(SENSE['names']['joins'])})\s+|['’]s?\s+", name)
    return len(parts) > 1 and not _renamed(pair, name, parts[0]) and all(_whole(pair, part) for part in parts)


def _renamed(pair: Pair, name: str, first: str) -> bool:
    """Say whether the evidence has a name that begins alike and ends otherwise: Museum of Varn, of Lom."""
    longer = LONGER.match(name, len(first))
    others = (
        LONGER.match(line.sentence.text, match.end())
        for line in pair.lines
        for match in find_all([first], line.sentence.text)
    )
    return longer is not None and any(other and other[0] != longer[0] for other in others)


def _whole(pair: Pair, name: str) -> bool:
    """Say whether a name stands in the evidence, is made of one party's names, or is declared and not in a place's."""
    ground, parts = pair.ground, fold(name).replace("-", " ").split()
    if ground.evidence.holds(_WORD.findall(name)) and find([name], ground.evidence.text):
        return True
    if in_full(name).search(ground.evidence.text) or find(_shortened(name, ground.capitals), ground.evidence.text):
        return True
    if find([name], _POINT.sub("", ground.evidence.text)) or _within(pair, set(parts)):
        return True
    if any(words.issuperset(parts) and key in ground.named for key, words in ground.parties.items()):
        return True
    if fold(name) in ground.other_names and find([name], ground.other_names):
        return not _replaces(pair, name)
    return len(parts) == 1 and _related(pair, name)


def _replaces(pair: Pair, name: str) -> bool:
    """Say whether a name stands in its place where the evidence has another, which the wording leaves out: in Varn."""
    before = re.compile(rf"\b({either(SENSE['names']['places'])})\s+$")
    found = find([name], pair.sentence.text)
    place = before.search(pair.sentence.text, 0, found.start()) if found else None
    return place is not None and any(
        (other := before.search(line.sentence.text, 0, span.start))
        and other[1] == place[1]
        and not find([line.sentence.text[span.start : span.end]], pair.sentence.text)
        for line in pair.lines[:1]
        for span in line.sentence.names
    )


def _related(pair: Pair, word: str) -> bool:
    """Say whether a word is a known name's people or plural: Norvian."""
    endings, known = (*SENSE["names"]["people"], "s"), pair.ground.capitals
    roots = [word, *(word.removesuffix(ending) for ending in endings if word.endswith(ending))]
    forms = {f"{root}{vowel}" for root in roots for vowel in ("", *_VOWELS)}
    forms |= {f"{root}{ending}" for root in (word, word.rstrip(_VOWELS)) for ending in endings}
    return not known.isdisjoint(forms)


def _within(pair: Pair, words: AbstractSet[str]) -> bool:
    """Say whether one name of the evidence has all these words, one of them its last: Presidents (Ines) Roca."""
    text = ((line.sentence.text, name) for line in pair.lines for name in line.sentence.names)
    one = (part.split() for line, name in text for part in _AND.split(fold(line[name.start : name.end])))
    return len(words) > 1 and any(words <= set(name) and name[-1] in words for name in one)


def _shortened(name: str, known: Iterable[str]) -> list[str]:
    """Return a name with initials that are known for the words that they stand for: UN Charter, UK."""
    short = [one for one in known if _SHORT.fullmatch(one)]
    return [in_full(one).sub(one, name) for one in short if in_full(one).search(name)]


def in_full(name: str) -> re.Pattern[str]:
    """Return a pattern of a name, or of several, each of its initials a word of its own: United Nations Charter."""
    between, aside = rf"[\s-]+(?:(?:{either(SENSE['names']['joins'])})\s+)?", r"(?:\s*\([A-Z]+\))?\s+"
    words = (
        between.join(rf"{letter}\w*" for letter in word) if _SHORT.fullmatch(word) else re.escape(word)
        for word in name.split()
    )
    return re.compile(rf"\b{aside.join(words)}s?\b")
