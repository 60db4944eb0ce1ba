"""Words from right to left: their order on a line, how Arabic letters join, and what is refused."""

import pytest

from briefkit.look.righttoleft import forms, is_two_way, joined, levels, order, seen, unset, written

SETS = {
    "words in a line": ("Ms אבג דהו said", "Ms והד גבא said"),
    "a bracket around them": ("a (אבג) b", "a (גבא) b"),
    "a bracket within them": ("אבג (דהו) b", "(והד) גבא b"),
    "brackets that hold Latin": ("x אבג (abc) דהו", "x גבא (abc) והד"),
    "a bracket that is not closed": ("x אבג (דהו", "x והד) גבא"),
    "a number within them": ("x אבג 123 דהו y", "x והד 123 גבא y"),
    "a number behind Latin": ("x 12 אבג", "x 12 גבא"),
    "a sign of percent": ("אבג 12% דה", "הד 12% גבא"),
    "a comma and a stop": ("אבג, דהו.", "והד ,גבא."),
    "a number after Arabic": ("x دا 12-34 y", "x 34-12 اد y"),
    "spaces at the end": ("x אבג  ", "x גבא  "),
}


@pytest.mark.parametrize(("text", "shown"), SETS.values(), ids=SETS)
def test_the_order_of_a_line(text: str, shown: str) -> None:
    """Stretches stand where UAX 9 puts them, and are turned around; brackets are mirrored."""
    known = levels(text)
    assert len(known) == len(text)
    painted = "".join(seen(text[i]) if known[i] == 1 and not _joins(text[i]) else text[i] for i in order(known))
    assert painted == shown


def _joins(char: str) -> bool:
    return bool(forms(char))


def test_a_text_without_them_stays() -> None:
    """Nothing is turned in other scripts."""
    for text in ("Ms Łódź said (1–2)", "ნინო 王小明", ""):
        assert not is_two_way(text)
        assert levels(text) == [0] * len(text)
        assert joined(text) == text


JOINED = {
    "all four forms": ("ببب ب", "\ufe91\ufe92\ufe90 \ufe8f"),
    "letters that do not join the next": ("دار", "\ufea9\ufe8d\ufead"),
    "lam with alef": ("سلام لا", "\ufeb3\ufefc\ufee1 \ufefb"),
    "a stroke between letters": ("ب\u0640ب", "\ufe91\u0640\ufe90"),
    "a letter that is only Persian": ("گپ", "\ufb94\ufb57"),
    "Latin beside them": ("aبb", "a\ufe8fb"),
}


@pytest.mark.parametrize(("text", "shown"), JOINED.values(), ids=JOINED)
def test_arabic_letters_join(text: str, shown: str) -> None:
    """Each letter takes the form that it has between its neighbours."""
    assert joined(text) == shown


def test_what_is_painted_is_told_as_it_is_written() -> None:
    """Forms stand for their letters, brackets for the ones that were turned; lam with alef stays one."""
    assert "".join(map(written, reversed(seen("(محمد) [אב]")))) == "(محمد) [אב]"
    assert written("\ufefb") == "\ufefb"


@pytest.mark.parametrize(
    ("char", "why"),
    [
        ("\u064e", "changes with the letters beside it"),
        ("\u05b8", "changes with the letters beside it"),
        ("\u093e", "changes with the letters beside it"),
        ("\u0e31", "changes with the letters beside it"),
        ("\u0710", "Hebrew and for the usual Arabic letters only"),
        ("\u07ca", "Hebrew and for the usual Arabic letters only"),
    ],
)
def test_what_would_be_set_wrongly_is_refused(char: str, why: str) -> None:
    """Vowel signs and scripts that join in other ways, whatever the font has."""
    assert why in unset(char)


@pytest.mark.parametrize("char", "aé\u0301אשمپლ漢،؟٣")
def test_what_is_set_rightly(char: str) -> None:
    """Letters, marks of Latin ones, digits and signs are not refused."""
    assert unset(char) == ""
