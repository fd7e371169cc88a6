"""How many common German nouns does `inflect` fill, and how many of their cells are right?

    python -m benchmarks.linguistics.de.nouns [--rules]

The 160 nouns and their forms in tests/languages/de were written by hand from a grammar, before the rules were tried on
them; a hyphen among the plurals means that the noun may also be taken to have none. A cell is right if all its forms
are among the reference's. With `--rules` the list of German Wiktionary is left out, although it is installed; without
it, it is used as for a pack that names it as a source.
"""

import argparse
from collections.abc import Iterator, Mapping

from pipeline.curation.inflect import propose
from pipeline.curation.proposals import ProposalKind
from pipeline.languages import references
from pipeline.languages.inflection import Paradigm
from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import Lexicon, Word
from pipeline.model.packs import Pack, Source
from tests.languages.de.tables import rows

Noun = tuple[str, str | None]
"""A base form and a gender."""
Accepted = Mapping[str, frozenset[str]]
"""The forms that are right in each cell; an empty text stands for none."""


def main() -> None:
    """Print both shares, what is refused, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", action="store_true", help="leave the list out")
    filled = proposed(with_list=not parser.parse_args().rules)
    nouns = dict(reference())
    cells = [(noun, cell) for noun in filled for cell in nouns[noun]]
    wrong = [f"{noun[0]} {cell}: {'|'.join(filled[noun].get(cell, ()))}" for noun, cell in wrong_cells(filled)]
    print(f"{len(filled)} of {len(nouns)} nouns filled ({len(filled) / len(nouns):.1%})")
    print(f"{len(cells) - len(wrong)} of {len(cells)} cells right ({1 - len(wrong) / len(cells):.2%})")
    print("refused:", ", ".join(noun for noun, gender in nouns if (noun, gender) not in filled))
    print("wrong:", "; ".join(wrong))


def wrong_cells(filled: Mapping[Noun, Paradigm]) -> list[tuple[Noun, str]]:
    """Return the cells of the nouns filled that have a form which is not in the reference, or none at all."""
    return [
        (noun, cell)
        for noun, accepted in reference()
        for cell, forms in accepted.items()
        if noun in filled and not set(filled[noun].get(cell, ("",))) <= forms
    ]


def proposed(*, with_list: bool) -> dict[Noun, Paradigm]:
    """Return what `inflect --write` would add to a pack without rows that names the list as a source."""
    place = Place("A1/nouns.yaml")
    words = [Word(base_form, "noun", (), (), "nouns", place, gender=gender) for (base_form, gender), _ in reference()]
    source = Source(references.paradigms("de").package, "", "") if with_list else None
    pack = Pack("de", "en", "", "", "", "", "", place, sources={source.id: source} if source else {})
    found = propose(Lexicon(language="de", words=tuple(words), pack=pack), profile("de"), consult=with_list)
    genders = {word.base_form: word.gender for word in words}
    return {(one.base_form, genders[one.base_form]): one.paradigm for one in found if one.kind is ProposalKind.MISSING}


def reference() -> Iterator[tuple[Noun, Accepted]]:
    """Yield the nouns of the reference with the forms that are right in their eight cells."""
    for row in rows("common_nouns"):
        singular = {
            "Nom": row["lemma"] if row["genitive"] else "",
            "Acc": row["accusative"] or (row["lemma"] if row["genitive"] else ""),
            "Dat": row["dative"] or (row["lemma"] if row["genitive"] else ""),
            "Gen": row["genitive"],
        }
        plural = dict.fromkeys(("Nom", "Acc", "Gen"), row["plural"]) | {"Dat": row["dative_plural"]}
        yield (row["lemma"], row["gender"] or None), _accepted(singular, plural)
    for row in rows("common_adjectival_nouns"):
        singular = {"Nom": row["nominative"], "Acc": row["accusative"], "Dat": row["dative"], "Gen": row["genitive"]}
        plural = {
            "Nom": row["plural"],
            "Acc": row["plural"],
            "Dat": row["dative_plural"],
            "Gen": row["genitive_plural"],
        }
        yield (row["lemma"], row["gender"]), _accepted(singular, plural)


def _accepted(singular: Mapping[str, str], plural: Mapping[str, str]) -> Accepted:
    return {
        f"Case={case}|Number={number}": frozenset(forms.replace("-", "").split("|"))
        for number, table in (("Sing", singular), ("Plur", plural))
        for case, forms in table.items()
    }


if __name__ == "__main__":
    main()
