"""What a headword and the rest of its row say together: an entry, or why there is none."""

from dataclasses import dataclass

from pipeline.intake.conform.agreement import Noun, disagreements, respelled
from pipeline.intake.conform.grammar import NOTHING, Grammar, merged
from pipeline.intake.conform.headwords import Headword
from pipeline.intake.conform.knowledge import Knowledge, Lemma
from pipeline.intake.conform.notation import expanded, is_abbreviated
from pipeline.intake.conform.senses import Senses, as_nouns, as_verbs, infinitives
from pipeline.intake.statements import Aside, Entry, Sample
from pipeline.intake.terms.tables import Notation
from pipeline.languages.articles import article_before

NOT_KNOWN = "not a known word"


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all rows of a table."""

    knowledge: Knowledge
    translations: Notation
    """How the language of the translations writes its words."""
    headwords: bool = True
    """Whether words are those of a dictionary, and not as texts have them, as in a frequency list."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the cells of a row say beside the word."""

    grammar: Grammar = NOTHING
    article: str = ""
    no_article: bool = False
    """Whether the table has a column of articles, and this row none."""
    plural: str = ""
    forms: tuple[tuple[str, str], ...] = ()
    pronunciations: tuple[str, ...] = ()
    senses: Senses = ()
    definition: str = ""
    level: str = ""
    topics: tuple[str, ...] = ()
    examples: tuple[Sample, ...] = ()
    count: int | None = None
    note: str = ""
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What is found step by step."""

    base: str
    part: str
    gender: str
    plural: str
    senses: Senses
    doubts: list[str]
    given: str = ""
    proposed: bool = False


def bare_entry(word: str, count: int | None, level: str, context: Context) -> Entry | Aside:
    """Return what a row says of which nothing but a word of letters is given, as in a frequency list.

    It is what `entry_of` returns for it, in half the time.
    """
    knowledge = context.knowledge
    if word not in knowledge.words and knowledge.is_name(word):
        return Aside(word, "proper name")
    found = knowledge.lemma(word, headword=context.headwords)
    if found.base_form == word:
        return Entry(word, level=level, count=count, doubts=() if found.known else (NOT_KNOWN,))
    base, given, proposed = _as_lemma(word, word, found, knowledge)
    doubts = [found.doubt] if proposed and found.doubt else []
    if proposed and respelled(word, base, "", knowledge):
        doubts.append(f"spelled {word} in the list")
    return Entry(base, given, proposed, level=level, count=count, doubts=tuple(doubts))


def entry_of(cell: str, word: Headword, given: Given, context: Context) -> Entry | Aside:
    """Return what a row says of a word in its cell."""
    knowledge = context.knowledge
    alone = not given.senses and not given.grammar.part_of_speech and word.article is None
    if _is_name(word.text, knowledge):
        if alone:
            return Aside(cell, "proper name")
        word.doubts.append("proper name")
    draft = _Draft(
        word.text,
        given.grammar.part_of_speech or word.part_of_speech,
        given.grammar.gender or word.gender,
        word.plural,
        given.senses,
        [*word.doubts, *given.doubts],
    )
    _settle_article(draft, word, given, knowledge)
    _settle_plural(draft, given, knowledge)
    _settle_senses(draft, context)
    _settle_lemma(draft, cell, word, given, context, alone=alone)
    _doubt_gender(draft, word, given, knowledge)
    if draft.part == "noun" and (draft.gender or draft.plural):
        draft.doubts += disagreements(_noun(draft, cell, word, given, knowledge), knowledge)
    if given.grammar.further:
        draft.doubts.append(f"also given as {', '.join(given.grammar.further)}")
    if given.grammar.name and "proper name" not in draft.doubts:
        draft.doubts.append("proper name")
    return Entry(
        draft.base,
        draft.given,
        draft.proposed,
        draft.part,
        draft.gender,
        draft.plural,
        (*word.forms, *given.forms),
        given.pronunciations,
        draft.senses,
        given.definition,
        given.level,
        given.topics,
        given.examples,
        given.count,
        "; ".join(filter(None, (given.note, *word.notes))),
        tuple(dict.fromkeys(draft.doubts)),
    )


def _noun(draft: _Draft, cell: str, word: Headword, given: Given, knowledge: Knowledge) -> Noun:
    in_plural, article = "plural given" in draft.doubts, given.article
    if word.article is not None and not article:
        article = article_before(knowledge.profile, cell.replace("’", "'")) or ""
    return Noun(draft.base, draft.gender, draft.plural, "" if in_plural else article, in_plural)


def _is_name(text: str, knowledge: Knowledge) -> bool:
    return " " not in text and text not in knowledge.words and knowledge.is_name(text)


def _settle_article(draft: _Draft, word: Headword, given: Given, knowledge: Knowledge) -> None:
    if given.article:
        shown = [knowledge.notation.articles.get(part) for part in given.article.lower().split("/")]
        known = [one for one in shown if one is not None]
        if known and len(known) == len(shown):
            draft.gender = draft.gender or merged([one.gender for one in known])
            draft.part = draft.part or "noun"
            word.is_plural = word.is_plural or known[0].number == "plural"
            word.article = word.article or known[0]
        else:
            draft.doubts.append(f"article given as {given.article[:40]}")


def _settle_plural(draft: _Draft, given: Given, knowledge: Knowledge) -> None:
    text = draft.plural or given.plural
    if text and is_abbreviated(text):
        form = expanded(draft.base, text, knowledge.notation)
        if form is None:
            draft.doubts.append(f"plural given as {text[:40]}")
        text = form or ""
    lead, _, rest = text.partition(" ")
    article = knowledge.notation.articles.get(lead.lower()) if rest else None
    draft.plural = rest if article is not None else text
    if draft.plural:
        draft.part = draft.part or "noun"


def _settle_senses(draft: _Draft, context: Context) -> None:
    """Read the part of speech off the translations, and give them the form of that part of speech."""
    if not draft.senses:
        return
    its = context.translations
    verbs, others = infinitives(draft.senses, its)
    if verbs and others and not draft.part:
        readings = "; ".join(", ".join(sense) for sense in draft.senses)
        draft.doubts.append(f"two readings ({readings})")
    elif verbs and not draft.part:
        draft.part = "verb"
    nouns = draft.part == "noun" or all(text.lower().startswith("the ") for sense in draft.senses for text in sense)
    if nouns and its.articles:
        draft.senses = as_nouns(draft.senses, its)
    elif draft.part == "verb":
        draft.senses = as_verbs(draft.senses, its)


def _settle_lemma(draft: _Draft, cell: str, word: Headword, given: Given, context: Context, *, alone: bool) -> None:
    """Propose a lemma for what is inflected, and say what the list had."""
    knowledge = context.knowledge
    plural = word.is_plural or given.grammar.plural
    if " " in draft.base:
        if plural:
            draft.doubts.append("plural given")
        return
    found = _lemma(draft, word, context, plural=plural)
    changed = knowledge.profile.lowered(found.base_form) != knowledge.profile.lowered(draft.base)
    if word.article is not None and not word.article.number and (changed or plural):
        plural, draft.gender = True, given.grammar.gender  # die Bücher: not the article of a feminine
    if plural:
        draft.doubts.append("plural given")
        draft.plural = draft.plural or draft.base
    if found.base_form != draft.base:
        draft.base, draft.given, draft.proposed = _as_lemma(draft.base, cell, found, knowledge)
        if draft.proposed and found.doubt and not plural:
            draft.doubts.append(found.doubt)
        if draft.proposed and not plural and respelled(word.text, draft.base, draft.gender, knowledge):
            draft.doubts.append(f"spelled {word.text} in the list")
    elif alone and not found.known:
        draft.doubts.append(NOT_KNOWN)


def _as_lemma(word: str, cell: str, found: Lemma, knowledge: Knowledge) -> tuple[str, str, bool]:
    """Return the base form of a word that is not its own, what was given, and whether that is a proposal.

    What only begins with a capital is written as the lemma is, unless the lemma has the capital.
    """
    if knowledge.profile.lowered(found.base_form) != knowledge.profile.lowered(word):
        return found.base_form, cell, True
    return (word, "", False) if word[:1].islower() else (found.base_form, word, False)


def _lemma(draft: _Draft, word: Headword, context: Context, *, plural: bool) -> Lemma:
    knowledge = context.knowledge
    if plural:
        return knowledge.lemma(draft.base, "noun", headword=False)
    singular = word.article is not None and word.article.number == "singular"
    if singular and (knowledge.profile.nouns_capitalised or draft.base.islower()):
        return Lemma(draft.base)  # its article shows that it is no form of another word
    if draft.part == "verb" and knowledge.profile.core(draft.base) != draft.base:
        return Lemma(draft.base)
    return knowledge.lemma(draft.base, draft.part, headword=context.headwords)


def _doubt_gender(draft: _Draft, word: Headword, given: Given, knowledge: Knowledge) -> None:
    """Say where a noun's gender is not shown, or shown by an article that hides it."""
    if given.no_article and not draft.gender and draft.plural == draft.base:
        genders = " or ".join(knowledge.notation.one_form) or "the same in both numbers"
        draft.doubts.append(f"no article given; plural only or {genders}")
    if word.article is None or given.grammar.gender or not draft.gender or draft.gender != word.article.gender:
        return
    if knowledge.hides_gender(word.article, draft.base, draft.gender):
        draft.gender = ""
        draft.doubts.append("the article does not show the gender here")
