"""Classes of characters, each as the inside of a class of a regular expression, and digits above the line."""

import re

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What is not shown: Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties), less what is refused."""

_PLANES = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(0x11))
"""The two noncharacters at the end of each plane."""
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", SUPERSCRIPTS)
REFUSED = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\u202a-\u202e\u2066-\u2069"
    f"\U000f0000-\U0010ffff{_PLANES}"
)
"""What no text holds, as a class of a regular expression."""


_STEERING = re.compile(rf"[{REFUSED}{INVISIBLE}\u2028\u2029]|#(?=#\w*\[)")


def inert(text: str) -> str:
    """Return a text with the number of each character that would steer a terminal or a build in its place."""
    return _STEERING.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)


def raised(text: str) -> str:
    """Return a text with its digits as superscripts, so that the mark of a note is no part of a number before it."""
    return text.translate(_RAISED)
