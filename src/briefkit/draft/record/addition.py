"""Add a source to a record: its statements are drafted, and put behind what the record's author wrote."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefkit.draft.record import drafted, nothing, read_company, read_units
from briefkit.draft.record.actors import Company
from briefkit.draft.record.drafted import Candidate, within
from briefkit.draft.record.proof import proven
from briefkit.draft.record.slugs import free
from briefkit.draft.record.written import SourceText, YamlPart, acting, actor, issue, issues, source, statements, terms
from briefkit.errors import Problem, UsageError
from briefkit.outcomes import Outcomes
from briefkit.reading.text import fold

_TOP = re.compile(r"[^\s#\-][^:]*:")
_STATEMENTS = "statements"
_STEP = 2
"""Columns by which the lines that are put in are indented."""


def added(old: str, record: Outcomes, text: SourceText, contents: Mapping[str, str]) -> str:
    """Return a record's text with one more source, and the statements drafted from it.

    `contents` holds the texts of all its sources, the new one's among them.
    """
    sentences = read_units(text)
    company = _known(record, read_company([text], [sentences]))
    made = drafted([text], [sentences], company, contents)
    made = [within(statement, record.meeting.instrument) for statement in made]

    def write(some: Sequence[Candidate]) -> YamlPart:
        return _additions(old, record, text, company, some)

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
        "actors": [line for who in acting(company, made) if who.key not in record.actors for line in actor(who)],
        "issues": [line for title, key in new.items() for line in issue(key, title)],
        "terms": [line for line in terms(company, made) if line.split(":")[0].strip() not in record.terms],
        "statements": body.lines,
    }
    whole = old
    for key, lines in parts.items():
        whole = inserted(whole, key, lines)
    return YamlPart(whole.removesuffix("\n").split("\n"), body.ids)


def _known(record: Outcomes, company: Company) -> Company:
    """Return the actors of the new text, each with the key that it has in the record, or with one that is free."""
    owners = {fold(name): key for key, other in record.actors.items() for name in (*other.surfaces, *other.variants)}
    keys = {"": ""}
    for key, other in company.actors.items():
        own = next((owners[fold(name)] for name in other.names if fold(name) in owners), "")
        keys[key] = own or free(key, {*record.actors, *keys.values()})
    company.actors = {keys[key]: replace(other, key=keys[key]) for key, other in company.actors.items()}
    company.owners = {name: keys[key] for name, key in company.owners.items()}
    company.body = keys[company.body]
    return company


def inserted(text: str, key: str, lines: Sequence[str]) -> str:
    """Return a record with lines at the end of a part; one that it lacks is begun in front of the statements."""
    if not lines:
        return text
    whole = text.splitlines(keepends=True)
    end = "\r\n" if "\r\n" in text else "\n"
    at = _part(whole, key)
    if at is None:
        place = _part(whole, _STATEMENTS)
        if place is None:
            raise _unplaced(_STATEMENTS)
        new = [f"{key}:", *lines, ""]
        return "".join([*whole[:place], *(line + end for line in new), *whole[place:]])
    last, indent = _last(whole, at, key)
    if not whole[last].endswith(("\n", "\r")):
        whole[last] += end
    moved = [_moved(line, indent - _STEP) + end for line in lines]
    return "".join([*whole[: last + 1], *moved, *whole[last + 1 :]])


def _part(lines: Sequence[str], key: str) -> int | None:
    """Return the line at which a part of the record begins; UsageError where it is not written line by line."""
    for i, line in enumerate(lines):
        if line.lstrip("\ufeff").startswith((f"{key}:", f'"{key}":', f"'{key}':")):
            if not re.match(rf"\ufeff?{key}:\s*(?:#.*)?$", line):
                raise _unplaced(key)
            return i
    return None


def _last(lines: Sequence[str], at: int, key: str) -> tuple[int, int]:
    """Return the last line of a part that holds something, and the indentation of its entries."""
    last = at
    indent = -1
    for i in range(at + 1, len(lines)):
        line = lines[i]
        if _TOP.match(line) or line.startswith(("---", "...")):
            break
        bare = line.strip()
        if bare and not (bare.startswith("#") and not line[0].isspace()):
            last = i
            if indent < 0 and not bare.startswith("#"):
                indent = len(line) - len(line.lstrip())
    if last == at or "\t" in lines[last][:1]:
        raise _unplaced(key)
    return last, indent


def _moved(line: str, by: int) -> str:
    if by >= 0 or not line:
        return " " * by + line if line else line
    return line[-by:] if not line[:-by].strip() else line


def _unplaced(key: str) -> UsageError:
    hint = f"Write `{key}:` on a line of its own, and its entries below it, one under the other."
    return UsageError(Problem("U09", f"nothing can be put under `{key}:` as it is written", hint=hint))
