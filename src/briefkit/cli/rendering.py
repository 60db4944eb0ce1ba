"""The command `render`: choose editions, make them, publish them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from briefkit.cli import report
from briefkit.editions import LENGTHS, Edition
from briefkit.errors import Problem, RecordError, UsageError
from briefkit.load import Loaded, load
from briefkit.outcomes import AUDIENCES, Audience
from briefkit.publish import Published, Release, publish
from briefkit.render import Press, digest, house
from briefkit.writers import WRITERS


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the editions, and in which formats; empty is all."""

    editions: Sequence[str] = ()
    audiences: Sequence[str] = ()
    lengths: Sequence[str] = ()
    formats: Sequence[str] = ()

    def checked(self) -> "Choice":
        """Return the choice; UsageError names what is unknown."""
        known = [edition.id for edition in house()]
        _check("edition", self.editions, known)
        _check("audience", self.audiences, AUDIENCES)
        _check("length", self.lengths, LENGTHS)
        _check("format", self.formats, WRITERS)
        return self

    def takes(self, edition: Edition) -> bool:
        """Say whether an edition is chosen."""
        return (
            (not self.editions or edition.id in self.editions)
            and (not self.audiences or edition.audience in self.audiences)
            and (not self.lengths or edition.length in self.lengths)
        )


def _check(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    for name in given:
        if name not in known:
            close = get_close_matches(name, list(known), n=1)
            hint = f"Did you mean `{close[0]}`?" if close else f"One of: {', '.join(known)}."
            raise UsageError(Problem("U02", f"there is no {what} `{name}`", hint=hint))


def render_record(path: Path, choice: Choice, out: Path, *, strict: bool, force: bool) -> list[tuple[str, ...]]:
    """Render one record; nothing is published unless every audience's set could be made. Returns table rows."""
    choice.checked()
    loaded = load(path, path.as_posix())
    report.problems(loaded.warnings)
    if strict and loaded.warnings:
        raise RecordError(Problem("W01", f"{loaded.file}: warnings count as errors under --strict"))
    press = Press(tuple(name for name in WRITERS if not choice.formats or name in choice.formats))
    releases = [_release(press, loaded, audience, choice) for audience in AUDIENCES]
    rows = []
    for release in filter(None, releases):
        published = publish(out, release, force=force)
        _tell(published)
        rows += [_row(release, i, published) for i in range(len(release.briefs))]
    if not rows:
        raise UsageError(Problem("U03", "no edition fits that choice", hint="Leave out -e, -a or -l."))
    return rows


def _release(press: Press, loaded: Loaded, audience: Audience, choice: Choice) -> Release | None:
    wanted = [edition for edition in house(audience) if choice.takes(edition)]
    if not wanted:
        return None
    record = loaded.outcomes
    briefs = press.briefs(record, audience, wanted, loaded.spans)
    report.problems(warning for brief in briefs for warning in brief.warnings)
    return Release(record.id, audience, digest(record, audience), briefs)


def _row(release: Release, index: int, published: Published) -> tuple[str, ...]:
    brief = release.briefs[index]
    stem = (published.folder / f"{release.record}.{brief.edition}").as_posix()
    suffixes = ",".join(brief.files)
    path = f"{stem}.{suffixes}" if len(brief.files) == 1 else f"{stem}.{{{suffixes}}}"
    return brief.edition, str(brief.pages), brief.marking, path


def _tell(published: Published) -> None:
    for name in published.removed:
        message = f"removed {(published.folder / name).as_posix()}: it was made from an older state of the record"
        report.problems([Problem("F10", message, severity="warning")])
