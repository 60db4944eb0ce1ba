"""Hints cure: who does what the hint of a refused record says no longer sees the message, and nothing worse."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.rules.test_record import CASES, Refused, problems

from briefkit.errors import Problem

CURES: dict[str, list[Any]] = CASES["cures"]
"""What is written in place of a fault → the edits that its hint asks for."""
NAMED = re.compile(r"Did you mean `(.+?)`\?|Known: (.+?)[,.]")
ONE_OF = re.compile(r"One of: (.+)\.")
ALL = [Refused(**case) for case in CASES["refused"]]


def told(case: Refused, found: tuple[Problem, ...]) -> list[Problem]:
    """Return the problems that a case is about."""
    return [one for one in found if one.code == case.code and case.message in one.message]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.code} {case.new[:40]}")
def test_doing_what_the_hint_says_cures(case: Refused, tmp_path: Path) -> None:
    """By what it proposes itself, each of several in turn, or by an edit that somebody wrote after reading it."""
    fault = (case.old, case.new)
    found = told(case, problems(tmp_path, fault)[0])
    assert found
    hint = found[0].hint
    if case.new in CURES:
        cures = [CURES[case.new]]
    elif case.code == "R10":
        cures = [[[case.new, case.new.replace(case.at, one)]] for one in ONE_OF.findall(hint)[0].split(", ")]
    else:
        cures = [[[case.new, case.new.replace(case.at, next(filter(None, NAMED.findall(hint)[0])), 1)]]]
    for edits in cures:
        left, _ = problems(tmp_path, fault, *map(tuple, edits))
        assert [(one.code, one.message) for one in left if one.severity == "error"] == []


def test_every_edit_is_of_a_case() -> None:
    """No edit stands for a fault that is not tried."""
    assert CURES.keys() <= {case.new for case in ALL}
