"""What stands together on one line."""

import time

import pytest

from briefkit.document import Run
from briefkit.markdown.passages import glued, glued_text


@pytest.mark.parametrize(
    "words",
    [
        "it costs EUR_19_000 in all",
        "58_000 people, 1_234_567 birds",
        "about 10_per_cent of it, or 5_% of 7.5_percent",
        "3_million tonnes and 2,000.5_km² of forest, 40_ha",
        "at 5_p.m. on 4_September_2025",
        "on the 1st_March, and on September_4, 2025",
        "on Monday 3_March_2026",
        "Mr_Roca, Dr._Ødegård and Prof._I._Roca",
        "Gen._Roca, H.E._Roca, Col._Ito and Leo_XIV",
        "on the 3rd_of_May, at the end of_June, in Q1_2026",
        "under article_5, in paragraphs_4 and 7 on page_12, section_3.2",
        "a group of 5 and a number of 12 at the end of it",
        "in the port. The fee of Oslo. It rose. So said President Trump. No date was set",
        "under Article_5 and Annex_II, p._3",
        "No._12, COP_30, §_7, €_5_bn",
        "Resolution_1325 of the Council",
        "26 nations met; in 2025 the fee rose",
        "The fee is 5. A tax follows. 2025 begins",
        "so says Mr._Nobody else: 3 apples, 100,000 more",
        "the UN met 35 countries and 1000 000",
        "5_MW 6_MW 7_MW",
        "",
    ],
)
def test_which_spaces_hold(words: str) -> None:
    """Groups, units, dates, titles, codes and references hold; counted things, years and sentences do not."""
    assert glued_text(words.replace("_", " ")) == words.replace("_", "\u00a0")


def test_values_that_meet_are_held_from_run_to_run() -> None:
    """A number and its unit may come from two values of the record; runs keep their own words and looks."""
    runs = [Run("by "), Run("5", strong=True, cites=("a",)), Run(" km of EUR"), Run(" "), Run("7", cites=("b",))]
    kept = [Run("by "), Run("5", strong=True, cites=("a",)), Run("\u00a0km of EUR"), Run("\u00a0"), runs[-1]]
    assert glued(runs) == kept
    assert glued([]) == []


@pytest.mark.parametrize("part", ["1,", "1 ", "A", "Aaaa ", "per ", "1. ", "Mr ", "X", "101 ", "a.", "€", "1a"])
def test_holding_takes_time_by_the_letter(part: str) -> None:
    """A passage ten times as long takes about ten times as long, whatever it repeats."""
    started = time.process_time()
    glued_text(part * 100_000)
    assert time.process_time() - started < 2
