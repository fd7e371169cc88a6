"""`babblr-vocab release`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import Console, output_options, sources_option
from pipeline.cli.exits import FINDINGS
from pipeline.system.extras import require

if TYPE_CHECKING:  # `--help` does not wait for the database
    from pipeline.release.make import Release


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

    A release has the reviewed words of released levels and, of previews, those whose lesson is complete; what is left
    out is counted. What it has must be fit to ship: no errors, no unwaived warnings, and only licences that allow any
    use. Otherwise nothing is written and the last release stays as it is.
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
        advice: list[str] = []
        with console.progress(steps_of_release(len(packs))) as step:
            made, found = make_release(packs, dist, previous, number, step, advise=advice.append)
    except (NoPackError, NoReleaseError, BusyError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    if made is None:
        Console().report(found)  # what blocks a release is shown, even if quiet: warnings do
        console.say(f"{console.summary(found)}: nothing was released")
        ctx.exit(FINDINGS)
    for line in advice:
        console.say(harmless(line))
    if not quiet:
        for one in made.manifest.artefacts:
            click.echo(f"{one.sha256}  {one.name}")
        for line in _left_out(made):
            console.say(line)
        console.say(f"release {made.manifest.version} is in {dist}; {SUMS} and manifest.json say what it holds")


def _left_out(made: "Release") -> Iterator[str]:
    """Yield a line for each level of which something is not in the release, and for each pack that is not in it."""
    released = {record["language"] for record in made.manifest.packs}
    for language, levels in made.levels.items():
        for level, standing in levels.items():
            if standing.left_out:
                counts = ", ".join(f"{count} {reason}" for reason, count in standing.left_out.items())
                yield f"left out of {language} {level} ({standing.state}): {counts}"
        if language not in released:
            yield f"{language} is not in this release: it has nothing to ship yet"
