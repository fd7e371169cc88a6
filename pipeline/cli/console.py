"""What commands print: results to standard output, chatter to standard error, progress only on a terminal."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from pipeline.model.findings import Finding, Severity
from pipeline.model.steps import Steps
from pipeline.reporting import text
from pipeline.reporting.report import NumberedFinding, Report

_P = ParamSpec("_P")
_R = TypeVar("_R")


def output_options(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """Add --quiet and --verbose to a command."""
    quiet = click.option("-q", "--quiet", is_flag=True, help="Show only errors: no progress, no summary.")
    verbose = click.option("-v", "--verbose", is_flag=True, help="Also show info, and how long each stage took.")
    return quiet(verbose(command))


def sources_option(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """Add --sources to a command."""
    return click.option(
        "-s",
        "--sources",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("vocab_sources"),
        show_default=True,
        help="The folder that holds a pack for each language.",
    )(command)


def database_option(what: str) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Return what adds --db to a command, with its help."""
    return click.option(
        "--db",
        "database",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("build/babblr.db"),
        show_default=True,
        help=what,
    )


def one_folder(ctx: click.Context, argument: Path | None, option: Path) -> Path:
    """Return the folder of packs, which may be given as an argument or as --sources.

    Raises:
        click.UsageError: two different folders are given.
    """
    if argument is None:
        return option
    given = ctx.get_parameter_source("sources") is not click.core.ParameterSource.DEFAULT
    if given and argument != option:
        raise click.UsageError(f"two folders of packs are given: {argument} and {option}", ctx)
    return argument


def cache_option(command: Callable[_P, _R]) -> Callable[_P, _R]:
    """Add --no-cache to a command."""
    return click.option(
        "--no-cache",
        is_flag=True,
        envvar="BABBLR_VOCAB_NO_CACHE",
        show_envvar=True,
        help="Ignore the cache and do not update it.",
    )(command)


class Console:
    """The one place that decides how much a command prints."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose

    def of_interest(self, report: Report) -> Report:
        """Return a report without what was not asked for: warnings if quiet, info unless verbose.

        Findings that fail the run are always shown.
        """
        shown = {Severity.WARNING: not self.quiet, Severity.INFO: self.verbose}
        entries = [
            entry
            for entry in report.entries
            if entry.finding.severity in report.fails or shown.get(entry.finding.severity, True)
        ]
        return replace(report, entries=entries)

    def report(self, findings: Sequence[Finding]) -> None:
        """Print findings: errors always, warnings unless quiet, info if verbose."""
        report = Report([NumberedFinding(finding, "") for finding in findings])
        click.echo(text.render(self.of_interest(report)), nl=False)

    @staticmethod
    def summary(findings: Sequence[Finding]) -> str:
        """Return how many findings there are of each severity."""
        return text.summary(findings)

    def say(self, message: str) -> None:
        """Print a message for the person at the terminal, apart from the results."""
        if not self.quiet:
            click.echo(message, err=True)

    @contextmanager
    def progress(self, steps: int) -> Iterator[Steps]:
        """Yield the callback for each step: it draws a bar on a terminal, prints lines with --verbose, else nothing.

        Where colours are turned off, nothing else may steer the terminal either: there is no bar.
        """
        context = click.get_current_context(silent=True)
        steered = sys.stderr.isatty() and not (context and context.color is False)
        if self.quiet or not (self.verbose or steered):
            yield _unseen
        elif self.verbose:
            yield _timed
        else:
            from rich.console import Console as Terminal  # only a terminal needs it
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            with Progress(*columns, console=Terminal(stderr=True), transient=True) as bar:
                task = bar.add_task("", total=steps)

                @contextmanager
                def step(name: str) -> Iterator[None]:
                    bar.update(task, description=name)
                    yield
                    bar.advance(task)

                yield step


@contextmanager
def _unseen(_: str) -> Iterator[None]:
    yield


@contextmanager
def _timed(name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    click.echo(f"{time.perf_counter() - start:8.2f} s  {name}", err=True)
