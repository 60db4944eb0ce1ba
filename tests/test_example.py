"""The first example holds what its article holds."""

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from tests.plainyaml import plain

from briefkit.loading import load
from briefkit.wording import Composer

FOLDER = Path(__file__).parents[1] / "seeds" / "paris-2025-09-04"

FACTS = (
    ("the day of the meeting", "On September 4"),
    ("who met", "so-called Coalition of the Willing met"),
    ("where they met", "met in Paris"),
    ("leaders from 35 countries", "gathering leaders from 35 countries"),
    ("how they took part", "both in-person and virtually"),
    ("Ukraine was among them", "including Ukraine"),
    ("the central topic", "The central topic was establishing security guarantees for Ukraine"),
    ("the time the topic concerns", "after the end of the war"),
    ("Macron on the decision", "French President Emmanuel Macron stated that the decision had already been developed"),
    ("the level of the decision", "at the level of defense ministers"),
    ("Zelensky on the 26", "26 nations are ready to provide Ukraine with legally binding guarantees"),
    ("the condition of the 26", "pending ratification by their parliaments"),
    ("the condition is not met", "though this has not yet occurred"),
    ("Reuters on military support", "According to Reuters, the guarantees involve military support"),
    ("troops are potential", "the potential deployment of foreign troops in Ukraine post-war"),
    ("the condition of the troops", "provided hostilities have ceased"),
    ("the main element", "The main element is a strong Ukrainian army"),
    ("no restrictions", "maintaining defense capabilities without any restrictions"),
    ("formats are open", "in air, maritime, or cyber defense are still being determined"),
    ("work goes on", "Work on the guarantees will continue"),
    ("Macron on the end of the process", "Macron noted that the process would be finalized with President Trump"),
    ("the role of the US", "underlining the key role of US backing"),
    ("Zelensky on the EU", "Zelensky also emphasized that EU membership is a vital guarantee"),
    ("the European choice", "reflecting Ukraine’s strategic European choice"),
    ("compromises on the plant", "possible compromises regarding the Zaporizhzhia Nuclear Power Plant"),
    ("control of the plant", "which remains under Russian control"),
    ("Russia on the plant", "Russia has proposed joint management ideas"),
    ("Ukraine on the plant", "Ukraine demands full sovereignty over the facility"),
    ("talks on the plant", "Negotiations on the plant and related security matters are ongoing"),
    ("the venue is open", "The location of future peace talks with Russia remains unresolved"),
    ("the two views of the venue", "Zelensky supports a neutral country … Putin insists on Moscow"),
    ("diplomatic options", "Diplomatic options are under consideration"),
    ("the fighting", "fighting continues, with Russian efforts focusing on Donbas and the south"),
    ("the article's opinion", "renewed momentum in the negotiation process and a willingness among many countries"),
)
"""Each atomic fact of the article, and the words that some evidence must hold, or the parts between `…`."""


def _fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="module")
def record() -> Any:
    """Read the record as plain data, without our loader."""
    text = (FOLDER / "outcomes.yaml").read_text(encoding="utf-8")
    return plain(text)


@pytest.fixture(scope="module")
def article(record: Any) -> str:
    """Read the article, its white space folded."""
    return _fold((FOLDER / record["sources"]["article"]["file"]).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def quotes(record: Any) -> list[str]:
    """Collect every quote of the record, white space folded."""
    found = []
    for statement in record["statements"]:
        given = statement.get("quote", [])
        found += [_fold(quote) for quote in (given if isinstance(given, list) else [given])]
    assert len(found) > 20
    return found


def test_the_article_is_the_one_that_was_read(record: Any) -> None:
    """The article's bytes have the hash that the record states."""
    source = record["sources"]["article"]
    assert hashlib.sha256((FOLDER / source["file"]).read_bytes()).hexdigest() == source["sha256"]


def test_every_quote_stands_in_the_article_once(quotes: list[str], article: str) -> None:
    """Each quote is found at exactly one place."""
    assert {quote: article.count(quote) for quote in quotes} == dict.fromkeys(quotes, 1)


def test_the_record_is_light() -> None:
    """It takes at most 2,000 words, comments apart, in lines of at most 120 columns, and overrides no composition."""
    lines = (FOLDER / "outcomes.yaml").read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.lstrip().startswith("#") for word in line.split(" # ")[0].split()]
    assert 1_000 < len(words) <= 2_000
    assert max(map(len, lines)) <= 120
    assert not [line for line in lines if line.strip().startswith("forms:")]


def test_the_facts_are_34() -> None:
    """The list of facts is the whole list, and no fact stands in it twice."""
    assert len(FACTS) == len({words for _, words in FACTS}) == 34


@pytest.mark.parametrize(("fact", "words"), FACTS, ids=[fact for fact, _ in FACTS])
def test_each_fact_lies_in_some_evidence(fact: str, words: str, quotes: list[str]) -> None:
    """An atomic fact of the article is held whole by one quote."""
    assert all(any(part in quote for quote in quotes) for part in words.split(" … ")), fact


def test_quotes_cover_the_article(quotes: list[str], article: str) -> None:
    """At least 95 per cent of the article's words lie in some quote."""
    spans = [(article.index(quote), article.index(quote) + len(quote)) for quote in quotes]
    words = [match.start() for match in re.finditer(r"\S*\w\S*", article)]
    covered = sum(any(start <= word < end for start, end in spans) for word in words)
    assert len(words) > 250
    assert covered / len(words) >= 0.95


def test_the_editor_is_named_for_what_the_article_lacks(record: Any, article: str) -> None:
    """The year, and the first names the article does not give, are typed as the editor's."""
    assert "2025" not in article
    assert record["as_of"]["basis"] == record["meeting"]["date"]["basis"] == "editor"
    people = [actor for actor in record["actors"].values() if actor.get("kind", "person") == "person"]
    supplied = {actor["name"] for actor in people if actor.get("basis") == "editor"}
    assert supplied == {actor["name"] for actor in people if actor["name"] not in article}


def test_the_article_s_loaded_words_are_not_ours() -> None:
    """No wording says "noted" or "so-called"; a sentence that says "insists" or "demands" names the article."""
    composer = Composer(load(FOLDER).outcomes)
    said = [composer.wording(s, form) or "" for s in composer.record.statements for form in ("sentence", "plain")]
    assert not [words for words in said if re.search(r"\bnoted\b|so-called", words)]
    loaded = [words for words in said if re.search(r"\b(insists|demands|emphasised)\b", words)]
    assert len(loaded) == 5
    assert not [words for words in loaded if "the article" not in words]


def test_opinions_never_head_a_page(record: Any) -> None:
    """An assessment has no headline, and nothing the desk adds rests on one."""
    opinions = [s for s in record["statements"] if s["kind"] == "assessment"]
    assert opinions
    assert not [s["id"] for s in opinions if "headline" in s]
    rested_on = {ref for s in record["statements"] for ref in s.get("rests_on", [])}
    assert rested_on.isdisjoint(s["id"] for s in opinions)
