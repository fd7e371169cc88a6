"""Which of our inflected forms are in simplemma's independent German word list?

`python -m benchmarks.linguistics.de.forms` inflects the words of the tables in tests/languages/de and prints, by part
of speech, how many forms the list has, how many it leads back to their lemma, and the forms it does not have. Forms of
two words (`stehe auf`, `am besten`) are left out.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import simplemma

from pipeline.languages.de.inflection import inflect
from pipeline.languages.inflection import Lexeme
from pipeline.languages.profile import profile

TABLES = Path(__file__).parents[3] / "tests" / "languages" / "de"
PARTS_OF_SPEECH = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective", "determiners": "adjective"}


def lexemes(table: str) -> Iterator[Lexeme]:
    """Yield the words of a reference table, each once."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        yield from {
            Lexeme(row["lemma"], PARTS_OF_SPEECH[table], row.get("gender") or None) for row in csv.DictReader(lines)
        }


def main() -> None:
    """Print the figures."""
    for table in PARTS_OF_SPEECH:
        pairs = sorted(
            {
                (form, profile("de").core(lexeme.base_form))
                for lexeme in lexemes(table)
                for forms in inflect(lexeme).values()
                for form in forms
                if " " not in form
            }
        )
        unknown = [form for form, _ in pairs if not simplemma.is_known(form, "de")]
        led_back = sum(simplemma.lemmatize(form, "de") == lemma for form, lemma in pairs)
        count = len(pairs)
        print(f"{table}: {count} forms, {1 - len(unknown) / count:.2%} known, {led_back / count:.2%} led back")
        print("  not known:", ", ".join(unknown) or "none")


if __name__ == "__main__":
    main()
