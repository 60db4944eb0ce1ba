"""The commands."""

import sys
from importlib.metadata import version as installed
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli import report
from briefkit.errors import BriefkitError, Problem, RecordError, UsageError

NAME = "outcomes.yaml"

app = typer.Typer(
    help="One validated record of a meeting, every policy brief it takes.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

Records = Annotated[
    list[Path] | None, typer.Argument(metavar="[FILE|FOLDER]...", help="Records; by default this folder.")
]
Editions = Annotated[list[str] | None, typer.Option("-e", "--edition", help="Only this edition; may be repeated.")]
Audiences = Annotated[list[str] | None, typer.Option("-a", "--audience", help="Only this audience.")]
Lengths = Annotated[list[str] | None, typer.Option("-l", "--length", help="Only this length.")]
Formats = Annotated[list[str] | None, typer.Option("-f", "--format", help="Only this format.")]
Out = Annotated[Path, typer.Option("-o", "--out", help="The output folder.")]
Strict = Annotated[bool, typer.Option("--strict", help="Take warnings for errors.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite outputs that were edited.")]


def _version(*, wanted: bool) -> None:
    if wanted:
        print(f"briefkit {installed('briefkit')}")
        raise typer.Exit


@app.callback()
def _briefkit(
    *,
    _shown: Annotated[
        bool, typer.Option("--version", callback=lambda v: _version(wanted=v), is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """One validated record of a meeting, every policy brief it takes."""


@app.command()
def render(  # noqa: PLR0913, PLR0917  # the options of the command
    records: Records = None,
    edition: Editions = None,
    audience: Audiences = None,
    length: Lengths = None,
    format_: Formats = None,
    out: Out = Path("reports"),
    *,
    strict: Strict = False,
    force: Force = False,
) -> None:
    """Write the briefs of records as DOCX and PDF."""
    from briefkit.cli.rendering import Choice, render_record

    choice = Choice(edition or (), audience or (), length or (), format_ or ())
    first: BriefkitError | None = None
    rows: list[tuple[str, ...]] = []
    for path in _found(records):
        try:
            rows += render_record(path, choice, out, strict=strict, force=force)
        except BriefkitError as error:
            report.problems(error.problems)
            first = first or error
    if rows:
        report.table([("edition", "pages", "marking", "path"), *rows])
    if first:
        raise typer.Exit(first.exit_code)


@app.command()
def check(records: Records = None, *, strict: Strict = False) -> None:
    """Check records against the rules and their sources, without rendering."""
    from briefkit.load import load

    failed = False
    for path in _found(records):
        try:
            loaded = load(path, path.as_posix())
        except RecordError as error:
            report.problems(error.problems)
            failed = True
            continue
        report.problems(loaded.warnings)
        failed |= strict and bool(loaded.warnings)
        covered = ", ".join(f"{key} {share:.0%} in evidence" for key, (share, _) in loaded.coverage().items())
        told = f"{len(loaded.warnings)} warnings" if loaded.warnings else "no problem"
        print(f"{loaded.file}: {len(loaded.outcomes.statements)} statements, {told}; {covered}")
    if failed:
        raise typer.Exit(RecordError.exit_code)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="The folder to make.")],
    source: Annotated[
        list[Path] | None, typer.Option("--source", help="A text to record from; may be repeated.")
    ] = None,
    example: Annotated[str | None, typer.Option("--example", help="Copy an example instead: paris.")] = None,
) -> None:
    """Begin a record."""
    from briefkit.cli.beginning import begin, copy_example

    made = copy_example(folder, example) if example else begin(folder, source or [])
    for path in made:
        print(path.as_posix())


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from briefkit.outcomes import schema as text

    sys.stdout.write(text())


def _found(given: list[Path] | None) -> list[Path]:
    """Return the record files meant: a file, a folder's, or those of a folder's folders."""
    found: list[Path] = []
    for path in given or [Path()]:
        if path.is_dir() and not (path / NAME).exists():
            inner = sorted(path.glob(f"*/{NAME}"))
            if not inner:
                hint = "Begin one with `briefkit new`."
                raise UsageError(Problem("U01", f"there is no {NAME} in {path.as_posix()}", hint=hint))
            found += inner
        else:
            found.append(path / NAME if path.is_dir() else path)
    return found
