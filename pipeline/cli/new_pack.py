"""`babblr-vocab new-pack`."""

from pathlib import Path

import click

from pipeline.cli.console import sources_option
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require


@click.command("new-pack")
@click.argument("language")
@click.option("--name", help="The language in English, if the program does not know it.")
@click.option(
    "--topic", "topics", metavar="ID=TITLE", multiple=True, help="A topic and its title in the language taught."
)
@sources_option
@click.pass_context
def command(ctx: click.Context, language: str, *, name: str | None, topics: tuple[str, ...], sources: Path) -> None:
    """Start a pack for LANGUAGE, an ISO 639-1 code such as it or nl.

    The pack has a pack.yaml with every field explained, one topic with one word to replace, and a README. `validate`
    reports each FIXME until you have filled it in. A language whose words this program does not know also gets a
    language.toml, in which you describe it (docs/languages.md). With --topic, it has these topics and no word yet:
    `draft` and `new` add them.
    """
    require("build")
    from pipeline.curation.scaffold import NotPossibleError
    from pipeline.curation.scaffold_pack import create

    try:
        files = create(language, sources, name, dict(map(_topic, topics)))
    except NotPossibleError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    for path in files:
        click.echo(harmless(f"wrote {path}"))
    click.echo(harmless(f"Next: edit {files[0]}, then: babblr-vocab validate {files[0].parent}"), err=True)


def _topic(text: str) -> tuple[str, str]:
    id_, _, title = (part.strip() for part in text.partition("="))
    if not title:
        raise click.UsageError(f"“{harmless(text)}” does not say its title: write it as kitchen=La cocina")
    return id_, title
