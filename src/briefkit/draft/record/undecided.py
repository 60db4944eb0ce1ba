"""Where a sentence says that something is not decided, or put off, and what that is."""

import re

from briefkit.draft.record.language import ACTS, ARTICLES, among, lexicon, phrases, stems
from briefkit.reading.language import SENSE, either
from briefkit.reading.sentence import Sentence
from briefkit.reading.text import Span, Word, stem
from briefkit.wording.sentences import capital

_DECIDING = frozenset(key for key, kind in ACTS.items() if kind == "decision")
"""The stems of the verbs that decide; their nouns share them."""
_TO = either(lexicon("clauses")["to_be_done"])
"""What stands between a verb that denies and what it denies: failed to agree."""
_APART = re.compile(rf";\s|,\s(?:{either(lexicon('openings')['conjunctions'])})\s")
"""What parts what is open from what was told before it."""
_NEAR = 3
"""Words between a verb that puts something off and what it puts off."""


def undecided(text: str) -> Span | None:
    """Return where a main clause tells that something is not decided, or put off; None where it does not."""
    if match := phrases("open_issue").search(text):
        return Span(*match.span())
    sentence = Sentence(text)
    for denial in sentence.denials:
        refused = re.match(rf"\s+(?:{_TO})\s", text[denial.end :]) and _soon(sentence.words, denial.end) & _DECIDING
        if (denial.kind == "not" and sentence.scope(denial) & _DECIDING) or refused:
            words = (word for word in sentence.words if word.start >= denial.start and word.stem in _DECIDING)
            return Span(denial.start, next(words).end)
    return _put_off(sentence.words)


def _soon(words: list[Word], place: int) -> set[str]:
    """Return the stems of the first words behind a place: unable [to reach agreement]."""
    return {word.stem for word in [word for word in words if word.start >= place][: _NEAR + 1]}


def _put_off(words: list[Word]) -> Span | None:
    """Return a verb that puts a decision off: the vote was adjourned; they deferred the matter."""
    being = SENSE["roles"]["passive"]
    matters = _DECIDING | stems("deferral", "matters")
    for i, word in enumerate(words):
        if word.stem not in stems("deferral", "verbs") or not i:
            continue
        passive = words[i - 1].text.lower() in being
        near = words[:i] if passive else words[i + 1 : i + 1 + _NEAR]
        active = words[i - 1].text.lower() not in lexicon("subjects")["articles"]
        if (passive or active) and any(one.stem in matters for one in near):
            return Span(word.start, word.end)
    return None


def question(text: str, heading: str) -> str:
    """Return what is open in a sentence, as a label in its own words; of “the matter”, its heading."""
    bare = text.rstrip(". ")
    found = undecided(bare) or Span(0, 0)
    if match := re.compile(among(lexicon("phrases")["whether"])).search(bare, found.start):
        return capital(bare[match.start() :])
    ends = lexicon("phrases")["question_ends"]
    last = next((word for word in reversed(bare[: found.start].split()) if word.lower() not in ends), "")
    if heading and stem(last) in stems("deferral", "matters"):
        return heading
    behind = bare[found.end :].strip()
    about = re.search(rf"\b(?:on|about)\s+|^to\s+(?={ARTICLES}\s)", behind) if found.end else None
    if about or re.match(rf"{ARTICLES}\s", behind):
        topic = _topic(behind[about.end() if about else 0 :])
        vague = stem(topic.split()[1]) in stems("deferral", "matters") if topic.count(" ") else False
        return (heading or capital(bare)) if vague and not about else capital(topic)
    before = _APART.split(bare[: found.start])[-1].rstrip()
    label = re.sub(rf"(?:\s+(?:{either(lexicon('phrases')['question_ends'])}))+$", "", f" {before}").strip()
    subject = label == before and not phrases("open_issue").search(bare)  # of a party that did not decide
    return capital(label) if label.count(" ") and not subject else capital(bare)


def _topic(words: str) -> str:
    """Return what a decision is about: without what is told of it, and without the day on which it was put off."""
    past = SENSE["force"]["past"]
    ends = (
        rf"[;,]|\s(?:{either(lexicon('subjects')['joins'])})\s\w+{past}\b|{among(lexicon('phrases')['question_ends'])}"
    )
    topic = re.split(ends, words, maxsplit=1)[0].rstrip(" ,")
    last = Sentence(topic).moments[-1:]
    if last and last[0].end == len(topic) and last[0].start:
        topic = re.sub(rf"\s(?:{either(lexicon('openings')['adverbials'])})$", "", topic[: last[0].start].rstrip())
    return topic or words
