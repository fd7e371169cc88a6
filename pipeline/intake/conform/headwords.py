"""The cell of the word: `der Ausgang, -gänge`, `feiern (feierte, hat gefeiert)`, `el/la cantante`, `sartén (f)`."""

import re
from dataclasses import dataclass, field

from pipeline.intake.conform.cells import parted
from pipeline.intake.conform.grammar import merged, read_grammar
from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.conform.notation import alike, expanded, is_abbreviated
from pipeline.intake.terms.tables import Article

_IN_BRACKETS = re.compile(r"([^()\[\]]*)[(\[]([^()\[\]]*)[)\]](.*)", re.DOTALL)
_APOSTROPHES = str.maketrans("’ʼ`´", "''''")


@dataclass(slots=True)
class Headword:
    """What the cell of a word says."""

    text: str
    """The word without its article and what is added to it."""
    article: Article | None = None
    gender: str = ""
    part_of_speech: str = ""
    plural: str = ""
    is_plural: bool = False
    """Whether the word is given in the plural: `los niños`."""
    forms: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def read_headwords(cell: str, knowledge: Knowledge, part_of_speech: str = "") -> list[Headword]:
    """Return the words that a cell has at its head, nearly always one; a part of speech is what the row says.

    The cell is cleaned (`cells`). A word that the pack has as it is written is left as it is: `un poco`.
    """
    if cell.isalpha() or cell in knowledge.words:
        return [Headword(cell)]
    text = cell.translate(_APOSTROPHES)
    first = Headword("")
    text = _take_brackets(text, first, knowledge)
    head, *further = parted(text, ",;")
    _take_slash(head, first, knowledge, part_of_speech)
    others = []
    for one in further:
        other = _take_further(one, first, knowledge)
        if other is not None:
            others.append(other)
    if others:
        first.doubts.append("several words in one cell")
    return [first, *others]


def _take_brackets(text: str, word: Headword, knowledge: Knowledge) -> str:
    """Read what is in brackets, and return the text without it."""
    for _ in range(4):
        found = _IN_BRACKETS.fullmatch(text)
        if found is None:
            break
        before, inside, after = found[1].strip(), found[2].strip(), found[3].strip()
        text = " ".join(part for part in (before, after) if part)
        pronoun = next((one for one in knowledge.profile.reflexive_prefixes if one.strip() == inside.lower()), None)
        if pronoun:
            text, word.part_of_speech = pronoun + text, "verb"
        elif inside.lower() in knowledge.notation.articles and not before:
            text = f"{inside} {text}"
        elif inside.isalpha() and found[1][-1:].isalpha() and not after:  # bon(ne), Lehrer(in)
            feminine = inside.endswith(knowledge.notation.feminine_endings or "-")
            word.forms.append(("feminine" if feminine else "", before.split(" ")[-1] + inside))
        elif inside:
            _read_added(inside, text, word, knowledge)
    return text


def _read_added(inside: str, text: str, word: Headword, knowledge: Knowledge) -> None:
    grammar = read_grammar(inside)
    if grammar.whole and (grammar.part_of_speech or grammar.gender or grammar.plural):
        word.part_of_speech = grammar.part_of_speech or "noun"
        word.gender, word.is_plural = grammar.gender, grammar.plural
        return
    noun = _without_article(text, knowledge)[1]
    label, _, rest = inside.partition(" ")
    if rest and read_grammar(label).plural and read_grammar(label).whole:
        inside = rest
    if is_abbreviated(inside) or (rest is inside):
        _take_plural(inside, noun, word, knowledge)
    elif _are_forms(inside, noun, knowledge):
        word.forms += [("", part) for part in parted(inside, ",;/")]
        _read_auxiliary(inside, word, knowledge)
    else:
        word.notes.append(inside)


def _read_auxiliary(forms: str, word: Headword, knowledge: Knowledge) -> None:
    if any(part.split(" ")[0] in knowledge.notation.auxiliaries for part in parted(forms, ",;/")):
        word.part_of_speech = "verb"


def _are_forms(inside: str, noun: str, knowledge: Knowledge) -> bool:
    parts = parted(inside, ",;/")
    if any(" " in part and part.split(" ")[0] in knowledge.notation.auxiliaries for part in parts):
        return True
    return all(knowledge.lemma(part, headword=False).base_form == noun for part in parts if " " not in part) and all(
        " " not in part for part in parts
    )


def _take_slash(text: str, word: Headword, knowledge: Knowledge, part: str) -> None:
    """Read the word itself, with its article and a second form: `el/la cantante`, `rubio/a`, `niño/-a`."""
    article, rest = _without_article(text, knowledge) if part in ("", "noun") else (None, text)
    head, slash, ending = rest.partition("/")
    head, ending = head.strip(), _without_article(ending.strip(), knowledge)[1]
    if "(" not in rest and slash and head and ending and " " not in ending:
        word.text = head
        _take_feminine(head, ending, word, knowledge, has_article=article is not None)
    else:
        word.text = rest
    if article is not None:
        word.article, word.is_plural = article, word.is_plural or article.number == "plural"
        word.gender = word.gender or article.gender
        word.part_of_speech = word.part_of_speech or "noun"


def _without_article(text: str, knowledge: Knowledge) -> tuple[Article | None, str]:
    articles = knowledge.notation.articles
    lead, apart, rest = text.partition(" ")
    if apart and rest:
        parts = [articles.get(part) for part in lead.lower().split("/")]
        known = [one for one in parts if one is not None]
        if known and len(known) == len(parts):
            return Article(merged([one.gender for one in known]), known[0].number), rest.strip()
    elided, apostrophe, rest = text.partition("'")
    shown = articles.get(f"{elided.lower()}'") if apostrophe else None
    return (shown, rest.strip()) if shown is not None and rest.strip() else (None, text)


def _take_feminine(head: str, ending: str, word: Headword, knowledge: Knowledge, *, has_article: bool) -> None:
    """Read a second form after a slash: an ending of the feminine, or the whole form."""
    bare = ending.lstrip("-‐‑–")
    if bare in knowledge.notation.feminine_endings:
        stem = head if len(bare) > 1 or head[-1:] not in "aeio" else head[:-1]
        form = stem + bare
    elif ending != bare:
        form = expanded(head, ending, knowledge.notation) or ""
    else:
        form = ending if alike(head, ending) else ""
    if not form:
        word.text = f"{head}/{ending}"
        word.doubts.append("two words, or two forms of one")
        return
    word.forms.append(("feminine", form))
    if not word.part_of_speech and not has_article:
        in_pack = knowledge.words.get(head, ())
        word.part_of_speech = next(iter(in_pack), "adjective")
        if not in_pack:
            word.doubts.append("an adjective, or a noun of two genders")


def _take_further(text: str, word: Headword, knowledge: Knowledge) -> Headword | None:
    """Read what follows a comma: a plural, another form, or another word, which is returned."""
    if is_abbreviated(text):
        bare = text.lstrip("-‐‑– ")
        if word.article is None and bare in knowledge.notation.feminine_endings and word.part_of_speech != "noun":
            _take_feminine(word.text, bare, word, knowledge, has_article=False)
        else:
            _take_plural(text, word.text, word, knowledge)
        return None
    article, bare = _without_article(text, knowledge)
    noun = word.article is not None or word.part_of_speech == "noun"
    if (
        noun
        and alike(word.text, bare)
        and (article is None or article.number == "plural" or article.gender == "feminine")
    ):
        word.plural = word.plural or bare
        return None
    if _are_forms(text, word.text, knowledge):
        word.forms.append(("", text))
        _read_auxiliary(text, word, knowledge)
        return None
    other = Headword("")
    _take_slash(text, other, knowledge, "")
    return other


def _take_plural(text: str, noun: str, word: Headword, knowledge: Knowledge) -> None:
    form = expanded(noun, text, knowledge.notation) if is_abbreviated(text) else text
    if form is None:
        word.doubts.append(f"plural given as {text[:40]}")
    else:
        word.plural, word.part_of_speech = form, word.part_of_speech or "noun"
