"""The commands for what is handed on: a draft of a mail, and the proof of finished folders."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefkit.cli.options import House, Json, OneRecord, OutputFormat, Strict
from briefkit.cli.report import Report, counted, table

if TYPE_CHECKING:
    from briefkit.manifest import Manifest

__all__ = ["commands"]

commands = typer.Typer()


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
    from briefkit.cli.mailing import mail_record, ordered
    from briefkit.cli.records import one_record

    report = Report()
    with report.catching():
        order = ordered(edition, out, strict=strict, force=force)
        print(mail_record(one_record(record, house), order, to, report).as_posix())
    raise typer.Exit(report.end())


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
    from briefkit.errors import OutputError
    from briefkit.housefile import in_force
    from briefkit.publish import verification

    report, found = Report("json" if as_data else output_format), list[verification.Verified]()
    with report.catching():
        for folder in folders or [in_force(Path(), house).house.out]:
            with report.catching():
                found += verification.verify(folder, in_force(folder, house).house)
    for one in found:
        with report.catching():
            report.warn(one.problems, OutputError, strict=strict)
            if errors := [problem for problem in one.problems if problem.severity == "error"]:
                raise OutputError(*errors)
    sets = [_set_data(one.folder, one.manifest, len(one.problems)) for one in found if one.manifest]
    if sets and not report.as_data:
        rows = ((one["folder"], str(one["files"]), counted(one["problems"], "problem") or "as listed") for one in sets)
        table([("folder", "files", "found"), *rows])
    raise typer.Exit(report.end(folders=sets))


def _set_data(folder: Path, manifest: "Manifest", problems: int) -> dict[str, Any]:
    """Return the facts and problems of one folder of briefs, as data."""
    files = sum(1 for _ in manifest.files())
    named = {"record": manifest.record, "audience": manifest.audience}
    return {"folder": folder.as_posix(), **named, "files": files, "problems": problems}
