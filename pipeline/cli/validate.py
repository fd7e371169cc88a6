"""`babblr-vocab validate`."""

from pathlib import Path

import click

from pipeline.cli.console import Console, output_options
from pipeline.cli.exits import FINDINGS
from pipeline.model.findings import Severity


@click.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@output_options
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], *, quiet: bool, verbose: bool) -> None:
    """Check packs without building.

    PATH is a folder of packs, a pack, a level or a single file (default: vocab_sources). A word list is always read
    with the rest of its pack, but only what concerns the paths is reported.
    """
    from pipeline.stages.build import STAGES, analyse  # noqa: PLC0415  so that `--help` does not wait for it
    from pipeline.stages.discover import NoPackError, packs_of  # noqa: PLC0415

    console = Console(quiet=quiet, verbose=verbose)
    wanted = paths or (Path("vocab_sources"),)
    findings = []
    try:
        packs = packs_of(wanted)
    except NoPackError as error:
        raise click.UsageError(str(error), ctx) from error
    with console.progress(len(packs) * len(STAGES)) as step:
        for pack in packs:
            findings.extend(analyse(pack, step).findings)
    concerned = [one for one in findings if any(_inside(place.file, wanted) for place in one.places)]
    console.report(concerned)
    console.say(f"{len(packs)} pack{'s' if len(packs) > 1 else ''}: {console.summary(concerned)}")
    ctx.exit(FINDINGS if any(one.severity is Severity.ERROR for one in concerned) else 0)


def _inside(file: str, paths: tuple[Path, ...]) -> bool:
    resolved = Path(file).resolve()
    return any(resolved.is_relative_to(path.resolve()) for path in paths)
