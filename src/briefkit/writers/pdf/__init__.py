"""The PDF writer: tagged (PDF/UA-1), archival (PDF/A-3a)."""

from briefkit.writers.pdf.pages import measure
from briefkit.writers.pdf.render import write

__all__ = ["measure", "write"]
