"""The formats that packs are exported to. To add one, write its module and list it here."""

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.export import workbook
from pipeline.export.content import Content


@dataclass(frozen=True, slots=True)
class Format:
    """A format."""

    name: str
    """As `--format` names it."""
    suffix: str
    """How the names of its files end."""
    extra: str
    """The extra of the installation that it needs."""
    write: Callable[[Content], bytes]
    """Return the file. The same content gives the same bytes.

    Raises:
        NothingError: there is nothing to export.
    """
    filled_in: bool = False
    """Whether people fill it in, so that a file that exists must not be replaced."""
    findings: bool = False
    """Whether it shows the findings of a check."""


FORMATS = {one.name: one for one in (Format("xlsx", ".xlsx", "intake", workbook.made, filled_in=True, findings=True),)}
"""By name."""
