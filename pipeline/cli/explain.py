"""`babblr-vocab explain`."""

import click

from pipeline.cli import completion
from pipeline.model.suggestions import did_you_mean
from pipeline.reporting import handbook
from pipeline.rules.catalogue import catalogue, rule_named


@click.command("explain")
@click.argument("rule", required=False, metavar="[CODE|SLUG]", shell_complete=completion.rules)
@click.option("--markdown", is_flag=True, help="Print the page of all findings, docs/rules.md.")
@click.pass_context
def command(ctx: click.Context, rule: str | None, *, markdown: bool) -> None:
    """Explain what a finding means, why it matters, and how to fix it.

    Without CODE, list all findings.
    """
    if markdown:
        click.echo(handbook.as_markdown(catalogue().values()), nl=False)
        return
    if rule is None:
        for one in catalogue().values():
            click.echo(f"{one.code}  {one.severity.value:8} {one.slug:26} {one.title}")
        return
    found = rule_named(rule)
    if found is None:
        names = [name for one in catalogue().values() for name in (one.code, one.slug)]
        hint = did_you_mean(rule, names, "`babblr-vocab explain` lists them all")
        raise click.UsageError(f"there is no finding “{rule}”; {hint}", ctx)
    click.echo(click.style(f"{found.code} {found.slug} ({found.severity.value})", bold=True))
    click.echo(f"{found.title}.\n\n{found.reason}\n")
    for label, example in (("Instead of", found.bad), ("write", found.good)):
        click.echo(f"{label}:\n" + "".join(f"    {line}\n" for line in example.splitlines()))
