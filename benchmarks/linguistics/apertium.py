"""The verbs, nouns and adjectives of an Apertium analyser, in the format of UniMorph, for `cells.py` and `lemmas.py`.

    lt-print ita-cat.automorf.bin > it.att
    python -m benchmarks.linguistics.apertium it.att > it.tsv

The analyser is in a package of Debian such as apertium-cat-ita (GPL), lt-print in lttoolbox-dev; neither is part of the
project. Words with several lemmas (clitics, contracted prepositions) and expressions are left out, as are the spellings
that the analyser only tolerates: `citta'`.
"""

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

LONGEST = 50
"""The most steps of a path: an automaton may have loops. Those of numbers and addresses are left out."""

VERBS = frozenset({"vblex", "vbser", "vbhaver", "vbmod", "vaux"})
TENSES = {
    "pri": "IND;PRS", "pii": "IND;PST;IPFV", "ifi": "IND;PST;PFV", "fti": "IND;FUT", "cni": "COND", "prs": "SBJV;PRS",
    "pis": "SBJV;PST", "imp": "IMP", "pres": "IND;PRS", "past": "IND;PST",
}  # fmt: skip
DEGREES = {"comp": ";CMPR", "sup": ";SPRL"}
ENDINGS = {"pred": "", "attr": ";DEF", "part": ";GEN"}
"""Of Dutch adjectives: groot, grote, groots."""
NO_FEATURES = frozenset({"sep", "fs", "sint", "nt"})
"""Tags that tell no cells apart: of separable verbs, their forms at the end of a clause, adjectives with degrees."""
GENDERS = {"m": ("MASC",), "f": ("FEM",), "mf": ("MASC", "FEM")}
NUMBERS = {"sg": ("SG",), "pl": ("PL",), "sp": ("SG", "PL")}
"""Source: https://wiki.apertium.org/wiki/List_of_symbols"""

_TOLERATED = re.compile("[‘’'`´ʼ]")


class Arc(NamedTuple):
    """A transition: the state it leads to, what it reads of a form, and what it adds to its analysis."""

    state: str
    form: str
    analysis: str


def main() -> None:
    """Print the cells."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    for form, analysis in words(parser.parse_args().file.read_text("utf-8").splitlines()):
        lemma, *tags = re.findall(r"^[^<]+|(?<=<)[^>]+", analysis)
        if not _TOLERATED.search(form):
            for cell in cells(tags):
                print(lemma, form, cell, sep="\t")


def words(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the forms of an automaton, each with its analysis: `parli`, `parlare<vblex><pri><p2><sg>`."""
    section: list[list[str]] = []
    for line in [*lines, "--"]:
        if line.startswith("--"):
            yield from _paths(section)
            section = []
        else:
            section.append(line.split("\t"))


def _paths(section: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    arcs: dict[str, list[Arc]] = defaultdict(list)
    final = set()
    for columns in section:
        if len(columns) < 4:
            final.add(columns[0])
        elif (columns[2].isalpha() or columns[2] in "-'") and columns[3] not in ("+", "#"):
            arcs[columns[0]].append(Arc(columns[1], *(one.replace("ε", "") for one in columns[2:4])))
    useful = _leading_to(final, arcs)
    open_ = [("0", "", "", 0)]
    while open_:
        state, form, analysis, steps = open_.pop()
        if state in final and "<" in analysis:
            yield form, analysis
        if steps < LONGEST:
            open_ += [
                (one.state, form + one.form, analysis + one.analysis, steps + 1)
                for one in arcs[state]
                if one.state in useful
            ]


def _leading_to(final: set[str], arcs: Mapping[str, Iterable[Arc]]) -> set[str]:
    """Return the states from which a final one can be reached: the ways to clitics lead nowhere without them."""
    before: dict[str, set[str]] = defaultdict(set)
    for state, its in arcs.items():
        for one in its:
            before[one.state].add(state)
    found, open_ = set(final), list(final)
    while open_:
        new = before[open_.pop()] - found
        found |= new
        open_ += new
    return found


def cells(tags: list[str]) -> Iterator[str]:
    """Yield the features of UniMorph that an analysis has; none for what has no cell in a paradigm."""
    kind, *rest = tags
    if kind in VERBS:
        yield from _verb([one for one in rest if one not in NO_FEATURES])
    elif kind == "n" and len(rest) == 2:
        yield from (f"N;{number}" for number in NUMBERS.get(rest[1], ()))
    elif kind == "adj":
        yield from _adjective([one for one in rest if one not in NO_FEATURES])


def _verb(tags: list[str]) -> Iterator[str]:
    match tags:
        case ["inf"]:
            yield "V;NFIN"
        case ["ger"]:
            yield "V;V.CVB;PRS"
        case ["pp", gender, number]:
            yield from (f"V;V.PTCP;PST;{agreement}" for agreement in _agreements(gender, number))
        case ["pp"]:
            yield "V;V.PTCP;PST"
        case ["pprs"]:
            yield "V;V.PTCP;PRS"
        case ["imp", "sg"]:
            yield "V;IMP"
        case [tense, "pl"] if tense in TENSES:
            yield from (f"V;{TENSES[tense]};{person};PL" for person in (1, 2, 3))
        case [tense, person, number] if tense in TENSES:
            yield from (f"V;{TENSES[tense]};{person.removeprefix('p')};{one}" for one in NUMBERS.get(number, ()))


def _adjective(tags: list[str]) -> Iterator[str]:
    match tags:
        case [ending] if ending in ENDINGS:
            yield f"ADJ{ENDINGS[ending]}"
        case [degree, ending] if degree in DEGREES and ending in ENDINGS:
            yield f"ADJ{ENDINGS[ending]}{DEGREES[degree]}"
        case [gender, number]:
            yield from (f"ADJ;{agreement}" for agreement in _agreements(gender, number))


def _agreements(gender: str, number: str) -> Iterator[str]:
    return (f"{one};{other}" for one in GENDERS.get(gender, ()) for other in NUMBERS.get(number, ()))


if __name__ == "__main__":
    main()
