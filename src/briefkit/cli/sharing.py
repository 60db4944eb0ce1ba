"""The commands for what is handed on: a summary, a draft of a mail, a site, and the proof of finished folders."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefkit.cli.options import STANDARD_INPUT, House, Json, OneRecord, OutputFormat, Strict, named
from briefkit.cli.report import counted, reporting, table
from briefkit.errors import OutputError, Problem, UsageError
from briefkit.files import RECORD
from briefkit.housefile import in_force

if TYPE_CHECKING:
    from briefkit.manifest import Manifest

commands = typer.Typer()


def summary(
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True, parser=named)] = STANDARD_INPUT,
    audience: Annotated[
        str | None, typer.Option("--for", metavar="AUDIENCE", help="Tell only of this audience's briefs.")
    ] = None,
) -> None:
    """Print what `render --json` told, from a file or stdin, as Markdown: a table, and what changed."""
    from briefkit.cli.summing import read, summed

    with reporting():
        sys.stdout.write(summed(read(file), audience))


@commands.command()
def mail(  # noqa: PLR0913  # the options of the command
    edition: Annotated[str, typer.Option("-e", "--edition", metavar="EDITION", help="The brief that it brings.")],
    to: Annotated[list[str], typer.Option("--to", metavar="ADDRESS", help="Who gets it; may be repeated.")],
    record: OneRecord = None,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="The draft; by default RECORD.EDITION.eml, here.")
    ] = None,
    house: House = None,
    *,
    strict: Strict = False,
    force: Annotated[bool, typer.Option("--force", help="Replace another file of that name.")] = False,
) -> None:
    """Write the draft of a mail: a brief as its text, its PDF attached, its marking in the subject."""
    from briefkit.choice import Choice
    from briefkit.cli.records import one_record
    from briefkit.cli.written import write_own
    from briefkit.mail import draft
    from briefkit.outfit import Outfit
    from briefkit.rendering import Order, unpublished

    with reporting() as report:
        file = one_record(record, house)
        order = Order(Choice([edition]), Outfit(("md", "pdf")), out, strict, force)
        (release,) = unpublished(order, file.house, file.load, report)
        path = out or Path(f"{release.head.record}.{edition}.eml")
        content = draft(release, to)
        write_own(path, content, lambda there: force or there == content, "another draft; --force replaces it")
        print(path.as_posix())


@commands.command()
def verify(
    folders: Annotated[list[Path] | None, typer.Argument(metavar="FOLDER", hidden=True)] = None,
    house: House = None,
    *,
    strict: Strict = False,
    as_data: Json = False,
    output_format: OutputFormat = "text",
) -> None:
    """Prove the files of rendered folders by their manifests, and find what does not belong; by default the house's."""
    from briefkit.cli.records import leftovers
    from briefkit.publish import verification

    with reporting(output_format, as_data=as_data) as report:
        sets, proved = report.listed("folders"), list[verification.Verified]()
        for folder in folders or [in_force(Path(), house).house.out]:
            own = in_force(folder, house).house
            with report.catching():
                found = verification.verify(folder, own)
                left = leftovers(folder, own) if os.path.realpath(folder) == os.path.realpath(own.out) else {}
                proved += (replace(proof, problems=(*proof.problems, *left.get(proof.folder, ()))) for proof in found)
        for proof in proved:
            with report.catching():
                report.warn(proof.problems, OutputError, strict=strict)
                if errors := [problem for problem in proof.problems if problem.severity == "error"]:
                    raise OutputError(*errors)
        sets += (_set_data(proof.folder, proof.manifest, len(proof.problems)) for proof in proved if proof.manifest)
        if sets and not report.as_data:
            rows = ((s["folder"], str(s["files"]), counted(s["problems"], "problem") or "as listed") for s in sets)
            table([("folder", "files", "found"), *rows])


def _set_data(folder: Path, manifest: "Manifest", problems: int) -> dict[str, Any]:
    """Return the facts and problems of one folder of briefs, as data."""
    files = sum(1 for _ in manifest.files())
    named = {"record": manifest.record, "audience": manifest.audience}
    return {"folder": folder.as_posix(), **named, "files": files, "problems": problems}


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
    force: Annotated[bool, typer.Option("--force", help="Replace edited pages; make a site of nothing, too.")] = False,
) -> None:
    """Make a site of the briefs below a folder, by default the house's: a page a record, subjects, a feed."""
    from briefkit import site as sites
    from briefkit.choice import refuse_unknown
    from briefkit.house import PUBLIC

    with reporting() as report:
        own = in_force(folder or Path(), house).house
        reader = audience or PUBLIC
        refuse_unknown("audience", [reader], own.names, own.audience_hint)
        briefs = folder or own.out
        _refuse_others(out, briefs)
        pages = sites.site(briefs, sites.Site(reader, own, _address(url or own.url), draft, force), report.tell)
        done = sites.publish_site(out, pages, force=force)
        report.tell(Problem("F10", f"removed {(out / name).as_posix()}", severity="warning") for name in done.removed)
        print(f"{out.as_posix()}: {len(done.written)} files written, {len(done.kept)} left alone")


def _address(url: str) -> str:
    """Return an address of a folder on the web, or none; UsageError, without its password, for any other."""
    from briefkit.addresses import is_web_page

    if url and (not is_web_page(url) or set(url) & set("?#")):
        hint = "Write it whole, as in https://example.org/briefs/, without a user or password."
        raise UsageError(Problem("U17", "the site’s address is not that of a folder on the web", hint=hint))
    return url and f"{url.rstrip('/')}/"


def _refuse_others(out: Path, found: Path) -> None:
    """Refuse, by a UsageError, an output folder that holds more than the site: it is replaced as a whole."""
    place, briefs, here = (Path(os.path.realpath(path)) for path in (out, found, Path()))
    hint = "Name a folder of the site's own with -o."
    if any(other.is_relative_to(place) for other in (briefs, here)):
        raise UsageError(Problem("U18", f"{out.as_posix()} holds more than the site", hint=hint))
    if place.is_relative_to(briefs):
        raise UsageError(Problem("U18", f"{out.as_posix()} lies among the briefs", hint=hint))
    if any(os.path.lexists(folder / RECORD) for folder in (place, *place.parents)):
        raise UsageError(Problem("U18", f"{out.as_posix()} lies in the folder of a record", hint=hint))
