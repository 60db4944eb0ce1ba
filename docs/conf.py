"""The site of these pages: `make docs`. Sphinx reads them as they stand; nothing of it comes from a network."""

import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "briefkit"
author = PROJECT["authors"][0]["name"]
version = release = PROJECT["version"]
language = "en"

extensions = ["myst_parser"]
exclude_patterns = ["houses"]
myst_heading_anchors = 3
smartquotes = False  # quotation marks are this project's material

html_theme = "furo"
html_title = f"briefkit {version}"
html_static_path = ["site.css"]
html_css_files = ["site.css"]
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f4e79", "color-brand-content": "#1f4e79"},
    "dark_css_variables": {"color-brand-primary": "#9cc3ea", "color-brand-content": "#9cc3ea"},
}
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False  # the licence says whose it is
