"""Failures that are nobody's bug, as messages for the person who called."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from pipeline.stages.discover import NoPackError
from pipeline.stages.publish import BusyError


@contextmanager
def explained() -> Iterator[None]:
    """Turn the expected failures inside into a message and the exit code of a wrong call."""
    try:
        yield
    except (NoPackError, BusyError) as error:
        raise click.UsageError(str(error)) from error
