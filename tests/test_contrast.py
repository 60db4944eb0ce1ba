"""Contrast as WCAG reckons it."""

import pytest

from briefkit.look.contrast import contrast, mixed

KNOWN = {("000000", "FFFFFF"): 21.0, ("777777", "FFFFFF"): 4.48, ("767676", "FFFFFF"): 4.54, ("FF0000", "FFFFFF"): 4.0}


@pytest.mark.parametrize(("pair", "ratio"), KNOWN.items())
def test_known_ratios(pair: tuple[str, str], ratio: float) -> None:
    """Ratios that are published, in either order."""
    assert contrast(*pair) == pytest.approx(ratio, abs=0.005)
    assert contrast(*reversed(pair)) == contrast(*pair)


def test_colours_are_mixed_by_channel() -> None:
    """Nothing, half and all of the other colour."""
    assert [mixed("FF0080", "000000", share) for share in (0, 0.5, 1)] == ["FF0080", "800040", "000000"]
