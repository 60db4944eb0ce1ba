"""The page being read: its text, its values, and what it has referred to so far."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefkit.addresses import is_address
from briefkit.characters import raised
from briefkit.citemarks import Cited, Composed
from briefkit.document import Image, Run, Runs
from briefkit.errors import Place, Problem, TemplateError

MAX_DEPTH = 8
"""How deep words, lists and containers nest: a list in a list in a list; more is refused."""
BROKEN = "Please report this: the program sets marks and notes itself."
"""The hint where no template can be at fault."""
ADDRESSES = "An address is https://…, http://…, mailto:… or # and an anchor, without spaces."
SOURCE = "#source-"
NOTE = "#note-"

_ANCHOR = re.compile(r"#[^\s\x00-\x20]+")


@dataclass(frozen=True, slots=True)
class Style:
    """How the words at one point of a passage look."""

    strong: bool = False
    emphasis: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note that a page refers to."""

    number: int
    line: int
    """Where the page first does, counted from 0."""
    notes: list[Cited] = field(default_factory=list)
    """What says it: one or several that say the same."""

    @property
    def label(self) -> str:
        """Its number as it is printed."""
        return raised(str(self.number))


class PageReader:
    """What has been read of a page. Notes and first references are met in reading order."""

    def __init__(self, composed: Composed, notes: Mapping[str, Cited], images: Mapping[str, Image], name: str) -> None:
        """Take the text, the notes and pictures it may refer to, and its name."""
        self.composed = composed
        self.notes = notes
        self.images = images
        self.name = name
        self.used: list[int] = []
        """The index of every value that has been read."""
        self.noted: set[str] = set()
        """The key of each note referred to."""
        self.footnotes: dict[tuple[int, Cited], Footnote] = {}
        """Section, and what a note says → the note, in the order of their numbers."""
        self.references: list[tuple[str, str, int]] = []
        """Each link to an anchor of this page, its words and line."""
        self.linked: set[str] = set()
        """Those links, each once."""
        self.once: set[str] = set()
        """What may stand on the page once and does already: title, contents, sources, notes."""
        self.headings = 0
        self.numbered = 0
        """How many headings and numbered paragraphs have gone before."""
        self.labels: dict[str, Cited] = {}
        """Statement that a printed label cites → the marking of the label."""
        self.level = 0
        """The level of the last heading."""

    def refusal(self, code: str, message: str, line: int, hint: str = "") -> TemplateError:
        """Return the error for something on a line, counted from 0."""
        origins = self.composed.origins
        place = Place(*origins[line]) if line < len(origins) else Place(self.name, line + 1)
        return TemplateError(Problem(code, message, place, hint))

    def take(self, kind: str, line: int) -> None:
        """Refuse a second title, contents list, list of sources or of notes."""
        if kind in self.once:
            raise self.refusal("T13", f"the page has a second {kind}", line, "Keep one of the two.")
        self.once.add(kind)

    def value(self, index: int, style: Style, line: int) -> list[Run]:
        """Return the runs of the value that a mark stands for."""
        if index >= len(self.composed.marks):
            raise self.refusal("T15", "a mark stands for nothing", line, BROKEN)
        self.used.append(index)
        cited = self.composed.marks[index]
        if cited.link and style.link:
            raise self.refusal(
                "T14", "a value that is a link itself stands in a link", line, "Take it out of the [ ]( )."
            )
        return self.runs(cited, style, line)

    def runs(self, cited: Cited, style: Style, line: int) -> list[Run]:
        """Return the run of a cited value, the mark of its note if not yet mentioned, and its marking."""
        link = self.address(cited.link, line) if cited.link else style.link
        run = Run(
            cited.text,
            strong=style.strong,
            emphasis=style.emphasis or cited.emphasis,
            link=link,
            anchor=self._first(link, cited.text, line),
            language=cited.language,
            cites=cited.cites,
        )
        if not cited.text.strip():
            raise self.refusal("T15", "a value is printed that is empty", line, "Print it inside {% if … %}.")
        words = cited.text.rstrip(" \t")
        if words == cited.text:
            return [run, *self._behind(cited, line)]
        return [replace(run, text=words), *self._behind(cited, line), replace(run, text=cited.text[len(words) :])]

    def with_markings(self, row: Sequence[Runs]) -> list[Runs]:
        """Return a row's cells, with the marking of a statement behind its label where nothing else of it is printed.

        Why: the wording of a statement brings its marking; a label alone would stand without one.
        """
        printed = {cite for runs in row for run in runs for cite in run.cites}
        return [tuple(self._marked(runs, printed)) for runs in row]

    def _marked(self, runs: Runs, cites: set[str]) -> Iterator[Run]:
        for run in runs:
            yield run
            for marking in filter(None, map(self.labels.get, run.cites)):
                if not cites.issuperset(marking.cites):
                    cites.update(marking.cites)
                    yield Run(f" {marking.text}", cites=marking.cites)

    def _behind(self, cited: Cited, line: int) -> Iterator[Run]:
        if cited.note is not None and cited.note not in self.noted:
            yield self._reference(cited.note, line)
        if cited.marking and cited.label:
            self.labels |= dict.fromkeys(cited.cites, cited.marking)
        elif cited.marking:
            yield Run(f" {cited.marking.text}", cites=cited.marking.cites)

    def words(self, text: str, style: Style, line: int) -> Run:
        """Return the run of words typed in the template."""
        return Run(text, style.strong, style.emphasis, style.link, self._first(style.link, text, line))

    def address(self, link: str, line: int) -> str:
        """Return a link if it is an address that a page may hold."""
        if not _ANCHOR.fullmatch(link) and not is_address(link):
            raise self.refusal("T14", "a link is no address", line, ADDRESSES)
        return link

    def _reference(self, key: str, line: int) -> Run:
        """Return the mark of a note; notes of one section that say the same are one, for all that they cite.

        Why of one section: Word prints a note at the foot of the page of its first mark.
        """
        if key not in self.notes:
            raise self.refusal("T14", "a value refers to a note that is not there", line, BROKEN)
        self.noted.add(key)
        note = self.notes[key]
        same = self.headings, replace(note, cites=())
        first = same not in self.footnotes
        footnote = self.footnotes.setdefault(same, Footnote(len(self.footnotes) + 1, line))
        footnote.notes.append(note)
        label, anchor = footnote.label, f"ref-note-{footnote.number}"
        return Run(label, link=f"{NOTE}{footnote.number}", anchor=anchor if first else None, cites=note.cites)

    def _first(self, link: str | None, words: str, line: int) -> str | None:
        """Keep a link to an anchor; return the anchor of the first run that refers to a source."""
        if link is None or not link.startswith("#"):
            return None
        first = link not in self.linked
        self.linked.add(link)
        self.references.append((link, words, line))
        return f"ref-{link[1:]}" if first and link.startswith(SOURCE) else None
