"""The one way to make a page: a template in `templates/`, in which every text is escaped.

A page is one file. It asks for nothing from a network, and its own policy forbids it: neither a script nor a picture
of anybody else's runs in it, whatever a text holds.
Source: https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
"""

import base64
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from pipeline.reporting.coverage import percent
from pipeline.reporting.terminal import harmless
from pipeline.system.files import read_text
from pipeline.system.resources import resource

if TYPE_CHECKING:
    from jinja2 import Environment

_ENCODING = "utf-8"


def page(template: str, **values: Any) -> Iterator[str]:
    """Yield a page piece by piece: the template with these values, without what could control a terminal.

    Texts are escaped wherever they stand. What is HTML already must say so, as `markupsafe.Markup`.
    """
    yield from _environment().get_template(template).generate(values)


def fragment(template: str, **values: Any) -> str:
    """Return a part of a page, as `page` makes it."""
    return "".join(page(template, **values))


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(resource("templates"), encoding=_ENCODING),
        autoescape=True,
        finalize=_shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["script_hash"] = _script_hash
    environment.filters["percent"] = percent
    return environment


def _shown(value: Any) -> Any:
    return harmless(value) if type(value) is str else value  # not Markup


def _script_hash(name: str) -> str:
    """Return what the policy of a page says of a script in it."""
    text = read_text(resource("templates") / name)
    return f"sha256-{base64.b64encode(sha256(text.encode(_ENCODING)).digest()).decode()}"
