"""`babblr-vocab frequency`."""

import csv
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.console import Console, database_option
from pipeline.cli.exits import CLEAN, FINDINGS
from pipeline.cli.output import check_output, writing
from pipeline.reporting.terminal import harmless, harmless_cell
from pipeline.system.extras import require

if TYPE_CHECKING:
    from pipeline.curation.frequency.corpus import Block
    from pipeline.curation.frequency.counting import BlockCounts, Vocabulary
    from pipeline.curation.frequency.totals import Totals

_WORTH_A_CLUSTER = 4
"""Blocks: with fewer, starting workers takes longer than counting."""


@click.command("frequency")
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("-l", "--language", required=True, help="The language of the corpus: es, fr, de, …")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The CSV file to write.")
@database_option("The vocabulary database. Without it, or if it lacks the language, lemma tables alone are used.")
@click.option("--least", type=click.IntRange(1), default=1, show_default=True, help="Leave out rarer lemmas.")
@click.option(
    "--workers", type=click.IntRange(0), help="Processes to count in; 0: this one. [default: one per processor]"
)
@click.option("--scheduler", metavar="ADDRESS", help="Count on the Dask cluster of this scheduler.")
@click.option("-q", "--quiet", is_flag=True, help="Show only errors: no progress, no summary.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    corpus: tuple[Path, ...],
    language: str,
    output: Path | None,
    database: Path,
    least: int,
    workers: int | None,
    scheduler: str | None,
    quiet: bool,
) -> None:
    """Count how often lemmas occur in CORPUS: files and folders of UTF-8 text, one document a line.

    Files may be compressed (.gz, .zst). The result is a CSV table: the lemma; its level, if it is a word of the pack;
    how often it occurs, and how often in a million running words; in how many documents; how evenly (1 is as often in
    all of them, 0 in few); and the share of what may also be another word of the pack. Numbers are not counted. A
    spelling of several words counts for the likeliest.

    With the extra `corpus`, Dask counts on all processors of this machine, or on a cluster with --scheduler. The result
    is the same. A document that is not UTF-8 is left out, and the exit code is 1.
    """
    from pipeline.app.stored_words import NoVocabularyError
    from pipeline.app.vocabulary import profile_of_file
    from pipeline.curation.frequency.corpus import CorpusError, blocks_of
    from pipeline.curation.frequency.counting import Vocabulary
    from pipeline.curation.frequency.engines import ClusterError
    from pipeline.curation.frequency.totals import totals
    from pipeline.languages.profile import profile

    check_output(output)
    try:
        its = profile_of_file(database, language) if database.is_file() else profile(language)
    except NoVocabularyError as error:
        raise click.UsageError(harmless(str(error)), ctx) from error
    if not its.spaces:
        raise click.UsageError(f"{harmless(language)} is written without spaces: its words cannot be counted", ctx)
    if scheduler is not None or workers:
        require("corpus")
    console = Console(quiet=quiet)
    vocabulary = Vocabulary(language, database.resolve() if database.is_file() else None)
    if vocabulary.database is None:
        console.say(f"{database} does not exist: no lemma has a level")
    try:
        blocks = blocks_of(path.resolve() for path in corpus)
        with totals() as found:
            _count(console, blocks, vocabulary, found, scheduler=scheduler, workers=workers)
            _write(output, found, least)
            console.say(f"{found.running:,} running words in {found.documents:,} documents")
            if found.undecodable:
                click.echo(f"{found.undecodable:,} documents are not UTF-8 and were left out", err=True)
            ctx.exit(FINDINGS if found.undecodable else CLEAN)
    except (NoVocabularyError, CorpusError, ClusterError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error


def _count(
    console: Console,
    blocks: "list[Block]",
    vocabulary: "Vocabulary",
    found: "Totals",
    *,
    scheduler: str | None,
    workers: int | None,
) -> None:
    from pipeline.curation.frequency.engines import counted_by_dask, counted_here

    installed = find_spec("distributed") is not None
    alone = workers == 0 or (workers is None and (not installed or len(blocks) < _WORTH_A_CLUSTER))
    counted: Iterable[tuple[Block, BlockCounts]]
    if scheduler is None and alone:
        counted = counted_here(blocks, vocabulary)
    else:
        counted = counted_by_dask(blocks, vocabulary, scheduler=scheduler, workers=workers)
    with console.progress(len(blocks)) as step:
        for block, counts in counted:
            with step(Path(block.path).name):
                found.add(counts)


def _write(output: Path | None, found: "Totals", least: int) -> None:
    from pipeline.curation.frequency.totals import Frequency

    with nullcontext(sys.stdout) if output is None else writing(output) as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(Frequency._fields)
        for lemma, *rest in found.frequencies(least):
            rows.writerow([harmless(harmless_cell(lemma)), *rest])
