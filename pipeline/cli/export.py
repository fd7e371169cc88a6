"""`babblr-vocab export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import completion
from pipeline.cli.console import Console, sources_option
from pipeline.cli.output import check_output, write_content
from pipeline.model.cefr import LEVELS
from pipeline.model.suggestions import count
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.builder.discover import PackFolder
    from pipeline.export.content import Content
    from pipeline.export.registry import Format

_FORMATS = ("xlsx",)  # those of pipeline.export.registry, which --help need not import


@click.command("export")
@click.argument("language", shell_complete=completion.languages)
@click.option(
    "-f", "--format", "format_", type=click.Choice(_FORMATS), help="The format. By default, the name of FILE says it."
)
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), help="Only the words of this level.")
@click.option("--topic", help="Only the words of this topic, as named in pack.yaml.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, metavar="FILE", help="The file."
)
@sources_option
@click.option("-q", "--quiet", is_flag=True, help="Print only errors.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    language: str,
    format_: str | None,
    level: str | None,
    topic: str | None,
    output: Path,
    sources: Path,
    quiet: bool,
) -> None:
    """Export the pack of LANGUAGE.

    A workbook (xlsx) has a sheet for each topic, to be filled in by people who do not write YAML: lists to choose from,
    and the findings of a check as comments. `import --update` brings their changes back into the pack. A workbook that
    exists is never replaced: it may be filled in.
    """
    require("build")
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.export.content import NothingError
    from pipeline.export.registry import FORMATS

    name = format_ or output.suffix.removeprefix(".").lower()
    if name not in FORMATS:
        raise click.UsageError(f"use --format to say which format {output} is to have: {', '.join(FORMATS)}", ctx)
    form = FORMATS[name]
    require(form.extra)
    if form.filled_in and output.exists() and output.is_file():
        raise click.UsageError(f"{output} exists, and may be filled in; name another file with --output", ctx)
    check_output(output)
    try:
        (pack,) = packs_in(sources, [language])
        content = _content(pack, form, level, topic, Console(quiet=quiet))
        written = form.write(content)
    except (NoPackError, NothingError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    write_content(output, written)
    if not quiet:
        click.echo(harmless(f"wrote {output}: {count(len(list(content.entries())), 'word')}"), err=True)


def _content(pack: "PackFolder", form: "Format", level: str | None, topic: str | None, console: Console) -> "Content":
    """Read a pack, and check it if the format shows findings. Tell of files that cannot be read."""
    from pipeline.cli.checking import findings_of
    from pipeline.export.content import Content
    from pipeline.model.findings import Severity
    from pipeline.model.lexicon import Lexicon
    from pipeline.reading.locate import locate
    from pipeline.stages import Context, extract

    context = Context(folder=pack.path, name=pack.name, profile=pack.profile)
    documents = extract.run(Lexicon(pack.language), context).documents
    errors = [one for one in context.findings if one.severity is Severity.ERROR]
    console.report(locate(errors, {one.file: one for one in documents}))
    findings = findings_of(pack, console) if form.findings else ()
    return Content(pack, documents, findings, level, topic)
