"""Write the changes that a command has planned for the files of a pack."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import INTERRUPTED
from pipeline.reporting.terminal import harmless

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.curation.files import Rewrite


def write_each(rewrites: Iterable["Rewrite"], said: Callable[[str], None]) -> list["Rewrite"]:
    """Write files, call `said` with the name of each, print why others failed, and return those that were written."""
    from pipeline.curation.files import NotWrittenError

    written: list[Rewrite] = []
    try:
        for one in rewrites:
            try:
                one.write()
            except NotWrittenError as error:
                click.echo(harmless(f"error: {error}"), err=True)
            else:
                written.append(one)
                said(harmless(one.path.as_posix()))
    except KeyboardInterrupt:
        if not written:
            raise  # the message is that nothing was changed
        click.echo(f"interrupted; files changed so far: {len(written)}", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None
    return written


def to_be_reviewed(file: str) -> None:
    """Tell the curator to review a file that was written by rules."""
    click.echo(f"wrote {file}; review it like any other change", err=True)
