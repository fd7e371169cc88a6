"""Decide what each column of a table holds, by its name and its cells."""

from collections.abc import Sequence

from pipeline.intake.columns.contents import Contents, contents
from pipeline.intake.columns.doubting import doubted
from pipeline.intake.columns.header import Named, named
from pipeline.intake.columns.overrides import REPEATED
from pipeline.intake.conform.knowledge import Knowledge
from pipeline.intake.conform.refusals import language_code
from pipeline.intake.conform.tongues import Tongues
from pipeline.intake.mapping import Column, cell
from pipeline.intake.roles import Role

BY_NAME = 0.95
"""How sure a role is that the name of a column says."""
BY_CELLS = 0.9
"""How sure a role is that the cells of a column say against its name."""

_OF_SENTENCES = {
    Role.EXAMPLE: Role.SENTENCE,
    Role.EXAMPLE_TRANSLATION: Role.SENTENCE_TRANSLATION,
    Role.TRANSLATION: Role.SENTENCE_TRANSLATION,
    Role.LANGUAGE: Role.SENTENCE_LANGUAGE,
}


def choose(
    names: Sequence[str], rows: Sequence[tuple[str, ...]], knowledge: Knowledge, tongues: Tongues
) -> tuple[Column, ...]:
    """Return the columns of a table with their roles; `rows` are some of its rows without the header.

    A table without a column of words that has sentences is a table of sentences.
    """
    width = max((len(names), *map(len, rows)), default=0)
    cells = [[cell(row, (at,)) for row in rows] for at in range(width)]
    language = knowledge.profile.code
    found = [contents(column, knowledge, tongues) for column in cells]
    columns = [
        _settled(
            _by_name(at, _name(names, at), found[at], language, tongues.translations), cells[at], found[at], knowledge
        )
        or _by_contents(at, _name(names, at), found[at])
        for at in range(width)
    ]
    whole = _with_words(columns, found, names)
    whole = _with_one_language(whole, cells, language)
    if not any(column.role is Role.WORD for column in whole):
        whole = _of_sentences(whole)
    return tuple(_each_once(_examples(whole, found)))


def _name(names: Sequence[str], at: int) -> str:
    return names[at] if at < len(names) else ""


def _by_name(at: int, name: str, found: Contents, language: str, translations: str) -> Column | None:
    says: Named = named(name) if name else Named(None)
    other = bool(says.language) and says.language != language
    role = says.role
    if role is None and says.language:
        role = Role.TRANSLATION if other else Role.WORD
    elif role is Role.WORD and other:
        role = Role.TRANSLATION
    elif role is Role.EXAMPLE and other:
        role = Role.EXAMPLE_TRANSLATION
    if other and says.language != translations:
        return Column(Role.IGNORE, at + 1, name, BY_NAME, f"another language ({says.language})")
    if role is None or (role is Role.IGNORE and found.role is Role.TOPIC):  # a deck of flashcards: Deutsch::A2
        return None
    if found.reason == "empty":
        return Column(role, at + 1, name, BY_NAME, f"header “{name}”; empty in the first rows")
    return Column(role, at + 1, name, BY_NAME, f"header “{name}”")


def _settled(column: Column | None, cells: Sequence[str], found: Contents, knowledge: Knowledge) -> Column | None:
    """Return a column whose name says a role, with another one if its cells are against it; None: they are words."""
    against = doubted(column.role, cells, found, knowledge) if column else None
    if column is None or against is None:
        return column
    if against.role is None:
        return None
    return Column(against.role, column.position, column.name, BY_CELLS, f"{against.reason}, not by its header")


def _by_contents(at: int, name: str, found: Contents) -> Column | None:
    return Column(found.role, at + 1, name, round(found.share, 2), found.reason) if found.role else None


def _with_words(columns: list[Column | None], found: Sequence[Contents], names: Sequence[str]) -> list[Column]:
    """Give columns of words their roles: the one that leans most to the language taught has the word."""
    texts = [at for at, column in enumerate(columns) if column is None]
    roles = {column.role for column in columns if column}
    said: dict[int, Column] = {}
    if Role.WORD not in roles and texts:
        at = max(texts, key=lambda at: (round(found[at].lean, 2), -at))
        said[at] = Column(Role.WORD, at + 1, _name(names, at), _sure(found[at]), found[at].reason)
    left = [at for at in texts if at not in said]
    if Role.TRANSLATION not in roles and left:
        at = min(left, key=lambda at: (round(found[at].lean, 2), at))
        said[at] = Column(Role.TRANSLATION, at + 1, _name(names, at), _sure(found[at]), "words beside it")
    note = [Column(Role.NOTE, at + 1, _name(names, at), 0.3, "text of no known kind") for at in range(len(columns))]
    return [column or said.get(at, note[at]) for at, column in enumerate(columns)]


def _sure(found: Contents) -> float:
    return round(min(0.9, 0.5 + abs(found.lean) / 2), 2)


def _with_one_language(columns: list[Column], cells: Sequence[list[str]], language: str) -> list[Column]:
    """Of several columns with codes of languages, keep the one that has the language wanted."""
    several = [at for at, column in enumerate(columns) if column.role is Role.LANGUAGE]
    if len(several) < 2:
        return columns
    kept = max(several, key=lambda at: (sum(language_code(text) == language for text in cells[at] if text), -at))
    return [
        _ignored(column, "the language of the translations") if at in several and at != kept else column
        for at, column in enumerate(columns)
    ]


def _examples(columns: list[Column], found: Sequence[Contents]) -> list[Column]:
    """Take the second of two columns of sentences for the translation of the first, if it leans to that language."""
    first = next((one for one in columns if one.role in (Role.EXAMPLE, Role.SENTENCE)), None)
    paired = {Role.EXAMPLE: Role.EXAMPLE_TRANSLATION, Role.SENTENCE: Role.SENTENCE_TRANSLATION}
    if first is None or any(one.role in paired.values() for one in columns):
        return columns
    leans = {one.position: found[one.position - 1].lean for one in columns if one.role is first.role}
    own = max(leans, key=lambda position: (leans[position], -position))
    return [
        Column(paired[one.role], one.position, one.name, one.confidence, one.reason)
        if one.role is first.role and one.position != own and leans[one.position] < 0
        else one
        for one in columns
    ]


def _of_sentences(columns: list[Column]) -> list[Column]:
    if not any(column.role is Role.EXAMPLE for column in columns):
        return columns
    return [
        Column(_OF_SENTENCES.get(one.role, one.role), one.position, one.name, one.confidence, one.reason)
        for one in columns
    ]


def _each_once(columns: list[Column]) -> list[Column]:
    """Leave each role to one column, the surest, unless several may have it."""
    best: dict[Role, Column] = {}
    for column in columns:
        if column.role not in best or column.confidence > best[column.role].confidence:
            best[column.role] = column
    return [
        column
        if column.role in REPEATED or best[column.role] is column
        else _ignored(column, "given by another column")
        for column in columns
    ]


def _ignored(column: Column, reason: str) -> Column:
    return Column(Role.IGNORE, column.position, column.name, column.confidence, reason)
