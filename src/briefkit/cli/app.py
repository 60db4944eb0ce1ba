"""The commands."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.report import Report, table
from briefkit.errors import Problem, UsageError

NAME = "outcomes.yaml"

app = typer.Typer(
    help="One validated record of a meeting, every policy brief it takes.",
    epilog="With --debug an internal error shows where it arose.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

sources = typer.Typer(help="The sources of a record.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(sources, name="source")

Records = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE|FOLDER", hidden=True),  # Why hidden: Typer would list it with its Python type.
]
OneRecord = Annotated[Path, typer.Argument(metavar="FOLDER", hidden=True)]
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
Paper = Annotated[str, typer.Option("--paper", metavar="PAPER", help="a4 or letter.")]
Reference = Annotated[
    Path | None,
    typer.Option("--reference-doc", metavar="FILE", help="A .docx or .dotx that gives styles, theme and page."),
]
Clearance = Annotated[
    bool,
    typer.Option(
        "--clearance",
        help="The Word copy that goes round for clearance (tracked, DRAFT), with -f beside others, else alone.",
    ),
]
Plain = Annotated[bool, typer.Option("--all", help="Every length for every audience, not only the house's editions.")]
Out = Annotated[Path, typer.Option("-o", "--out", metavar="FOLDER", help="Where the briefs go.")]
Strict = Annotated[bool, typer.Option("--strict", help="Take questions and warnings for errors.")]
Force = Annotated[bool, typer.Option("--force", help="Replace outputs that somebody has edited.")]
Json = Annotated[bool, typer.Option("--json", help="Print results and problems as data.")]


def _version(*, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"briefkit {version('briefkit')}")
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
    paper: Paper = "a4",
    reference_doc: Reference = None,
    *,
    clearance: Clearance = False,
    plain: Plain = False,
    strict: Strict = False,
    force: Force = False,
    as_data: Json = False,
) -> None:
    """Write the briefs of records: files, or folders that hold them; by default this folder."""
    from briefkit.cli.choice import Choice
    from briefkit.cli.rendering import Made, Order, press, render_all

    report, made = Report(as_data=as_data), list[Made]()
    with report.catching():
        choice = Choice(edition or (), audience or (), length or (), plain)
        choice.check()
        order = Order(choice, press(format_ or (), paper, reference_doc, clearance=clearance), out, strict, force)
        made = render_all(_found(records), order, report)
    if made and not as_data:
        table([("edition", "pages", "marking", "path"), *(one.row() for one in made)])
    raise typer.Exit(report.end(briefs=[one.data() for one in made]))


@app.command()
def check(
    records: Records = None,
    audience: Annotated[
        str | None,
        typer.Option("--for", metavar="AUDIENCE", help="Tell only what this audience may see, as in a public log."),
    ] = None,
    *,
    strict: Strict = False,
    as_data: Json = False,
) -> None:
    """Check records against the rules and their sources.

    It shows what is withheld too: it is for the author alone, but with --for.
    """
    from briefkit.cli.checking import check_for, check_record

    report, found = Report(as_data=as_data), list[dict[str, object]]()
    with report.catching():
        for path in _found(records):
            with report.catching():
                made = (
                    check_for(audience, path, report, strict=strict)
                    if audience
                    else check_record(path, report, strict=strict)
                )
                found.append(made)
    raise typer.Exit(report.end(records=found))


@app.command()
def review(
    folder: OneRecord = Path(),
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write it as one page to read and print instead.")
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option("--reader", metavar="COMMAND", help="Ask a second reader first, which is a program."),
    ] = None,
    ceiling: Annotated[
        str | None,
        typer.Option("--ceiling", metavar="MARKING", help="The highest marking that it is given; the record's own."),
    ] = None,
    *,
    as_data: Json = False,
) -> None:
    """Show what of a record nobody has signed: each wording beside its source, what is asked first.

    It shows what is withheld too: it is for the author and the reader alone.
    """
    from briefkit.cli.reader import asking
    from briefkit.cli.reviewing import review_record

    report, found = Report(as_data=as_data), list[object]()
    with report.catching():
        read = asking(reader, ceiling) if reader else None
        found.append(review_record(_one(folder), report, html, read))
    raise typer.Exit(report.end(records=found))


@app.command()
def sign(
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who signs.")],
    folder: OneRecord = Path(),
    statements: Annotated[list[str] | None, typer.Argument(metavar="STATEMENT", hidden=True)] = None,
    day: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, as YYYY-MM-DD; today.")] = None,
) -> None:
    """Sign statements that you have read against their sources: those named, or all that are not signed."""
    from datetime import datetime

    from briefkit.cli.reviewing import sign_record

    report = Report()
    with report.catching():
        today = datetime.now().astimezone().date().isoformat()
        for line in sign_record(_one(folder), name, day or today, statements or ()):
            print(line)
    raise typer.Exit(report.end())


@app.command()
def explain(  # noqa: PLR0913  # the options of the command
    records: Records = None,
    edition: Editions = None,
    audience: Audiences = None,
    length: Lengths = None,
    *,
    plain: Plain = False,
    trace: Annotated[bool, typer.Option("--trace", help="Each printed form with its quotes instead.")] = False,
    rule: Annotated[str | None, typer.Option("--rule", metavar="CODE", help="What a rule asks for instead.")] = None,
    as_data: Json = False,
) -> None:
    """Tell what became of every statement of records: where it stands, or why not.

    It shows what is withheld too: it is for the author alone.
    """
    from briefkit.cli.choice import Choice
    from briefkit.cli.explaining import explain_record
    from briefkit.rules import explained

    report, found = Report(as_data=as_data), list[dict[str, object]]()
    with report.catching():
        choice = Choice(edition or (), audience or (), length or (), plain)
        choice.check()
        if rule:
            sys.stdout.write(explained(rule))
        for path in () if rule else _found(records):
            with report.catching():
                found.append(explain_record(path, choice, report, trace=trace))
    raise typer.Exit(report.end(records=found))


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", hidden=True)],
    source: Annotated[
        list[Path] | None,
        typer.Option("--source", metavar="FILE", help="PDF, DOCX, HTML or text to draft from; may be repeated."),
    ] = None,
    example: Annotated[
        str | None, typer.Option("--example", metavar="NAME", help="Copy an example instead: paris or ilvara.")
    ] = None,
) -> None:
    """Begin a record in a new folder: drafted from its sources, or empty."""
    from briefkit.cli.beginning import Begun, begin, copy_example

    made = Begun(copy_example(folder, example)) if example else begin(folder, source or [], date.today())  # noqa: DTZ011  # the day where people sit
    for path in made.paths:
        print(path.as_posix())
    if not example:
        drafted = f"{_drafted(made.drafted)}. Cut down and rank" if made.drafted else "Write over every ??? in"
        told = f"{drafted} {made.paths[0].as_posix()}, then: briefkit check {folder.as_posix()}"
        print(*made.notes, told, sep="\n", file=sys.stderr)


@sources.command()
def add(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", hidden=True)],
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)],
) -> None:
    """Add one more source to a record, and the statements drafted from it."""
    from briefkit.cli import beginning

    made = beginning.add(folder, file)
    for path in made.paths:
        print(path.as_posix())
    told = f"{_drafted(made.drafted)} at the end of {made.paths[-1].as_posix()}"
    print(*made.notes, told, sep="\n", file=sys.stderr)


def _drafted(count: int) -> str:
    return f"Drafted {count} statement{'s' * (count != 1)}"


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    from briefkit.outcomes import schema as text

    sys.stdout.write(text())


def _found(given: list[Path] | None) -> list[Path]:
    """Return the record files meant, each once: a file, a folder's, or those of a folder's folders."""
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
    return list(dict.fromkeys(found))


def _one(given: Path) -> Path:
    """Return the one record file meant; UsageError where there are several."""
    found = _found([given])
    if len(found) > 1:
        hint = f"Name one of: {', '.join(path.parent.as_posix() for path in found)}."
        raise UsageError(Problem("U10", f"there are {len(found)} records in {given.as_posix()}", hint=hint))
    return found[0]
