"""Does the table of homographs say something about spellings of the pack?"""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Reference, Rule, Severity
from pipeline.model.lexicon import PARTS_OF_SPEECH, Homograph, Lexicon
from pipeline.model.suggestions import did_you_mean
from pipeline.recognition.spelling import keys_of, without_accents
from pipeline.rules.catalogue import Scope, checks

HOMOGRAPH_INCOMPLETE = Rule(
    code="V509",
    slug="homograph-incomplete",
    severity=Severity.ERROR,
    title="A row of homographs.csv does not say which word is meant",
    reason="A homograph is known by its spelling, its lemma and its part of speech.",
    bad="estado,,noun,0.6",
    good="estado,estado,noun,0.6",
)


@checks(HOMOGRAPH_INCOMPLETE, Scope.FILE)
def homograph_incomplete(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for empty cells, and for parts of speech that nothing has."""
    for row in lexicon.homographs:
        for column, value in (("spelling", row.spelling), ("lemma", row.lemma)):
            if not value:
                yield Finding(HOMOGRAPH_INCOMPLETE, f"the {column} is missing", row.place.at(column), row.spelling)
        if row.part_of_speech not in PARTS_OF_SPEECH:
            hint = did_you_mean(row.part_of_speech, PARTS_OF_SPEECH, f"It is one of: {', '.join(PARTS_OF_SPEECH)}")
            message = f"“{row.part_of_speech}” is not a part of speech"
            yield Finding(HOMOGRAPH_INCOMPLETE, message, row.place.at("part_of_speech"), row.spelling, hint)


HOMOGRAPH_SHARE = Rule(
    code="V510",
    slug="homograph-share",
    severity=Severity.ERROR,
    title="The share of a homograph is not a number from 0 to 1",
    reason="From the share follows whether the spelling is still taken for the word of the pack.",
    bad="estado,estado,noun,60 %",
    good="estado,estado,noun,0.6",
)


@checks(HOMOGRAPH_SHARE, Scope.FILE)
def homograph_share(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Read every share."""
    for row in lexicon.homographs:
        if row.share is None:
            message = f"“{row.stated_share}” is not a share" if row.stated_share else "nobody has judged the share yet"
            hint = "Write how much of all uses of the spelling are of this word, such as 0.25"
            yield Finding(HOMOGRAPH_SHARE, message, row.place.at("share"), row.spelling, hint)


HOMOGRAPH_TWICE = Rule(
    code="V511",
    slug="homograph-twice",
    severity=Severity.ERROR,
    title="A homograph has two rows",
    reason="Only one share can be right, and nobody could say which.",
    bad="Two rows estado,estado,noun.",
    good="One row.",
)


@checks(HOMOGRAPH_TWICE, Scope.FILE)
def homograph_twice(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the rows."""
    first: dict[tuple[str, str, str], Homograph] = {}
    for row in lexicon.homographs:
        other = first.setdefault((row.spelling, row.lemma, row.part_of_speech), row)
        if other is not row:
            reference = Reference("the first one", other.place.at("spelling"))
            message = f"the {row.part_of_speech} “{row.lemma}” has two rows for “{row.spelling}”"
            yield Finding(HOMOGRAPH_TWICE, message, row.place.at("spelling"), row.spelling, "Remove one", (reference,))


HOMOGRAPH_ALONE = Rule(
    code="V512",
    slug="homograph-alone",
    severity=Severity.WARNING,
    title="A homograph is the only word of the pack with its spelling",
    reason="The row has no effect: there is nothing that the spelling could be taken for instead.",
    bad="estado,estado,noun,0.75, although the pack has the noun estado and not the verb estar",
    good="No such row, or one for a word that the pack does not have.",
)


@checks(HOMOGRAPH_ALONE, Scope.LANGUAGE)
def homograph_alone(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for another word with the spelling of each row whose own word is in the pack."""
    words = {(word.base_form, part): word for word in lexicon.words for part in word.parts_of_speech}
    inside = [row for row in lexicon.homographs if (row.lemma, row.part_of_speech) in words]
    if not lexicon.complete or not inside:
        return
    spelled: dict[str, set[tuple[str, str]]] = {_bare(row.spelling): set() for row in inside}
    by_text = _spellings(lexicon, frozenset(spelled))
    for word in lexicon.words:
        for text in (word.base_form, *(form.text for form in word.forms)):
            for spelling in by_text.get(text, ()):
                spelled[spelling].update((word.base_form, part) for part in word.parts_of_speech)
    for row in inside:
        if spelled[_bare(row.spelling)] <= {(row.lemma, row.part_of_speech)}:
            reference = Reference("the word of the pack", words[row.lemma, row.part_of_speech].place.at("base_form"))
            message = f"only the {row.part_of_speech} “{row.lemma}” has the form “{row.spelling}”"
            yield Finding(HOMOGRAPH_ALONE, message, row.place.at("lemma"), row.spelling, "Remove the row", (reference,))


HOMOGRAPH_WITHOUT_WORD = Rule(
    code="V513",
    slug="homograph-without-word",
    severity=Severity.WARNING,
    title="A homograph is spelled like no form of the pack",
    reason="The row has no effect: nobody would take the spelling for a word of the pack.",
    bad="estadoo,estado,noun,0.6",
    good="estado,estado,noun,0.6",
)


@checks(HOMOGRAPH_WITHOUT_WORD, Scope.LANGUAGE)
def homograph_without_word(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look each spelling up among the forms, without its capital and its accents: recognition tolerates those."""
    if not lexicon.complete or not lexicon.homographs:
        return
    known = set[str]().union(
        *_spellings(lexicon, frozenset(_bare(row.spelling) for row in lexicon.homographs)).values()
    )
    for row in lexicon.homographs:
        if row.spelling and _bare(row.spelling) not in known:
            message = f"no word of the pack has the form “{row.spelling}”"
            yield Finding(HOMOGRAPH_WITHOUT_WORD, message, row.place.at("spelling"), row.spelling, "Remove the row")


def _spellings(lexicon: Lexicon, wanted: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the wanted spellings by base forms that are spelled so, and by forms that are or have a piece that is."""
    forms = [form.text for word in lexicon.words for form in word.forms]
    texts = [*forms, *(word.base_form for word in lexicon.words)]
    found = {text: frozenset({text}) for text in texts if text in wanted and _is_bare(text)}
    others = list(dict.fromkeys(text for text in texts if not _is_bare(text)))
    compound = {text for text in forms if not text.isalpha()}
    for text, key in zip(others, keys_of(others, _bare), strict=True):
        its = wanted.intersection((key, *(key.split() if text in compound else ())))
        if its:
            found[text] = its
    return found


def _is_bare(text: str) -> bool:
    """Return whether a text is plain letters in lower case, and so has nothing to leave out."""
    return text.isascii() and text.isalpha() and text.islower()


def _bare(spelling: str) -> str:
    return without_accents(spelling.casefold())
