"""Are the paradigm tables filled?"""

from collections import defaultdict
from collections.abc import Iterator

from pipeline.languages.inflection import has_rules
from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Place, Rule, Severity
from pipeline.model.lexicon import Lexicon
from pipeline.rules.catalogue import Scope, checks

FILLED_BY_RULES = 20
"""The fewest rows that say something of a column where rules of inflection fill it: they leave no form out, and a few
words need not have all: invariable adjectives are rare."""

EMPTY_COLUMN = Rule(
    code="V514",
    slug="empty-column",
    severity=Severity.WARNING,
    title="A column of a paradigm table is filled by no word",
    reason="No word of the pack has such a form, so it will never be recognised: the forms were forgotten, or the "
    "profile of the language has a cell too many.",
    bad="paradigms/noun.csv without a plural in any row, although the profile has a cell Number=Plur.",
    good="The plurals of the nouns that have one, or a profile without the cell.",
)


@checks(EMPTY_COLUMN, Scope.FILE)
def empty_column(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for forms in each cell that the profile has, if the table has rows with forms at all."""
    rows: defaultdict[str, int] = defaultdict(int)
    filled: defaultdict[str, set[str]] = defaultdict(set)
    for row in lexicon.paradigms:
        cells = [name for name, variants in row.cells.items() if variants]
        rows[row.part_of_speech] += bool(cells)
        filled[row.part_of_speech].update(cells)
    least = FILLED_BY_RULES if has_rules(lexicon.language) else 1
    for document in lexicon.documents:
        part = document.topic or ""
        if document.kind != "paradigm" or rows[part] < least:
            continue
        for name in (cell for cells in profile.paradigms.get(part, {}).values() for cell in cells):
            if name not in filled[part]:
                message = f"no {part} has a form in the column {name}"
                hint = "Write the forms, or leave the cell out of the language's profile"
                yield Finding(EMPTY_COLUMN, message, Place(document.file, ("columns", name)), suggestion=hint)
