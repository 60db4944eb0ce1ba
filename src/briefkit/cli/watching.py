"""Watching: records are checked and rendered again when something that they are made from changes.

Each time it is done by a new process: nothing that an earlier one remembers of a font, a template or the house can
stand in the way of what is there now.
"""

import subprocess
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefkit.choice import Choice
from briefkit.cli.batch import render_all, tell
from briefkit.cli.checking import check_record
from briefkit.cli.records import RecordFile, records
from briefkit.cli.report import Report
from briefkit.errors import BriefkitError, Problem, UsageError
from briefkit.files import RECORD
from briefkit.house import DEFAULT
from briefkit.housefile import nearest
from briefkit.outfit import Outfit
from briefkit.rendering import Order

_LOOK = 2_000
"""Milliseconds between two looks for the folders to watch: a house file may appear above them."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What is watched, and how it is rendered."""

    paths: Sequence[Path] | None
    out: Path | None = None
    house: Path | None = None
    strict: bool = False

    def once(self, report: Report) -> None:
        """Check the records, and render those that can be."""
        sound: list[RecordFile] = []
        for record in records(self.paths, self.house, report.tell):
            with report.catching():
                check_record(record, None, report, strict=self.strict)
                sound.append(record)
        order = Order(Choice(), Outfit(), self.out, self.strict, house=self.house)
        sets = render_all(sound, order, report)
        tell([made_set for made_set in sets if made_set.changed])

    def begin(self) -> None:
        """Render now and after every change, until a signal ends it; UsageError where watchfiles is missing."""
        try:
            from watchfiles import watch
        except ImportError:
            hint = "Install it where briefkit is: python -m pip install watchfiles, or pipx inject briefkit watchfiles."
            raise UsageError(Problem("U14", "`briefkit watch` needs the package watchfiles", hint=hint)) from None
        _refuse_blind([folder.resolve() for folder in self._parts()], self._outs())
        with suppress(KeyboardInterrupt, SystemExit):
            while True:
                folders = self._folders()
                self._run()
                print(f"watching {', '.join(folder.as_posix() for folder in folders)}; Ctrl-C ends it", file=sys.stderr)
                for changes in watch(*folders, watch_filter=None, rust_timeout=_LOOK, yield_on_timeout=True):
                    if (now := self._folders()) != folders and all(map(Path.is_dir, now)):
                        break
                    outs = self._outs()
                    if any(_counts(Path(path), folders, outs) for _, path in changes):
                        self._run()
        print("stopped", file=sys.stderr)

    def _run(self) -> None:
        """Check and render in a process of its own, which ends before this one does."""
        options = [("--out", self.out), ("--house", self.house)]
        given = [word for name, value in options if value for word in (name, str(value))]
        strictly = ["--strict"] if self.strict else []
        meant = map(str, self.paths or ())
        command = [sys.executable, "-m", "briefkit", "watch", "--once", *strictly, *given, "--", *meant]
        with subprocess.Popen(command) as child:  # noqa: S603 - this program itself
            try:
                child.wait()
            except BaseException:
                child.terminate()
                raise

    def _folders(self) -> list[Path]:
        """Return the folders to watch: those given, of the records and of their houses, none inside another."""
        found = sorted({Path(folder.resolve()) for folder in self._parts()})
        return [path for path in found if not any(path != other and path.is_relative_to(other) for other in found)]

    def _parts(self) -> Iterator[Path]:
        """Yield the folders of the records that are watched, and the folders named: new records may begin there."""
        yield from (path for path in self.paths or () if path.is_dir())
        meant = [record.path.parent for record in self._records()]
        for folder in meant or [path if path.is_dir() else path.parent for path in self.paths or [Path(RECORD)]]:
            yield folder
            file = self.house or nearest(folder)
            if file:
                yield file.parent

    def _outs(self) -> set[Path]:
        """Return the folders that briefs are written to."""
        outs = {self.out or record.house.out for record in self._records()}
        return {out.resolve() for out in outs or {self.out or DEFAULT.out}}

    def _records(self) -> list[RecordFile]:
        """Return the records meant; none where they or their house cannot be found."""
        try:
            return records(self.paths, self.house)
        except BriefkitError:
            return []


def _counts(path: Path, folders: Sequence[Path], outs: Collection[Path]) -> bool:
    """Say whether a change matters: hidden files and our own output do not."""
    within = next((path.relative_to(folder).parts for folder in folders if path.is_relative_to(folder)), ())
    return not any(part.startswith(".") for part in within) and not any(path.is_relative_to(out) for out in outs)


def _refuse_blind(folders: Sequence[Path], outs: Collection[Path]) -> None:
    """Raise UsageError where a record lies in a folder of briefs, in which no change matters."""
    for out in outs:
        if any(folder.is_relative_to(out) for folder in folders):
            hint = "Name a folder of the briefs' own with -o."
            raise UsageError(Problem("U18", f"{out.as_posix()} holds what is to be watched", hint=hint))
