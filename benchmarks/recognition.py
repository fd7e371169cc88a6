"""How fast running text is recognised, beside the least that could be done: splitting it and a look-up per word.

    python -m benchmarks.recognition [LANGUAGE]... [--lemmatizer] [--against FOLDER]

The text is the example sentences of each pack, each once, in an order that is the same each time; every run begins with
a new index, which has met no spelling. Running text is like that. `again` is the same text with the same index once
more. The second line of a language is a text of invented words, no two alike, of which nothing can be remembered: the
worst there is. Times are processor time, the best of eight runs; a ratio says how many times as long the same text
takes as `str.split` with a dict look-up.

`--against` is a checkout of another version, with its own packs; the same sentences are given to it in turns with ours,
and the ratio of the times is printed.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import packs_in
from pipeline.languages.profile import profile
from pipeline.model.lexicon import Lexicon
from pipeline.recognition import index
from pipeline.recognition.lemmatizer import simplemma_for
from pipeline.recognition.recognition import recognise
from pipeline.stages import Context, inflect

TURNS, RUNS = 2, 4
ROOT = Path(__file__).parent.parent

MEASURED = """
import json, sys, time
from pathlib import Path
from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import packs_in
from pipeline.languages.profile import profile
from pipeline.recognition import index
from pipeline.recognition.recognition import recognise
from pipeline.stages import Context, inflect
(pack,) = packs_in(Path("vocab_sources"), [sys.argv[1]])
lexicon = inflect.run(read_pack(pack), Context(folder=pack.path, name=pack.name, profile=profile(sys.argv[1])))
texts, times = json.load(sys.stdin), []
for _ in range(int(sys.argv[2])):
    vocabulary = index.of_lexicon(lexicon)
    start = time.process_time()
    for text in texts:
        recognise(text, vocabulary)
    times.append(time.process_time() - start)
print(min(times))
"""
"""What another version runs: it has the same functions, and its own packs."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=["de", "es", "fr"])
    parser.add_argument("--lemmatizer", action="store_true", help="ask simplemma about unknown words, too")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="a checkout of another version")
    options = parser.parse_args()
    print(f"{'':23}{'tokens':>8} {'tokens a second':>16} {'again':>10} {'of split+dict':>14} {'of the other':>13}")
    for language in options.languages:
        (pack,) = packs_in(ROOT / "vocab_sources", [language])
        context = Context(folder=pack.path, name=pack.name, profile=profile(language))
        lexicon = inflect.run(read_pack(pack), context)
        for name, texts in (("each sentence once", sentences(lexicon)), ("no two words alike", [invented(20_000)])):
            measure(f"{language} {name}", lexicon, texts, options.against, lemmatizer=options.lemmatizer)


def measure(name: str, lexicon: Lexicon, texts: Sequence[str], other: Path | None, *, lemmatizer: bool) -> None:
    """Print the speed with which texts are recognised one by one."""
    tables = simplemma_for(lexicon.language) if lemmatizer else None
    plain = dict.fromkeys(" ".join(texts).split(), 1)
    times, again, least, others, tokens = [], [], [], [], 0
    for turn in range(TURNS * RUNS):
        vocabulary = index.of_lexicon(lexicon, lemmatizer=tables)
        for kept in (times, again):
            start = time.process_time()
            tokens = sum(len(recognise(text, vocabulary)) for text in texts)
            kept.append(time.process_time() - start)
        start = time.process_time()
        for text in texts:
            for word in text.split():
                plain.get(word)
        least.append(time.process_time() - start)
        if other and turn % RUNS == RUNS - 1:
            others.append(of_other(other, lexicon.language, texts))
    ratio = f"{min(times) / min(others):13.2f}" if others else ""
    print(
        f"{name:23}{tokens:8,} {tokens / min(times):16,.0f} {tokens / min(again):10,.0f} "
        f"{min(times) / min(least):14.1f} {ratio}"
    )


def of_other(folder: Path, language: str, texts: Sequence[str]) -> float:
    """Return the time that the version in a folder takes."""
    command = [sys.executable, "-c", MEASURED, language, str(RUNS)]
    done = subprocess.run(command, cwd=folder, input=json.dumps(texts), capture_output=True, text=True, check=True)
    return float(done.stdout)


def sentences(lexicon: Lexicon) -> list[str]:
    """Return all example sentences, each once."""
    examples = [one.text for word in lexicon.words for meaning in word.meanings for one in meaning.examples]
    once = list(dict.fromkeys(examples))
    random.Random(1).shuffle(once)
    return once


def invented(size: int) -> str:
    """Return a text of words that no lexicon has."""
    letters = random.Random(2)
    return " ".join("".join(letters.choices("abdeiklmnorstu", k=letters.randint(2, 14))) for _ in range(size))


if __name__ == "__main__":
    main()
