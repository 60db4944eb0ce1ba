"""Where lines may end: in Chinese and Japanese between characters, but not before or after some signs."""

import pytest

from briefkit.look.linebreaks import chunks, words

SETS = {
    "after spaces, and hyphens inside words": "a |co-|operative |north–|south |5-6 |-x",
    "not inside an address": "the |co-|op, |https://a-b.example/c-d |or |night-desk@a-b.example.",
    "between ideographs": "王|小|明|在|北|京",
    "not before a comma, stop or closing bracket": "你|好，|世|界。|（外|交|部）|说",
    "not after an opening bracket": "他|说|「你|好」",
    "between ideographs and Latin words": "Mr |王|小|明 |of |外|交|部|OK|好",
    "not before a small kana or a stretched vowel": "カッ|コ|オー|ト",
    "not at a space that holds": "第\u00a03\u00a0条|款",
    "signs of Latin text stay with what they follow": "王|小|明, |王|小|明) |王|小|明.",
}


@pytest.mark.parametrize("marked", SETS.values(), ids=SETS)
def test_where_a_line_may_end(marked: str) -> None:
    """The bars say where."""
    found = list(chunks(marked.replace("|", "")))
    assert [chunk for chunk, _ in found] == marked.split("|")
    assert [ends for _, ends in found][:-1] == [True] * (len(found) - 1)


def test_words_are_what_columns_are_measured_by() -> None:
    """Latin words keep their hyphens; ideographs count singly."""
    assert words("a co-op 王小明。") == ["a", "co-", "op", "王", "小", "明。"]
    assert words(" one  co-op ") == ["one", "co-op"]
