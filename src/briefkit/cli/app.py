"""The commands."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli import options
from briefkit.cli.report import reporting, table
from briefkit.cli.sharing import commands, summary
from briefkit.errors import Problem, UsageError
from briefkit.housefile import in_force

if TYPE_CHECKING:
    from briefkit.choice import Choice

app = typer.Typer(
    help="One validated record of a meeting, every policy brief it takes.",
    epilog="With --debug an internal error shows where it arose.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command()(summary)
app.add_typer(commands)

sources = typer.Typer(help="The sources of a record.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(sources, name="source")


def _version(*, wanted: bool) -> None:
    if wanted:
        from briefkit.builds import installed

        print(f"briefkit {installed()}")
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
def watch(
    records: options.Records = None,
    out: options.Out = None,
    house: options.House = None,
    *,
    strict: options.Strict = False,
    once: Annotated[bool, typer.Option("--once", help="Check and render once, and end.")] = False,
) -> None:
    """Check and render records whenever something that they are made from changes, until Ctrl-C."""
    from briefkit.cli.watching import Watch

    asked = Watch(records, out, house, strict)
    with reporting() as report:
        asked.once(report) if once else asked.begin()


@app.command()
def render(  # noqa: PLR0913, PLR0917  # the options of the command
    records: options.Records = None,
    edition: options.Editions = None,
    audience: options.Audiences = None,
    length: options.Lengths = None,
    format_: options.Formats = None,
    out: options.Out = None,
    paper: options.Paper = None,
    reference_doc: options.Reference = None,
    house: options.House = None,
    *,
    clearance: options.Clearance = False,
    plain: options.Plain = False,
    strict: options.Strict = False,
    force: options.Force = False,
    prune: options.Prune = False,
    jobs: options.Jobs = None,
    scheduler: options.Scheduler = None,
    as_data: options.Json = False,
    output_format: options.OutputFormat = "text",
) -> None:
    """Write the briefs of records: files, or folders that hold them; by default this folder."""
    from briefkit.cli.batch import run
    from briefkit.outfit import Outfit
    from briefkit.rendering import Order

    outfit = Outfit(tuple(format_ or ()), paper, reference_doc, clearance)
    order = Order(_choice(edition, audience, length, plain=plain), outfit, out, strict, force, house)
    with reporting(output_format, as_data=as_data) as report:
        run(records, order, report, (jobs, scheduler), pruned=prune)


@app.command()
def check(  # noqa: PLR0913  # the options of the command
    records: options.Records = None,
    audience: Annotated[
        str | None,
        typer.Option("--for", metavar="AUDIENCE", help="Tell only what this audience may see, as in a public log."),
    ] = None,
    house: options.House = None,
    *,
    strict: options.Strict = False,
    as_data: options.Json = False,
    output_format: options.OutputFormat = "text",
) -> None:
    """Check records against the rules and their sources.

    It shows what is withheld too: it is for the author alone, but with --for.
    """
    from briefkit.cli.checking import check_listed
    from briefkit.cli.records import records as found

    with reporting(output_format, as_data=as_data) as report:
        results = report.listed("records")
        for record in found(records, house, report.tell):
            with report.catching():
                results += check_listed(record, audience, report, strict=strict)


@app.command()
def review(  # noqa: PLR0913  # the options of the command
    folder: options.OneRecord = None,
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
    house: options.House = None,
    *,
    as_data: options.Json = False,
) -> None:
    """Show what of a record nobody has signed: each wording beside its source, what is asked first.

    It shows what is withheld too: it is for the author and the reader alone.
    """
    from briefkit.cli.reader import asking
    from briefkit.cli.records import one_record
    from briefkit.cli.reviewing import review_record

    with reporting(as_data=as_data) as report:
        results = report.listed("records")
        read = asking(reader, ceiling) if reader else None
        results.append(review_record(one_record(folder, house), report, html, read))


@app.command()
def sign(
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who signs.")],
    folder: options.OneRecord = None,
    statements: Annotated[list[str] | None, typer.Argument(metavar="STATEMENT", hidden=True)] = None,
    day: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, as YYYY-MM-DD; today.")] = None,
    house: options.House = None,
) -> None:
    """Sign statements, and the record's HEAD, that you have read: those named, or all that is not signed."""
    from briefkit.cli.records import one_record
    from briefkit.cli.reviewing import sign_record

    with reporting():
        for line in sign_record(one_record(folder, house), name, day or _today().isoformat(), statements or ()):
            print(line)


@app.command()
def explain(  # noqa: PLR0913  # the options of the command
    records: options.Records = None,
    edition: options.Editions = None,
    audience: options.Audiences = None,
    length: options.Lengths = None,
    house: options.House = None,
    *,
    plain: options.Plain = False,
    trace: Annotated[bool, typer.Option("--trace", help="Each printed form with its quotes instead.")] = False,
    rule: Annotated[str | None, typer.Option("--rule", metavar="CODE", help="What a rule asks for instead.")] = None,
    as_data: options.Json = False,
) -> None:
    """Tell what became of every statement of records: where it stands, or why not.

    It shows what is withheld too: it is for the author alone.
    """
    from briefkit.cli.explaining import explain_record
    from briefkit.cli.records import records as found
    from briefkit.rules.explain import explained

    with reporting(as_data=as_data) as report:
        results = report.listed("records")
        meant = found(records, house, report.tell) if not rule else []
        sys.stdout.write(explained(rule) if rule else "")
        choice = _choice(edition, audience, length, plain=plain).checked(file.house for file in meant)
        for record in meant:
            with report.catching():
                results.append(explain_record(record, choice, report, trace=trace))


def _choice(
    editions: list[str] | None, audiences: list[str] | None, lengths: list[str] | None, *, plain: bool
) -> "Choice":
    """Return what the options choose."""
    from briefkit.choice import Choice

    return Choice(editions or (), audiences or (), lengths or (), plain)


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
    *,
    house: Annotated[bool, typer.Option("--house", help="Begin a house file instead, for all records below.")] = False,
) -> None:
    """Begin a record in a new folder: drafted from its sources, or empty."""
    from briefkit.cli.beginning import begin, begin_house, copy_example

    if sum(map(bool, (source, example, house))) > 1:
        hint = "Give one of them; what a source holds is put into a record by `briefkit source add`."
        raise UsageError(Problem("U12", "--source, --example and --house each begin another thing", hint=hint))
    if house:
        begin_house(folder).tell()
    elif example:
        copy_example(folder, example).tell()
    else:
        begin(folder, source or [], _today(), in_force(folder, None).house).tell()


@sources.command()
def add(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", hidden=True)],
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)],
) -> None:
    """Add one more source to a record, and the statements drafted from it."""
    from briefkit.cli import beginning

    beginning.add(folder, file, in_force(folder, None).house).tell()


def _today() -> date:
    """Return the day where people sit."""
    return datetime.now().astimezone().date()


@app.command()
def schema(house: options.House = None) -> None:
    """Print the JSON Schema of a record."""
    from briefkit.outcomes import schema as text

    sys.stdout.write(text(in_force(Path(), house).house))


@app.command(name="house")
def show_house(folder: options.Folder = Path(), house: options.House = None, *, as_data: options.Json = False) -> None:
    """Show the house in force in a folder: audiences, markings, look, editions, and where each is from."""
    from briefkit.cli.houses import rows

    head = ("key", "value", "from")
    with reporting(as_data=as_data) as report:
        results = report.listed("house")
        entries = list(rows(in_force(folder, house)))
        results += (dict(zip(head, row, strict=True)) for row in entries)
        if not as_data:
            table([head, *entries])
