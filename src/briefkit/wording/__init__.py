"""Composition: what the program prints of a statement."""

from briefkit.wording.composer import Composer, assessor

__all__ = ["Composer", "assessor"]
