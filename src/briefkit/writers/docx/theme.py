"""The theme: the look's colours and family under the names by which Word's own menus offer them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.look import Look, Palette
from briefkit.writers.docx.wml import DECLARATION, escaped, fixed

_NAMES = {"dk1": "text1", "lt1": "background1", "dk2": "text2", "lt2": "background2"}


@dataclass(frozen=True)
class Theme:
    """The theme of one look."""

    palette: Palette
    family: str

    @classmethod
    def of(cls, look: Look) -> "Theme":
        """Return the theme of a look."""
        return cls(look.palette, look.typeface.main.office)

    @cached_property
    def _colours(self) -> Mapping[str, str]:
        """Return slot → colour."""
        palette = self.palette
        return {
            "dk1": palette.ink,
            "lt1": "FFFFFF",
            "dk2": palette.muted,
            "lt2": palette.tint,
            "accent1": palette.accent,
            "accent2": palette.gold,
            "accent3": palette.rule,
            "accent4": palette.sand,
            "accent5": palette.muted,
            "accent6": "7F7F7F",
            "hlink": palette.accent,
            "folHlink": palette.muted,
        }

    @cached_property
    def _themed(self) -> Mapping[str, str]:
        """Return colour → the name by which styles refer to it."""
        return {colour: _NAMES.get(slot, slot) for slot, colour in reversed([*self._colours.items()])}

    def colour(self, value: str) -> str:
        """Return `w:color`, tied to the theme where the theme has the colour."""
        return f'<w:color w:val="{value}"{self._tie("themeColor", value)}/>'

    def shading(self, value: str) -> str:
        """Return `w:shd` of one plain colour."""
        return f'<w:shd w:val="clear" w:color="auto" w:fill="{value}"{self._tie("themeFill", value)}/>'

    def border(self, side: str, size: int, space: int, value: str) -> str:
        """Return one side of a border: `size` in eighths of a point, `space` in points."""
        line = f'w:val="single" w:sz="{size}" w:space="{space}" w:color="{value}"'
        return f"<w:{side} {line}{self._tie('themeColor', value)}/>"

    def _tie(self, attribute: str, value: str) -> str:
        return f' w:{attribute}="{self._themed[value]}"' if value in self._themed else ""

    def part(self) -> str:
        """Return the theme part (20.1.6.9)."""
        return DECLARATION + fixed("theme").format(family=escaped(self.family), **self._colours)
