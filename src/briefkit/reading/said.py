"""Who speaks in a passage, and whether it supports the declared roles."""

from collections.abc import Iterator, Mapping, Sequence

from briefkit.reading.language import lexicon
from briefkit.reading.meaning import governed, stems
from briefkit.reading.model import Context, Difference, Passage
from briefkit.reading.roles import Role, cast, roles, saying, says
from briefkit.reading.sentence import Sentence, first_person, read
from briefkit.reading.text import find

_VERBS = {"supported_by": "support", "opposed_by": "oppose"}
_SAYING = "by"
_BEHALF = "for"
_BEFORE = 2000
"""The actor whom a “he” means is looked for in so many characters before the quote."""


def speakers(passage: Passage, context: Context, language: str = "en") -> tuple[tuple[str, str], ...]:
    """Return the parties that are subjects of verbs of saying in a passage, each with its verb."""
    found = [
        (role.actor, sentence.word_at(role.verb).text)
        for _, sentence, role in _roles([passage], context, language)
        if role.relation == "subject" and role.head in saying(language) and role.actor in context.parties
    ]
    return tuple(dict.fromkeys(found))


def saying_verb(passages: Sequence[Passage], context: Context, by: str, language: str = "en") -> str | None:
    """Return the verb of saying that passages have for a party, in the house's past form; None where it has none."""
    forms = saying(language)
    for _, _, role in _roles(passages, context, language):
        if role.relation == "subject" and role.actor == by and forms.get(role.head):
            return forms[role.head]
    return None


def check_roles(
    declared: Mapping[str, Sequence[str]], passages: Sequence[Passage], context: Context, language: str = "en"
) -> tuple[Difference, ...]:
    """Return where passages contradict a statement's `by`, `for`, `supported_by` and `opposed_by`."""
    in_passages = list(_roles(passages, context, language))
    return tuple(
        found
        for field, actors in declared.items()
        for found in _role_questions(field, actors, in_passages, context, language)
    )


def by_pronoun(text: str, pronouns: Sequence[str], language: str = "en") -> str:
    """Return the words “he said” of a text, if no name stands before them."""
    passive = lexicon(language, "sense")["roles"]["passive"]
    for sentence in read(text, None, language):
        until = min((name.start for name in sentence.names), default=len(sentence.text))
        for i, word in enumerate(one for one in sentence.words if one.start < until):
            verb = governed(sentence.words, i + 1, language) if word.text.lower() in pronouns else None
            if verb and verb.stem in saying(language) and sentence.words[i + 1].text not in passive:
                return sentence.text[word.start : verb.end]
        if sentence.names:
            break
    return ""


def leads_to(names: Sequence[str], before: str, language: str = "en") -> bool:
    """Say whether a pronoun after a text may mean one of these names: the last one that acts in it."""
    company = cast((), language)
    for sentence in reversed(read(before[-_BEFORE:], None, language)):
        if find(names, sentence.text):
            return True
        if any(role.relation == "subject" for role in roles(sentence, company)):
            return False
    return False


def _role_questions(
    field: str, actors: Sequence[str], shown: Sequence[tuple[int, Sentence, Role]], context: Context, language: str
) -> Iterator[Difference]:
    """Yield a question where the passages give a role only to actors whom the statement does not declare."""
    verbs = stems("verbs", _VERBS[field], language) if field in _VERBS else frozenset()
    alike = [one for one in shown if one[2].actor in context.parties and _is(*one[1:], field, verbs)]
    if field == _SAYING:
        alike = [one for one in alike if one[2].actor in actors or one[2].actor not in context.own]
        alike = [] if any(first_person(one[1].text, language) for one in shown) else alike
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
        return says(sentence, role) and not _describes(sentence, role)
    return role.relation == "behalf" if field == _BEHALF else role.relation == "subject" and role.head in verbs


def _describes(sentence: Sentence, role: Role) -> bool:
    """Say whether a verb of saying only describes a thing: the stay requested by (Norrgen)."""
    agent = lexicon(sentence.language, "sense")["roles"]["agent"]
    noun = any(word.end + 1 == role.verb for word in sentence.content)
    return noun and any(word in agent for word in sentence.text[role.verb : role.start].split())


def _roles(passages: Sequence[Passage], context: Context, language: str) -> Iterator[tuple[int, Sentence, Role]]:
    company = cast(tuple((key, tuple(names)) for key, names in context.parties.items()), language)
    for i, passage in enumerate(passages):
        for sentence in read(passage.text, passage.issued, language):
            yield from ((i, sentence, role) for role in roles(sentence, company))
