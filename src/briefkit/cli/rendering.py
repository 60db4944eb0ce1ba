"""The command `render`: make the editions of a record, and publish them all or none."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefkit.cli.choice import Choice, discreet, known
from briefkit.cli.report import Report
from briefkit.errors import BriefkitError, Problem, RecordError, RuleError, UsageError, because
from briefkit.gate import Gate
from briefkit.index import INDEX, index
from briefkit.load import Loaded, load
from briefkit.look import PAPERS, Look
from briefkit.markings import releasable_to
from briefkit.outcomes import Audience
from briefkit.publish import Brief, Published, Release, publish
from briefkit.render import Press, digest
from briefkit.writers import CLEARANCE, WRITERS, in_template


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made, and how."""

    choice: Choice
    press: Press
    out: Path
    strict: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A brief, and where its files lie."""

    record: str
    brief: Brief
    paths: tuple[Path, ...]

    def row(self) -> tuple[str, ...]:
        """Return its row of the table that is printed."""
        suffixes = ",".join(self.brief.files)
        stem = self.paths[0].as_posix().removesuffix(f".{next(iter(self.brief.files))}")
        path = f"{stem}.{suffixes}" if len(self.paths) == 1 else f"{stem}.{{{suffixes}}}"
        return self.brief.edition, str(self.brief.pages), self.brief.marking, path

    def data(self) -> dict[str, object]:
        """Return the same as data."""
        brief = self.brief
        return {
            "record": self.record,
            "edition": brief.edition,
            "audience": brief.audience,
            "pages": brief.pages,
            "marking": brief.marking,
            "files": [path.as_posix() for path in self.paths],
        }


def press(formats: Sequence[str], paper: str, reference: Path | None, *, clearance: bool) -> Press:
    """Return what makes these formats and the copy for clearance, or the usual ones; UsageError if one is unknown.

    A reference document gives the Word files their styles, and all files their page.
    """
    known("format", formats, WRITERS)
    known("paper", [paper], PAPERS)
    wanted = (CLEARANCE, *formats) if clearance else formats or Press.formats
    page, own = PAPERS[paper], WRITERS
    if reference:
        own, page = in_template(_read(reference), reference.as_posix())
    return Press(tuple(name for name in WRITERS if name in wanted), Look(page=page), {**WRITERS, **own})


def _read(reference: Path) -> bytes:
    try:
        return reference.read_bytes()
    except OSError as error:
        raise UsageError(Problem("U07", f"{reference.as_posix()} cannot be read: {because(error)}")) from None


def render_all(paths: Sequence[Path], order: Order, report: Report) -> list[Made]:
    """Render records; an error of one does not keep the others from being rendered."""
    made: list[Made] = []
    files: dict[str, str] = {}
    for path in paths:
        with report.catching():
            with discreet() if order.choice.named else nullcontext():
                loaded = load(path, path.as_posix())
            first = files.setdefault(loaded.outcomes.id, loaded.file)
            if first != loaded.file:
                message = f"{loaded.file} has the same id as {first}: the one would replace the other"
                raise UsageError(Problem("U06", message, hint="Give each record an `id:` of its own."))
            made += _render(loaded, order, report)
    return made


def _render(loaded: Loaded, order: Order, report: Report) -> list[Made]:
    """Render one record; nothing is published unless every audience's set could be made.

    What is to be read is told by the pages themselves, and by `check` and `review`.
    """
    told = order.choice.told(loaded)
    report.warn([one for one in told if one.severity != "unread"], RecordError, strict=order.strict)
    releases = _releases(loaded, order, report)
    made: list[Made] = []
    for release, published in zip(releases, publish(order.out, releases, force=order.force), strict=True):
        report.tell(_given_up(published))
        made += (_made(release, brief, published) for brief in release.briefs)
    return made


def _releases(loaded: Loaded, order: Order, report: Report) -> list[Release]:
    """Return every audience's release; the problems of all audiences are raised together."""
    audiences, left_out = order.choice.audiences(loaded.outcomes)
    report.warn(left_out, RuleError, strict=order.strict)
    found: list[Release] = []
    errors: list[BriefkitError] = []
    for audience in audiences:
        try:
            found.append(_release(loaded, audience, order, report))
        except BriefkitError as error:
            errors.append(error)
    if errors:
        raise type(errors[0])(*dict.fromkeys(problem for error in errors for problem in error.problems))
    return found


def _release(loaded: Loaded, audience: Audience, order: Order, report: Report) -> Release:
    record = releasable_to(loaded.outcomes, audience)
    briefs = order.press.briefs(loaded.outcomes, audience, order.choice.wanted(audience), loaded.beside)
    report.warn([warning for brief in briefs for warning in brief.warnings], RuleError, strict=order.strict)
    return Release(
        record=record.id,
        title=record.title,
        as_of=record.as_of.date,
        audience=audience,
        digest=digest(loaded.outcomes, audience, loaded.beside),
        briefs=briefs,
        extras={INDEX: index},
        prepared_by=record.prepared_by or "",
        contact=record.contact or "",
        notice=record.notice or "",
        gate=partial(Gate(loaded.outcomes).check, audience),
    )


def _made(release: Release, brief: Brief, published: Published) -> Made:
    paths = tuple(published.folder / f"{release.record}.{brief.edition}.{suffix}" for suffix in brief.files)
    return Made(release.record, brief, paths)


def _given_up(published: Published) -> Iterator[Problem]:
    for name in published.removed:
        message = f"removed {(published.folder / name).as_posix()}: it was made from an older state of the record"
        yield Problem("F10", message, severity="warning")
    for name in published.replaced:
        message = f"replaced {(published.folder / name).as_posix()}, which somebody had edited or written"
        yield Problem("F13", message, severity="warning")
