"""The pipeline: a loaded record becomes an audience's briefs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import sha256
from itertools import dropwhile, groupby
from typing import Any, TypeAlias

from briefkit.compose import Templates, compose, where, where_printed
from briefkit.document import Box, Contents, Document, Layout, Notes, Runs, passages, text
from briefkit.editions import LENGTHS, Edition
from briefkit.editions.catalogue import catalogue, editions, templates
from briefkit.editions.choose import plan
from briefkit.editions.cuts import additions, cuts, stays, weight
from briefkit.editions.fit import Fitted, PlanSearch, words
from briefkit.editions.plan import Plan
from briefkit.errors import LayoutError, Place, Problem, RuleError
from briefkit.evidence import Supplement, digest_of
from briefkit.house import DEFAULT, House
from briefkit.look import Look
from briefkit.look.dressed import dressed, unlike
from briefkit.markdown import parse
from briefkit.markdown.finish import without_contents
from briefkit.markings import printable, releasable_to
from briefkit.outcomes import Outcomes
from briefkit.projection import projection
from briefkit.publish import Brief
from briefkit.review import head
from briefkit.rules import check_document, check_set
from briefkit.views import View
from briefkit.views.facts import facts, subjects
from briefkit.views.figures import stepped
from briefkit.wording import Composer
from briefkit.writers import WRITERS, Writer, measure

Tried: TypeAlias = tuple[dict[str, Fitted], dict[str, tuple[Problem, ...]]]
"""The editions that fit, by id, and the problems of those that do not."""

_NOTHING = Supplement()
_LEADS = ("bottom-line", "summary")
"""The boxes that hold the bottom line."""
_ROOMIER = "The house’s look has {}: a smaller size or a narrower font under [look] makes room."
_ROOMIER_PAPER = "{} decides size and page, not [look]: smaller letters in its styles or smaller margins make room."

_SHORT = 4
"""A document of so many pages or fewer has no contents list."""


@cache
def _ours() -> Templates:
    """Return the program's own templates, each compiled once for all houses that have none."""
    return Templates(templates(DEFAULT))


@dataclass(frozen=True)
class Press:
    """What makes briefs: templates, a look, formats."""

    formats: tuple[str, ...] = ("docx", "pdf")
    look: Look = field(default_factory=Look)
    writers: Mapping[str, Writer] = field(default_factory=lambda: WRITERS)
    templates: Templates = field(default_factory=_ours)
    dress: str = ""
    """What the command line changes of the house's look: a text that differs where that does."""
    stationery: str = ""
    """The name of the Word template that gives size and page; empty where there is none."""

    @classmethod
    def of(cls, house: House, look: Look | None = None, **given: Any) -> "Press":
        """Return what makes the briefs of a house, with its templates, and in its look where none is given."""
        own = Templates(templates(house), catalogue(house).headings) if house.files else _ours()
        return cls(look=look or dressed(house.look, house.markings), templates=own, **given)

    def briefs(
        self, record: Outcomes, audience: str, wanted: Sequence[Edition], supplement: Supplement = _NOTHING
    ) -> list[Brief]:
        """Return an audience's briefs in the wanted order; raises RuleError, LayoutError, TemplateError.

        `supplement`: what pages show that is not in the record: places of quotes, pictures, what a review found.
        """
        released = releasable_to(record, audience)
        fitted = self.fitted(released, wanted, supplement)
        lengths = list(LENGTHS)
        ranked = [(lengths.index(fit.plan.edition.length), fit.document) for fit in fitted.values()]
        if problems := check_set(ranked, Composer(released)):
            raise RuleError(*problems)
        return [self._brief(fitted[edition.id]) for edition in wanted]

    def fitted(self, released: Outcomes, wanted: Sequence[Edition], supplement: Supplement) -> dict[str, Fitted]:
        """Return the wanted editions fitted, by id, with those they follow; LayoutError with all that do not fit.

        The wanted ones have the record behind them attached.
        """
        found, refused = self.tried(released, wanted, supplement)
        if problems := [problem for edition in wanted if edition.id in refused for problem in refused[edition.id]]:
            raise LayoutError(*problems)
        return found | {edition.id: _attached(found[edition.id], supplement) for edition in wanted}

    def tried(self, released: Outcomes, wanted: Sequence[Edition], supplement: Supplement) -> Tried:
        """Return the wanted editions fitted, and the longer ones: a shorter one says only what the next longer say.

        Why the longer ones too: what an edition says must not depend on what else is asked for. One that does not fit
        is passed over: the shorter ones follow those that do.
        """
        record = printable(released)
        refused: dict[str, tuple[Problem, ...]] = {}
        pool: frozenset[str] | None = None
        steps: frozenset[str] | None = None
        found: dict[str, Fitted] = {}
        composers: dict[str, Composer] = {}
        for longer in _needed(wanted, record.house):
            now: dict[str, Fitted] = {}
            for edition in longer:
                composer = composers.setdefault(edition.listing, Composer(record, edition.listing))
                full = replace(plan(record, edition, pool, composer), ground=steps)
                try:
                    now[edition.id] = self._fit(full, supplement)
                except LayoutError as error:
                    refused[edition.id] = error.problems
            if now:
                pool = frozenset().union(*(fit.plan.rests_on for fit in now.values()))
                steps = pool.union(*(stepped(fit.plan) for fit in now.values()))
            found |= now
        return found, refused

    def _fit(self, full: Plan, supplement: Supplement) -> Fitted:
        def make(chosen: Plan) -> Fitted:
            document = self.document(chosen, supplement)
            return Fitted(chosen, document, measure(document, self.look))

        other = unlike(self.look)
        mend = _ROOMIER.format(", ".join(other)) if other else ""
        mend = _ROOMIER_PAPER.format(self.stationery) if self.stationery else mend
        fitted = PlanSearch(make, weight, partial(additions, full), full.edition.limit, stays, mend).best(cuts(full))
        paged = _paged(fitted, lambda document: measure(document, self.look))
        return replace(paged, document=replace(paged.document, pages=paged.layout.pages))

    def document(self, chosen: Plan, supplement: Supplement = _NOTHING) -> Document:
        """Return the document of a plan, without the record behind it."""
        view = View(chosen, supplement, self.look)
        composed = compose(self.templates, chosen.edition.template, view.context())
        return parse(composed, view.meta(), view.notes, supplement.images)

    def _place(self, full: Plan, words: str, cite: str) -> Place | None:
        """Return the place in its template of the template's own words, or of what prints a part of a statement."""
        composed = compose(self.templates, full.edition.template, View(full, look=self.look).context())
        return where_printed(composed, cite) if cite else where(composed, words)

    def _brief(self, fitted: Fitted) -> Brief:
        document, edition = fitted.document, fitted.plan.edition
        problems = check_document(document, fitted.plan.composer, partial(self._place, fitted.plan))
        if any(problem.severity == "error" for problem in problems):
            raise RuleError(*problems)
        return Brief(
            edition=edition.id,
            name=edition.title,
            title=document.meta.title,
            audience=edition.audience,
            length=edition.length,
            pages=fitted.layout.pages,
            words=words(document),
            marking=document.meta.marking,
            standing=document.meta.standing,
            language=document.meta.language,
            lead=_lead(document),
            facts=facts(fitted.plan),
            texts=pieces(document),
            subjects=subjects(fitted.plan),
            statements=tuple(c.statement.id for c in fitted.plan.chosen),
            files={name: self.writers[name](document, self.look) for name in self.formats},
            warnings=tuple(problems),
        )


def _attached(fitted: Fitted, supplement: Supplement) -> Fitted:
    """Return a fitted document with the record behind it."""
    printed = [statement.id for statement in View(fitted.plan, supplement).statements]
    return replace(fitted, document=replace(fitted.document, record=projection(fitted.plan.record, printed)))


def _lead(document: Document) -> tuple[str, ...]:
    """Return the passages of the bottom line, without the template's words before them and the marks of notes."""
    boxes = (runs for block, runs in passages(document) if isinstance(block, Box) and block.role in _LEADS)
    printed = (text(tuple(run for run in runs if not (run.link or "").startswith("#"))) for runs in map(_cited, boxes))
    return tuple(filter(None, map(str.strip, printed)))


def pieces(document: Document) -> tuple[str, ...]:
    """Return the stretches of every passage, cut at its marks of notes, which each format joins its own way.

    And the contents list, and the addresses, which some print.
    """
    found = [document.meta.footer]
    found += [entry.text for block in document.blocks if isinstance(block, Contents) for entry in block.entries]
    for block, passage in passages(document):
        runs = passage[1:] if isinstance(block, Notes) else passage
        stretches = groupby(runs, key=lambda run: (run.link or "").startswith("#"))
        found += [text(tuple(several)) for _, several in stretches]
        found += [run.link for run in runs if run.link and not run.link.startswith("#")]
    return tuple(found)


def _cited(runs: Runs) -> Runs:
    return tuple(dropwhile(lambda run: not run.cites, runs))


def digest(released: Outcomes, audience: str, supplement: Supplement) -> str:
    """Return the SHA-256 of what an audience may see of a record, and of what readers and pictures add to it.

    Not of its sources: they hold more than what is quoted, and where a quote stands depends on what stands before it.
    """
    keys = [s.id for s in released.statements]
    data = {
        "record": printable(released).model_dump(mode="json", by_alias=True),
        "review": [[supplement.questions.get(key, 0), supplement.signed.get(key, "")] for key in keys],
        "head": [supplement.signed.get(part, "") for part in head(released)],
        "pictures": [sha256(supplement.images[key].data).hexdigest() for key in keys if key in supplement.images],
    }
    if (seal := released.house.seal(audience)) != DEFAULT.seal(audience):
        data["house"] = seal
    return digest_of(data)


def every(audience: str | None = None, own: House = DEFAULT) -> list[Edition]:
    """Return all editions of a house, the plain ones behind the others, of one audience or of all."""
    return [edition for edition in editions(own).values() if audience in (None, edition.audience)]


def chain(wanted: Sequence[Edition], own: House) -> Iterator[list[Edition]]:
    """Yield the editions of the wanted ones' audience by length, the longest first, down to the shortest wanted."""
    lengths = list(LENGTHS)
    shortest = min((lengths.index(edition.length) for edition in wanted), default=len(lengths))
    for length in reversed(lengths[shortest:]):
        yield [edition for edition in every(wanted[0].audience, own) if edition.length == length]


def _needed(wanted: Sequence[Edition], own: House) -> Iterator[list[Edition]]:
    """Yield what `chain` yields, but of the shortest length the wanted editions alone: nothing follows the others."""
    asked = {edition.id for edition in wanted}
    *longer, last = [*chain(wanted, own)] or [[]]
    yield from longer
    yield [edition for edition in last if edition.id in asked]


def _paged(fitted: Fitted, measured: Callable[[Document], Layout]) -> Fitted:
    """Return a fitted document whose contents list knows its pages; a short document has none."""
    document, layout = fitted.document, fitted.layout
    if not any(isinstance(block, Contents) for block in document.blocks):
        return fitted
    if layout.pages <= _SHORT:
        bare = replace(document, blocks=tuple(without_contents(document.blocks)))
        return replace(fitted, document=bare, layout=measured(bare))
    blocks = tuple(
        Contents(tuple(replace(entry, page=layout.headings.get(entry.anchor)) for entry in block.entries))
        if isinstance(block, Contents)
        else block
        for block in document.blocks
    )
    return replace(fitted, document=replace(document, blocks=blocks))
