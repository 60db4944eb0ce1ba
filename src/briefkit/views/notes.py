"""What stands behind a statement on the page: its marking, the editor's day, another account."""

from collections.abc import Iterable, Iterator, Sequence

from briefkit.citemarks import Cited
from briefkit.cites import of_statement
from briefkit.editions.plan import together
from briefkit.editions.query import here
from briefkit.markings import is_named, marking_of
from briefkit.outcomes import Actor, Base, Outcomes, Sourced, Statement
from briefkit.outcomes.fields import Contradiction
from briefkit.reading.dates import long_date
from briefkit.views.shapes import NOTHING
from briefkit.wording import Composer


def portion_marking(record: Outcomes, statements: Iterable[Base]) -> Cited | None:
    """Return the marking to print behind the words of statements, if any is marked higher than the record."""
    markings = {s.id: marking_of(s, record) for s in statements}
    higher = {key: marking for key, marking in markings.items() if marking != record.marking}
    cites = tuple(of_statement(key, "marking") for key in higher)
    return Cited(f"[{record.house.highest(higher.values())}]", cites) if higher else None


def issue_title(record: Outcomes, key: str | None) -> Cited:
    """Return the title of an issue; empty where there is none."""
    return Cited(record.issues[key].title, (f"issue:{key}",)) if key in record.issues else NOTHING


def accounts(record: Outcomes, printed: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Return printed statement → the statements that contradict it and are not printed."""
    contradicting = {s.id: list[Statement]() for s in printed}
    excluded = contradicting.keys() | record.superseded
    for key, other in record.rivals:
        if key in contradicting and other not in excluded:
            contradicting[key].append(record.by_id[other])
    return {key: others for key, others in contradicting.items() if others}


def rivals(statements: Iterable[Base]) -> Iterator[tuple[Sourced, Contradiction]]:
    """Yield each statement that contradicts another one, with what it says of that."""
    for statement in statements:
        if isinstance(statement, Sourced):
            yield from ((statement, rival) for rival in statement.contradicts)


def noted(composer: Composer, printed: Sequence[Statement]) -> dict[str, Cited]:
    """Return the notes that printed statements need: a day that the editor gave, and another account not printed."""
    record = composer.record
    others = accounts(record, printed)
    notes = {}
    for statement in printed:
        sentences, cites = [], []
        on = getattr(statement, "on", None)
        if on and on.basis == "editor":
            why = f": {on.note}" if on.note else ""
            sentences.append(f"Dated {long_date(on.date)} by the editor{why}.")
            cites.append(of_statement(statement.id, "on"))
        for other in others.get(statement.id, ()):
            sentences.append(f"There is another account: {composer.wording(other, 'sentence', short=True)}")
            cites.append(of_statement(other.id, "account"))
        if sentences:
            mark = portion_marking(record, others.get(statement.id, ()))
            notes[f"on/{statement.id}"] = Cited(" ".join(sentences), tuple(cites), marking=mark)
    return notes


def supplied(record: Outcomes, statement: Base) -> bool:
    """Say whether the editor, not a source, gave the day of a statement or somebody whom it names."""
    on = getattr(statement, "on", None)
    return bool(on and on.basis == "editor") or bool(editors(record, [statement], " \n ".join(statement.written)))


def editors(record: Outcomes, statements: Iterable[Base], words: str) -> dict[str, Actor]:
    """Return the actors whose name and office are the editor's, if statements or words name them."""
    named = {key for statement in statements for key in statement.actors}
    supplied = {key: actor for key, actor in record.actors.items() if actor.basis == "editor"}
    return {key: actor for key, actor in supplied.items() if key in named or is_named(actor.surfaces, words)}


def stands_alone(record: Outcomes, statement: Statement) -> bool:
    """Say whether a sentence can stand without the rest of its page.

    It cannot where the page adds to it: the other sides of its issue, the heading over what was said elsewhere, a note
    on what the editor supplied or on another account.
    """
    alone = together(record, statement)[0] == "statement"
    return here(statement) and alone and not supplied(record, statement) and not accounts(record, [statement])
