"""A first record from the texts of sources: one statement for each sentence that tells something."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from briefkit.draft.facts import without_dateline
from briefkit.draft.record.actors import Company, company
from briefkit.draft.record.drafted import Candidate, within
from briefkit.draft.record.head import head, meeting, printable
from briefkit.draft.record.labels import nameless
from briefkit.draft.record.language import LANGUAGE
from briefkit.draft.record.proof import located, proven
from briefkit.draft.record.statements import halves, statements
from briefkit.draft.record.units import Unit, units
from briefkit.draft.record.voices import authored, speech
from briefkit.draft.record.written import SourceText, ranked, record
from briefkit.errors import Problem, UsageError
from briefkit.reading.language import WORDS
from briefkit.reading.text import words

__all__ = ["MOST", "SourceText", "drafted", "first_record", "left_out", "nothing", "read_company", "read_units"]

MOST = 400
"""Sentences of one source that are drafted."""
READ = 150_000
"""Characters of one source from which sentences are drafted."""
_ENDLESS = re.compile(r"\S{200}|[^\W\d_]{60}")
"""A word that is none, but data: nothing is drafted from its line, as patterns would take long over it."""
_ENOUGH = 20
"""Words by which a language can be told."""
_SHARE = 0.15
"""The share of small words that running English has at least."""


def first_record(key: str, texts: Sequence[SourceText], contents: Mapping[str, str], today: date) -> str:
    """Return the first record of these sources, which checks without an error, a question or anything to be read.

    `contents` holds the text of each source's file; `today` stands for a day that no source gives.
    """
    sentences = [read_units(text) for text in texts]
    company = read_company(texts, sentences)
    texts = [authored(text, units, company) for text, units in zip(texts, sentences, strict=True)]
    made = drafted(texts, sentences, company, contents)
    top = head(texts[0].read, sentences[0], texts[0].file.rpartition("/")[2].rpartition(".")[0], today)
    made = [within(statement, top.instrument) for statement in made]
    text = proven(made, partial(record, key, top, texts, company), contents)
    if not text:
        raise nothing(texts[0].file)
    return text


def drafted(
    texts: Sequence[SourceText], sentences: Sequence[Sequence[Unit]], company: Company, contents: Mapping[str, str]
) -> list[Candidate]:
    """Return the statements of sources in their order."""
    candidates = [
        statement
        for text, units in zip(texts, sentences, strict=True)
        for statement in statements(units, speech(company, text.key, text.read, units))
    ]
    return ranked(located(candidates, contents))


def nothing(name: str) -> UsageError:
    """Return the refusal of a text without a sentence that could be drafted."""
    hint = "Begin with `briefkit new FOLDER` alone, and quote from it by hand."
    return UsageError(Problem("U05", f"{name} holds no English sentence: nothing can be drafted from it", hint=hint))


def read_units(text: SourceText) -> list[Unit]:
    """Return what of a source tells something; nothing where it is in another language."""
    if not _is_english(text.read.facts.language, text.read.text):
        return []
    found = [unit for unit in units(_read(text)) if printable(unit.text)][:MOST]
    return [unit if printable(unit.heading) else replace(unit, heading="") for unit in found]


def _read(text: SourceText) -> str:
    """Return what of a source is read."""
    return "\n".join("" if _ENDLESS.search(line) else line for line in text.read.text[:READ].split("\n"))


def left_out(text: SourceText) -> bool:
    """Say whether a source is too long to be drafted as a whole."""
    return len(text.read.text) > READ or len(units(_read(text))) > MOST


def _is_english(language: str | None, text: str) -> bool:
    """Say whether a text is English: by what it says of itself, else by its small words."""
    if language:
        return language.partition("-")[0] == LANGUAGE
    found = [word.text.lower() for word in words(text[:20_000])]
    small = set(WORDS["small"]["words"])
    return len(found) < _ENOUGH or sum(word in small for word in found) >= _SHARE * len(found)


def read_company(texts: Sequence[SourceText], sentences: Sequence[Sequence[Unit]]) -> Company:
    """Return who acts and speaks in sources, by all their passages and the subjects of their sentences."""
    lines = (line for text in texts for line in _read(text).split("\n") if line and not line.startswith("# "))
    passages = [without_dateline(line) for line in lines if not line.isupper()]  # one in capitals is a heading
    every = [unit for units in sentences for unit in units]
    labels = dict.fromkeys(unit.speaker for unit in every if unit.speaker and not nameless(unit.speaker))
    found = company(passages, [half for unit in every if not unit.speaker for half in halves(unit.whole)], labels)
    found.body = found.owner(meeting(texts[0].read, sentences[0])[0])
    return found
