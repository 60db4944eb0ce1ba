"""The command for a site of what stands rendered."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.options import House
from briefkit.cli.report import Report

if TYPE_CHECKING:
    from briefkit.publish import Published

__all__ = ["commands"]

commands = typer.Typer()


@commands.command()
def site(  # noqa: PLR0913  # the options of the command
    folder: Annotated[Path | None, typer.Argument(metavar="FOLDER", hidden=True)] = None,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FOLDER", help="Where it goes.")] = Path("site"),
    audience: Annotated[
        str | None, typer.Option("-a", "--audience", metavar="AUDIENCE", help="For whom; by default for the public.")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", metavar="URL", help="Where it will stand on the web; the house's url.")
    ] = None,
    house: House = None,
    *,
    draft: Annotated[bool, typer.Option("--draft", help="Take briefs that say DRAFT or Not reviewed, too.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace pages that somebody has edited.")] = False,
) -> None:
    """Make a site of the briefs below a folder, by default the house's: a page a record, subjects, a feed."""
    from briefkit import site as sites
    from briefkit.choice import refuse_unknown
    from briefkit.house import PUBLIC
    from briefkit.housefile import in_force

    report = Report()
    with report.catching():
        own = in_force(folder or Path(), house).house
        reader = audience or PUBLIC
        refuse_unknown("audience", [reader], own.names, own.audience_hint)
        _refuse_others(out, found := folder or own.out)
        pages = sites.site(found, sites.Site(reader, own, _address(url or own.url), draft), report.tell)
        done = sites.publish_site(out, pages, force=force)
        _tell(report, out, done)
    raise typer.Exit(report.end())


def _tell(report: Report, out: Path, done: "Published") -> None:
    """Print which pages of a site were written, removed or left alone."""
    from briefkit.errors import Problem

    report.tell(Problem("F10", f"removed {(out / one).as_posix()}", severity="warning") for one in done.removed)
    print(f"{out.as_posix()}: {len(done.written)} files written, {len(done.kept)} left alone")


def _address(url: str) -> str:
    """Return an address of a folder on the web, or none; UsageError, without its password, for any other."""
    from briefkit.addresses import is_web_page
    from briefkit.errors import Problem, UsageError

    if url and (not is_web_page(url) or set(url) & set("?#")):
        hint = "Write it whole, as in https://example.org/briefs/, without a user or password."
        raise UsageError(Problem("U17", "the site’s address is not that of a folder on the web", hint=hint))
    return url and f"{url.rstrip('/')}/"


def _refuse_others(out: Path, found: Path) -> None:
    """Refuse an output folder that is not a site's own: it is replaced as a whole.

    Raises UsageError.
    """
    from briefkit.cli.options import NAME
    from briefkit.errors import Problem, UsageError

    place, briefs, here = (Path(os.path.realpath(path)) for path in (out, found, Path()))
    hint = "Name a folder of the site's own with -o."
    if any(other.is_relative_to(place) for other in (briefs, here)):
        raise UsageError(Problem("U18", f"{out.as_posix()} holds more than the site", hint=hint))
    if place.is_relative_to(briefs):
        raise UsageError(Problem("U18", f"{out.as_posix()} lies among the briefs", hint=hint))
    if any(os.path.lexists(folder / NAME) for folder in (place, *place.parents)):
        raise UsageError(Problem("U18", f"{out.as_posix()} lies in the folder of a record", hint=hint))
