"""The site that `make docs` builds from these pages, from the commands and schemas, and from the docstrings."""

import logging
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "reference"))

from generated import write_reference
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "babblr-vocab"
html_show_copyright = False
html_title = project
html_theme = "furo"
html_copy_source = False
html_show_sphinx = False
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["**/__pycache__"]
myst_heading_anchors = 4
default_role = "code"
autodoc_typehints = "description"
autodoc_member_order = "groupwise"
autodoc_preserve_defaults = True
logging.getLogger("alembic").setLevel(logging.WARNING)  # autodoc shows what an import logs
suppress_warnings = ["misc.highlighting_failure"]  # the pages show mistakes: what is not YAML is not coloured as such


def setup(app: Sphinx) -> None:
    """Have the reference written while its pages are read."""
    app.add_lexer("csv", TextLexer)
    app.connect("source-read", write_reference)
