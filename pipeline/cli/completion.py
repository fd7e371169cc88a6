"""What a shell completes: names of rules, and languages of packs."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem


def rules(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:  # noqa: ARG001
    """Return the codes and names of rules that begin as typed."""
    from pipeline.rules.catalogue import catalogue

    found = [(name, rule.title) for rule in catalogue().values() for name in (rule.code, rule.slug)]
    wanted = typed.lower()
    return [CompletionItem(name, help=title) for name, title in found if name.lower().startswith(wanted)]


def languages(ctx: click.Context, parameter: click.Parameter, typed: str) -> list[str]:  # noqa: ARG001
    """Return the languages of the packs in the folder of sources that begin as typed."""
    sources = Path(ctx.params.get("sources") or "vocab_sources")
    packs = sources.glob("*/pack.yaml")
    return sorted(path.parent.name for path in packs if path.parent.name.startswith(typed))
