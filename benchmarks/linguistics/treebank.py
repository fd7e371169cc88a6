"""Does recognition find the right words of the lexicon in annotated sentences?

    python -m benchmarks.linguistics.treebank LANGUAGE FILE... [--list N] [--lemmatizer]

FILEs are treebanks in CoNLL-U (https://universaldependencies.org/format.html); none is part of this project. Of the
content words (nouns, verbs, auxiliaries, adjectives and adverbs) two things are asked, with the words of the pack:

- of those whose lemma is a word of the pack: how many have it among their candidates, and how many as the first;
- of those for which we have a candidate: how many have their lemma among the candidates, or are not claimed for sure.

A lemma counts as the word's if it is its base form, without the reflexive pronoun, in any case; a form that the pack
has as an entry of its own (`abuela`, `meine`) counts as right, too. Names and function words are left aside.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import packs_in
from pipeline.languages.profile import Profile, profile
from pipeline.recognition import index
from pipeline.recognition.lemmatizer import simplemma_for
from pipeline.recognition.recognition import recognise
from pipeline.recognition.tokens import How, Token
from pipeline.stages import Context, inflect

SOURCES = Path(__file__).parents[2] / "vocab_sources"
CONTENT = frozenset({"NOUN", "VERB", "AUX", "ADJ", "ADV"})


class Gold(NamedTuple):
    """A word of the treebank, and its position in the sentence."""

    start: int
    end: int
    form: str
    lemma: str
    tag: str


def main() -> None:
    """Print the shares, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--list", type=int, default=60, help="how many errors to print of each kind")
    parser.add_argument("--lemmatizer", action="store_true", help="also ask simplemma about unknown words")
    options = parser.parse_args()
    (pack,) = packs_in(SOURCES, [options.language])
    its = profile(options.language)
    lexicon = inflect.run(read_pack(pack), Context(folder=pack.path, name=pack.name, profile=its))
    vocabulary = index.of_lexicon(lexicon, lemmatizer=simplemma_for(options.language) if options.lemmatizer else None)
    tally = Tally(its, frozenset(its.core(word.base_form).casefold() for word in lexicon.words))
    for path in options.files:
        for text, words in sentences(path):
            tokens = {token.start: token for token in recognise(text, vocabulary)}
            for gold in words:
                if gold.tag in CONTENT:
                    tally.judge(gold, tokens.get(gold.start))
    counts = tally.counts
    ours, claimed = counts["in the pack"], counts["claimed"]
    print(f"in the pack: {ours}; found {share(counts['found'], ours)}; first {share(counts['first'], ours)}")
    right, safe = share(counts["right"], claimed), share(counts["safe"], claimed)
    print(f"claimed: {claimed}; right {right}; right or unsure {safe}")
    for kind, examples in tally.errors.items():
        print(f"{kind} ({len(examples)}):", "; ".join(examples[: options.list]))


def sentences(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Yield the text of each sentence, and those of its words that are a single piece."""
    text, place, joined = "", 0, 0
    words: list[Gold] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        elif line and line[0].isdigit():
            number, form, lemma, tag, *_ = line.split("\t")
            first, _, last = number.partition("-")
            if last:
                joined = int(last)
                place = text.find(form, place) + len(form)
            elif "." not in first and int(first) > joined:
                start = text.find(form, place)
                place = start + len(form)
                words.append(Gold(start, place, form, lemma, tag))
        elif not line and words:
            yield text, words
            text, place, joined, words = "", 0, 0, []


@dataclass(slots=True)
class Tally:
    """The counts, and a description of the errors."""

    its: Profile
    known: frozenset[str]
    """The base forms of the pack, case-folded, without reflexive pronouns."""
    counts: Counter[str] = field(default_factory=Counter)
    errors: dict[str, list[str]] = field(default_factory=lambda: {"missed": [], "not first": [], "wrong": []})

    def judge(self, gold: Gold, token: Token | None) -> None:
        """Count one word of the treebank."""
        candidates = token.candidates if token else ()
        lemmas = {lemma.casefold() for lemma in gold.lemma.split("|")}
        there = [one.how is How.MULTIWORD or self._core(one.base_form) in lemmas for one in candidates]
        seen = f"{gold.form} ({gold.lemma} {gold.tag}): {', '.join(one.base_form for one in candidates) or '-'}"
        if lemmas & self.known:
            self.counts["in the pack"] += 1
            self.counts["found"] += any(there)
            self.counts["first"] += bool(there) and there[0]
            if not any(there):
                self.errors["missed"].append(seen)
            elif not there[0]:
                self.errors["not first"].append(seen)
        if candidates:
            right = any(there) or self._core(candidates[0].base_form) == gold.form.casefold()
            self.counts["claimed"] += 1
            self.counts["right"] += right
            self.counts["safe"] += right or not all(one.certain for one in candidates)
            if not right:
                self.errors["wrong"].append(seen)

    def _core(self, base_form: str) -> str:
        return self.its.core(base_form).casefold()


def share(part: int, whole: int) -> str:
    """Return a share as text."""
    return f"{part} ({part / max(1, whole):.2%})"


if __name__ == "__main__":
    main()
