"""The arguments and options that commands share."""

from pathlib import Path
from typing import Annotated

import typer

STANDARD_INPUT = Path("-")
"""Stands for what is read from there."""


def named(text: str | Path) -> Path:
    """Return what an argument names: `-` standard input, `./-` a file of that name."""
    path = Path(text)
    return path.absolute() if path == STANDARD_INPUT and str(text) != "-" else path


Records = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE|FOLDER", hidden=True, parser=named
    ),  # Why hidden: Typer would list it with its Python type.
]
OneRecord = Annotated[Path | None, typer.Argument(metavar="FOLDER", hidden=True, parser=named)]
Editions = Annotated[
    list[str] | None, typer.Option("-e", "--edition", metavar="EDITION", help="Only this edition; may be repeated.")
]
Audiences = Annotated[
    list[str] | None, typer.Option("-a", "--audience", metavar="AUDIENCE", help="Only for this audience.")
]
Lengths = Annotated[list[str] | None, typer.Option("-l", "--length", metavar="LENGTH", help="Only of this length.")]
Formats = Annotated[
    list[str] | None, typer.Option("-f", "--format", metavar="FORMAT", help="docx, pdf or md; by default docx and pdf.")
]
Paper = Annotated[
    str | None, typer.Option("--paper", metavar="PAPER", help="a4 or letter; by default the house's, or a4.")
]
Reference = Annotated[
    Path | None,
    typer.Option("--reference-doc", metavar="FILE", help="A .docx or .dotx with styles, page, letterhead."),
]
Clearance = Annotated[
    bool,
    typer.Option(
        "--clearance",
        help="The Word copy that goes round for clearance (tracked, DRAFT), with -f beside others, else alone.",
    ),
]
Plain = Annotated[bool, typer.Option("--all", help="Every length for every audience, not only the house's editions.")]
Out = Annotated[
    Path | None,
    typer.Option("-o", "--out", metavar="FOLDER", help="Where the briefs go; by default the house's, or reports."),
]
Strict = Annotated[bool, typer.Option("--strict", help="Take questions and warnings for errors.")]
Force = Annotated[bool, typer.Option("--force", help="Make all anew, and replace outputs that somebody has edited.")]
Prune = Annotated[bool, typer.Option("--prune", help="Remove the briefs that no record of the house makes any more.")]
Jobs = Annotated[int | None, typer.Option("-j", "--jobs", metavar="NUMBER", help="How many records at once; one.")]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="Render on the Dask cluster there instead: tcp://HOST:PORT."),
]
Json = Annotated[bool, typer.Option("--json", help="Print results and problems as data: json.")]
OutputFormat = Annotated[
    str,
    typer.Option(
        "--output-format",
        metavar="FORMAT",
        help="text; json; github, annotations for its Actions; or sarif, for code hosts.",
    ),
]
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", hidden=True)]
House = Annotated[
    Path | None,
    typer.Option(
        "--house", metavar="FILE", help="The house file; by default the nearest briefkit.toml from a record up."
    ),
]
