"""Which of our inflected forms are in simplemma's independent Spanish word list?

`python -m benchmarks.linguistics.es.forms` inflects the lemmas of the tables in tests/languages/es and prints, by part
of speech, how many forms the list has, how many it leads back to their lemma, and the forms it does not have.
"""

import csv
from pathlib import Path

import simplemma

from pipeline.languages.es.inflection import inflect
from pipeline.languages.inflection import Lexeme
from pipeline.languages.profile import profile

TABLES = Path(__file__).parents[3] / "tests" / "languages" / "es"


def main() -> None:
    """Print the figures."""
    for part_of_speech in ("verb", "noun", "adjective"):
        with (TABLES / f"{part_of_speech}s.csv").open(encoding="utf-8", newline="") as lines:
            lemmas = {row["lemma"] for row in csv.DictReader(lines) if " " not in row["lemma"]}
        pairs = sorted(
            {
                (form, profile("es").core(lemma))
                for lemma in lemmas
                for forms in inflect(Lexeme(lemma, part_of_speech)).values()
                for form in forms
            }
        )
        unknown = [form for form, _ in pairs if not simplemma.is_known(form, "es")]
        led_back = sum(simplemma.lemmatize(form, "es") == lemma for form, lemma in pairs)
        count = len(pairs)
        print(f"{part_of_speech}: {count} forms, {1 - len(unknown) / count:.2%} known, {led_back / count:.2%} led back")
        print("  not known:", ", ".join(unknown) or "none")


if __name__ == "__main__":
    main()
