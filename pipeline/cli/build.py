"""`babblr-vocab build`."""

from pathlib import Path

import click

from pipeline.cli import completion
from pipeline.cli.console import Console, cache_option, one_folder, output_options, sources_option
from pipeline.cli.exits import FINDINGS
from pipeline.model.suggestions import count
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require


@click.command("build")
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[SOURCES]")
@sources_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("build/babblr.db"),
    show_default=True,
    help="The database to write; manifest.json goes beside it.",
)
@click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    shell_complete=completion.languages,
    help="Only this language. May be repeated.",
)
@click.option(
    "--epoch",
    type=click.IntRange(0, 253_402_300_799),
    envvar="SOURCE_DATE_EPOCH",
    show_envvar=True,
    help="Timestamp for all rows, in seconds since 1970, instead of the packs' release dates.",
)
@click.option("-j", "--jobs", type=click.IntRange(1), help="Languages to check at once. [default: one per processor]")
@click.option("--force", is_flag=True, help="Build even if nothing has changed since the last build.")
@cache_option
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    folder: Path | None,
    *,
    sources: Path,
    output: Path,
    languages: tuple[str, ...],
    epoch: int | None,
    jobs: int | None,
    force: bool,
    no_cache: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the vocabulary database from the packs in a folder.

    SOURCES is the same as --sources.

    The packs are checked first. If one has an error, nothing is written and the last database stays as it is. It also
    stays if neither the packs nor the program have changed since it was built.
    """
    require("build")
    sources = one_folder(ctx, folder, sources)
    # Imported here, so that `--help` does not wait for the database.
    from pipeline.builder.build import WRITING_STEPS, build
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.builder.publish import BusyError, TargetError
    from pipeline.builder.workers import steps_of, workers_for

    console = Console(quiet=quiet, verbose=verbose)
    try:
        packs = packs_in(sources, languages)
        workers = jobs or workers_for(len(packs))
        steps = steps_of(len(packs), workers, rows=True) + len(packs) + len(WRITING_STEPS)
        with console.progress(steps) as step:
            published, findings = build(
                packs, output, step, epoch=epoch, workers=workers, force=force or verbose, cached=not no_cache
            )
    except (NoPackError, BusyError, TargetError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    console.report(findings)
    if published is None:
        console.say(f"{console.summary(findings)}: nothing was built")
        ctx.exit(FINDINGS)
    if not published.renewed:
        console.say("nothing has changed since the last build")
    if not quiet:
        from pipeline.curation import statistics  # late: pandas takes memory that the build may need

        rows = published.manifest["rows"]
        click.echo(statistics.counts_text(statistics.of_database(output)))
        click.echo(f"{output}: {count(rows['words'], 'word')}, {published.manifest['bytes'] / 1024:,.0f} KB")
        click.echo(f"SHA-256 {published.manifest['sha256']}")
        console.say(console.summary(findings))
