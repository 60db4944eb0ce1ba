"""What `briefkit new --house` writes."""

from importlib.resources import files

START = (files("briefkit.housefile") / "start.toml").read_text(encoding="utf-8")
"""Every key, each behind a # with what it does."""
