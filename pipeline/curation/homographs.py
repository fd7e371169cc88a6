"""Propose words outside a pack that are spelled like forms of words in it; a curator judges how often each is meant.

Machines suggest: what lemma tables hold a spelling to be, beside what the pack has it for. A row that is there is never
touched, and a proposed one has no share until a curator writes it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.curation.files import Rewrite
from pipeline.languages.profile import Profile
from pipeline.lemmas.spacy_data import UNIVERSAL_TAGS
from pipeline.lemmas.tables import LemmaTables, lemma_tables
from pipeline.model.lexicon import Document, Lexicon
from pipeline.reading import homograph_rows
from pipeline.reading.homograph_rows import COLUMNS
from pipeline.stages.extract import HOMOGRAPHS


@dataclass(frozen=True, slots=True, order=True)
class HomographProposal:
    """A word that a spelling of the pack may be, too."""

    spelling: str
    lemma: str
    part_of_speech: str
    """Empty where the tables do not say."""


def propose(lexicon: Lexicon, profile: Profile) -> list[HomographProposal]:
    """Return the words outside the pack that the lemma tables give its spellings to, sorted; none that has a row."""
    tables = lemma_tables(profile.code, profile.lemmatizer)
    own: dict[str, set[str]] = {}
    for word in lexicon.words:
        for text in (word.base_form, *(form.text for form in word.forms)):
            if text.isalpha():
                own.setdefault(text, set()).update((word.base_form, profile.core(word.base_form)))
    known = {(word.base_form, part) for word in lexicon.words for part in word.parts_of_speech}
    rows = {(row.spelling, row.lemma) for row in lexicon.homographs}
    return sorted(
        one
        for spelling, lemmas in own.items()
        for one in _others(spelling, lemmas, tables, profile)
        if (one.lemma, one.part_of_speech) not in known and (one.spelling, one.lemma) not in rows
    )


def most_frequent_first(
    proposals: Iterable[HomographProposal], lexicon: Lexicon, occurrences: Mapping[str, int]
) -> list[HomographProposal]:
    """Return proposals by how often the less frequent of both lemmas occurs: where it is rare, little is at stake."""
    words: dict[str, int] = {}
    for word in lexicon.words:
        often = occurrences.get(word.base_form, 0)
        for text in (word.base_form, *(form.text for form in word.forms)):
            words[text] = max(often, words.get(text, 0))

    def at_stake(one: HomographProposal) -> int:
        return min(words.get(one.spelling, 0), occurrences.get(one.lemma, 0))

    return sorted(proposals, key=lambda one: (-at_stake(one), one))


def _others(spelling: str, lemmas: set[str], tables: LemmaTables, profile: Profile) -> Iterator[HomographProposal]:
    """Yield what else a spelling may be: a lemma itself, or a form of one."""
    parts = [part for part in UNIVERSAL_TAGS if spelling in tables.index[part]]
    for part in parts:
        yield HomographProposal(spelling, spelling, part)
    for lemma in dict.fromkeys((*tables.looked_up(spelling), *tables.in_simplemma(spelling))):
        if lemma not in lemmas and not (parts and lemma == spelling):
            noun = profile.nouns_capitalised and lemma[:1].isupper()
            of_lemma = [part for part in UNIVERSAL_TAGS if lemma in tables.index[part]]
            yield HomographProposal(spelling, lemma, "noun" if noun else of_lemma[0] if len(of_lemma) == 1 else "")


def plan_table(root: Path, lexicon: Lexicon, proposals: Iterable[HomographProposal]) -> Rewrite | str | None:
    """Return how the table of the pack at `root` gets the rows that are proposed, sorted among those that are there.

    None: there is nothing to add. A text says why it cannot be done.
    """
    added = [[one.spelling, one.lemma, one.part_of_speech, ""] for one in proposals]
    if not added:
        return None
    path = root / HOMOGRAPHS
    document = next((one for one in lexicon.documents if one.kind == "homographs"), None)
    if not _whole(document, path):
        return f"{path} is left as it is: it has errors; see `babblr-vocab validate`"
    kept = [[row.spelling, row.lemma, row.part_of_speech, row.stated_share] for row in lexicon.homographs]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(kept + added))
    return Rewrite(path, root, document.text if document else None, out.getvalue())


def _whole(document: Document | None, path: Path) -> bool:
    """Whether all rows of the table could be read; one that is not there has none."""
    if document is None:
        return not path.exists()
    return not homograph_rows.parse(document.text, document.file)[1]
