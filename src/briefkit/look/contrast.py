"""How well one colour is read on another (WCAG 2.2, 1.4.3); colours are `RRGGBB`."""

ENOUGH = 4.5
"""The least contrast of text of any size (level AA)."""
_NEARLY_BLACK = 0.04045
"""Up to here sRGB is linear."""


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((_luminance(colour), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return a mixture of two colours; the share of the other is 0 to 1."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (0, 2, 4)]


def _luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2, glossary)."""
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= _NEARLY_BLACK else ((value + 0.055) / 1.055) ** 2.4
