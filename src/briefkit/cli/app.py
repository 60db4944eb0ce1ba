"""The commands."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.continuous import summary, watch
from briefkit.cli.options import (
    Audiences,
    Clearance,
    Editions,
    Folder,
    Force,
    Formats,
    House,
    Jobs,
    Json,
    Lengths,
    OneRecord,
    Out,
    OutputFormat,
    Paper,
    Plain,
    Records,
    Reference,
    Scheduler,
    Strict,
)
from briefkit.cli.report import Report, table
from briefkit.cli.sharing import commands as sharing
from briefkit.cli.sites import commands as sites

app = typer.Typer(
    help="One validated record of a meeting, every policy brief it takes.",
    epilog="With --debug an internal error shows where it arose.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

app.command()(summary)
app.command()(watch)
app.add_typer(sharing)
app.add_typer(sites)

sources = typer.Typer(help="The sources of a record.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(sources, name="source")


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
    out: Out = None,
    paper: Paper = None,
    reference_doc: Reference = None,
    house: House = None,
    *,
    clearance: Clearance = False,
    plain: Plain = False,
    strict: Strict = False,
    force: Force = False,
    jobs: Jobs = None,
    scheduler: Scheduler = None,
    as_data: Json = False,
    output_format: OutputFormat = "text",
) -> None:
    """Write the briefs of records: files, or folders that hold them; by default this folder."""
    from briefkit.choice import Choice
    from briefkit.cli.batch import run
    from briefkit.outfit import Outfit
    from briefkit.rendering import Order

    outfit = Outfit(tuple(format_ or ()), paper, reference_doc, clearance)
    order = Order(Choice(edition or (), audience or (), length or (), plain), outfit, out, strict, force, house)
    raise typer.Exit(run(records, order, Report("json" if as_data else output_format), (jobs, scheduler)))


@app.command()
def check(  # noqa: PLR0913  # the options of the command
    records: Records = None,
    audience: Annotated[
        str | None,
        typer.Option("--for", metavar="AUDIENCE", help="Tell only what this audience may see, as in a public log."),
    ] = None,
    house: House = None,
    *,
    strict: Strict = False,
    as_data: Json = False,
    output_format: OutputFormat = "text",
) -> None:
    """Check records against the rules and their sources.

    It shows what is withheld too: it is for the author alone, but with --for.
    """
    from briefkit.cli.checking import check_for, check_record
    from briefkit.cli.records import records as found

    report, records_data = Report("json" if as_data else output_format), list[dict[str, object]]()
    with report.catching():
        for record in found(records, house):
            with report.catching():
                record_data = (
                    check_for(audience, record, report, strict=strict)
                    if audience
                    else check_record(record, report, strict=strict)
                )
                records_data.append(record_data)
    raise typer.Exit(report.end(records=records_data))


@app.command()
def review(  # noqa: PLR0913  # the options of the command
    folder: OneRecord = None,
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
    house: House = None,
    *,
    as_data: Json = False,
) -> None:
    """Show what of a record nobody has signed: each wording beside its source, what is asked first.

    It shows what is withheld too: it is for the author and the reader alone.
    """
    from briefkit.cli.reader import asking
    from briefkit.cli.records import one_record
    from briefkit.cli.reviewing import review_record

    report, found = Report("json" if as_data else "text"), list[object]()
    with report.catching():
        read = asking(reader, ceiling) if reader else None
        found.append(review_record(one_record(folder, house), report, html, read))
    raise typer.Exit(report.end(records=found))


@app.command()
def sign(
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who signs.")],
    folder: OneRecord = None,
    statements: Annotated[list[str] | None, typer.Argument(metavar="STATEMENT", hidden=True)] = None,
    day: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day, as YYYY-MM-DD; today.")] = None,
    house: House = None,
) -> None:
    """Sign statements, and the record's HEAD, that you have read: those named, or all that is not signed."""
    from briefkit.cli.records import one_record
    from briefkit.cli.reviewing import sign_record

    report = Report()
    with report.catching():
        for line in sign_record(one_record(folder, house), name, day or _today().isoformat(), statements or ()):
            print(line)
    raise typer.Exit(report.end())


@app.command()
def explain(  # noqa: PLR0913  # the options of the command
    records: Records = None,
    edition: Editions = None,
    audience: Audiences = None,
    length: Lengths = None,
    house: House = None,
    *,
    plain: Plain = False,
    trace: Annotated[bool, typer.Option("--trace", help="Each printed form with its quotes instead.")] = False,
    rule: Annotated[str | None, typer.Option("--rule", metavar="CODE", help="What a rule asks for instead.")] = None,
    as_data: Json = False,
) -> None:
    """Tell what became of every statement of records: where it stands, or why not.

    It shows what is withheld too: it is for the author alone.
    """
    from briefkit.choice import Choice
    from briefkit.cli.explaining import explain_record
    from briefkit.cli.records import records as found
    from briefkit.rules import explained

    report, records_data = Report("json" if as_data else "text"), list[dict[str, object]]()
    with report.catching():
        meant = found(records, house) if not rule else []
        sys.stdout.write(explained(rule) if rule else "")
        choice = Choice(edition or (), audience or (), length or (), plain).checked(file.house for file in meant)
        for record in meant:
            with report.catching():
                records_data.append(explain_record(record, choice, report, trace=trace))
    raise typer.Exit(report.end(records=records_data))


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
    from briefkit.cli.beginning import DraftResult, begin, begin_house, copy_example
    from briefkit.housefile import in_force

    if house:
        print(begin_house(folder).as_posix())
        print(f"Take the # from what you want, then: briefkit house {folder.as_posix()}", file=sys.stderr)
        return
    own = in_force(folder, None).house
    result = DraftResult(copy_example(folder, example)) if example else begin(folder, source or [], _today(), own)
    for path in result.paths:
        print(path.as_posix())
    if not example:
        drafted = f"{_drafted(result.drafted)}. Cut down and rank" if result.drafted else "Write over every ??? in"
        message = f"{drafted} {result.paths[0].as_posix()}, then: briefkit check {folder.as_posix()}"
        print(*result.notes, message, sep="\n", file=sys.stderr)


@sources.command()
def add(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", hidden=True)],
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)],
) -> None:
    """Add one more source to a record, and the statements drafted from it."""
    from briefkit.cli import beginning
    from briefkit.housefile import in_force

    result = beginning.add(folder, file, in_force(folder, None).house)
    for path in result.paths:
        print(path.as_posix())
    message = f"{_drafted(result.drafted)} at the end of {result.paths[-1].as_posix()}"
    print(*result.notes, message, sep="\n", file=sys.stderr)


def _today() -> date:
    """Return the day where people sit."""
    return datetime.now().astimezone().date()


def _drafted(count: int) -> str:
    return f"Drafted {count} statement{'s' * (count != 1)}"


@app.command()
def schema(house: House = None) -> None:
    """Print the JSON Schema of a record."""
    from briefkit.housefile import in_force
    from briefkit.outcomes import schema as text

    sys.stdout.write(text(in_force(Path(), house).house))


@app.command(name="house")
def show_house(folder: Folder = Path(), house: House = None, *, as_data: Json = False) -> None:
    """Show the house in force in a folder: audiences, markings, look, editions, and where each is from."""
    from briefkit.cli.houses import rows
    from briefkit.housefile import in_force

    report, entries = Report("json" if as_data else "text"), list[tuple[str, str, str]]()
    with report.catching():
        entries = list(rows(in_force(folder, house)))
    if entries and not as_data:
        table([("key", "value", "from"), *entries])
    raise typer.Exit(report.end(house=[dict(zip(("key", "value", "from"), row, strict=True)) for row in entries]))
