"""`babblr-vocab import`."""

import shlex
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
from click.core import ParameterSource

from pipeline.cli import completion
from pipeline.cli.console import Console, sources_option
from pipeline.cli.output import check_output, writing
from pipeline.model.cefr import LEVELS
from pipeline.model.steps import Steps
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.intake.importing import Asked, Import, ListFile

_STEPS = 100
"""Of the bar."""
_OF_UPDATES = {"files", "language", "sources", "write", "update", "remove", "into"}
"""The parameters that mean something with --update."""


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "-l", "--language", required=True, shell_complete=completion.languages, help="The language of the words: es, fr, …"
)
@sources_option
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of candidates.  [default: candidates, beside the folder of packs]",
)
@click.option("--write", is_flag=True, help="Keep what the lists say. Without it, it is only shown.")
@click.option("--source", help="The id of the source.  [default: made from the name of the file]")
@click.option("--title", help="The name of the source.  [default: the name of the file]")
@click.option("--licence", help="Its licence: an SPDX identifier such as CC-BY-4.0, or “own”.")
@click.option("--author", help="Who made it.")
@click.option("--url", help="Where to find it.")
@click.option("--map", "maps", metavar="COLUMN=ROLE", multiple=True, help="What a column holds, by its name or number.")
@click.option(
    "--map-topic",
    "map_topics",
    metavar="CATEGORY=TOPIC",
    multiple=True,
    help="Which topic of the pack a category of the list is, by its id or title.",
)
@click.option("--format", "format_", metavar="NAME", help="The format, if it is not recognised.")
@click.option("--sheet", metavar="NAME", help="Read this sheet or deck alone.")
@click.option("--level", type=click.Choice(LEVELS, case_sensitive=False), help="The level of rows that state none.")
@click.option(
    "--translations",
    metavar="LANGUAGE",
    help="The language of its translations.  [default: what was said of the source before, or en]",
)
@click.option(
    "-r",
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write what became of each row, as JSON lines.",
)
@click.option("-q", "--quiet", is_flag=True, help="Show only errors: no preview, no progress, no summary.")
@click.option("--update", is_flag=True, help="Bring a workbook that `export` wrote back into the pack itself.")
@click.option("--remove", is_flag=True, help="With --update: also remove the words whose rows were removed.")
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    files: tuple[str, ...],
    write: bool,
    report: Path | None,
    update: bool,
    remove: bool,
    **_: Any,
) -> None:
    """Bring in word lists: tables, workbooks, Anki decks, JSON, dictionaries, sentence pairs, bare lists of words.

    FILE may be compressed; - is what is pasted on standard input. What lists say is kept as candidates, outside the
    packs, each statement with its source and licence. Without --write, nothing is kept: first you see which words are
    in the pack already, then what each column was taken for, the first candidates, and what is set aside and why.
    With --write, a newer delivery of a list replaces what the same source said before, and the roles of its columns
    are kept for the next one.

    With --update, FILE is a workbook that `export` wrote and somebody filled in. Its changes are shown as a diff of the
    pack, word by word, and written with --write. What was changed in both is shown, and left as it is in the pack.
    The exit code is 0 if everything that the workbook says is taken over, whatever else there is to note, and 1 if
    something is not taken over and waits for you; the rest is written all the same.
    """
    require("build")
    require("intake")
    if remove and not update:
        raise click.UsageError("--remove is for --update", ctx)
    if update:
        _update(ctx, files, write=write, remove=remove)
    from pipeline.intake.importing import Import
    from pipeline.intake.known import pack_words
    from pipeline.intake.preview import outcomes, preview
    from pipeline.intake.report import Summary

    console = Console(quiet=ctx.params["quiet"])
    check_output(report)
    asked = _asked(ctx)
    lists = _lists(ctx, files, asked.folder)
    with ExitStack() as stack:
        out = stack.enter_context(writing(report)) if report is not None else None
        pack = pack_words(ctx.params["sources"], asked.language)
        summary = Summary(out.write if out else None)
        done = stack.enter_context(Import(asked, pack, summary))
        size = sum(Path(one.name).stat().st_size for one in lists if one.name != "-")
        with console.progress(_STEPS + 1) as step:
            _carried_out(ctx, lambda: _read(done, lists, size, step))
            if write:
                with step("writing"):
                    _carried_out(ctx, done.write)
        if not console.quiet and not write:
            sources = {one.source.id: one.source for one in lists}
            for line in preview(summary, done.tables, pack, sources.values(), done.categories):
                click.echo(harmless(line))
            for line in ("", "Nothing was kept. To keep it:", f"  {_to_write(ctx)}"):
                click.echo(harmless(line))
    if write:
        console.say(harmless(outcomes(summary)))
        console.say(harmless(f"kept in {asked.folder}"))


def _update(ctx: click.Context, files: tuple[str, ...], *, write: bool, remove: bool) -> NoReturn:
    from pipeline.cli.updating import update

    if len(files) != 1 or files == ("-",):
        raise click.UsageError("--update takes one workbook", ctx)
    for name in sorted(ctx.params.keys() - _OF_UPDATES):
        if ctx.get_parameter_source(name) is not ParameterSource.DEFAULT:
            option = next(one for one in ctx.command.params if one.name == name)
            raise click.UsageError(f"{option.opts[-1]} is for lists, not for --update", ctx)
    given = ctx.params
    update(ctx, Path(files[0]), given["language"], given["sources"], _folder(ctx), write=write, remove=remove)


def _folder(ctx: click.Context) -> Path:
    """Return the folder of candidates."""
    folder: Path = ctx.params["into"] or ctx.params["sources"].parent / "candidates"
    return folder


def _asked(ctx: click.Context) -> "Asked":
    from pipeline.intake.columns.overrides import MapError, parse_overrides
    from pipeline.intake.importing import Asked
    from pipeline.model.iso639 import ISO_639_1

    given = ctx.params
    for name in ("language", "translations"):
        if given[name] is not None and given[name] not in ISO_639_1:
            raise click.UsageError(f"“{given[name]}” is not a language code of two letters, such as es or fr", ctx)
    try:
        overrides = parse_overrides(given["maps"])
    except MapError as error:
        raise click.UsageError(str(error), ctx) from error
    return Asked(
        given["language"],
        _folder(ctx),
        format=given["format_"],
        sheet=given["sheet"],
        overrides=overrides,
        level=given["level"] or "",
        translation_language=given["translations"] or "",
        topics=given["map_topics"],
    )


def _lists(ctx: click.Context, files: tuple[str, ...], folder: Path) -> "list[ListFile]":
    from pipeline.intake.importing import ListFile
    from pipeline.intake.readers.opening import given
    from pipeline.intake.sources import SourcesError, id_from, is_id, read_sources, stated
    from pipeline.system.files import check_regular, reason

    id_ = ctx.params["source"]
    if id_ is not None and not is_id(id_):
        raise click.UsageError(f"“{id_}” is not an id: write small letters, digits and hyphens, such as my-list", ctx)
    facts = {name: ctx.params[name] for name in ("title", "licence", "author", "url", "translations")}
    lists = []
    try:
        known = read_sources(folder)
        for name in dict.fromkeys(files):
            if name != "-":
                check_regular(Path(name))
            source = stated(id_ or id_from(name), known, facts, title=Path(name).name if name != "-" else "pasted")
            lists.append(ListFile(name, given(name), source))
    except SourcesError as error:
        raise click.UsageError(str(error), ctx) from error
    except OSError as error:
        raise click.UsageError(f"{name} cannot be read: {reason(error)}", ctx) from error
    return lists


def _read(done: "Import", lists: "list[ListFile]", size: int, step: Steps) -> None:
    """Read lists, and say how far it is by the bytes that were read."""
    from pipeline.system.files import watched

    read = shown = 0

    def seen(count: int) -> None:
        nonlocal read, shown
        read += count
        while shown < _STEPS and read * _STEPS >= (shown + 1) * size:
            with step(f"{done.summary.rows:,} rows"):
                shown += 1

    with watched(seen):
        done.read(lists)


def _carried_out(ctx: click.Context, work: Callable[[], None]) -> None:
    """Do something that a user's files may not allow."""
    from pipeline.intake.candidates.store import StoreError
    from pipeline.intake.columns.kept import MappingFileError
    from pipeline.intake.importing import ImportingError
    from pipeline.intake.sources import SourcesError

    try:
        work()
    except (ImportingError, MappingFileError, SourcesError, StoreError) as error:
        raise click.UsageError(str(error), ctx) from error


def _to_write(ctx: click.Context) -> str:
    """Return the command that was given, with --write."""
    given = click.core.ParameterSource.COMMANDLINE
    words = ["babblr-vocab", "import", *ctx.params["files"]]
    for option in ctx.command.params:
        name = option.name or ""
        if not isinstance(option, click.Option) or option.is_flag or name == "report":
            continue
        if ctx.get_parameter_source(name) is not given:
            continue
        value = ctx.params[name]
        for one in value if option.multiple else (value,):
            words += [option.opts[-1], str(one)]
    return f"{shlex.join(words)} --write"
