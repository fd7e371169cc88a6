"""A corpus as large as the packs will be one day, made from the existing packs.

    python -m benchmarks.speed.corpus FOLDER [--words N] [--languages N] [--lessons]

The first words of a language are those of its A1 pack. The others are invented: nouns, verbs and adjectives of the
pack with a syllable in front, forms, definitions and examples with them, so that lengths, numbers of forms and
sentences are those of real entries, and no rule has more to say than of the pack itself. Verbs are taken three
times as often as the pack has them: it makes the rows a word has as many as in a lexicon of higher levels. With
--lessons, invented words are in lessons, too, as those of the pack are. The same numbers give the same bytes.
"""

import argparse
import csv
import itertools
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import PackFolder
from pipeline.languages.profile import profile
from pipeline.model.cefr import LEVELS
from pipeline.model.lexicon import RELATION_FIELDS
from pipeline.reading.files import read_source
from pipeline.reading.yaml_events import parse
from pipeline.stages import Context, inflect

SOURCES = Path(__file__).parent.parent.parent / "vocab_sources"
LANGUAGES = ("de", "es", "fr", "it", "nl", "pt")

TARGETS = (500, 1000, 3000, 5000, 8000, 10000)
CONTENT = ("noun", "verb", "adjective")
VERBS = 3
"""How many verbs are made from one."""
BAND = 20
"""Words of a band."""
ITEMS = 14
"""Words of a lesson."""

_TOKEN = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[^\W\d_][\w ,.'’¿¡?!ː-]*[\w.?!]\Z")
_SPECIAL = frozenset({"no", "yes", "on", "off", "y", "n", "true", "false", "null"})


Lists = dict[tuple[str, str], list[dict[str, Any]]]
"""Entries by level and topic."""


@dataclass(slots=True)
class Template:
    """The pack of a language, ready to be multiplied."""

    entries: list[tuple[str, dict[str, Any]]]
    """Topic and record of every content word of one token."""
    tokens: frozenset[str]
    """The case-folded tokens of all content words, which get a syllable in front."""
    own: dict[str, frozenset[str]]
    """The tokens of each base form."""
    words: int
    """How many words the pack has."""
    tables: dict[str, tuple[list[str], dict[str, list[str]]]] = field(default_factory=dict)
    """Header and rows of the paradigm tables, by part of speech."""


def template(language: str) -> Template:
    """Read a pack of the project."""
    pack = PackFolder(SOURCES / language, language)
    context = Context(folder=pack.path, name=language, profile=profile(language))
    lexicon = inflect.run(read_pack(pack), context)
    single = {word.base_form: word for word in lexicon.words if " " not in word.base_form}
    content = {name: word for name, word in single.items() if word.part_of_speech in CONTENT and len(name) > 3}
    function = {
        token.casefold()
        for word in lexicon.words
        if word.base_form not in content
        for text in (word.base_form, *(form.text for form in word.forms))
        for token in _TOKEN.findall(text)
    }
    own = {
        name: frozenset(
            token.casefold() for text in (name, *(form.text for form in word.forms)) for token in _TOKEN.findall(text)
        )
        - function
        for name, word in content.items()
    }
    whole = {
        name: own[name]
        for name, word in content.items()
        if own[name].issuperset(text.casefold() for text in (name, *(form.text for form in word.forms)))
    }
    entries = list(_entries(pack.path, whole))
    kept = {entry["base_form"] for _, entry in entries}
    made = Template(
        entries=entries,
        tokens=frozenset().union(*(own[name] for name in kept)),
        own=own,
        words=len({word.base_form for word in lexicon.words}),
    )
    for path in sorted((pack.path / "paradigms").glob("*.csv")):
        header, *rows = csv.reader(path.read_text("utf-8").splitlines())
        made.tables[path.stem] = header, {row[0]: row for row in rows}
    return made


def _entries(folder: Path, wanted: dict[str, frozenset[str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the entries whose examples all show a form that belongs to no other word."""
    for path in sorted((folder / "A1").glob("*.yaml")):
        content = read_source(path, folder, path.name)
        record, _ = parse(content[1] if isinstance(content, tuple) else "", path.name)
        for entry in record["words"]:
            own = wanted.get(entry["base_form"])
            if own and all(
                not own.isdisjoint(token.casefold() for token in _TOKEN.findall(example["text"]))
                for meaning in entry["meanings"]
                for example in meaning["examples"]
            ):
                yield path.stem, entry


def prefixes() -> Iterator[str]:
    """Yield syllables, no two of them alike, each beginning with a vowel: what is elided before the word stays so."""
    for parts in itertools.product("aeiou", "bdfglmnprtv", "aeiou", ("", "la", "ro", "mi", "ne", "tu")):
        yield "".join(parts)


class Clone:
    """Texts changed by one syllable."""

    def __init__(self, made: Template, prefix: str, special: frozenset[str] = frozenset(), other: str = "") -> None:
        self._tokens, self._prefix, self._special, self._other = made.tokens, prefix, special, other

    def text(self, text: str) -> str:
        """Return a text with the syllable before each content word."""
        return _TOKEN.sub(self._token, text)

    def _token(self, found: re.Match[str]) -> str:
        token = found[0]
        folded = token.casefold()
        if folded not in self._tokens:
            return token
        prefix = self._other if folded in self._special else self._prefix
        return prefix.capitalize() + token[0].lower() + token[1:] if token[0].isupper() else prefix + token


def write(folder: Path, words: int, languages: int, *, lessons: bool = False) -> None:
    """Write a corpus of this many words into an empty folder, with or without lessons for the invented ones."""
    each = words // languages
    for language in LANGUAGES[:languages]:
        lists = _pack(folder / language, language, each)
        if lessons:
            _write_lessons(folder / language, lists)


def _pack(folder: Path, language: str, size: int) -> Lists:
    """Write a pack without lessons of its invented words, and return their lists."""
    made = template(language)
    lists: Lists = {}
    rows: dict[str, list[list[str]]] = {part: [] for part in made.tables}
    shutil.copytree(SOURCES / language, folder)
    total = made.words
    used = dict.fromkeys(LEVELS, 0) | {"A1": made.words}
    supply = prefixes()
    taken: set[str] = set()  # aba + lasciare is abala + sciare
    for number in itertools.count(1):
        if total >= size:
            break
        level = next(level for level, target in zip(LEVELS, TARGETS, strict=True) if total * 10_000 < target * size)
        ours = list(itertools.islice(supply, VERBS))
        for topic, entry in made.entries:
            name = entry["base_form"]
            for other in ours[: VERBS if entry["part_of_speech"] == "verb" else 1]:
                clone = Clone(made, ours[0], made.own[name], other)
                if clone.text(name) in taken:
                    continue
                taken.add(clone.text(name))
                total += 1
                used[level] += 1
                record = _record(entry, clone, used[level] // BAND + 1)
                lists.setdefault((level, f"{topic}-{number}"), []).append(record)
                for part, (_, known) in made.tables.items():
                    if name in known and part in (entry["part_of_speech"], *_parts(entry)):
                        rows[part].append([clone.text(cell) for cell in known[name]])
    _finish(folder, language, lists, rows)
    return lists


def _parts(entry: dict[str, Any]) -> list[str]:
    return [meaning["part_of_speech"] for meaning in entry["meanings"] if "part_of_speech" in meaning]


def _record(entry: dict[str, Any], clone: Clone, priority: int) -> dict[str, Any]:
    taught = ("base_form", "meaning", "text")

    def made(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: made(inner, name) for name, inner in value.items()}
        if isinstance(value, list):
            return [made(inner, key) for inner in value]
        return clone.text(value) if key in taught else value

    kept = {key: value for key, value in entry.items() if key not in ("levels", *RELATION_FIELDS)}
    record: dict[str, Any] = made(kept)
    if "pronunciation" in record:
        record["pronunciation"] = "a" + record["pronunciation"]
    record["priority"] = priority
    return record


def _finish(folder: Path, language: str, lists: Lists, rows: dict[str, list[list[str]]]) -> None:
    for (level, topic), records in lists.items():
        path = folder / level / f"{topic}.yaml"
        _write_list(path, level, topic, records)
    for part, more in rows.items():
        with (folder / "paradigms" / f"{part}.csv").open("a", encoding="utf-8", newline="") as table:
            csv.writer(table, lineterminator="\n").writerows(more)
    record, _ = parse((SOURCES / language / "pack.yaml").read_text("utf-8"), "pack.yaml")
    for topic in dict.fromkeys(topic for _, topic in lists):
        record["topics"][topic] = record["topics"][topic.rpartition("-")[0]]
    (folder / "pack.yaml").write_text(json.dumps(record, ensure_ascii=False, indent=1), "utf-8")


def _write_lessons(folder: Path, lists: Lists) -> None:
    """Put the invented words of each level into lessons, behind those of the pack."""
    words: dict[str, list[tuple[str, str]]] = {}
    for (level, topic), records in lists.items():
        words.setdefault(level, []).extend((topic, record["base_form"]) for record in records)
    for level, named in words.items():
        path = folder / "lessons" / f"{level}.yaml"
        lines = [] if path.exists() else ["lessons:"]
        count = -(-len(named) // ITEMS)
        for number in range(count):
            part = named[len(named) * number // count : len(named) * (number + 1) // count]
            title = f"{level} {number + 1}"
            lines += [f"  - id: {level.lower()}-{number + 1}", f"    topic: {part[0][0]}"]
            lines += [f"    {field}: {title}" for field in ("title", "title_en", "oneliner", "oneliner_en")]
            lines.append(f"    items: {json.dumps([word for _, word in part], ensure_ascii=False)}")
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write("\n".join(lines) + "\n")


def _write_list(path: Path, level: str, topic: str, records: list[dict[str, Any]]) -> None:
    path.parent.mkdir(exist_ok=True)
    lines = [f"level: {level}", f"topic: {topic}", "words:"]
    for record in records:
        for meaning in record["meanings"]:
            meaning.pop("pattern", None)  # its words are of the template
        lines.extend(_lines(record))
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _lines(record: dict[str, Any]) -> Iterator[str]:
    """Yield an entry as a person would write it."""

    def lines(value: Any, indent: int) -> Iterator[str]:
        for key, inner in value.items():
            if not isinstance(inner, list) or not inner or not isinstance(inner[0], dict):
                flow = json.dumps(inner, ensure_ascii=False) if isinstance(inner, list | dict) else _scalar(inner)
                yield " " * indent + f"{key}: {flow}"
                continue
            yield " " * indent + f"{key}:"
            for item in inner:
                if "text" in item and "type" in item:  # forms are many, and short
                    pairs = ", ".join(f"{name}: {_flow(text)}" for name, text in item.items())
                    yield " " * (indent + 2) + f"- {{{pairs}}}"
                    continue
                first, *rest = lines(item, indent + 4)
                yield " " * (indent + 2) + "- " + first.lstrip()
                yield from rest

    first, *rest = lines(record, 4)
    yield "  - " + first.lstrip()
    yield from rest


def _flow(value: Any) -> str:
    return (
        value
        if isinstance(value, str) and value.isalpha() and value not in _SPECIAL
        else json.dumps(value, ensure_ascii=False)
    )


def _scalar(value: Any) -> str:
    text = str(value)
    plain = isinstance(value, int) or (_PLAIN.match(text) and text.casefold() not in _SPECIAL)
    return text if plain else json.dumps(text, ensure_ascii=False)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--languages", type=int, default=6, choices=range(1, len(LANGUAGES) + 1))
    parser.add_argument("--lessons", action="store_true")
    options = parser.parse_args()
    write(options.folder, options.words, options.languages, lessons=options.lessons)


if __name__ == "__main__":
    main()
