"""Are the inflected forms possible ones?"""

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.languages.inflection import has_rules
from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.lexicon import Lexicon, ParadigmRow
from pipeline.model.suggestions import Suggestions, a, did_you_mean
from pipeline.rules.catalogue import Scope, checks

UNKNOWN_FORM_TYPE = Rule(
    code="V501",
    slug="unknown-form-type",
    severity=Severity.ERROR,
    title="The language has no such form type for this part of speech",
    reason="The app shows and looks up forms by type, so this one would never be found.",
    bad="forms:\n  - {type: plurals, text: regímenes}",
    good="forms:\n  - {type: plural, text: regímenes}",
)


@checks(UNKNOWN_FORM_TYPE, Scope.FILE)
def unknown_form_type(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look each curated form's type up in the profile."""
    if not profile.describes_words:
        return
    for word in lexicon.words:
        allowed = [type_ for part in word.parts_of_speech for type_ in profile.form_types_of(part)]
        for index, form in enumerate(word.curated_forms):
            if form.type not in allowed:
                yield Finding(
                    UNKNOWN_FORM_TYPE,
                    f"{a(word.part_of_speech)} has no form type “{form.type}” in {profile.name}",
                    word.place.at("forms", index, "type"),
                    word.base_form,
                    did_you_mean(form.type, allowed, f"Use one of: {', '.join(allowed)}"),
                )


NO_TABLE = Rule(
    code="V502",
    slug="no-paradigm-table",
    severity=Severity.WARNING,
    title="The pack has no paradigm table for a part of speech that inflects",
    reason="When a learner meets a form of the word, the app cannot tell which word it belongs to.",
    bad="Verbs in the pack, but no paradigms/verb.csv.",
    good="paradigms/verb.csv, filled by `babblr-vocab inflect es --write` and reviewed.",
)


@checks(NO_TABLE, Scope.LANGUAGE)
def no_paradigm_table(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the parts of speech of the words with the existing tables."""
    parts = {part for word in lexicon.words for part in word.parts_of_speech}
    for part in profile.paradigms:
        if lexicon.pack and part in parts and part not in lexicon.tables:
            message = f"the pack has {part}s, but no paradigms/{part}.csv"
            hint = _by_rules(lexicon.language, "Fill it", "Write the table yourself")
            yield Finding(NO_TABLE, message, lexicon.pack.place, suggestion=hint)


NO_PARADIGM = Rule(
    code="V503",
    slug="no-paradigm",
    severity=Severity.WARNING,
    title="A word that inflects has no row in the paradigm table",
    reason="Its forms are not recognised in a conversation, and the learner's progress with it is not counted.",
    bad="base_form: cantar in A1/hobbies.yaml, but no row cantar in paradigms/verb.csv",
    good="cantar,cantando,cantado,canto,…",
)


@checks(NO_PARADIGM, Scope.LANGUAGE)
def no_paradigm(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the row of every word that inflects."""
    rows = {(row.part_of_speech, row.base_form) for row in lexicon.paradigms}
    for word in lexicon.words:
        for part in word.parts_of_speech:
            if part in profile.paradigms and part in lexicon.tables and (part, word.base_form) not in rows:
                yield Finding(
                    NO_PARADIGM,
                    f"“{word.base_form}” has no row in paradigms/{part}.csv",
                    word.place.at("base_form"),
                    word.base_form,
                    _by_rules(lexicon.language, "Add it", "Add the row yourself"),
                )


def _by_rules(language: str, advice: str, otherwise: str) -> str:
    """Return advice to use the inflection rules of a language, or other advice if it has none."""
    if has_rules(language):
        return f"{advice} with `babblr-vocab inflect {language} --write`, then review it"
    return f"{otherwise}: there are no inflection rules for “{language}” yet"


PARADIGM_WITHOUT_WORD = Rule(
    code="V504",
    slug="paradigm-without-word",
    severity=Severity.WARNING,
    title="A row of a paradigm table matches no word",
    reason="The word was renamed or removed, or its row is misspelled; the row has no effect.",
    bad="A row cantr in paradigms/verb.csv.",
    good="A row cantar.",
)


@checks(PARADIGM_WITHOUT_WORD, Scope.LANGUAGE)
def paradigm_without_word(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for the word of every row."""
    if not lexicon.complete:
        return
    words = {(part, word.base_form) for word in lexicon.words for part in word.parts_of_speech}
    unfinished = {draft.base_form for draft in lexicon.unfinished}
    suggestions = Suggestions(sorted({base_form for _, base_form in words}))
    for row in lexicon.paradigms:
        if (row.part_of_speech, row.base_form) not in words and row.base_form not in unfinished:
            message = f"there is no {row.part_of_speech} “{row.base_form}” in the pack"
            hint = suggestions.hint(row.base_form, "Remove the row")
            yield Finding(PARADIGM_WITHOUT_WORD, message, row.place.at("base_form"), row.base_form, hint)


PARADIGM_TWICE = Rule(
    code="V505",
    slug="paradigm-twice",
    severity=Severity.ERROR,
    title="A word has two rows in a paradigm table",
    reason="Only one of them would count, and it is unclear which.",
    bad="Two rows cantar in paradigms/verb.csv.",
    good="One row, with variants separated by a vertical bar.",
)


@checks(PARADIGM_TWICE, Scope.FILE)
def paradigm_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the rows of each table."""
    first: dict[tuple[str, str], ParadigmRow] = {}
    for row in lexicon.paradigms:
        other = first.setdefault((row.part_of_speech, row.base_form), row)
        if other is not row:
            yield Finding(
                PARADIGM_TWICE,
                f"“{row.base_form}” has two rows",
                row.place.at("base_form"),
                row.base_form,
                references=(Reference("the first one", other.place.at("base_form")),),
            )


NO_BASE_FORM = Rule(
    code="V506",
    slug="paradigm-without-base-form",
    severity=Severity.WARNING,
    title="A word's row does not contain its base form",
    reason="The base form is one of the forms. A row without it usually belongs to another word.",
    bad="cantar,bailando,bailado,bailo,…",
    good="cantar,cantando,cantado,canto,…",
)


@checks(NO_BASE_FORM, Scope.FILE)
def paradigm_without_base_form(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Look for the base form, or the verb in a base form of several words, in each row that has forms."""
    for row in lexicon.paradigms:
        forms = {variant for variants in row.cells.values() for variant in variants}
        if forms and not forms & {row.base_form, profile.core(row.base_form)}:
            message = f"the row of “{row.base_form}” does not contain “{row.base_form}” itself"
            yield Finding(NO_BASE_FORM, message, row.place.at("base_form"), row.base_form)


REPEATED_FORM = Rule(
    code="V507",
    slug="repeated-form",
    severity=Severity.INFO,
    title="A form of an entry is also in the paradigm table",
    reason="`forms` is for forms that the tables cannot hold. Two copies of a form will differ one day.",
    bad="forms:\n  - {type: plural, text: panes}    # and panes in paradigms/noun.csv",
    good="panes in paradigms/noun.csv only.",
)


@checks(REPEATED_FORM, Scope.LANGUAGE)
def repeated_form(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Compare the curated forms with the rows."""
    rows = {(row.part_of_speech, row.base_form): row for row in lexicon.paradigms}
    for word in lexicon.words:
        row = rows.get((word.part_of_speech, word.base_form))
        for index, form in enumerate(word.curated_forms if row else ()):
            known = row is not None and any(
                form.text in variants and profile.form_type(row.part_of_speech, cell) == form.type
                for cell, variants in row.cells.items()
            )
            if known:
                message = f"“{form.text}” is already in paradigms/{word.part_of_speech}.csv"
                yield Finding(
                    REPEATED_FORM, message, word.place.at("forms", index, "text"), word.base_form, "Remove it"
                )


FORM_TWICE = Rule(
    code="V508",
    slug="form-twice",
    severity=Severity.WARNING,
    title="A form is given twice in one place",
    reason="One of the two was probably meant to be another form, which is now missing.",
    bad="comiera|comiera    # in one cell of paradigms/verb.csv",
    good="comiera|comiese",
)


@checks(FORM_TWICE, Scope.FILE)
def form_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the variants in each cell and the forms of each entry; one spelling may have several sets of features."""
    for row in lexicon.paradigms:
        for name, variants in row.cells.items():
            for variant in _repeated(variants):
                message = f"“{variant}” appears twice in the cell {name}"
                yield Finding(FORM_TWICE, message, row.place.at("cells", name), row.base_form)
    for word in lexicon.words:
        first: dict[object, int] = {}
        for index, form in enumerate(word.curated_forms):
            features = tuple(frozenset(one.items()) for one in form.features)
            other = first.setdefault((form.type, form.text, features), index)
            if other != index:
                message = f"the {form.type} form “{form.text}” is given twice"
                reference = Reference("the first one", word.place.at("forms", other, "text"))
                place = word.place.at("forms", index, "text")
                yield Finding(FORM_TWICE, message, place, word.base_form, "Remove it", (reference,))


def _repeated(variants: Sequence[str]) -> list[str]:
    if len(variants) == 1 or len(set(variants)) == len(variants):  # as in nearly all cells
        return []
    return [variant for variant, count in Counter(variants).items() if count > 1]
