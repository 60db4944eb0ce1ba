"""Problems for machines: as data, as annotations of GitHub Actions, as SARIF.

A question is a warning there; what is to be read, and a note, are notices. None of these fails a run by itself.
"""

from collections.abc import Iterable
from urllib.parse import quote

from briefkit.builds import installed
from briefkit.errors import Problem
from briefkit.rules.explain import title

_ANNOTATIONS = {"error": "error", "question": "warning", "warning": "warning", "unread": "notice", "note": "notice"}
_LEVELS = {**_ANNOTATIONS, "unread": "note", "note": "note"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_dict(problem: Problem) -> dict[str, object]:
    """Return a problem as data."""
    place, (part, key) = problem.place, problem.part or ("", None)
    return {
        "code": problem.code,
        "severity": problem.severity,
        "statement": key if part == "statements" else None,
        "file": place and place.file,
        "line": (place and place.line) or None,
        "column": place.column if place and place.line else None,
        "message": problem.message,
        "against": list(problem.against),
        "hint": problem.hint,
    }


def annotation(problem: Problem) -> str:
    """Return a problem as a workflow command of GitHub Actions, which shows it at its line."""
    place = problem.place
    where: dict[str, object] = {"file": place.file} if place else {}
    where |= {"line": place.line, "col": place.column} if place and place.line else {}
    properties = where | {"title": problem.code}
    parameters = ",".join(f"{key}={str(value).translate(_PROPERTY)}" for key, value in properties.items())
    return f"::{_ANNOTATIONS[problem.severity]} {parameters}::{_words(problem).translate(_DATA)}"


def _words(problem: Problem) -> str:
    """Return what is told of a problem, without its place and code."""
    return "\n".join(filter(None, (problem.message, *problem.against, problem.hint)))


def sarif(problems: Iterable[Problem]) -> dict[str, object]:
    """Return problems as a log of SARIF 2.1.0 (OASIS), which code hosts read."""
    found = list(problems)
    codes = dict.fromkeys(problem.code for problem in found)
    driver = {
        "name": "briefkit",
        "version": installed(),
        "rules": [{"id": code, "shortDescription": {"text": title(code)}} for code in codes],
    }
    results = [_result(problem) for problem in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(problem: Problem) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": problem.code,
        "level": _LEVELS[problem.severity],
        "message": {"text": _words(problem)},
    }
    if not problem.place:
        return result
    where: dict[str, object] = {"artifactLocation": {"uri": quote(problem.place.file)}}
    if problem.place.line:
        where["region"] = {"startLine": problem.place.line, "startColumn": problem.place.column}
    return result | {"locations": [{"physicalLocation": where}]}
