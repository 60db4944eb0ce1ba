"""A text folded for comparison, with a map back to the place of each character.

What differs between a text and a copy of it without any change in what is read is folded away: runs of white
space, characters that are not shown, ligatures, curly quotation marks, and hyphens at which a line ends. The
last may belong to the word (long-term) or not (pro-vided), which the text alone does not tell; so every
hyphen behind a letter is taken out, its place kept as a joint, and joints are compared apart.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from briefkit.characters import INVISIBLE
from briefkit.outcomes.gate import LIGATURES

_QUOTES = str.maketrans("‘’‚‛“”„‟", "''''\"\"\"\"")
_CHANGED = re.compile(
    rf"(?<=\w)[{INVISIBLE}]*(?P<hyphen>[-\u2010\u2011])(?P<after>[\s{INVISIBLE}]*)"
    rf"|(?<=\w)\u00ad[^\S\n]*\n\s*"
    rf"|[{INVISIBLE}]+"
    rf"|(?P<space>[\s{INVISIBLE}]{{2,}}|[^\S ])"
    rf"|(?P<ligature>[{''.join(LIGATURES)}])"
)
_LINE_END = re.compile(r"[\n\f]")
MOST_PLACES = 200
"""So many places of a passage are looked at; one that occurs more often identifies nothing."""


@dataclass(frozen=True, slots=True)
class Joint:
    """A hyphen behind a letter."""

    at: int
    """The character of the folded text that it stood before."""
    hyphen: str
    spaced: bool
    """Whether white space follows."""
    ends_line: bool

    def matches(self, wanted: "Joint", *, last: bool) -> bool:
        """Say whether it can be a passage's hyphen; behind the last one the passage shows no space."""
        same = self.hyphen == wanted.hyphen and (last or self.spaced == wanted.spaced)
        return same or self.ends_line


@dataclass(frozen=True, slots=True, eq=False)
class FoldedText:
    """A folded text: unchanged stretches alternate with replaced ones."""

    text: str
    begins: Sequence[int]
    """Where each stretch begins in the folded text, and where the last ends."""
    origins: Sequence[int]
    """Where each stretch begins in the text as it was, and where the last ends."""
    joints_at: Sequence[int]
    """The places of the joints, in order."""
    joints: Sequence[tuple[str, str]]
    """The hyphen of each, and what stands behind it: nothing, a space or a line end."""

    def start(self, at: int) -> int:
        """Return where a character of the folded text stood, or the first of those that it stands for."""
        piece, within = self._piece(at)
        return self.origins[piece] + (within if self._is_as_it_was(piece) else 0)

    def end(self, at: int) -> int:
        """Return where the character before a place in the folded text ended, or the last that it stands for."""
        piece, within = self._piece(at - 1)
        return self.origins[piece] + within + 1 if self._is_as_it_was(piece) else self.origins[piece + 1]

    def within(self, start: int, end: int) -> list[Joint]:
        """Return the joints inside a passage of the folded text, and the one at its end."""
        found = range(bisect_right(self.joints_at, start), bisect_right(self.joints_at, end))
        return [Joint(self.joints_at[i], self.joints[i][0], *_AFTER[self.joints[i][1]]) for i in found]

    def _piece(self, at: int) -> tuple[int, int]:
        piece = bisect_right(self.begins, at) - 1
        return piece, at - self.begins[piece]

    def _is_as_it_was(self, piece: int) -> bool:
        return self.begins[piece + 1] - self.begins[piece] == self.origins[piece + 1] - self.origins[piece]


_AFTER = {"": (False, False), " ": (True, False), "\n": (True, True)}


@lru_cache(maxsize=32)
def folded(text: str) -> FoldedText:
    """Return a text folded."""
    written: list[str] = []
    begins, origins, joints_at, joints = array("Q", [0]), array("Q", [0]), array("Q"), []
    length = before = 0
    for match in _CHANGED.finditer(text):
        replacement = _replacement(match)
        written += (text[before : match.start()], replacement)
        length += match.start() - before
        begins.extend((length, length + len(replacement)))
        origins.extend(match.span())
        length += len(replacement)
        before = match.end()
        if match["hyphen"]:
            joints_at.append(length)
            joints.append((match["hyphen"], _behind(match["after"])))
    whole = "".join((*written, text[before:])).translate(_QUOTES)
    begins.append(len(whole))
    origins.append(len(text))
    return FoldedText(whole, begins, origins, joints_at, joints)


def places(source: FoldedText, passage: FoldedText, before: str = "", behind: str = "") -> Iterator[tuple[int, int]]:
    """Yield where a folded passage stands in a folded source, between two folded texts, as places in the source."""
    wanted = passage.text
    joints = passage.within(0, len(wanted))
    around = f"{before}{wanted}{behind}"
    for at in islice(_occurrences(source.text, around), MOST_PLACES) if wanted else ():
        start = at + len(before)
        end = start + len(wanted)
        if _agree(source.within(start, end), joints, start, end):
            yield start, end


def _replacement(match: re.Match[str]) -> str:
    return LIGATURES[match[0]] if match["ligature"] else " " * bool(match["space"])


def _behind(after: str) -> str:
    """Return what stands behind a hyphen, as nothing, a space or a line end."""
    if _LINE_END.search(after):
        return "\n"
    return " " if any(char.isspace() for char in after) else ""


def _occurrences(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _agree(there: Sequence[Joint], wanted: Sequence[Joint], start: int, end: int) -> bool:
    """Say whether a passage of a source has the wanted hyphens, and no others but at line ends."""
    have = {joint.at: joint for joint in there}
    need = {joint.at + start: joint for joint in wanted}
    extra = (joint for joint in there if joint.at not in need)
    return all(joint.ends_line or joint.at == end for joint in extra) and all(
        at in have and have[at].matches(joint, last=at == end) for at, joint in need.items()
    )
