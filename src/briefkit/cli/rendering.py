"""The command `render`: make the editions of a record, and publish them all or none."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefkit.cli.choice import Choice, discreet, known
from briefkit.cli.records import RecordFile
from briefkit.cli.report import Report
from briefkit.dressed import dressed
from briefkit.errors import (
    BriefkitError,
    LayoutError,
    OutputError,
    Problem,
    RecordError,
    RuleError,
    UsageError,
    because,
)
from briefkit.gate import Gate
from briefkit.house import House
from briefkit.index import INDEX, index
from briefkit.load import Loaded
from briefkit.look import PAPERS
from briefkit.markings import releasable_to
from briefkit.outcomes import Outcomes
from briefkit.publish import Brief, Published, Release, publish
from briefkit.render import Press, digest
from briefkit.withdrawal import withdraw
from briefkit.writers import CLEARANCE, WRITERS, in_template


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made, and how."""

    choice: Choice
    outfit: "Outfit"
    out: Path | None = None
    """Where the briefs go; by default where the house wants them."""
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


@dataclass(frozen=True, slots=True)
class Outfit:
    """Which formats are made, and what of the look the command line wants otherwise than the house."""

    formats: tuple[str, ...] = ()
    paper: str | None = None
    reference: Path | None = None
    """Gives the Word files their styles, and all files their page."""
    clearance: bool = False
    """The copy for clearance too, or alone."""

    def check(self) -> None:
        """Refuse unknown formats and papers; raises UsageError."""
        known("format", self.formats, WRITERS)
        known("paper", [self.paper] if self.paper else [], PAPERS)

    def press(self, house: House) -> tuple[Press, tuple[Problem, ...]]:
        """Return what makes the briefs of a house, and what is to be said of its template; raises UsageError."""
        wanted = (CLEARANCE, *self.formats) if self.clearance else self.formats or Press.formats
        look, writers = dressed(house.look, house.markings), WRITERS
        told: tuple[Problem, ...] = ()
        reference = self.reference or house.look.reference_doc
        if reference:
            name, asked = reference.as_posix(), house.look
            made = in_template(_read(reference), name, look, asked.styles, asked.places)
            writers, look, told = made.writers, made.look, made.problems
        elif self.paper:
            look = replace(look, page=PAPERS[self.paper])
        formats = tuple(name for name in WRITERS if name in wanted)
        return Press.of(house, formats=formats, look=look, writers={**WRITERS, **writers}), told


def _read(reference: Path) -> bytes:
    try:
        return reference.read_bytes()
    except OSError as error:
        raise UsageError(Problem("U07", f"{reference.as_posix()} cannot be read: {because(error)}")) from None


def render_all(records: Sequence[RecordFile], order: Order, report: Report) -> list[Made]:
    """Render records; an error of one does not keep the others from being rendered."""
    order.outfit.check()
    order.choice.checked(record.house for record in records)
    made_of = {house: order.outfit.press(house) for house in dict.fromkeys(record.house for record in records)}
    report.warn([one for _, told in made_of.values() for one in told], UsageError, strict=order.strict)
    presses = {house: press for house, (press, _) in made_of.items()}
    made: list[Made] = []
    files: dict[str, str] = {}
    for record in records:
        with report.catching():
            with discreet() if order.choice.named else nullcontext():
                loaded = record.load()
            first = files.setdefault(loaded.outcomes.id, loaded.file)
            if first != loaded.file:
                message = f"{loaded.file} has the same id as {first}: the one would replace the other"
                raise UsageError(Problem("U06", message, hint="Give each record an `id:` of its own."))
            made += _render(loaded, presses[record.house], order, report)
    return made


def _render(loaded: Loaded, press: Press, order: Order, report: Report) -> list[Made]:
    """Render one record; nothing is published unless every audience's set could be made.

    What is to be read is told by the pages themselves, and by `check` and `review`.
    """
    told = order.choice.told(loaded)
    report.warn([one for one in told if one.severity != "unread"], RecordError, strict=order.strict)
    out = order.out or loaded.outcomes.house.out or Path("reports")
    _withdraw(loaded.outcomes, out, order, report)
    releases = _releases(loaded, press, order, report)
    made: list[Made] = []
    for release, published in zip(releases, publish(out, releases, force=order.force), strict=True):
        report.tell(_given_up(published))
        made += (_made(release, brief, published) for brief in release.briefs)
    return made


def _withdraw(record: Outcomes, out: Path, order: Order, report: Report) -> None:
    """Remove what an earlier run made for audiences that the record's marking no longer admits."""
    barred = (name for name in record.house.names if not record.house.allows(name, record.marking))
    told = [found for name in barred if (found := withdraw(out, record.id, _meeting(record), name))]
    report.tell(one for one in told if one.code == "F16")
    report.warn([one for one in told if one.code != "F16"], OutputError, strict=order.strict)


def _releases(loaded: Loaded, press: Press, order: Order, report: Report) -> list[Release]:
    """Return every audience's release; the problems of all audiences are raised together."""
    audiences, left_out = order.choice.audiences(loaded.outcomes)
    report.warn(left_out, RuleError, strict=order.strict)
    found: list[Release] = []
    errors: list[BriefkitError] = []
    for audience in audiences:
        try:
            found.append(_release(loaded, audience, press, order, report))
        except BriefkitError as error:
            errors.append(error)
    if errors:
        problems = list(dict.fromkeys(problem for error in errors for problem in error.problems))
        if found and all(isinstance(error, LayoutError) for error in errors):
            others = f"The others fit: add -a {' -a '.join(release.audience for release in found)}."
            problems[-1] = replace(problems[-1], hint=f"{problems[-1].hint} {others}".strip())
        raise type(errors[0])(*problems)
    return found


def _release(loaded: Loaded, audience: str, press: Press, order: Order, report: Report) -> Release:
    record = releasable_to(loaded.outcomes, audience)
    briefs = press.briefs(loaded.outcomes, audience, order.choice.wanted(audience, record.house), loaded.beside)
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
        meeting=_meeting(record),
    )


def _meeting(record: Outcomes) -> str:
    return record.meeting.date.date.isoformat()


def _made(release: Release, brief: Brief, published: Published) -> Made:
    paths = tuple(published.folder / f"{release.record}.{brief.edition}.{suffix}" for suffix in brief.files)
    return Made(release.record, brief, paths)


def _given_up(published: Published) -> Iterator[Problem]:
    for name in published.removed:
        changed = "its record, house or look has changed since it was made"
        message = f"removed {(published.folder / name).as_posix()}: {changed}"
        yield Problem("F10", message, severity="warning")
    for name in published.replaced:
        message = f"replaced {(published.folder / name).as_posix()}, which somebody had edited or written"
        yield Problem("F13", message, severity="warning")
