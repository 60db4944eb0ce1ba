"""Composition: what the program prints of a statement."""

from briefkit.wording.composer import Composer

__all__ = ["Composer"]
