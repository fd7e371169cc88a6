"""`babblr-vocab verify`."""

from pathlib import Path

import click

from pipeline.cli.console import Console, output_options
from pipeline.cli.exits import CLEAN, FINDINGS, UNPROVEN
from pipeline.system.extras import require

_COLOURS = {"ok": "green", "failed": "red", "skipped": "yellow", "unproven": "yellow"}
_ENDS = {
    CLEAN: "all checks passed",
    FINDINGS: "do not use it",
    UNPROVEN: "the file is sound, but not proven to be what its sources make",
}


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-m",
    "--manifest",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The manifest that describes the file. Default: the manifest.json beside it, if there is one.",
)
@click.option(
    "-s",
    "--sources",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Rebuild the database from this folder of packs, and compare the bytes.",
)
@output_options
@click.pass_context
def command(
    ctx: click.Context, file: Path, manifest: Path | None, sources: Path | None, *, quiet: bool, verbose: bool
) -> None:
    """Check a database or a file of a release.

    FILE is a database, plain or .gz, and may come from anywhere: it is opened read-only, and nothing in it is trusted.
    Prints one line per check. Exits with 1 if any failed, and with 4 if the file is sound but is not proven to be, byte
    for byte, what the --sources make.
    """
    if sources is not None:
        require("build")
    from pipeline.release.verify import verify  # so that `--help` does not wait
    from pipeline.reporting.terminal import harmless

    for path in (file, manifest):
        if path is not None and not path.is_file():
            raise click.UsageError(harmless(f"{path} is not a regular file: a device or a pipe has no hash"))
    outcomes = set()
    console = Console(quiet=quiet, verbose=verbose)
    with console.progress(_steps_of_a_rebuild() if sources else 0) as step:
        for check in verify(file, manifest, sources, step):
            outcome = check.outcome.value
            outcomes.add(outcome)
            if not quiet or outcome in {"failed", "unproven"}:
                label = click.style(f"{outcome:<8}", fg=_COLOURS[outcome])
                click.echo(f"{label}  {check.name:<13}  {harmless(check.detail)}")
    end = FINDINGS if "failed" in outcomes else UNPROVEN if "unproven" in outcomes else CLEAN
    console.say(harmless(f"{file}: {_ENDS[end]}"))
    ctx.exit(end)


def _steps_of_a_rebuild() -> int:
    from pipeline.builder.build import WRITING_STEPS  # only a rebuild has the stages
    from pipeline.stages.order import STAGES

    return len(STAGES) + 1 + len(WRITING_STEPS)
