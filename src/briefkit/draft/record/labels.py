"""Who speaks in a transcript: the labels of its turns, such as “Q:”, “Minister Ines Roca:” and “Mr. ROCA.”."""

import re
from collections.abc import Sequence

from briefkit.draft.record.language import among, lexicon
from briefkit.draft.record.persons import NAME, TITLES
from briefkit.draft.record.sentences import END, is_names
from briefkit.reading.language import either
from briefkit.reading.sentence import first_person

_COLON = re.compile(r"(?P<label>[^\W\d_][^:“”\"!?;\n]{0,90}?)\s?:(?:\s+(?P<words>\S.*)|$)", re.DOTALL)
_COURTESY = f"(?:{either(lexicon('persons')['courtesy'])})"
_STOP = re.compile(
    rf"(?P<label>[QA]|(?i:{lexicon('subjects')['definite']})\s[A-Z]{{3,}}(?:\s[A-Z]{{3,}})*"
    rf"|(?:{_COURTESY}|{TITLES})\s{NAME}(?:\s(?:{either(lexicon('bodies')['of'])})\s{NAME})?)\.\s+(?P<words>\S.*)",
    re.DOTALL,
)
"""A label that a full stop ends, as in official reports: Mr. ROCA of Torrin."""
_DASH = re.compile(r"(?P<label>[^\W\d_][^:“”\"!?;\n—]{0,90}?)\s?—\s?(?P<words>[“\"(]?[A-Z].*)", re.DOTALL)
"""A label that a dash ends: Senator Roca —The fee is …."""
_ALONE = re.compile(
    rf"(?P<label>(?:[^.:;()]{{1,120}}\({_COURTESY}\s{NAME}\)|{_COURTESY}\s{NAME}(?:\s\([^()]*\)){{0,2}}))"
)
"""A label on a line of its own: Mr Tom Vey (Port Avon)."""
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_TURNS = 3
"""A text with so many turns is a transcript, which begins with the first of them."""
_TALKS = 2
"""Where so many passages are spoken, of oneself or to somebody, the labels of a text are those of speakers.

One is enough where somebody asks, or says “I” or “you”, whose label is a person's."""
_WORDS = 10
"""Words of a label."""
_PERSON = re.compile(
    among(word for part in ("courtesy", "offices", "descriptions") for word in lexicon("persons")[part]), re.IGNORECASE
)
_PARTS = {*lexicon("transcripts")["asking"], *lexicon("transcripts")["answering"]}
_SELF = re.compile(among(lexicon("transcripts")["self"]))
_WITHIN = re.compile(r"[“\"][^“”\"]*[”\"]")
_TALK = re.compile(among([*lexicon("transcripts")["self"], *lexicon("transcripts")["to"]]))


def voices(passages: Sequence[str]) -> list[tuple[str, str]]:
    """Return the passages of a text, each with the label of who speaks in it, and without that label.

    The label is empty where the text speaks itself; a turn goes on to the next label or heading. Questions
    are left out, and what stands before the first turn of a transcript.
    """
    heads = [_head(passage) for passage in passages]
    turns: dict[str, list[str]] = {}
    last = ""
    opened = {label for label, words in heads if label and _opens(_ASIDE.sub("", words))}
    for at, (label, words) in enumerate(heads):
        title = at == 0 and words and _part(label) not in _PARTS
        last = "" if title else label or last
        if last in opened:
            turns.setdefault(last, []).append(words)
    speakers = _speakers(turns, passages)
    asking = {label for label in speakers if _part(label) in lexicon("transcripts")["asking"]}
    begun = sum(label in speakers for label, _ in heads) < _TURNS
    found, voice = [], ""
    for passage, (label, words) in zip(passages, heads, strict=True):
        begins = label in speakers or passage.startswith("# ")
        voice, begun = label if begins else voice, begun or label in speakers
        kept = begun and voice not in asking
        found.append((voice, (words if begins else passage) if kept or passage.startswith("# ") else ""))
        voice = "" if asking == speakers else voice  # answers have no label of their own
    return found


def nameless(voice: str) -> bool:
    """Say whether a label names nobody: “A”, for who answers."""
    return _part(voice) in lexicon("transcripts")["answering"]


def _part(label: str) -> str:
    """Return a label in small letters and without its aside: “QUESTION (Avon Gazette)” is “question”."""
    return _ASIDE.sub("", label).lower()


def _head(passage: str) -> tuple[str, str]:
    """Return the label with which a passage begins, written as names are, and the words behind it."""
    if stop := _STOP.match(passage):
        return stop["label"], stop["words"]
    if _ALONE.fullmatch(passage):
        return passage, ""
    dash = _DASH.match(passage)
    found = dash if dash and _PERSON.search(dash["label"]) else _COLON.match(passage)
    names = re.split(r"[\s,]+", _ASIDE.sub("", found["label"])) if found else []
    small = lexicon("persons")["lower_joins"]
    known = {label for group in lexicon("openings")["labels"].values() for label in group}
    if found and len(names) <= _WORDS and all(word[:1].isupper() or word in small for word in names):
        return ("", passage) if found["label"].lower() in known else (found["label"], found["words"] or "")
    return "", passage


def _speakers(turns: dict[str, list[str]], passages: Sequence[str]) -> set[str]:
    """Return the labels of a transcript that are those of speakers; none of a text that is no transcript."""
    people = {label for label in turns if _PERSON.search(label) or _part(label) in _PARTS}
    talks = [label for label, said in turns.items() for words in said if _talks(words, we=label in people)]
    talking = set(talks)
    if len(talks) < _TALKS and not any(_talks(words, we=False) for label in people for words in turns[label]):
        return set()
    common = set(re.findall(r"\b[a-z]+\b", " ".join(passages)))
    return talking | {label for label in turns if not common.issuperset(label.lower().split())}


def _opens(words: str) -> bool:
    """Say whether a turn can begin with these words: with none beside its label, or with a sentence."""
    return not words or (END.search(words) is not None and not is_names(words))


def _talks(words: str, *, we: bool) -> bool:
    """Say whether words are spoken: to somebody, or of oneself; “we” may be a text that many sign."""
    return words.endswith("?") or bool(_TALK.search(words)) or (we and first_person(words))


def in_person(text: str) -> bool:
    """Say whether a sentence is in the first person of one who speaks, outside its quotation marks."""
    return bool(_SELF.search(_WITHIN.sub("", text)))


def of_many(text: str) -> bool:
    """Say whether a sentence is in a first person, of one or of many, outside its quotation marks."""
    return first_person(_WITHIN.sub("", text))
