"""`babblr-vocab schema`."""

import json
from pathlib import Path

import click

from pipeline.cli.output import check_output, write
from pipeline.model.suggestions import did_you_mean
from pipeline.system.files import read_text
from pipeline.system.resources import resource

_SUFFIX = ".schema.json"


@click.command("schema")
@click.argument("name", required=False)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write the schema to this file.")
@click.pass_context
def command(ctx: click.Context, name: str | None, output: Path | None) -> None:
    """Print a JSON Schema: for pack.yaml, word lists, language profiles or JSON findings.

    Editors use it to check and complete what you type. Without NAME, list all schemas.
    """
    files = {path.name.removesuffix(_SUFFIX): path for path in sorted(resource("schemas").glob(f"*{_SUFFIX}"))}
    if name is None:
        if output:
            raise click.UsageError(f"say which schema to write; {_listed(files)}", ctx)
        for one, path in files.items():
            click.echo(f"{one:14}{json.loads(read_text(path))['title']}")
        return
    if name not in files:
        raise click.UsageError(f"there is no schema “{name}”; {did_you_mean(name, files, _listed(files))}", ctx)
    check_output(output)
    text = read_text(files[name])
    if output:
        write(output, text)
    else:
        click.echo(text, nl=False)


def _listed(files: dict[str, Path]) -> str:
    return f"the schemas are: {', '.join(files)}"
