"""`babblr-vocab release`."""

from pathlib import Path

import click

from pipeline.cli.console import Console, output_options, sources_option
from pipeline.cli.exits import FINDINGS
from pipeline.system.extras import require


@click.command("release")
@sources_option
@click.option(
    "-d",
    "--dist",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dist"),
    show_default=True,
    help="The release folder. It is replaced entirely, so it must contain nothing else.",
)
@click.option(
    "--previous",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The previous release's database, plain or .gz, for the changelog. Default: the one in the folder.",
)
@click.option("--version", "number", help="The version of the release. Default: the highest version among the packs.")
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    sources: Path,
    dist: Path,
    previous: Path | None,
    number: str | None,
    *,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make a release: databases, checksums, notice and changelog.

    The packs must be fit to ship: no errors, no unwaived warnings, no drafts, and only licences that allow any use.
    Otherwise nothing is written and the last release stays as it is.
    """
    require("build")
    # Imported here, so that `--help` does not wait for the database.
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.builder.publish import BusyError
    from pipeline.release.make import make_release, steps_of_release
    from pipeline.release.place import SUMS, NoReleaseError
    from pipeline.reporting.terminal import harmless

    console = Console(quiet=quiet, verbose=verbose)
    try:
        packs = packs_in(sources)
        with console.progress(steps_of_release(len(packs))) as step:
            made, found = make_release(packs, dist, previous, number, step)
    except (NoPackError, NoReleaseError, BusyError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    if made is None:
        Console(verbose=True).report(found)  # verbose, to show everything that blocks a release, even drafts
        console.say(f"{console.summary(found)}: nothing was released")
        ctx.exit(FINDINGS)
    if not quiet:
        for one in made.artefacts:
            click.echo(f"{one.sha256}  {one.name}")
        console.say(f"release {made.version} is in {dist}; {SUMS} and manifest.json say what it holds")
