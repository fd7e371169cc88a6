"""The site that `make docs` builds from these pages, from the commands and schemas, and from the docstrings."""

import logging
import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "reference"))

from generated import write_reference
from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx

project = "babblr-vocab"
html_show_copyright = False
html_title = project
html_theme = "furo"
html_copy_source = False
html_static_path = ["static"]
html_css_files = ["print.css"]
html_show_sphinx = False
html_show_search_summary = False  # a browser does not let a page from the disk read the pages found
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
    app.connect("html-page-context", leave_empty_heads)


def leave_empty_heads(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object) -> None:  # noqa: ARG001
    """Have an empty cell above a column be none of its headers, as a screen reader would read out nothing."""
    context["body"] = re.sub(r'<th class="head">(?:<p></p>)?</th>', "<td></td>", context.get("body", ""))
