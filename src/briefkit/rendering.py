"""Rendering: make the editions of a record, and publish all of them or none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefkit.builds import builds
from briefkit.choice import Choice, discreet
from briefkit.errors import (
    BriefkitError,
    BusyError,
    Findings,
    LayoutError,
    OutputError,
    Problem,
    RecordError,
    RuleError,
)
from briefkit.evidence import Supplement
from briefkit.gate import Gate
from briefkit.house import House
from briefkit.loading import Loaded
from briefkit.manifest import Manifest, unfinished
from briefkit.markings import reaches, releasable_to
from briefkit.outcomes import Outcomes
from briefkit.outfit import Outfit
from briefkit.press import Press
from briefkit.publish import Published, Release, assembled, publish
from briefkit.publish.changes import state, untold
from briefkit.publish.earlier import unchanged, withdraw
from briefkit.publish.folderstate import FolderState
from briefkit.publish.index import INDEX, index

_LEAVE = ", or leave out --strict"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made, and how."""

    choice: Choice
    outfit: Outfit
    out: Path | None = None
    """Where the briefs go; by default where the house wants them."""
    strict: bool = False
    force: bool = False
    """Whether unchanged briefs are made again, and edited files replaced."""
    house: Path | None = None
    """The house file; by default the nearest from each record up."""
    alone: bool = True
    """Whether the run is about one record: to ask it for an audience that gets nothing of it is then an error."""


@dataclass(frozen=True, slots=True)
class Made:
    """A brief, and where its files lie."""

    record: str
    edition: str
    audience: str
    pages: int
    marking: str
    standing: str
    """What its pages say of it: DRAFT, Not reviewed; empty where all is signed."""
    folder: Path
    formats: tuple[str, ...]

    @property
    def files(self) -> dict[str, Path]:
        """Format → its file. Why it is not kept: a batch keeps what it made, and paths take most of the memory."""
        return {suffix: self.folder / f"{self.record}.{self.edition}.{suffix}" for suffix in self.formats}


@dataclass(frozen=True, slots=True)
class MadeSet:
    """The folder of one audience after a run."""

    record: str
    title: str
    audience: str
    folder: Path
    briefs: tuple[Made, ...]
    changed: bool
    """False: everything was there already and nothing was touched."""
    changes: tuple[str, ...] = ()
    """What changed in a set that was there before, in words."""


@dataclass(frozen=True, slots=True)
class _Run:
    """One record on its way through a run."""

    loaded: Loaded
    press: Press
    order: Order
    findings: Findings
    gate: Gate

    @property
    def out(self) -> Path:
        """Return where the briefs go."""
        return self.order.out or self.loaded.outcomes.house.out

    def warn(self, problems: Sequence[Problem], error: type[BriefkitError]) -> None:
        """Report problems; under `strict` raise them."""
        self.findings.warn(problems, error, strict=self.order.strict)

    def release(self, standings: Iterable[tuple[str, str]]) -> None:
        """Under `strict` refuse unfinished editions, given pairs of edition and standing."""
        if self.order.strict and (problems := list(unfinished(self.loaded.outcomes.id, standings, _LEAVE))):
            raise RuleError(*problems)


@dataclass(frozen=True, slots=True)
class _Share:
    """What one audience may have of a record."""

    audience: str
    record: Outcomes
    supplement: Supplement
    digest: str
    made_of: Mapping[str, str]
    """The id of each wanted edition → the digest of all that decides its files."""


def render_record(order: Order, house: House, load: Callable[[], Loaded], findings: Findings) -> list[MadeSet]:
    """Render one record; nothing is published unless every audience's set could be made.

    What is still unread stands on the pages themselves; `check` and `review` list it.
    """
    run = _begun(order, house, load, findings)
    _withdraw(run)
    folders, releases = _releases(run)
    done, reviewed = publish(run.out, releases, force=order.force), {row.name for row in house.audiences if row.review}
    if any(published.silent and published.folder.name in reviewed for published in done):
        findings.tell([untold(run.loaded.file)])
    for release, published in zip(releases, done, strict=True):
        findings.tell(_given_up(published))
        folders[release.head.audience] = _new_set(release, published)
    return [folders[name] for name in house.names if name in folders]


def unpublished(order: Order, house: House, load: Callable[[], Loaded], findings: Findings) -> list[Release]:
    """Return what each audience would get, having passed the gate, without putting it anywhere."""
    run = _begun(order, house, load, findings)
    audiences, _ = order.choice.audiences(run.loaded)
    releases = [_release(run, _share(run, audience)) for audience in audiences]
    for release in releases:
        release.gate(assembled(release, FolderState(None, {}))[0])
    return releases


def _begun(order: Order, house: House, load: Callable[[], Loaded], findings: Findings) -> _Run:
    """Load a record as an order wants it, and report its problems; under `strict` raise them.

    UsageError for what cannot be ordered.
    """
    order.outfit.check()
    order.choice.checked([house])
    press, faults = order.outfit.press(house)
    findings.warn(faults, order.outfit.fault, strict=order.strict)
    with discreet(wanted=order.choice.named):
        loaded = load()
    run = _Run(loaded, press, order, findings, Gate(loaded.outcomes))
    problems = order.choice.problems(loaded, lapsed=order.strict)
    run.warn([problem for problem in problems if problem.severity != "unread"], RecordError)
    return run


def _withdraw(run: _Run) -> None:
    """Remove what an earlier run made for audiences that get nothing of the record any more."""
    record = run.loaded.outcomes
    day = record.meeting.date.date.isoformat()
    barred = [name for name in record.house.names if not reaches(record, name)]
    whys = {run.out / record.id / name: f"the record may no longer go to `{name}`" for name in barred}
    problems = [found for folder, why in whys.items() if (found := withdraw(folder, why, day))]
    run.findings.tell(problem for problem in problems if problem.code == "F16")
    run.warn([problem for problem in problems if problem.code != "F16"], OutputError)


def _releases(run: _Run) -> tuple[dict[str, MadeSet], list[Release]]:
    """Return the unchanged sets by audience, and the releases of the other audiences.

    The problems of all audiences are raised together.
    """
    audiences, left_out = run.order.choice.audiences(run.loaded, alone=run.order.alone)
    run.findings.tell(left_out)
    folders, found, errors = dict[str, MadeSet](), list[Release](), list[BriefkitError]()
    for audience in audiences:
        try:
            share = _share(run, audience)
            if whole := _unchanged_set(run, share):
                folders[audience] = whole
            else:
                found.append(_release(run, share))
        except BusyError:  # having waited for it: the other folders of the record are the same run's
            raise
        except BriefkitError as error:
            errors.append(error)
    if errors:
        problems = list(dict.fromkeys(problem for error in errors for problem in error.problems))
        fit = [*folders, *(release.head.audience for release in found)]
        if fit and all(isinstance(error, LayoutError) for error in errors):
            others = f"The others fit: add -a {' -a '.join(name for name in audiences if name in fit)}."
            problems[-1] = replace(problems[-1], hint=f"{problems[-1].hint} {others}".strip())
        raise type(errors[0])(*problems)
    return folders, found


def _share(run: _Run, audience: str) -> _Share:
    """Return what an audience may have; RuleError where it gets nothing."""
    released = releasable_to(run.loaded.outcomes, audience)
    wanted, supplement = run.order.choice.wanted(audience, released.house), run.loaded.supplement_for(released)
    return _Share(audience, released, supplement, *builds(released, audience, wanted, supplement, run.press.dress))


def _release(run: _Run, share: _Share) -> Release:
    record, audience = share.record, share.audience
    wanted = run.order.choice.wanted(audience, record.house)
    briefs = run.press.briefs(run.loaded.outcomes, audience, wanted, share.supplement)
    warnings = (warning for brief in briefs for warning in brief.warnings)
    run.warn(run.order.choice.placed(run.loaded, warnings), RuleError)
    run.release((brief.edition, brief.standing) for brief in briefs)
    texts = {f"{record.id}.{brief.edition}.{suffix}": brief.texts for brief in briefs for suffix in brief.files}
    return Release(
        head=_head(record, audience, share.digest),
        briefs=[brief if brief.warnings else replace(brief, build=share.made_of[brief.edition]) for brief in briefs],
        extras={INDEX: partial(index, house=record.house)},
        gate=partial(run.gate.check, audience, texts=texts),
        state=partial(state, record),
    )


def _head(record: Outcomes, audience: str, digest: str) -> Manifest:
    """Return what the manifest of an audience's set says of its record."""
    return Manifest(
        record=record.id,
        title=record.title,
        as_of=record.as_of.date.isoformat(),
        audience=audience,
        digest=digest,
        prepared_by=record.prepared_by or "",
        contact=record.contact or "",
        notice=record.notice or "",
        meeting=record.meeting.date.date.isoformat(),
        changed=record.changed.date.isoformat() if record.changed else "",
    )


def _new_set(release: Release, published: Published) -> MadeSet:
    head, folder = release.head, published.folder
    briefs = tuple(
        Made(head.record, b.edition, b.audience, b.pages, b.marking, b.standing, folder, tuple(b.files))
        for b in release.briefs
    )
    return MadeSet(head.record, head.title, head.audience, folder, briefs, published.changed, published.changes)


def _unchanged_set(run: _Run, share: _Share) -> MadeSet | None:
    """Return an audience's set if it is there and nothing would change; None where it has to be made.

    It passes the gate again, since something else may be withheld now.
    """
    record, audience, formats = share.record.id, share.audience, run.press.formats
    folder = run.out / record / audience
    found = None if run.order.force else unchanged(folder, share.made_of, formats)
    if found is None or (manifest := found.manifest) is None:
        return None
    run.gate.check(audience, {name: raw for name, raw in found.files.items() if raw is not None})
    listed = {entry["edition"]: entry for entry in manifest.editions}
    entries = [listed[key] for key in share.made_of]
    run.release((entry["edition"], entry["standing"]) for entry in entries)
    told = ((e["edition"], audience, e["pages"], e["marking"], e["standing"]) for e in entries)
    briefs = tuple(Made(record, *facts, folder, formats) for facts in told)
    return MadeSet(record, manifest.title, audience, folder, briefs, changed=False)


def _given_up(published: Published) -> Iterator[Problem]:
    changed, edited = "its record, house or look has changed since it was made", "which somebody had edited or written"
    for path in (published.folder / name for name in published.removed):
        yield Problem("F10", f"removed {path.as_posix()}: {changed}", severity="warning")
    for path in (published.folder / name for name in published.replaced):
        yield Problem("F13", f"replaced {path.as_posix()}, {edited}", severity="warning")
