"""Another source for a record that stands: what it says is drafted, and put behind what its author wrote."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefkit.draft.record import drafted, nothing, read_company, read_units
from briefkit.draft.record.actors import Company
from briefkit.draft.record.clauses import Who
from briefkit.draft.record.drafted import Candidate, within
from briefkit.draft.record.insertion import inserted
from briefkit.draft.record.proof import proven
from briefkit.draft.record.slugs import free
from briefkit.draft.record.written import SourceText, YamlPart, acting, actor, issue, issues, source, statements, terms
from briefkit.outcomes import Outcomes
from briefkit.reading.text import fold


def added(old: str, record: Outcomes, text: SourceText, contents: Mapping[str, str]) -> str:
    """Return a record's text with one more source, and the statements drafted from it.

    `contents` holds the texts of all its sources, the new one's among them.
    """
    sentences = read_units(text)
    found = read_company([text], [sentences])
    made = [within(statement, record.meeting.instrument) for statement in drafted([text], [sentences], found, contents)]
    keys = _keys(record, found)
    made = [_renamed(statement, keys) for statement in made]
    known = Company(
        actors={keys[key]: replace(one, key=keys[key]) for key, one in found.actors.items()}, terms=found.terms
    )

    def write(some: Sequence[Candidate]) -> YamlPart:
        return _additions(old, record, text, known, some)

    new = proven(made, write, contents)
    if not new:
        raise nothing(text.file)
    return new


def _additions(old: str, record: Outcomes, text: SourceText, company: Company, made: Sequence[Candidate]) -> YamlPart:
    titles = {issue.title: key for key, issue in record.issues.items()}
    new = {title: key for title, key in issues(made, record.title, set(record.issues)).items() if title not in titles}
    keys = {**new, **titles}
    body = statements(made, {**keys, "": keys.get(record.title, "")}, set(record.by_id), several=True)
    parts = {
        "sources": list(source(text)),
        "actors": [line for one in acting(company, made) if one.key not in record.actors for line in actor(one)],
        "issues": [line for title, key in new.items() for line in issue(key, title)],
        "terms": [line for line in terms(company, made) if line.split(":")[0].strip() not in record.terms],
        "statements": body.lines,
    }
    whole = old
    for key, lines in parts.items():
        whole = inserted(whole, key, lines)
    return YamlPart(whole.removesuffix("\n").split("\n"), body.ids)


def _keys(record: Outcomes, company: Company) -> dict[str, str]:
    """Return the key that each actor of the new text has in the record: its own there, or one that is free."""
    owners = {fold(name): key for key, one in record.actors.items() for name in (*one.surfaces, *one.variants)}
    keys: dict[str, str] = {}
    for key, one in company.actors.items():
        own = owners.get(fold(one.name)) or next((owners[fold(name)] for name in one.names if fold(name) in owners), "")
        keys[key] = own or free(key, {*record.actors, *keys.values()})
    return keys


def _renamed(one: Candidate, keys: Mapping[str, str]) -> Candidate:
    def who(entries: tuple[Who, ...]) -> tuple[Who, ...]:
        return tuple(replace(w, actor=keys.get(w.actor, ""), behalf=keys.get(w.behalf, "")) for w in entries)

    return replace(
        one, by=who(one.by), supported=who(one.supported), opposed=who(one.opposed), owner=keys.get(one.owner, "")
    )
