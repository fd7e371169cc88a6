"""How much of a draft do published lists fill in, and how much of that is right?

    python -m benchmarks.intake.drafts FOLDER [--words 200] [--languages de es fr] [--licences CC-BY-4.0 …]

FOLDER has the unpacked lists (`benchmarks.intake.published`): german_nouns and the folders of denckring as their wheels
have them, the files of Debian's dict-freedict packages, and those of apertium-eng-spa, which `lt-proc` reads. The
reference are the reviewed A2 entries of our packs, which are not made from any of these; a sample of them, with a seed,
is drafted by name into an empty pack of each licence.
"""

import argparse
import os
import random
import tempfile
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from benchmarks.intake.published import LISTS, write
from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import packs_in
from pipeline.cli import cli
from pipeline.intake.drafts.translations import plain_gloss
from pipeline.model.lexicon import Word
from pipeline.model.placeholders import MARKER, is_placeholder

PACKS = Path(__file__).parent.parent.parent / "vocab_sources"
SEED = 21
SHARES = ("part_of_speech", "gender", "pronunciation", "translation", "proposal")


def main() -> None:
    """Print a row for each language and licence."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=200)
    parser.add_argument("--languages", nargs="+", choices=LISTS, default=list(LISTS))
    parser.add_argument("--licences", nargs="+", default=["CC-BY-4.0", "CC-BY-SA-4.0", "GPL-3.0-or-later"])
    parser.add_argument("--show", action="store_true", help="Also print what is wrong.")
    options = parser.parse_args()
    lists = options.folder.resolve()
    print("|".join(("", "language", "licence", *SHARES, "")))
    for language in options.languages:
        words = sample(language, options.words)
        for licence in options.licences:
            with tempfile.TemporaryDirectory() as temporary:
                os.chdir(temporary)
                drafted = drafts(language, [word.base_form for word in words], licence, lists)
            shares, wrong = compared(words, drafted)
            print("|".join(("", language, licence, *shares, "")))
            if options.show:
                print(*wrong, sep="\n")


def sample(language: str, count: int) -> list[Word]:
    """Return reviewed words of A2, by chance but always the same."""
    (pack,) = packs_in(PACKS, [language])
    words = [
        word
        for word in read_pack(pack).words
        if word.status == "reviewed" and min(one.level for one in word.levels) == "A2"
    ]
    return random.Random(SEED).sample(sorted(words, key=lambda word: word.base_form), count)


def drafts(language: str, words: Sequence[str], licence: str, lists: Path) -> dict[str, dict[str, Any]]:
    """Return drafts of words from the lists, in an empty pack of a licence, by base form."""
    Path("vocab_sources").mkdir()
    run("new-pack", language, "--topic", "words=Words")
    pack = Path("vocab_sources", language, "pack.yaml")
    text = pack.read_text("utf-8")
    pack.write_text(text.replace("\nlicence: CC-BY-4.0\n", f"\nlicence: {licence}\n"), "utf-8")
    for one in LISTS[language]:
        path = Path(f"{one.id}.tsv")
        if write(path, one.rows(lists, frozenset(words))):
            facts = ("--source", one.id, "--title", one.title, "--licence", one.licence, "--author", one.author)
            run("import", path, "-l", language, *facts, "--write", "-q")
    named = [part for word in words for part in ("--words", word)]
    run("draft", language, "--level", "A2", "--topic", "words", *named, "--write")
    listed = yaml.safe_load(Path("vocab_sources", language, "A2", "words.yaml").read_text("utf-8"))["words"]
    return {one["base_form"]: one for one in listed}


def run(*arguments: str | Path) -> None:
    """Run a command of ours, which must succeed."""
    result = CliRunner().invoke(cli, list(map(str, arguments)))
    if result.exit_code:
        raise SystemExit(f"{arguments[:4]}: {result.output[-2000:]}")


def compared(words: Collection[Word], drafted: dict[str, dict[str, Any]]) -> tuple[list[str], list[str]]:
    """Return `filled of all, right of filled` in percent for each field, and what is wrong."""
    filled, right, all_ = Counter[str](), Counter[str](), Counter[str]()
    wrong: list[str] = []
    for word in words:
        draft = drafted[word.base_form]
        meaning = draft["meanings"][0]["translation"]
        translations = {plain_gloss(one) for sense in word.meanings for one in sense.translation.split(",")}
        values = {
            "part_of_speech": (draft["part_of_speech"], set(word.parts_of_speech)),
            "gender": (draft.get("gender", MARKER), {word.gender}),
            "pronunciation": (draft.get("pronunciation", MARKER), {word.pronunciation}),
            "translation": (meaning, translations),
            "proposal": (meaning.removeprefix(MARKER).strip() or MARKER, translations),
        }
        for name, (value, expected) in values.items():
            if name == "gender" and word.part_of_speech != "noun":
                continue
            all_[name] += 1
            if is_placeholder(value):
                continue
            filled[name] += 1
            ones = {plain_gloss(one) for one in value.split(",")} if expected is translations else {value}
            if ones & expected:
                right[name] += 1
            else:
                wrong.append(f"  {word.base_form}: {name}: {value}, ours {', '.join(map(str, expected))}")
    return [
        f"{100 * filled[name] / all_[name]:.0f} / {100 * right[name] / filled[name]:.0f}" if filled[name] else "0"
        for name in SHARES
    ], wrong


if __name__ == "__main__":
    main()
