"""The editions that are made where none is named."""

from briefkit.editions import Edition
from briefkit.house import DEFAULT, House
from briefkit.press import every


def house(audience: str | None = None, own: House = DEFAULT) -> list[Edition]:
    """Return the editions that are made unless others are asked for, of one audience or of all."""
    return [edition for edition in every(audience, own) if edition.house]
