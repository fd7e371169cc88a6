"""`babblr-vocab new-pack`."""

from pathlib import Path

import click

from pipeline.cli.console import sources_option
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require


@click.command("new-pack")
@click.argument("language")
@sources_option
@click.pass_context
def command(ctx: click.Context, language: str, sources: Path) -> None:
    """Start a pack for LANGUAGE, an ISO 639-1 code such as it or nl.

    The pack has a pack.yaml with every field explained, one topic with one word to replace, and a README. `validate`
    reports each FIXME until you have filled it in. A language whose words this program does not know also gets a
    language.toml, in which you describe it (docs/languages.md).
    """
    require("build")
    from pipeline.curation.scaffold import NotPossibleError
    from pipeline.curation.scaffold_pack import create

    try:
        files = create(language, sources)
    except NotPossibleError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    for path in files:
        click.echo(harmless(f"wrote {path}"))
    click.echo(harmless(f"Next: edit {files[0]}, then: babblr-vocab validate {files[0].parent}"), err=True)
