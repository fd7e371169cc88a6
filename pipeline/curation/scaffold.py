"""A new entry in a word list: what can be known is filled in, and comments explain the rest.

An entry that contains `FIXME` is an unfinished draft. It does not go into any database.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.curation import csv_cells
from pipeline.curation.edits import Edit, applied, line_break, line_start, next_line
from pipeline.curation.typography import fixed
from pipeline.curation.yaml_scalars import written
from pipeline.languages.articles import article_before
from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Place
from pipeline.model.identity import free_identity
from pipeline.model.lexicon import Document
from pipeline.model.placeholders import MARKER
from pipeline.model.values import GENDERS, HIGHEST_PRIORITY, LONGEST_WORD, STATUSES
from pipeline.reading.csv_table import Table, read
from pipeline.reading.yaml_tree import compose
from pipeline.rules.words.alike import ALIKE_WORDS
from pipeline.rules.words.identity import DUPLICATE_WORD, IDENTITY_TAKEN

TODO = MARKER
_HARMFUL = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_MODELINE = re.compile(r"# yaml-language-server: \$schema=([\w./:-]*/)pack\.schema\.json\s")


class NotPossibleError(Exception):
    """The request is not possible. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known about a new word."""

    base_form: str
    part_of_speech: str
    priority: int
    pronunciation: str | None = None


def base_form(word: str, part_of_speech: str, profile: Profile) -> str:
    """Return a word from the command line as a base form.

    Raises:
        NotPossibleError: it cannot be one.
    """
    if any(unicodedata.category(character) in _HARMFUL for character in word):
        raise NotPossibleError("a word must be one line of text, without control or invisible characters")
    result = _typed(word, profile).strip()
    if not any(character.isalnum() for character in result):
        raise NotPossibleError("a word must contain a letter")
    if len(result) > LONGEST_WORD:
        raise NotPossibleError(f"a word may have at most {LONGEST_WORD} characters; this one has {len(result)}")
    article = article_before(profile, result) if part_of_speech == "noun" else None
    if article:
        rest = result[len(article) :].strip()
        raise NotPossibleError(f"a base form has no article; add “{rest}”, and say its gender in the entry")
    return result


def _typed(word: str, profile: Profile) -> str:
    """Return a base form as it would be in a pack, with the quotation marks that were typed."""
    return fixed(word, replace(profile, quotes=""), taught=True)


def written_entries(documents: Iterable[Document]) -> Iterator[tuple[Document, int, dict[str, Any]]]:
    """Yield the entries of the word lists as written, valid or not, each with its index."""
    for document in documents:
        words = document.data.get("words") if document.kind == "words" and isinstance(document.data, dict) else None
        for index, entry in enumerate(words if isinstance(words, list) else ()):
            if isinstance(entry, dict):
                yield document, index, entry


def existing(documents: Iterable[Document], word: str, profile: Profile) -> Finding | None:
    """Return a finding if the word already exists, or None.

    Unless the language tells words apart by capitals, a word that differs only in them exists as well.
    """
    for document, index, entry in written_entries(documents):
        held = entry.get("base_form")
        if not isinstance(held, str):
            continue
        held = _typed(held, profile)
        place = Place(document.file, ("words", index, "base_form"))
        if held == word:
            hint = "Add a meaning to this entry, or name another level under its `levels`"
            return Finding(DUPLICATE_WORD, f"“{word}” is already in the pack", place, word, hint)
        if held.casefold() == word.casefold() and not profile.nouns_capitalised:
            message = f"“{word}” differs from this word of the pack only in capitals"
            hint = "If it is another word, write its entry by hand"
            return Finding(ALIKE_WORDS, message, place, word, hint)
    return _former(documents, word, profile)


def _former(documents: Iterable[Document], word: str, profile: Profile) -> Finding | None:
    """Return the finding that another word was spelled like that once, or None."""
    entries = list(written_entries(documents))
    taken = {entry["identity"] for *_, entry in entries if isinstance(entry.get("identity"), str)}
    for document, index, entry in entries:
        forms = entry.get("formerly")
        known = [one for one in (forms if isinstance(forms, list) else ()) if isinstance(one, str)]
        if word == entry.get("identity") or word in (_typed(one, profile) for one in known):
            place = Place(document.file, ("words", index, "base_form"))
            message = f"“{word}” was once the spelling of “{entry.get('base_form')}”"
            own = free_identity(word, taken)
            hint = f"If yours is another word, write its entry by hand, with `identity: {own}`"
            return Finding(IDENTITY_TAKEN, message, place, word, hint)
    return None


def last_band(documents: Iterable[Document], level: str) -> int:
    """Return the highest priority band in use at a level."""
    used = set()
    for document, _, entry in written_entries(documents):
        others = entry.get("levels")
        own = [entry] if document.level == level else []
        for holder in own + [one for one in (others if isinstance(others, list) else ()) if isinstance(one, dict)]:
            if isinstance(holder.get("priority"), int) and holder.get("level", level) == level:
                used.add(holder["priority"])
    return min(max(used, default=1), HIGHEST_PRIORITY)


def entry_lines(draft: Draft, profile: Profile, dash: int = 2) -> list[str]:
    """Return the lines of a YAML entry whose dash is in column `dash` (from 0)."""
    language = profile.name if profile.known else "the language taught"
    lines = [f"- base_form: {written(draft.base_form)}", f"  part_of_speech: {draft.part_of_speech}"]
    genders = profile.genders if profile.describes_words else GENDERS
    if draft.part_of_speech == "noun" and genders:
        lines.append(f"  # gender: one of {', '.join(genders)}; uncomment the line")
    if draft.pronunciation:
        lines.append(f"  pronunciation: {written(draft.pronunciation)}  # proposed by rule; say it aloud and compare")
    else:
        lines.append("  # pronunciation: broad IPA with stress marks, without slashes; uncomment the line")
    lines += [
        f"  priority: {draft.priority}  # the band: about 20 words needed equally; 1 is needed most",
        "  meanings:",
        f"    - meaning: {TODO}  # a definition in {language}: simpler than the word, not circular, one line",
        f"      translation: {TODO}  # one to three English equivalents, the commonest first; verbs as to …",
        "      examples:",
        f"        - text: {TODO}  # a natural sentence in {language} with the word, or a form of it, in it",
        f"          translation: {TODO}  # the sentence in idiomatic English",
        "  status: draft  # reviewed, once a second person has read the entry",
    ]
    return [" " * dash + line for line in lines]


def csv_row(draft: Draft, table: Table) -> str:
    """Return the entry as a row of a CSV word list."""
    values = {
        "base_form": draft.base_form,
        "part_of_speech": draft.part_of_speech,
        "pronunciation": draft.pronunciation or "",
        "priority": str(draft.priority),
        "status": STATUSES[0],
    } | dict.fromkeys(("meaning", "translation", "example", "example_translation"), TODO)
    return table.delimiter.join(csv_cells.written(values.get(column, ""), table) for column in table.columns)


def word_list(draft: Draft, profile: Profile, level: str, topic: str, pack_text: str) -> str:
    """Return the text of a new word list that contains the entry. It refers to its schema the way pack.yaml does."""
    return word_list_of(entry_lines(draft, profile), level, topic, pack_text)


def word_list_of(lines: Iterable[str], level: str, topic: str, pack_text: str) -> str:
    """Return the text of a new word list with the lines of its entries."""
    schema = schema_beside(pack_text, "words")
    return "\n".join([*([schema] if schema else []), "level: " + level, "topic: " + topic, "words:", *lines, ""])


def schema_beside(pack_text: str, kind: str) -> str | None:
    """Return the schema line for a file one folder below pack.yaml, modelled on the line in pack.yaml."""
    schema = _MODELINE.match(pack_text)
    if schema is None:
        return None
    folder = schema[1] if ":" in schema[1] or schema[1].startswith("/") else f"../{schema[1]}"
    return f"# yaml-language-server: $schema={folder}{kind}.schema.json"


def appended(document: Document, draft: Draft, profile: Profile) -> tuple[str, str]:
    """Return the text of a word list with the entry at its end, and the text that was added.

    Raises:
        NotPossibleError: the words of the list are not written as a block.
    """
    text = document.text
    if document.format == "csv":
        table, end = read(text), line_break(text)
        row = csv_row(draft, table) + end
        last = table.located((table.rows or [table.header])[-1])[-1].end
        return applied(text, [Edit(last, last, end + row.removesuffix(end))]), row
    whole = with_lines(text, entry_lines(draft, profile, 0))
    if whole is None:
        raise NotPossibleError(
            f"{document.file} has no list of words to add to: write “words:”, and below it one entry after the "
            "other, each with a dash; --print shows the new entry"
        )
    return whole


def with_lines(text: str, lines: Iterable[str]) -> tuple[str, str] | None:
    """Return the text of a YAML word list with the lines of entries at its end, and what was added.

    The lines have no indentation and no line breaks. None: the words of the list are not written as a block.
    """
    end = line_break(text)
    words = compose(text).root.fields.get("words")
    if words is None or not words.items or words.flow:
        return None
    dash = words.start - line_start(text, words.start)
    added = "".join(" " * dash + line + end for line in lines)
    at = words.end if text[words.end - 1] == "\n" else next_line(text, words.end)
    while re.match(rf" {{{dash + 1},}}#", text[at:]):  # comments that belong to the last entry
        at = next_line(text, at)
    whole = text[:at].endswith("\n")
    return applied(text, [Edit(at, at, added if whole else end + added)]), added
