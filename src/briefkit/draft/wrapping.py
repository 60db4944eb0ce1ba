"""Which line ends are only where the line was full, and which end a paragraph."""

from collections.abc import Sequence

from briefkit.draft.passages import ends_in_hyphen

_LONGEST = 120
"""Characters of a line, beyond which a text is taken not to be wrapped."""


def is_full(width: float, next_word: float, margin: float) -> bool:
    """Tell whether a line of this width had no room left for the first word of the next."""
    return width + next_word > margin


def wrapped(lines: Sequence[str], margin: int) -> list[list[str]]:
    """Return the lines between two blank ones as paragraphs, for a text whose longest wrapped line is `margin` long."""
    found: list[list[str]] = []
    for line in lines:
        first = len(line.split(maxsplit=1)[0]) + 1
        if found and (ends_in_hyphen(found[-1][-1]) or _is_wrapped(found[-1][-1], first, margin)):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _is_wrapped(line: str, next_word: int, margin: int) -> bool:
    """Tell whether a line was wrapped for want of room, in a text that is wrapped at all."""
    return margin <= _LONGEST and is_full(len(line), next_word, margin)
