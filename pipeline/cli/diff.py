"""`babblr-vocab diff`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import Console
from pipeline.cli.exits import FINDINGS
from pipeline.cli.output import check_output, write
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.release.compare import Difference
    from pipeline.release.practice import PracticeDifference

_PATH = click.Path(path_type=Path, exists=True)


@click.command("diff")
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    show_default=True,
    help="The output format.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the differences to this file."
)
@click.option("-l", "--language", "languages", multiple=True, help="Only this language. May be repeated.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if there are differences.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    old: Path,
    new: Path,
    format_: str,
    output: Path | None,
    languages: tuple[str, ...],
    exit_code: bool,
) -> None:
    """Show what changed between two vocabularies.

    OLD and NEW are databases (plain or .gz), folders of packs, or one of each. Words are matched by language and base
    form, not by row id. Lists words added, words retired, and what changed in the others; then the same of grammar
    lessons and assessments.
    """
    if old.is_dir() or new.is_dir():
        require("build")
    if format_ == "html":
        require("report")
    check_output(output)
    from pipeline.database.untrusted import ContentError
    from pipeline.release.compare import differences, entries  # so that `--help` does not wait
    from pipeline.release.diff_formats import DIFF_FORMATS
    from pipeline.release.practice import practice_differences
    from pipeline.release.practice_content import practice
    from pipeline.reporting.terminal import harmless

    try:
        found = list(differences(entries(old, languages), entries(new, languages)))
        practised = practice_differences(practice(old, languages), practice(new, languages))
    except ContentError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    result = _page(found, practised, old, new) if format_ == "html" else DIFF_FORMATS[format_](found, practised)
    if output:
        write(output, result)
    else:
        click.echo(result, nl=False)
    if not found and not practised:
        Console().say("no differences")
    ctx.exit(FINDINGS if (found or practised) and exit_code else 0)


def _page(found: "list[Difference]", practised: "list[PracticeDifference]", old: Path, new: Path) -> str:
    from pipeline.release.diff_page import diff_page
    from pipeline.release.language_names import stated_names

    return diff_page(found, (old.name, new.name), practised, stated_names(old) | stated_names(new))
