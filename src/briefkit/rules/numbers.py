"""Numbers: each stands in the evidence with its noun, and none is derived without evidence."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from briefkit.errors import Problem
from briefkit.outcomes import Evidence, Quantity, Sourced
from briefkit.rules.dates import DATE, MONTH_OR_YEAR
from briefkit.rules.subject import Form, Subject
from briefkit.rules.words import PER_CENT, Number, find, find_all, folded, lists, numbers

NAMES = re.compile(
    r"\b(?:G\d+|[A-Z]{2,}[-‑]?\d+|Q[1-4]|\d{1,2}[:.]\d{2}(?=\s|\W|$)"
    r"|(?:Article|Articles|Resolution|No\.|Protocol|Annex|Chapter|Rule|Paragraph|Section|Phase|Category|Category|"
    r"Point|Part|Table|Figure|Directive|Regulation|Decision|Item|Level|Stage|Class|Line|Route|Station)\s+\d+(?:[./]\d+)*)"
)
_SHARE = re.compile(r"\b(?P<part>[\w-]+)\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?(?P<whole>[\w-]+)", re.IGNORECASE)
_BOTH = 2
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def masked(text: str, subject: Subject) -> str:
    """Return a text with dates, and numbers that are names, blanked; its length stays."""
    return _masked(text, subject.numbered)


@lru_cache(maxsize=4096)
def _masked(text: str, numbered: tuple[str, ...]) -> str:
    spans = [found.span() for pattern in (DATE, MONTH_OR_YEAR, NAMES) for found in pattern.finditer(text)]
    spans += [found.span() for found in find_all(numbered, text)] if numbered else []
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def known_numbers(subject: Subject) -> Iterator[Problem]:
    """E09: every number of a form stands in its evidence with the same noun and comparator."""
    for form in subject.forms:
        evidence = masked(form.evidence, subject)
        held = numbers(evidence)
        years = set(_YEAR.findall(form.evidence)) - set(_YEAR.findall(evidence))
        quantities = [q for s in form.rests for q in s.quantities]
        for number in numbers(masked(form.text, subject)):
            if form.text[number.start : number.end] in years:
                continue
            if problem := _unknown(subject, form, number, held, quantities):
                yield problem


def _unknown(
    subject: Subject, form: Form, number: Number, held: Sequence[Number], quantities: list[Quantity]
) -> Problem | None:
    shown = form.text[number.start : number.end]
    same = [n for n in held if n.value == number.value]
    counted = [q.counts for q in quantities if q.value == number.value]
    counted += [q.part_of.counts for q in quantities if q.part_of and q.part_of.value == number.value]
    if not same and number.value == _BOTH and find(["both"], form.evidence):
        return None
    if not same and not counted:
        there = ", ".join(dict.fromkeys(form.evidence[n.start : n.end] for n in held)) or "no number"
        return subject.finding(
            "E09", form, f"{shown} is not in its evidence", f"The evidence has {there}.", offset=number.start
        )
    nouns = [n.noun for n in same] + [n.noun for words in counted for n in numbers(f"2 {words}")]
    if not _same_noun(number.noun, [noun for noun in nouns if noun]):
        message = f"{shown} counts something else in the evidence"
        there = _words(form.evidence[same[0].start :]) if same else f"{shown} {counted[0]}"
        return subject.finding("E09", form, message, f"There it is “{there}”.", offset=number.start)
    return _comparator(subject, form, number, same)


def _words(rest: str, most: int = 3) -> str:
    """Return the first words of a text, up to the end of its sentence or part of it."""
    return " ".join(re.split(r"[,.;:!?…](?:\s|$)", rest, maxsplit=1)[0].split()[:most])


def _same_noun(noun: tuple[str, ...], known: list[tuple[str, ...]]) -> bool:
    """Say whether a number counts what one of the known ones counts: 26 nations, 26 willing nations, but no leaders."""
    general = not noun or noun[0] in lists()["small"]["general"]
    return general or not known or any(noun[0] in other or other[0] in noun for other in known)


def _comparator(subject: Subject, form: Form, number: Number, same: list[Number]) -> Problem | None:
    """E09: a comparator at a number is kept, and none is put in."""
    here = _compared(form.text, number)
    there = {_compared(form.evidence, n) for n in same}
    if there & {*lists()["emphases"], None}:
        there.add(None)
    alike = next((set(words) for words in lists()["comparators"].values() if here in words), {here})
    if not there or alike & there:
        return None
    kept = next((b for b in there if b), None)
    shown = form.text[number.start : number.end]
    message = f"“{kept}” at {shown} is lost or changed" if kept else f"“{here}” at {shown} is not in the evidence"
    return subject.finding("E09", form, message, "Keep the evidence's own comparator.", offset=number.start)


def _compared(text: str, number: Number) -> str | None:
    """Return the comparator just before a number, or after it: 26 boats or more."""
    before = folded(text[max(0, number.start - 40) : number.start]).rstrip("€$£¥ ")
    early, late = _comparators()
    if found := early.search(before):
        return found[1]
    found = late.match(folded(text[number.end : number.end + 40]))
    return f"… {found[1]}" if found else None


@cache
def _comparators() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a comparator at the end of what stands before, and near the start of what follows."""
    every = [word for words in lists()["comparators"].values() for word in words]
    late = [word.removeprefix("… ") for word in every if word.startswith("…")]
    early = sorted((word for word in every if not word.startswith("…")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)({'|'.join(early)})$"), re.compile(rf"(?:[\w-]+ ){{0,2}}({'|'.join(late)})(?!\w)")


def quantities(subject: Subject) -> Iterator[Problem]:
    """E09: a quantity is a number of its statement's evidence, and its whole one of the evidence for that."""
    for i, statement in enumerate(subject.outcomes.statements):
        if not isinstance(statement, Sourced):
            continue
        for j, quantity in enumerate(statement.quantities):
            at = ("statements", i, "quantities", j)
            yield from _evidenced(subject, quantity.value, statement.quote, (*at, "value"))
            if whole := quantity.part_of:
                yield from _evidenced(subject, whole.value, whole.quote, (*at, "part_of", "value"))


def _evidenced(
    subject: Subject, value: float, quotes: Sequence[Evidence], path: tuple[str | int, ...]
) -> Iterator[Problem]:
    held = [n.value for evidence in quotes for n in numbers(masked(evidence.quote, subject))]
    if value not in held:
        there = ", ".join(f"{n:,g}" for n in dict.fromkeys(held)) or "no number"
        yield subject.problem("E09", f"{value:,g} is not in its evidence", path, f"The evidence has {there}.")


def derived(subject: Subject) -> Iterator[Problem]:
    """E10: no share, sum or majority that no source gives."""
    for form in subject.forms:
        yield from _shares(subject, form)
        evidence = PER_CENT.sub(" per cent", form.evidence)
        for kept, words in lists()["derived"].items():
            for word in find_all(words, form.text):
                if not re.search(rf"\b(?:{word[0] if kept == 'itself' else kept})\b", evidence, re.IGNORECASE):
                    message = f"“{word[0]}” is worked out, not recorded"
                    yield subject.finding("E10", form, message, "Give the numbers as recorded.", offset=word.start())


def _shares(subject: Subject, form: Form) -> Iterator[Problem]:
    parts = [(q.value, q.part_of.value) for s in form.rests for q in s.quantities if q.part_of]
    for found in _SHARE.finditer(form.text):
        values = [[n.value for n in numbers(found[name] + " x")] for name in ("part", "whole")]
        if all(values) and (values[0][0], values[1][0]) not in parts:
            message = f"“{found[0]}” makes one number a part of the other"
            hint = "Give a quantity with `part_of:` and its own quote, or leave it out."
            yield subject.finding("E10", form, message, hint, offset=found.start())
