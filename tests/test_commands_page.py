"""docs/commands.md is what the command line says of itself: every command, option and exit code."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from briefkit.cli.app import app
from briefkit.errors import BriefkitError

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
HEAD = """\
# The commands

Each command says the same with `--help`. Results go to stdout, messages to stderr. Where no record is named, a
command takes those that the [house file](house.md) names, or this folder; in place of a record, `-` reads standard
input as if it were this folder’s `outcomes.yaml`: its sources lie beside it. With `--debug`, an internal error shows
where it arose.
"""
SIGNAL = "A signal ended it: 128 and the signal’s number, as 130 for Ctrl-C."


def named(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield the commands below one, each with its whole name."""
    if hasattr(command, "commands"):
        for part in command.commands:
            yield from named(command.commands[part], f"{name} {part}")
    else:
        yield name, command


def described(name: str, command: Any) -> Iterator[str]:
    """Yield the lines on a command: how it is called, what it does, its options."""
    context = command.context_class(command, info_name=name)
    yield from (f"## {name}", "", f"`{name} {' '.join(command.collect_usage_pieces(context))}`", "")
    yield from (inspect.cleandoc(command.help or ""), "")
    rows = [row for one in command.params if (row := one.get_help_record(context)) and "--help" not in row[0]]
    yield from ("| option | what it does |", "| --- | --- |") if rows else ()
    yield from (f"| `{option}` | {told.replace('  [', ' [')} |" for option, told in rows)
    yield from ("",) if rows else ()


def codes() -> Iterator[str]:
    """Yield the table of exit codes."""
    yield from ("## Exit codes", "", "| code | meaning |", "| --- | --- |", "| 0 | Done. |")
    yield "| 1 | An internal error: please report it. |"
    kinds = {one.exit_code: one for one in BriefkitError.__subclasses__() if one.__module__ == BriefkitError.__module__}
    yield from (f"| {code} | {inspect.getdoc(kinds[code])} |" for code in sorted(kinds))
    yield f"| 128 and more | {SIGNAL} |"


def page() -> str:
    """Return the page."""
    found = sorted(named(typer.main.get_command(app), "briefkit"), key=lambda one: one[0])
    lines = [line for name, one in found for line in described(name, one)]
    return "\n".join([HEAD, *lines, *codes(), ""])


def test_the_page_of_commands_is_current(accept: bool) -> None:  # noqa: FBT001 (a fixture is passed by its name)
    """It has every command, with its options, and every code; `pytest --accept` rewrites it."""
    if accept:
        PAGE.write_text(page(), encoding="utf-8", newline="\n")
    assert page().count("\n## ") > 10
    assert PAGE.read_text(encoding="utf-8") == page()
