"""Are inflected forms rejected as base forms, and true lemmas accepted?

    python -m benchmarks.linguistics.lemmas LANGUAGE FILE... [--pack] [--sample N] [--list N]

FILEs are in the format of UniMorph (see `cells.py`). Each form that is the lemma of no line of its part of speech is
given to the lemma check as the base form of a word; so is each lemma. The check refuses a word if rule V302 has
something to say of it. `--pack` takes only words in the language's pack.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.linguistics.cells import Tables, read
from pipeline.languages.profile import Profile, profile
from pipeline.lemmas.analyses import analyses
from pipeline.model.findings import Place
from pipeline.model.lexicon import Level, Lexicon, Word
from pipeline.rules.words.lemmas import not_a_lemma

_PLACE = Place("")


def main() -> None:
    """Print the shares, and samples of wrong verdicts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--pack", action="store_true", help="only words of the pack")
    parser.add_argument("--sample", type=int, default=2_000, help="of each kind and part of speech")
    parser.add_argument("--list", type=int, default=60, help="how many wrong verdicts to print of each kind")
    options = parser.parse_args()
    its = profile(options.language)
    lemmas, forms = gathered(options.files, Tables(its) if options.pack else None)
    for part_of_speech in lemmas:
        for name, words, wanted in (
            ("true lemmas accepted", lemmas[part_of_speech], False),
            ("inflected forms refused", forms[part_of_speech], True),
        ):
            chosen = sampled(words, options.sample)
            verdicts = refused(chosen, part_of_speech, its)
            wrong = [word for word in chosen if (word in verdicts) is not wanted]
            right = len(chosen) - len(wrong)
            print(f"{part_of_speech}, {name}: {right} of {len(chosen)} ({right / max(1, len(chosen)):.2%})")
            print("  not so:", ", ".join(wrong[: options.list]))


def gathered(files: Iterable[Path], pack: Tables | None) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the lemmas, and the forms that are not lemmas, by part of speech."""
    lemmas: dict[str, set[str]] = defaultdict(set)
    known: dict[str, set[str]] = defaultdict(set)
    forms: dict[str, set[str]] = defaultdict(set)
    for path in files:
        for cell in read(path):
            part_of_speech = cell.part_of_speech
            if part_of_speech is None or " " in cell.lemma:
                continue
            known[part_of_speech].add(cell.lemma)
            if pack is None or pack.has(cell):
                lemmas[part_of_speech].add(cell.lemma)
                forms[part_of_speech].update(form for form in cell.forms if " " not in form)
    return lemmas, {part_of_speech: its - known[part_of_speech] for part_of_speech, its in forms.items()}


def sampled(words: set[str], size: int) -> list[str]:
    """Return a reproducible sample of words."""
    ordered = sorted(words)
    return ordered if len(ordered) <= size else random.Random(1).sample(ordered, size)


def refused(words: list[str], part_of_speech: str, its: Profile) -> set[str]:
    """Return the words that the lemma check would report."""
    entries = tuple(Word(word, part_of_speech, (Level("A1", 1, _PLACE),), (), "", _PLACE) for word in words)
    views = analyses(its, [(word, part_of_speech) for word in words])
    lexicon = Lexicon(its.code, words=entries, lemma_analyses=views)
    return {finding.word for finding in not_a_lemma(lexicon, its) if finding.word}


if __name__ == "__main__":
    main()
