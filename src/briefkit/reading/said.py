"""Who speaks in a passage, and whether it supports the declared roles."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from briefkit.reading.language import SENSE
from briefkit.reading.meaning import governed, stems
from briefkit.reading.model import Context, Difference, Passage
from briefkit.reading.roles import Role, cast, is_noun, roles, saying, says
from briefkit.reading.sentence import Sentence, first_person, read
from briefkit.reading.text import find

_VERBS = {"supported_by": "support", "opposed_by": "oppose"}
_SAYING = "by"
_BEHALF = "for"
_BEFORE = 2000
"""The actor whom a “he” means is looked for in so many characters before the quote."""


def speakers(passage: Passage, context: Context) -> tuple[tuple[str, str], ...]:
    """Return the parties that are subjects of verbs of saying in a passage, each with its verb."""
    found = [
        (role.actor, sentence.word_at(role.verb).text)
        for _, sentence, role in _roles([passage], context)
        if role.relation == "subject" and role.head in saying() and role.actor in context.parties
    ]
    return tuple(dict.fromkeys(found))


def saying_verb(passages: Sequence[Passage], context: Context, by: str) -> str | None:
    """Return the verb of saying that passages have for a party, in the house's past form; None where it has none."""
    forms = saying()
    for _, _, role in _roles(passages, context):
        if role.relation == "subject" and role.actor == by and forms.get(role.head):
            return forms[role.head]
    return None


def check_roles(
    declared: Mapping[str, Sequence[str]], passages: Sequence[Passage], context: Context
) -> tuple[Difference, ...]:
    """Return where passages contradict a statement's `by`, `for`, `supported_by` and `opposed_by`."""
    in_passages = list(_roles(passages, context))
    asked = [(field, actors, in_passages) for field, actors in declared.items()]
    for field, other in permutations(_VERBS):
        verbs, ours = stems("verbs", _VERBS[field]), {*declared.get(field, ())}
        acting = {role.actor for _, sentence, role in in_passages if _is(sentence, role, field, verbs)}
        turned = ours - acting - {*declared.get(other, ())} if not acting or ours & acting else ()
        asked.append((other, (), [one for one in in_passages if one[2].actor in turned]))
    return tuple(found for one in asked for found in _role_questions(*one, context))


def by_pronoun(text: str, pronouns: Sequence[str]) -> str:
    """Return the words “he said” of a text, if no name stands before them."""
    for sentence in read(text):
        until = min((name.start for name in sentence.names), default=len(sentence.text))
        for i, word in enumerate(one for one in sentence.words if one.start < until):
            verb = governed(sentence.words, i + 1) if word.text.lower() in pronouns else None
            passive = verb and sentence.words[i + 1].text in SENSE["roles"]["passive"]
            if verb and verb.stem in saying() and not passive and not is_noun(sentence, verb):
                return sentence.text[word.start : verb.end]
        if sentence.names:
            break
    return ""


def leads_to(names: Sequence[str], before: str) -> bool:
    """Say whether a pronoun after a text may mean one of these names: the last one that acts in it."""
    company = cast(())
    for sentence in reversed(read(before[-_BEFORE:])):
        if find(names, sentence.text):
            return True
        if any(role.relation == "subject" for role in roles(sentence, company)):
            return False
    return False


def _role_questions(
    field: str, actors: Sequence[str], shown: Sequence[tuple[int, Sentence, Role]], context: Context
) -> Iterator[Difference]:
    """Yield a question where the passages give a role only to actors whom the statement does not declare."""
    verbs = stems("verbs", _VERBS[field]) if field in _VERBS else frozenset()
    alike = [one for one in shown if one[2].actor in context.parties and _is(*one[1:], field, verbs)]
    if field == _SAYING:
        alike = [one for one in alike if one[2].actor in actors or one[2].actor not in context.own]
        alike = [] if any(first_person(one[1].text) for one in shown) else alike
    if not alike or any(role.actor in actors for _, _, role in alike):
        return
    passage, sentence, role = alike[0]
    theirs = sentence.text[role.start : role.end]
    start = sentence.start + role.start
    hint = f"Write `{field}: {role.actor}`, or say why it stands."
    message = f"`{field}`: the source has {theirs} here"
    yield Difference("Q06", "role", "changed", 0, 0, "", message, hint, passage, start, start + len(theirs), theirs)


def _is(sentence: Sentence, role: Role, field: str, verbs: frozenset[str]) -> bool:
    if field == _SAYING:
        return says(sentence, role)
    return role.relation == "behalf" if field == _BEHALF else role.relation == "subject" and role.head in verbs


def _roles(passages: Sequence[Passage], context: Context) -> Iterator[tuple[int, Sentence, Role]]:
    company = cast(tuple((key, tuple(names)) for key, names in context.parties.items()))
    for i, passage in enumerate(passages):
        for sentence in read(passage.text, passage.issued):
            yield from ((i, sentence, role) for role in roles(sentence, company))
