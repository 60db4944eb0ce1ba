"""The commands for builds that run by themselves: the summary of one, and rendering on every change."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.options import STANDARD_INPUT, House, Out, Records, Strict, named
from briefkit.cli.report import Report

__all__ = ["summary", "watch"]


def summary(
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True, parser=named)] = STANDARD_INPUT,
    audience: Annotated[
        str | None, typer.Option("--for", metavar="AUDIENCE", help="Tell only of this audience's briefs.")
    ] = None,
) -> None:
    """Print what `render --json` told, from a file or stdin, as Markdown: a table, and what changed."""
    from briefkit.cli.summing import read, summed

    report = Report()
    with report.catching():
        sys.stdout.write(summed(read(file), audience))
    raise typer.Exit(report.end())


def watch(
    records: Records = None,
    out: Out = None,
    house: House = None,
    *,
    strict: Strict = False,
    once: Annotated[bool, typer.Option("--once", help="Check and render once, and end.")] = False,
) -> None:
    """Check and render records whenever something that they are made from changes, until Ctrl-C."""
    from briefkit.cli.watching import Watch

    asked, report = Watch(records, out, house, strict), Report()
    with report.catching():
        asked.once(report) if once else asked.begin()
    raise typer.Exit(report.end())
