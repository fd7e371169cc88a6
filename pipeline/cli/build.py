"""`babblr-vocab build`."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import completion
from pipeline.cli.console import Console, cache_option, one_folder, output_options, sources_option
from pipeline.cli.exits import FINDINGS
from pipeline.model.findings import Finding, Severity
from pipeline.model.suggestions import count
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.builder.discover import PackFolder

_MOST_FILES = 3
"""How many files with errors of a language are named."""


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

    The packs are checked first. A draft that is not filled in, or has an error, is left out. If there is any other
    error, nothing is written and the last database stays as it is; --language builds the other languages without it. It
    also stays if neither the packs nor the program have changed since it was built.
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
        console.say(harmless(f"{console.summary(findings)}: nothing was built, because of {_stopped(packs, findings)}"))
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


def _stopped(packs: Sequence["PackFolder"], findings: Sequence[Finding]) -> str:
    """Return which languages and files have the errors that stopped a build, and which languages have none."""
    errors = Counter(one.place.file for one in findings if one.severity is Severity.ERROR)
    parts, sound = [], []
    for pack in packs:
        own = {file: number for file, number in errors.items() if file.startswith(f"{pack.name}/")}
        if own:
            parts.append(f"{pack.language} ({_files(own)})")
        else:
            sound.append(pack.language)
        errors.subtract(own)
    beside = {file: number for file, number in errors.items() if number}
    if beside:
        return "; ".join([*parts, _files(beside)])
    return "; ".join([*parts, *[f"no errors in {', '.join(sound)}"] * bool(sound)])


def _files(errors: dict[str, int]) -> str:
    named = [f"{file}: {count(number, 'error')}" for file, number in sorted(errors.items())[:_MOST_FILES]]
    more = [f"and {count(len(errors) - _MOST_FILES, 'more file')}"] * (len(errors) > _MOST_FILES)
    return ", ".join([*named, *more])
