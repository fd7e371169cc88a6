"""`babblr-vocab sample`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli import completion
from pipeline.cli.console import Console, sources_option
from pipeline.cli.exits import INTERNAL
from pipeline.cli.output import check_output, write
from pipeline.cli.rewriting import write_each
from pipeline.model.cefr import LEVELS
from pipeline.reporting.terminal import harmless
from pipeline.system.extras import require

if TYPE_CHECKING:  # imported where it is used, so that `--help` does not wait for it
    from pipeline.builder.discover import PackFolder
    from pipeline.curation.files import Rewrite


@click.command("sample")
@click.argument("language", shell_complete=completion.languages)
@sources_option
@click.option(
    "--level", type=click.Choice(LEVELS, case_sensitive=False), help="Only words that are first taught at this level."
)
@click.option("-n", "size", type=click.IntRange(min=1), default=200, show_default=True, help="How many entries.")
@click.option(
    "--plant", type=click.IntRange(min=0), default=30, show_default=True, help="How many of them have a fault."
)
@click.option("--seed", default="1", show_default=True, help="Any text; another one draws other entries and faults.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The sheet to write.  [default: build/readings/LANGUAGE-SEED.csv, or LANGUAGE-LEVEL-SEED.csv]",
)
@click.option(
    "--score",
    "sheet",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Score a sheet that was read.",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The key to the sheet.  [default: keys/SHEET.json beside the sheet]",
)
@click.option(
    "--keep",
    "day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="With --score: keep the reading in the pack, as readings/DATE.csv or DATE-LEVEL.csv, and in the README.",
)
@click.option("--reader", help="With --keep: who read the sheet.")
@click.option("--table", is_flag=True, help="Only write the table of readings in the pack's README again.")
@click.pass_context
def command(
    ctx: click.Context, /, *, language: str, sources: Path, table: bool, sheet: Path | None, **_: object
) -> None:
    """Draw entries of LANGUAGE's pack for a fresh reader, some of them with planted faults.

    The sheet is a CSV file, with a page to print beside it (.html). The reader writes ok, weak or error in the column
    “verdict” for every entry. The key says where the faults are: give the reader the sheet alone. With --score, the
    share of planted faults that were caught tells how many errors the reader has probably missed.
    """
    require("build")
    from pipeline.builder.discover import NoPackError, packs_in
    from pipeline.curation.reading_samples.sheet import SheetError

    if ctx.params["day"] and not (sheet and ctx.params["reader"]):
        raise click.UsageError("--keep needs a sheet to --score and, as --reader, who read it", ctx)
    try:
        (pack,) = packs_in(sources, [language])
        if table:
            _rewrite(ctx, pack, [])
        elif sheet:
            _score(ctx, pack, sheet)
        else:
            _draw(ctx, pack)
    except (NoPackError, SheetError) as error:
        raise click.UsageError(harmless(str(error)), ctx) from error


def _key_of(ctx: click.Context, sheet: Path) -> Path:
    key: Path | None = ctx.params["key"]
    return key or sheet.parent / "keys" / f"{sheet.stem}.json"


def _draw(ctx: click.Context, pack: "PackFolder") -> None:
    from pipeline.builder.analyse import analyse
    from pipeline.curation.reading_samples import key as keys
    from pipeline.curation.reading_samples import page, sheet
    from pipeline.curation.reading_samples.material import Material
    from pipeline.curation.reading_samples.sample import draw

    size, plant, seed, level = (ctx.params[name] for name in ("size", "plant", "seed", "level"))
    if plant > size:
        raise click.UsageError(f"{plant} faults do not fit into {size} entries", ctx)
    named: Path | None = ctx.params["output"]
    name = "-".join(filter(None, (pack.language, level, _slug(seed))))
    target = named or Path("build/readings") / f"{name}.csv"
    if target.suffix != ".csv":
        raise click.UsageError(f"{target} does not end with .csv", ctx)
    files = (target, target.with_suffix(".html"), _key_of(ctx, target))
    for path in files:
        if path.exists():
            raise click.UsageError(f"{path} exists, and may be filled in; name another file with --output", ctx)
        if named is None or path == files[2]:
            path.parent.mkdir(parents=True, exist_ok=True)
        check_output(path)
    lexicon = analyse(pack, chosen=()).lexicon
    if not lexicon.complete:
        raise click.UsageError(f"some entries of {pack.name} cannot be read: `babblr-vocab validate` says why", ctx)
    sample = draw(Material(lexicon, pack.profile), size, plant, seed, level)
    if not sample.words:
        raise click.UsageError(f"{pack.name} has no words that are first taught at {level}", ctx)
    title = f"{lexicon.pack.title if lexicon.pack else pack.language}: {len(sample.words)} entries to read"
    texts = (sheet.as_csv(sample), page.as_html(sample, title), keys.as_json(pack.language, sample))
    for path, text in zip(files, texts, strict=True):
        write(path, text)
    click.echo(f"wrote {files[0]} and {files[1].name} for the reader, and {files[2]} for the scorer", err=True)
    if len(sample.planted) < plant:
        click.echo(f"only {len(sample.planted)} of these entries could be given a fault", err=True)


def _slug(seed: str) -> str:
    return "".join(character if character.isalnum() else "-" for character in seed)


def _score(ctx: click.Context, pack: "PackFolder", sheet: Path) -> None:
    from pipeline.curation.files import Rewrite
    from pipeline.curation.reading_samples import readings
    from pipeline.curation.reading_samples.key import opened, read_key
    from pipeline.curation.reading_samples.score import lines, score
    from pipeline.curation.reading_samples.sheet import SheetError, judged, kept
    from pipeline.model.packs import READINGS

    entries = judged(readings.text_of(sheet, sheet.parent), sheet.as_posix())
    key = read_key(_key_of(ctx, sheet))
    if key.language != pack.language:
        raise SheetError(f"the sheet is of the pack “{key.language}”")
    entries = opened(entries, key)
    for line in lines(score(entries)):
        click.echo(harmless(line))
    day = ctx.params["day"]
    if day:
        name = "-".join(filter(None, (f"{day:%Y-%m-%d}", key.level)))
        path = pack.path / READINGS / f"{name}.csv"
        _rewrite(ctx, pack, [Rewrite(path, pack.path, None, kept(entries, ctx.params["reader"]))])


def _rewrite(ctx: click.Context, pack: "PackFolder", sheets: list["Rewrite"]) -> None:
    """Write sheets into a pack, then the table of all its readings into its README."""
    from pipeline.curation.reading_samples import readings

    def said(file: str) -> None:
        Console().say(f"wrote {file}")

    if len(write_each(sheets, said)) < len(sheets):
        ctx.exit(INTERNAL)
    pages = list(readings.rewrites(pack.path))
    if len(write_each(pages, said)) < len(pages):
        ctx.exit(INTERNAL)
