"""How many cells of an external lexicon agree with our paradigms?

    python -m benchmarks.linguistics.cells LANGUAGE FILE [--pack] [--sample N] [--list N]

FILE is in the format of UniMorph: lemma, form and features (`V;IND;PRS;3;SG`), separated by tabs, a cell a line. The
forms are compared with those that the language's rules give, or with `--pack` with the paradigm tables of its pack.
A cell may have several forms, here and there: it agrees if one is in both. Printed by part of speech: the cells
compared, those that agree, those whose lemma our rules refuse, and those for which our paradigms have no cell or no
form.

UniMorph's files are other people's work under a licence of their own (CC BY-SA); none is part of this project.
"""

import argparse
import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.languages.inflection import Lexeme, Paradigm, UnknownParadigmError, inflector
from pipeline.languages.profile import Profile, profile
from pipeline.reading.paradigm_rows import BASE_FORM, split

SOURCES = Path(__file__).parents[2] / "vocab_sources"
PARTS_OF_SPEECH = {"V": "verb", "N": "noun", "ADJ": "adjective"}
FEATURES = {
    "IND": "Mood=Ind", "SBJV": "Mood=Sub", "COND": "Mood=Cnd", "IMP": "Mood=Imp",
    "PRS": "Tense=Pres", "PST": "Tense=Past", "FUT": "Tense=Fut", "IPFV": "Tense=Imp", "PFV": "Tense=Past",
    "1": "Person=1", "2": "Person=2", "3": "Person=3", "SG": "Number=Sing", "PL": "Number=Plur",
    "MASC": "Gender=Masc", "FEM": "Gender=Fem", "NEUT": "Gender=Neut",
    "NOM": "Case=Nom", "ACC": "Case=Acc", "DAT": "Case=Dat", "GEN": "Case=Gen", "DEF": "Definite=Def",
    "CMPR": "Degree=Cmp", "SPRL": "Degree=Sup", "NFIN": "VerbForm=Inf", "V.PTCP": "VerbForm=Part",
    "V.CVB": "VerbForm=Ger",
}  # fmt: skip
"""Source: https://unimorph.github.io/schema/ and https://universaldependencies.org/u/feat/"""


class Cell(NamedTuple):
    """A cell of the external lexicon."""

    lemma: str
    tags: str
    forms: frozenset[str] = frozenset()

    @property
    def part_of_speech(self) -> str | None:
        """Ours, None for one that does not inflect by a table."""
        return PARTS_OF_SPEECH.get(self.tags.split(";")[0].split(".")[0])


def main() -> None:
    """Print the table of agreement, and what disagrees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("file", type=Path)
    parser.add_argument("--pack", action="store_true", help="compare with the paradigm tables of the pack")
    parser.add_argument("--sample", type=int, help="compare only this many cells, chosen at random")
    parser.add_argument("--list", type=int, default=50, help="how many disagreements to print")
    options = parser.parse_args()
    its = profile(options.language)
    ours = Tables(its) if options.pack else Rules(its)
    cells = [cell for cell in read(options.file) if cell.part_of_speech and ours.has(cell)]
    if options.sample and options.sample < len(cells):
        cells = random.Random(1).sample(cells, options.sample)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    other: list[str] = []
    for cell in cells:
        verdict, forms = compare(cell, ours, its)
        counts[cell.part_of_speech or ""][verdict] += 1
        if verdict == "differs":
            other.append(f"{cell.lemma}\t{cell.tags}\t{', '.join(sorted(cell.forms))}\t{', '.join(forms)}")
    for part_of_speech, found in counts.items():
        compared = found["agrees"] + found["differs"]
        print(
            f"{part_of_speech}: {found['agrees']} of {compared} agree ({found['agrees'] / max(1, compared):.2%}); "
            f"{found['refused']} refused, {found['no cell']} without a cell of ours"
        )
    print(*other[: options.list], sep="\n")


def read(path: Path) -> Iterator[Cell]:
    """Yield the cells of a file in the format of UniMorph."""
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in path.read_text("utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) >= 3 and columns[0]:
            forms[columns[0], columns[2]].add(columns[1])
    for (lemma, tags), its in forms.items():
        yield Cell(lemma, tags, frozenset(its))


class Rules:
    """Paradigms by the language's rules."""

    def __init__(self, its: Profile) -> None:
        self._genders = (None, *its.genders)
        inflect = inflector(its.code)
        if inflect is None:
            raise SystemExit(f"there are no rules for {its.name}")
        self._inflect = inflect
        self._memory: dict[tuple[str, str], Paradigm | None] = {}

    def has(self, _: Cell) -> bool:
        """Return whether to compare the lemma: always."""
        return True

    def paradigm(self, lemma: str, part_of_speech: str) -> Paradigm | None:
        """Return the paradigm, for nouns under any possible gender; None if the rules reject the word."""
        if (lemma, part_of_speech) not in self._memory:
            found: dict[str, tuple[str, ...]] = {}
            known = False
            for gender in self._genders if part_of_speech == "noun" else (None,):
                try:
                    cells = self._inflect(Lexeme(lemma, part_of_speech, gender))
                except UnknownParadigmError:
                    continue
                known = True
                for cell, forms in cells.items():
                    found[cell] = tuple(dict.fromkeys((*found.get(cell, ()), *forms)))
            self._memory[lemma, part_of_speech] = found if known else None
        return self._memory[lemma, part_of_speech]


class Tables:
    """Paradigms from the committed tables of a pack."""

    def __init__(self, its: Profile) -> None:
        self._rows: dict[tuple[str, str], Paradigm] = {}
        for part_of_speech in its.paradigms:
            path = SOURCES / its.code / "paradigms" / f"{part_of_speech}.csv"
            with path.open(encoding="utf-8", newline="") as lines:
                for row in csv.DictReader(lines):
                    base_form = row.pop(BASE_FORM)
                    self._rows[base_form, part_of_speech] = {
                        name: tuple(split(cell)) for name, cell in row.items() if cell
                    }
                    core = its.core(base_form)
                    self._rows.setdefault((core, part_of_speech), self._rows[base_form, part_of_speech])

    def has(self, cell: Cell) -> bool:
        """Return whether the pack has the lemma."""
        return (cell.lemma, cell.part_of_speech) in self._rows

    def paradigm(self, lemma: str, part_of_speech: str) -> Paradigm | None:
        """Return the row of a word."""
        return self._rows.get((lemma, part_of_speech))


def compare(cell: Cell, ours: Rules | Tables, its: Profile) -> tuple[str, tuple[str, ...]]:
    """Return the verdict on a cell, and our forms."""
    paradigm = ours.paradigm(cell.lemma, cell.part_of_speech or "")
    if paradigm is None:
        return "refused", ()
    wanted = features(cell.tags)
    forms = matching(wanted, paradigm)
    if not forms:
        return "no cell", ()
    theirs = {one for form in cell.forms for one in bare(form, its)}
    return "agrees" if theirs & {one for form in forms for one in bare(form, its)} else "differs", forms


def features(tags: str) -> dict[str, str]:
    """Return UniMorph's tags as Universal Dependencies features; a negative command is a subjunctive in form."""
    names = tags.split(";")
    found = dict(FEATURES[name].split("=") for name in names if name in FEATURES)
    if "NEG" in names:
        found |= {"Mood": "Sub", "Tense": "Pres"}
    if found.get("VerbForm") == "Ger":
        found.pop("Tense", None)
    return found


def matching(wanted: Mapping[str, str], paradigm: Paradigm) -> tuple[str, ...]:
    """Return our forms in the cells that fit: those with the fewest features beside the wanted ones.

    The past subjunctive of Romance languages is the imperfect in Universal Dependencies; adjectives and nouns may tell
    no genders apart.
    """
    cells = {name: dict(one.split("=") for one in name.split("|")) for name in paradigm}
    for name in list(cells):  # another degree, or a short form, only where it is asked for
        if cells[name].get("Degree", "Pos") != wanted.get("Degree", "Pos") or "Variant" in cells[name]:
            del cells[name]
    tries = [wanted]
    if wanted.get("Mood") == "Sub" and wanted.get("Tense") == "Past":
        tries.append({**wanted, "Tense": "Imp"})
    if "Gender" in wanted and "VerbForm" not in wanted:
        tries.append({name: value for name, value in wanted.items() if name != "Gender"})
    for features_ in tries:
        fitting = {name: len(its) for name, its in cells.items() if features_.items() <= its.items()}
        fewest = min(fitting.values(), default=0)
        found = tuple(form for name, size in fitting.items() if size == fewest for form in paradigm[name])
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def bare(form: str, its: Profile) -> Iterator[str]:
    """Yield a form, and what it is without what UniMorph writes before a verb: `me acuesto`, `no hables`."""
    yield form
    pronouns = {*its.recognition.reflexive_pronouns, "no"}
    words = form.split()
    while len(words) > 1 and words[0] in pronouns:
        words = words[1:]
        yield " ".join(words)


if __name__ == "__main__":
    main()
