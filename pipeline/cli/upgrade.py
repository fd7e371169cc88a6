"""`babblr-vocab upgrade`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import Console, output_options
from pipeline.cli.exits import FINDINGS, INTERNAL
from pipeline.reporting.terminal import harmless

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for the database
    from pipeline.database.upgrade import LanguageChanges, UpgradeReport


@click.command("upgrade")
@click.argument("learner", type=click.Path(path_type=Path))
@click.option(
    "-r",
    "--release",
    type=click.Path(path_type=Path),
    required=True,
    help="The released database with the new vocabulary: babblr.db, or a .db.gz as `release` makes it. If the "
    "manifest.json of the release is beside it, it is checked against that.",
)
@click.option("--dry-run", is_flag=True, help="Print what would change, but change nothing.")
@output_options
@click.pass_context
def command(ctx: click.Context, learner: Path, release: Path, *, dry_run: bool, quiet: bool, verbose: bool) -> None:
    """Bring LEARNER, a database in use, up to the newest schema and the vocabulary of a release.

    Conversations, progress and all other data of the learner stay as they are. Close the app first. The new content is
    written into the same file in one transaction, and the old file is kept beside it as LEARNER.backup-1.db (or the
    next free number). If the upgrade is not possible, nothing changes and the exit code is 1.
    """
    from pipeline.database.upgrade import (
        STEPS,
        CheckFailedError,
        UpgradeError,
        upgrade_database,
    )
    from pipeline.database.upgrade.incoming import received

    console = Console(quiet=quiet, verbose=verbose)
    try:
        with console.progress(len(STEPS)) as step, received(release) as database:
            report = upgrade_database(learner, database, dry_run, step=step)
    except UpgradeError as error:
        click.echo(f"error: {harmless(str(error))}; nothing was changed", err=True)
        ctx.exit(INTERNAL if isinstance(error, CheckFailedError) else FINDINGS)
    if not quiet:
        for line in report_lines(report):
            click.echo(harmless(line))


def report_lines(report: "UpgradeReport") -> Iterator[str]:
    """Yield a readable report of an upgrade, line by line."""
    if not report.changed:
        yield f"{report.path} is up to date: {_versions(report)}"
    else:
        done = "would be updated" if report.dry_run else "was updated"
        yield f"{report.path}, {report.ancestry}, {done} to the release (revision {report.revision})"
        for language, changes in report.languages.items():
            former = f"{changes.former} → " if changes.former and changes.former != changes.version else ""
            yield f"  {language} {former}{changes.version}: {_counts(changes)}"
        for kept in report.kept:
            yield f"  {kept.count} rows of {kept.table} were preserved in {kept.beside}: {kept.reason}"
    for notice in report.notices:
        yield f"  note: {notice}"
    if report.backup:
        yield f"  the old file is {report.backup}"
    elif report.changed:
        yield "  nothing was written: this was a dry run"


def _versions(report: "UpgradeReport") -> str:
    return ", ".join(f"{language} {changes.version}" for language, changes in report.languages.items())


def _counts(changes: "LanguageChanges") -> str:
    found = []
    for kind in ("words", "lessons", "questions"):
        done = [
            f"{count} {what}"
            for what in ("added", "changed", "retired", "removed")
            if (count := getattr(changes, f"{kind}_{what}"))
        ]
        if done:
            found.append(f"{kind}: {', '.join(done)}")
    return "; ".join(found) or "no change"
