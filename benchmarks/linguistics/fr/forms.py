"""How many of the inflected forms in spaCy's independent French tables are in our paradigms?

`python -m benchmarks.linguistics.fr.forms [--all]` inflects every verb and adjective of spacy-lookups-data (3,000
verbs, most of them whole) and prints, by part of speech, the forms that our paradigm of the lemma has and those it has
not; then how many base forms of the pack's words are read as the pack says.
"""

import gzip
import json
import re
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from pipeline.languages.fr.inflection import inflect
from pipeline.languages.fr.pronunciation import pronounce
from pipeline.languages.inflection import Lexeme, UnknownParadigmError

PACK = Path(__file__).parents[3] / "vocab_sources" / "fr"
INFINITIVE = re.compile("(?:er|ir|ïr|re)$")
OTHER_SPELLING = re.compile("[^a-zàâçéèêëîïôœùûü]")
LEAST = {"verb": 5, "adjective": 1}
"""With fewer forms than this, the table does not have a paradigm of the lemma."""


def reference(part_of_speech: str, tag: str) -> dict[str, set[str]]:
    """Return the forms in spaCy's table by lemma; participles, which it has among the adjectives too, are left out."""
    table: Any = files("spacy_lookups_data") / "data" / "fr_lemma_exc.json.gz"
    forms: dict[str, set[str]] = defaultdict(set)
    for form, lemmas in json.loads(gzip.decompress(table.read_bytes()))[tag].items():
        for lemma in lemmas:
            if not OTHER_SPELLING.search(form + lemma) and bool(INFINITIVE.search(lemma)) == (part_of_speech == "verb"):
                forms[lemma].add(form)
    return {lemma: found for lemma, found in forms.items() if len(found) >= LEAST[part_of_speech]}


def compare(part_of_speech: str, tag: str, *, show_all: bool) -> None:
    """Print how the paradigms of one part of speech agree with the table."""
    refused, missing, count = [], {}, 0
    for lemma, theirs in reference(part_of_speech, tag).items():
        try:
            ours = {form for forms in inflect(Lexeme(lemma, part_of_speech)).values() for form in forms}
        except UnknownParadigmError:
            refused.append(lemma)
            continue
        count += len(theirs)
        if theirs - ours - {lemma}:
            missing[lemma] = sorted(theirs - ours - {lemma})
    found = count - sum(map(len, missing.values()))
    print(f"{part_of_speech}: {found} of {count} forms ({found / count:.2%}); {len(refused)} lemmas refused")
    for lemma, forms in sorted(missing.items()) if show_all else ():
        print(f"  {lemma}: {', '.join(forms)}")


def compare_pronunciations() -> None:
    """Print for how many of the pack's words the rules agree with the pack."""
    words = [
        word
        for path in sorted(PACK.glob("*/*.yaml"))
        for word in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["words"]
        if "pronunciation" in word
    ]
    other = [
        f"{word['base_form']} {word['pronunciation']} ({read})"
        for word in words
        if (read := pronounce(word["base_form"], word["part_of_speech"])) != word["pronunciation"]
    ]
    print(f"pronunciation: {len(words) - len(other)} of {len(words)} words; {', '.join(other) or 'no others'}")


if __name__ == "__main__":
    compare("verb", "verb", show_all="--all" in sys.argv)
    compare("adjective", "adj", show_all="--all" in sys.argv)
    compare_pronunciations()
