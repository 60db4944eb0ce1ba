"""The pipeline: a loaded record becomes an audience's briefs."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefkit.compose import Templates, compose
from briefkit.document import Contents, Document, Layout
from briefkit.editions import LENGTHS, Edition, editions, folder
from briefkit.errors import RuleError
from briefkit.fit import fit, words
from briefkit.look import Look
from briefkit.markdown import parse
from briefkit.markings import releasable_to
from briefkit.outcomes import Audience, Outcomes
from briefkit.plan import Plan, cuts, plan
from briefkit.publish import Brief
from briefkit.rules import check_document
from briefkit.views import View
from briefkit.writers import WRITERS, measure


@dataclass(frozen=True)
class Press:
    """What makes briefs: templates, a look, formats."""

    formats: tuple[str, ...] = tuple(WRITERS)
    look: Look = field(default_factory=Look)
    templates: Templates = field(default_factory=lambda: Templates(folder()))

    def briefs(self, record: Outcomes, audience: Audience, wanted: Sequence[Edition]) -> list[Brief]:
        """Return an audience's briefs in the wanted order; raises RuleError, LayoutError, TemplateError."""
        released = releasable_to(record, audience)
        made = {edition.id: self._brief(released, fitted) for edition, fitted in self._fitted(released, wanted)}
        return [made[edition.id] for edition in wanted]

    def _fitted(
        self, released: Outcomes, wanted: Sequence[Edition]
    ) -> Iterator[tuple[Edition, tuple[Plan, Document, Layout]]]:
        """Yield the wanted editions, fitted: the longest first, each choosing only from what the longer one kept."""
        ranks = list(LENGTHS)
        pool: frozenset[str] | None = None
        for edition in sorted(wanted, key=lambda e: ranks.index(e.length), reverse=True):
            fitted = self._fit(released, plan(released, edition, pool))
            pool = frozenset(c.statement.id for c in fitted[0].chosen)
            yield edition, fitted

    def _fit(self, released: Outcomes, full: Plan) -> tuple[Plan, Document, Layout]:
        found, document, layout = fit(
            cuts(full),
            lambda tried: self.document(released, tried),
            lambda tried: measure(tried, self.look),
            full.edition.limit,
        )
        return found, _paged(document, layout), layout

    def document(self, released: Outcomes, chosen: Plan) -> Document:
        """Return the document of a plan."""
        view = View(released, chosen)
        composed = compose(self.templates, chosen.edition.template, view.context())
        return parse(composed, view.meta(), view.notes())

    def _brief(self, released: Outcomes, fitted: tuple[Plan, Document, Layout]) -> Brief:
        chosen, document, layout = fitted
        problems = check_document(document, released)
        if problems:
            raise RuleError(*problems)
        return Brief(
            edition=chosen.edition.id,
            title=document.meta.title,
            audience=chosen.edition.audience,
            length=chosen.edition.length,
            pages=layout.pages,
            words=words(document),
            marking=document.meta.marking,
            statements=tuple(c.statement.id for c in chosen.chosen),
            files={name: WRITERS[name](document, self.look) for name in self.formats},
        )


def digest(record: Outcomes, audience: Audience) -> str:
    """Return the SHA-256 of the record as an audience may see it."""
    data = releasable_to(record, audience).model_dump(mode="json")
    return hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def house(audience: Audience | None = None) -> list[Edition]:
    """Return the house editions, of one audience or of all."""
    return [edition for edition in editions().values() if audience in (None, edition.audience)]


def _paged(document: Document, layout: Layout) -> Document:
    """Return a document whose contents list knows its pages."""

    def paged(contents: Contents) -> Contents:
        entries = tuple(replace(e, page=layout.headings.get(e.anchor)) for e in contents.entries)
        return Contents(entries)

    blocks = tuple(paged(block) if isinstance(block, Contents) else block for block in document.blocks)
    return replace(document, blocks=blocks)
