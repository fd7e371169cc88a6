"""`babblr-vocab fix`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.exits import CLEAN, FINDINGS, INTERNAL
from pipeline.cli.rewriting import write_each
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.curation.fix_plan import FixPlan


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; print what would change as a unified diff.")
@click.option("-q", "--quiet", is_flag=True, help="Print only what could not be fixed.")
@click.pass_context
def command(ctx: click.Context, paths: tuple[Path, ...], *, check: bool, diff: bool, quiet: bool) -> None:
    """Apply safe fixes to packs, in place.

    PATH is a folder of packs, a pack, a level or a single file (default: vocab_sources).

    Texts are normalised to Unicode form C. Leading, trailing and double spaces are removed. In the language taught,
    apostrophes become straight, and pairs of straight quotation marks become the language's own. The fields of an entry
    are put in order. Nothing else changes: comments, quoting and layout stay. Files that cannot be read are left alone,
    and their errors are printed.

    The exit code is 1 if something could not be fixed or, with --check, if a file would change.
    """
    require("build")
    from pipeline.builder.discover import NoPackError, packs_of
    from pipeline.cli.console import Console
    from pipeline.curation import fix
    from pipeline.curation.fix_plan import plan_fix

    wanted = paths or (Path("vocab_sources"),)
    try:
        planned = plan_fix(packs_of(wanted), wanted)
    except NoPackError as error:
        raise click.UsageError(str(error), ctx) from error
    Console(quiet=quiet).report(planned.faults)
    for message in planned.refused:
        click.echo(harmless(message), err=True)
    if diff:
        for one in planned.rewrites:
            show_diff(fix.diff(one.path.as_posix(), one.before or "", one.after))
    rewrites = () if check or diff else planned.rewrites
    failed = len(rewrites) - len(write_each(rewrites, lambda file: None if quiet else click.echo(f"fixed {file}")))
    if not quiet:
        click.echo(_summary(planned, failed, dry=check or diff), err=True)
    if failed:
        ctx.exit(INTERNAL)
    ctx.exit(FINDINGS if planned.faults or planned.refused or (check and planned.rewrites) else CLEAN)


def show_diff(diff: str) -> None:
    """Print a diff exactly as `git apply` reads it, but escape control characters on a terminal."""
    if sys.stdout.isatty():
        diff = "".join(f"{harmless(line)}\n" for line in diff.split("\n")[:-1])
    click.echo(diff, nl=False)


def _summary(planned: "FixPlan", failed: int, *, dry: bool) -> str:
    count, looked_at = len(planned.rewrites) - failed, planned.looked_at
    parts = [f"{count} of {looked_at} file{'s' * (looked_at != 1)} {'would change' if dry else 'fixed'}"]
    if planned.skipped:
        parts.append(f"{planned.skipped} skipped because of errors")
    if failed:
        parts.append(f"{failed} could not be written")
    return ", ".join(parts)
