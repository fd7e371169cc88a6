"""How fast text is recognised, compared with the minimum: splitting at white space and one lookup per word.

    python benchmarks/recognition.py [LANGUAGE]... [--tokens N] [--lemmatizer]

The text is the example sentences of each pack, in an order that is the same each time, over and over. Two columns:
`cold` begins with an empty memory of spellings, as after a start; `warm` has met them all. The third is a text
of invented words, no two alike, of which nothing can be remembered: the worst there is. Times are the best of five
runs on one core; a ratio says how many times as long the same text takes as `str.split` with a dict look-up.
"""

import argparse
import random
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import packs_in
from pipeline.languages.profile import profile
from pipeline.model.lexicon import Lexicon
from pipeline.recognition import index
from pipeline.recognition.coverage import coverage
from pipeline.recognition.lemmatizer import simplemma_for
from pipeline.recognition.recognition import recognise
from pipeline.stages import Context, inflect

RUNS = 5
SOURCES = Path(__file__).parent.parent / "vocab_sources"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=["de", "es", "fr"])
    parser.add_argument("--tokens", type=int, default=500_000)
    parser.add_argument("--lemmatizer", action="store_true", help="also ask simplemma about unknown words")
    options = parser.parse_args()
    print(
        f"{'':26}{'tokens':>9} {'split+dict':>12} {'recognise':>12} {'ratio':>6} {'coverage':>12}   (tokens a second)"
    )
    for language in options.languages:
        measure(language, options.tokens, lemmatizer=options.lemmatizer)


def measure(language: str, size: int, *, lemmatizer: bool) -> None:
    """Print the speeds for one language."""
    (pack,) = packs_in(SOURCES, [language])
    context = Context(folder=pack.path, name=pack.name, profile=profile(language))
    lexicon = inflect.run(read_pack(pack), context)
    vocabulary = index.of_lexicon(lexicon, lemmatizer=simplemma_for(language) if lemmatizer else None)
    text = sentences(lexicon, size)
    plain = dict.fromkeys(text.split(), 1)
    for name, sample, prepare in (
        ("cold", text, vocabulary.spellings.clear),
        ("warm", text, lambda: None),
        ("no two words alike", invented(size // 4), vocabulary.spellings.clear),
    ):
        tokens = len(recognise(sample, vocabulary))
        least = best(lambda sample=sample: [plain.get(word) for word in sample.split()], lambda: None)
        full = best(lambda sample=sample: recognise(sample, vocabulary), prepare)
        covered = best(lambda sample=sample: coverage(sample, vocabulary, "A1"), prepare)
        print(
            f"{language} {name:22} {tokens:9,} {tokens / least:12,.0f} {tokens / full:12,.0f} {full / least:6.1f}"
            f" {tokens / covered:12,.0f}"
        )


def sentences(lexicon: Lexicon, size: int) -> str:
    """Return a text of about `size` tokens."""
    examples = [one.text for word in lexicon.words for meaning in word.meanings for one in meaning.examples]
    random.Random(1).shuffle(examples)
    once = "\n".join(examples)
    return once * max(1, size // (len(once.split()) * 5 // 4))


def invented(size: int) -> str:
    """Return a text of words that are not in any lexicon."""
    letters = random.Random(2)
    return " ".join("".join(letters.choices("abdeiklmnorstu", k=letters.randint(2, 14))) for _ in range(size))


def best(run: Callable[[], object], prepare: Callable[[], object]) -> float:
    """Return the shortest time of several runs, in seconds."""
    times = []
    for _ in range(RUNS):
        prepare()
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


if __name__ == "__main__":
    main()
