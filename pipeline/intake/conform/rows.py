"""A row of a table → what it says."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.intake.conform.cells import clean, lines
from pipeline.intake.conform.entries import Context, Given, bare_entry, entry_of
from pipeline.intake.conform.examples import read_examples
from pipeline.intake.conform.grammar import NOTHING, Grammar, read_count, read_gender, read_grammar, read_level
from pipeline.intake.conform.headwords import read_headwords
from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.conform.refusals import is_total, other_language, refusal, shown
from pipeline.intake.conform.remarks import REMARK, is_alone, is_heading, is_remark
from pipeline.intake.conform.senses import read_senses
from pipeline.intake.conform.tongues import Tongues
from pipeline.intake.conform.topics import read_topics
from pipeline.intake.mapping import TableMapping, cell
from pipeline.intake.roles import Role
from pipeline.intake.rows import Row
from pipeline.intake.statements import Aside, Entry, Pair, Sample, Statement
from pipeline.intake.terms.tables import notation

TOTAL = "a total, not a word"
_SHORT = 200
"""How much of a cell is read that has room for a few words: what is read is remembered."""


class Conformer:
    """Reads the rows of a table by its mapping."""

    def __init__(self, mapping: TableMapping, knowledge: Knowledge) -> None:
        self.mapping = mapping
        self.knowledge = knowledge
        self.tongues = Tongues(mapping.language, mapping.translation_language)
        self._at = {
            role: mapping.positions(role) for role in Role if role is not Role.IGNORE and mapping.positions(role)
        }
        self._word = mapping.positions(Role.WORD)
        self._language = mapping.positions(Role.LANGUAGE)
        self._count = mapping.positions(Role.COUNT)
        words_alone = {Role.WORD, Role.COUNT, Role.LANGUAGE}
        self._of_sentences = mapping.of_sentences
        self._alone = not (self._at.keys() - words_alone)
        headwords = not (self._alone and self._count)
        self._context = Context(knowledge, notation(mapping.translation_language), headwords)

    def statements(self, row: Row) -> list[Statement]:
        """Return what a row says: one or more entries, a pair, or why it says nothing."""
        if row.statements:
            return list(row.statements)
        if row.fault:
            return [Aside(shown(row.cells), row.fault)]
        found = self._pair(row.cells) if self._of_sentences else self._entries(row.cells)
        return [_doubted(one, row.doubts) for one in found] if row.doubts else found

    def _pair(self, cells: tuple[str, ...]) -> list[Statement]:
        text = clean(self._cell(cells, Role.SENTENCE))
        translation = clean(self._cell(cells, Role.SENTENCE_TRANSLATION))
        if not text:
            return [Aside(shown(cells), "no sentence" if any(map(clean, cells)) else "empty")]
        language = self._cell(cells, Role.SENTENCE_LANGUAGE) or self._cell(cells, Role.LANGUAGE)
        refused = other_language(language, self.mapping.language) or ("" if translation else "no translation")
        return [Aside(text, refused) if refused else Pair(text, translation)]

    def _entries(self, cells: tuple[str, ...]) -> list[Statement]:
        word = cell(cells, self._word)
        word = word if word.isalpha() and word.isascii() else clean(word)
        refused = refusal(word, cells)
        if not refused and self._language:
            refused = other_language(cell(cells, self._language), self.mapping.language)
        if not refused and (Role.TRANSLATION in self._at or ":" in word):
            translation = "".join(self._all(cells, Role.TRANSLATION))
            refused = TOTAL if is_total(word, translation, cells[self._word[0] + 1 :]) else ""
        if not refused and not word.isalpha() and self._is_remark(word, cells):
            refused = REMARK
        if refused:
            return [Aside(word or shown(cells), refused)]
        if self._alone and word.isalpha():
            return [bare_entry(word, self._counted(cells), self.mapping.level, self._context)]
        given = self._given(cells)
        headwords = read_headwords(word, self.knowledge, given.grammar.part_of_speech)
        return [entry_of(word, head, given, self._context) for head in headwords]

    def _is_remark(self, word: str, cells: tuple[str, ...]) -> bool:
        """Return whether a row is none of a word: in a list of words alone, only what is never one is sure."""
        if not is_alone(cells, self._word[0]):
            return False
        return is_heading(word) if self._alone else is_remark(word)

    def _counted(self, cells: tuple[str, ...]) -> int | None:
        count = cell(cells, self._count) if self._count else ""
        return read_count(count) if count else None

    def _given(self, cells: tuple[str, ...]) -> Given:
        grammar = self._grammar(cells)
        topics = read_topics(self._all(cells, Role.TOPIC))
        level, doubt = read_level(clean(self._cell(cells, Role.LEVEL))[:_SHORT])
        samples, doubts = self._samples(cells)
        plural, article = self._cell(cells, Role.PLURAL), self._cell(cells, Role.ARTICLE)
        return Given(
            grammar=grammar,
            article=clean(article),
            no_article=Role.ARTICLE in self._at and not article.strip(),
            plural=clean(plural),
            forms=tuple(("", text) for text in lines(self._cell(cells, Role.FORMS))),
            pronunciations=_pronunciations(self._cell(cells, Role.PRONUNCIATION)),
            senses=read_senses([line for one in self._all(cells, Role.TRANSLATION) for line in lines(one)]),
            definition=clean(self._cell(cells, Role.DEFINITION)),
            level=level or topics.level or self.mapping.level,
            topics=topics.topics,
            examples=samples,
            count=self._counted(cells),
            note="; ".join(clean(one) for one in self._all(cells, Role.NOTE)),
            doubts=(*((doubt,) if doubt else ()), *self._unread(cells), *doubts),
        )

    def _grammar(self, cells: tuple[str, ...]) -> Grammar:
        part, gender = self._cell(cells, Role.PART_OF_SPEECH), self._cell(cells, Role.GENDER)
        grammar = read_grammar(clean(part)[:_SHORT]) if part else NOTHING
        if not gender:
            return grammar
        its = read_gender(clean(gender)[:_SHORT]) or grammar.gender
        noun = "noun" if its and "/" not in its and not part else ""  # an adjective may be listed as m/f
        return grammar._replace(gender=its, part_of_speech=grammar.part_of_speech or noun)

    def _unread(self, cells: tuple[str, ...]) -> Iterator[str]:
        """Yield what is said of grammar and not understood, so that nobody takes it for not said."""
        part, gender = (clean(self._cell(cells, role))[:_SHORT] for role in (Role.PART_OF_SPEECH, Role.GENDER))
        if any(map(str.isalpha, part)) and not read_grammar(part).part_of_speech:
            yield f"part of speech given as {part[:40]}"
        if any(map(str.isalpha, gender)) and not (read_gender(gender) or read_grammar(gender).whole):
            yield f"gender given as {gender[:40]}"

    def _samples(self, cells: tuple[str, ...]) -> tuple[tuple[Sample, ...], tuple[str, ...]]:
        translations = self._all(cells, Role.EXAMPLE_TRANSLATION)
        samples: list[Sample] = []
        doubts: list[str] = []
        for number, text in enumerate(self._all(cells, Role.EXAMPLE)):
            translation = translations[number] if number < len(translations) else ""
            found, doubtful = read_examples(text, translation, self.tongues.is_translated)
            samples += found
            doubts += doubtful
        return tuple(samples), tuple(dict.fromkeys(doubts))

    def _cell(self, cells: tuple[str, ...], role: Role) -> str:
        return cell(cells, self._at[role]) if role in self._at else ""

    def _all(self, cells: tuple[str, ...], role: Role) -> list[str]:
        return [cells[at] for at in self._at[role] if at < len(cells) and cells[at]] if role in self._at else []


def _doubted(statement: Statement, doubts: tuple[str, ...]) -> Statement:
    return replace(statement, doubts=(*statement.doubts, *doubts)) if isinstance(statement, Entry) else statement


def _pronunciations(text: str) -> tuple[str, ...]:
    parts = clean(text).replace("/,", "/;").split(";") if text else ()
    return tuple(bare for part in parts if (bare := part.strip(" /[]\\")))


def conform(row: Row, mapping: TableMapping, knowledge: Knowledge) -> list[Statement]:
    """Return what one row says. For many rows, keep a `Conformer`."""
    return Conformer(mapping, knowledge).statements(row)
