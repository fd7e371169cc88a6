"""`babblr-vocab validate`."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import completion
from pipeline.cli.console import Console, cache_option, output_options, sources_option
from pipeline.cli.exits import FINDINGS
from pipeline.cli.output import check_output, write
from pipeline.cli.settings import Asked, Settings, settings
from pipeline.model.findings import Severity
from pipeline.model.suggestions import count
from pipeline.reporting.baseline import Baseline, baseline_of, dump
from pipeline.reporting.formats import REPORT_FORMATS, TEXT_FORMAT
from pipeline.reporting.report import PROGRAM, Report
from pipeline.reporting.text import statistics as counted
from pipeline.reporting.text import summary
from pipeline.system.extras import require

if TYPE_CHECKING:
    from pipeline.cli.checking import Checked

_FILE = click.Path(path_type=Path, dir_okay=False)
_FORMAT = click.Choice(list(REPORT_FORMATS))
_STDIN = Path("-")
_STRICT = frozenset({Severity.ERROR, Severity.WARNING})
_RULES = "a code, the beginning of one (V3), an area (words), a name or a severity; may be repeated"


@click.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "-f", "--format", "format_", type=_FORMAT, default=TEXT_FORMAT, show_default=True, help="The output format."
)
@click.option("-o", "--output", type=_FILE, help="Write the findings to this file.")
@click.option(
    "--select", multiple=True, metavar="RULES", shell_complete=completion.rules, help=f"Report only these: {_RULES}."
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="RULES",
    shell_complete=completion.rules,
    help="Do not report these; accepts the same names.",
)
@click.option("--strict/--no-strict", default=None, help="Fail on warnings too.")
@click.option("--baseline", type=_FILE, help="Do not show or count the findings in this file.")
@click.option("--no-baseline", is_flag=True, help="Use no baseline, whatever pyproject.toml says.")
@click.option(
    "--stdin-name", type=_FILE, metavar="FILE", help="The file whose text is on standard input; PATH must be “-”."
)
@click.option("--statistics", is_flag=True, help="Print only the number of findings of each rule.")
@click.option("--write-baseline", type=_FILE, help="Record the findings in this file, for later runs to ignore.")
@sources_option
@cache_option
@output_options
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    *,
    format_: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    baseline: Path | None,
    write_baseline: Path | None,
    strict: bool | None,
    stdin_name: Path | None,
    statistics: bool,
    no_baseline: bool,
    sources: Path,
    no_cache: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Check packs without building.

    PATH is a folder of packs, a pack, a level or a single file (default: the folder of --sources). A word list is
    always read with the rest of its pack, but only findings that concern the paths are reported.

    “-” reads standard input: the text of the file that --stdin-name names, which need not be saved.

    The nearest pyproject.toml can give select, ignore, strict and baseline in [tool.babblr-vocab].
    """
    require("build")
    wanted = paths or (sources,)
    typed = _STDIN in paths
    if typed:
        if len(paths) > 1 or stdin_name is None:
            raise click.UsageError("“-” stands alone, and --stdin-name says which file it is", ctx)
        wanted = (stdin_name,)
    elif stdin_name:
        raise click.UsageError("--stdin-name needs the path “-”", ctx)
    if statistics and format_ != TEXT_FORMAT:
        raise click.UsageError(f"--statistics is text; it cannot be written as {format_}", ctx)
    check_output(output)
    check_output(write_baseline)
    asked = Asked(select, ignore, strict, baseline, no_baseline=no_baseline or write_baseline is not None)
    console = Console(quiet=quiet, verbose=verbose)
    chosen = settings(asked, wanted)
    checked = _check(ctx, wanted, chosen, console, cached=not no_cache, typed=typed)
    report = _report(checked, chosen, write_baseline)
    shown = console.of_interest(report) if format_ == TEXT_FORMAT else report
    payload = counted([entry.finding for entry in shown.entries]) if statistics else REPORT_FORMATS[format_](shown)
    if output:
        write(output, payload)
    else:
        click.echo(payload, nl=False)
    for language in checked.unsure(report.entries):
        console.say(f"{language}: some entries could not be read, for reasons not shown here; the check is incomplete")
    console.say(f"{count(len(checked.packs), 'pack')}: {_summary(shown)}")
    ctx.exit(FINDINGS if report.failed else 0)


def _check(
    ctx: click.Context, wanted: tuple[Path, ...], chosen: Settings, console: Console, *, cached: bool, typed: bool
) -> "Checked":
    from pipeline.builder.discover import NoPackError, packs_of
    from pipeline.builder.workers import steps_of, workers_for
    from pipeline.cli.checking import check  # so that `--help` does not wait for these
    from pipeline.cli.standard_input import content, pack_with

    with ExitStack() as stack:
        try:
            packs = [stack.enter_context(pack_with(wanted[0], content()))] if typed else packs_of(wanted)
        except NoPackError as error:
            raise click.UsageError(str(error), ctx) from error
        step = stack.enter_context(console.progress(steps_of(len(packs), workers_for(len(packs)))))
        return check(packs, wanted, chosen.rules, step, cached=cached and not typed)


def _report(checked: "Checked", chosen: Settings, write_baseline: Path | None) -> Report:
    from importlib.metadata import version

    from pipeline.rules.catalogue import catalogue

    concerned = [entry for entry in checked.entries if checked.concerns(entry.finding)]
    baseline = chosen.baseline or Baseline()
    if write_baseline:
        baseline = baseline_of(concerned, checked.homes)
        write(write_baseline, dump(baseline))
    new = baseline.new(concerned)
    return Report(
        entries=new,
        texts=checked.texts,
        files=checked.files,
        rules=tuple(catalogue().values()),
        fails=_STRICT if chosen.strict else frozenset({Severity.ERROR}),
        waived=sum(map(checked.concerns, checked.waived)),
        known=len(concerned) - len(new),
        stale=checked.stale(baseline.gone(checked.entries), chosen.rules),
        version=version(PROGRAM),
    )


def _summary(report: Report) -> str:
    beside = {"waived": report.waived, "in the baseline": report.known, "gone from the baseline": report.stale}
    notes = ", ".join(f"{count} {what}" for what, count in beside.items() if count)
    found = summary([entry.finding for entry in report.entries])
    return f"{found} ({notes})" if notes else found
