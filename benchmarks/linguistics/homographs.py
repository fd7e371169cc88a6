"""Does recognition read homographs as people do?

    python -m benchmarks.linguistics.homographs [LANGUAGE…] [--list]

The sentences are `<language>/homographs.conllu`: one half has the common reading of a spelling, the other the rarer.
Every word of them is judged, not only the homograph, with the words of the pack and without a lemmatizer:

- claims: words for which recognition has a candidate;
- certain: claims of one word alone, which coverage counts as known for sure (`Token.certain`);
- right: all claims of which some candidate is right;
- first: of the words whose lemma is in the pack, those whose first candidate is right;
- absurd: uncertain claims none of whose candidates is right; in brackets, those that do not name the right word as one
  outside the pack that it may be either;
- names: of the proper names that are no words of the pack, those set apart as names.

A candidate is right if one of its words, without a reflexive pronoun and in any case, is a lemma of the gold. Gold and
pack differ in what they call a word, which is no fault of recognition. So it is also right

- as a multiword entry, whose token stands for all its words;
- as the last part of a compound (Tür for Haustür), which recognition calls a guess;
- as the separable verb, for the prefix that stands apart from it (ruft … an); the verb itself needs the whole lemma;
- as an entry that is the spelling itself, for function words and contractions (al, du, die, alle);
- as der, die or das, which the gold calls der, for any form of them;
- as a word that has the gold's lemma among its forms, if the part of speech is the same and not a verb: feminine
  persons (amiga of amigo), short forms (télé, foot, mal), comparatives and ordinals (später, erster). Adverbs and
  adjectives are one here, as in German.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.linguistics.treebank import SOURCES, Gold, sentences, share
from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import packs_in
from pipeline.languages.profile import Profile, profile
from pipeline.model.lexicon import Lexicon
from pipeline.recognition import index
from pipeline.recognition.recognition import UNIVERSAL_PARTS_OF_SPEECH, recognise
from pipeline.recognition.tokens import Candidate, How, Token, TokenKind
from pipeline.stages import Context, inflect

FOLDER = Path(__file__).parent
FUNCTION = frozenset({"ADP", "AUX", "CCONJ", "DET", "PART", "PRON", "SCONJ"})
HALVES = ("common", "rarer")
PHRASES = frozenset({How.MULTIWORD, How.ELISION})
ARTICLES = frozenset({"der", "die", "das"})


def main() -> None:
    """Print a line for each half, and the errors if they are wanted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*", default=["es", "fr", "de"])
    parser.add_argument("--list", action="store_true", help="also print what is wrong")
    options = parser.parse_args()
    for language in options.languages:
        tally = measured(language)
        for half in HALVES:
            print(f"{language} {half:7}{tally.line(half)}")
        print(f"{language} names set apart: {share(tally.counts['', 'apart'], tally.counts['', 'names'])}")
        if options.list:
            print(*(f"    {error}" for error in tally.errors), sep="\n")


def measured(language: str, grown: Callable[[Lexicon], Lexicon] = lambda lexicon: lexicon) -> "Tally":
    """Return the counts of a language's sentences, with its pack as it is or grown."""
    (pack,) = packs_in(SOURCES, [language])
    its = profile(language)
    lexicon = inflect.run(read_pack(pack), Context(folder=pack.path, name=pack.name, profile=its))
    vocabulary = index.of_lexicon(grown(lexicon))
    tally = Tally(Words.of(lexicon, its))
    path = FOLDER / language / "homographs.conllu"
    for half, (text, words) in zip(halves(path), sentences(path), strict=True):
        tokens = {place: one for one in recognise(text, vocabulary) for place in range(one.start, one.end)}
        for gold in words:
            tally.judge(half, gold, tokens.get(gold.start), text)
    return tally


def halves(path: Path) -> Iterator[str]:
    """Yield the half that each sentence belongs to."""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# half = "):
            yield line.removeprefix("# half = ")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a pack, case-folded and without reflexive pronouns."""

    profile: Profile
    base_forms: frozenset[str]
    forms: Mapping[str, frozenset[str]]
    """By base form."""

    @classmethod
    def of(cls, lexicon: Lexicon, its: Profile) -> "Words":
        """Return those of a lexicon whose words have their forms."""
        forms = {
            its.core(word.base_form).casefold(): frozenset(form.text.casefold() for form in word.forms)
            for word in lexicon.words
        }
        return cls(its, frozenset(forms), forms)

    def right(self, gold: Gold, candidate: Candidate) -> bool:
        """Return whether a candidate is the word that the gold says."""
        if candidate.how is How.PARTICLE:
            return True
        lemmas = {lemma.casefold() for lemma in gold.lemma.split("|")}
        own = {self.profile.core(one.base_form).casefold() for one in (candidate.word, *candidate.words)}
        if own & lemmas or (candidate.how is How.COMPOUND and any(one.endswith(tuple(own)) for one in lemmas)):
            return True
        if self.profile.code == "de" and lemmas & ARTICLES and own & ARTICLES:
            return True
        if gold.form.casefold() in own and (gold.tag in FUNCTION or len(lemmas) > 1):
            return True
        if candidate.part_of_speech == "verb":
            return False
        same = UNIVERSAL_PARTS_OF_SPEECH.get(gold.tag, set()) | ({"adjective"} if gold.tag == "ADV" else set())
        return candidate.part_of_speech in same and any(lemmas & self.forms.get(one, frozenset()) for one in own)


@dataclass(slots=True)
class Tally:
    """The counts by half and kind, and a description of the errors."""

    words: Words
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def judge(self, half: str, gold: Gold, token: Token | None, text: str) -> None:
        """Count one word of the gold."""
        lemmas = {lemma.casefold() for lemma in gold.lemma.split("|")}
        if gold.tag == "PROPN":
            if not lemmas & self.words.base_forms:
                self._count("", "names")
                self._hold("", "apart", gold, token, text, it=token is not None and token.kind is TokenKind.NAME)
            return
        right = [
            (one.how in PHRASES and token.text.casefold() != gold.form.casefold()) or self.words.right(gold, one)
            for one in (token.candidates if token else ())
        ]
        if lemmas & self.words.base_forms:
            self._count(half, "known")
            self._hold(half, "first", gold, token, text, it=bool(right and right[0]))
        if token is None or not right:
            return
        self._count(half, "claims")
        self._hold(half, "right", gold, token, text, it=any(right))
        if token.certain:
            self._count(half, "certain")
            self._hold(half, "certainly right", gold, token, text, it=right[0])
        else:
            self._count(half, "uncertain")
            self.counts[half, "absurd"] += not any(right)
            named = {one.lemma.casefold() for one in token.spelling.outside}
            self.counts[half, "unnamed"] += not (any(right) or lemmas & named)

    def _count(self, half: str, kind: str) -> None:
        self.counts[half, kind] += 1

    def _hold(self, half: str, kind: str, gold: Gold, token: Token | None, text: str, *, it: bool) -> None:
        if it:
            self._count(half, kind)
        else:
            found = ", ".join(one.base_form for one in token.candidates) if token else ""
            self.errors.append(f"{half} not {kind}: {gold.form} ({gold.lemma} {gold.tag}): {found or '-'} | {text}")

    def line(self, half: str) -> str:
        """Return the shares of a half."""
        its = {kind: number for (where, kind), number in self.counts.items() if where == half}
        return (
            f"claims {its['claims']}; certain {its['certain']}, right {share(its['certainly right'], its['certain'])}; "
            f"all right {share(its['right'], its['claims'])}; first {share(its['first'], its['known'])}; "
            f"absurd {share(its.get('absurd', 0), its.get('uncertain', 0))} "
            f"[{share(its.get('unnamed', 0), its.get('uncertain', 0))}]"
        )


if __name__ == "__main__":
    main()
