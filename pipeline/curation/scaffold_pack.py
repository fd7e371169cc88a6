"""A new pack: every field of pack.yaml explained, and one word to replace. FIXME marks what is still to be written."""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from pipeline.curation.scaffold import NotPossibleError
from pipeline.languages.pack_profile import LANGUAGE_FILE
from pipeline.languages.profile import Profile, profile, profiles
from pipeline.model.iso639 import ISO_639_1
from pipeline.system.drafts import create_file, draft_folder
from pipeline.system.files import read_text, real
from pipeline.system.resources import resource

SCHEMAS = "_schemas"
"""The folder beside the packs for the schemas they refer to. It is not itself a pack."""

_CODES = "https://www.loc.gov/standards/iso639-2/php/code_list.php"

_PACK = """\
# What the pack is, who made it, under which terms, and what it should contain.
# The code of the language taught (ISO 639-1). It is also the name of the folder.
language: {code}
# The language of the translations.
translation_language: en
# The name of the pack, including the variety it teaches: Spanish (Spain).
title: {title}
# major.minor.patch. Raise it with every release.
version: 0.1.0
# The date of this version. Every row of the database carries it, since a build does not read the clock.
release_date: "{today}"
# The SPDX identifier of the pack's licence: https://spdx.org/licenses/
licence: CC-BY-4.0
# The line that credits the authors wherever the pack is used.
attribution: The Babblr vocabulary authors
# Where facts come from, by the id that entries give as their `source`. Texts without one are our own.
sources:
  babblr:
    title: Our own work
    licence: CC-BY-4.0
    author: The Babblr vocabulary authors
    # url: https://…, where to find it; for other people's sources
# The topics in teaching order, by the id that names their files: A1/greetings.yaml.
topics:
  greetings:
    # In the language taught.
    title: FIXME
    title_en: Greetings
    # What a learner can do with these words, in the language taught and in English; uncomment the lines.
    # oneliner: …
    # oneliner_en: Say hello and goodbye, please and thank you.
# Names of people and towns in the examples, which are not words to learn; uncomment the line.
# names: [Amira, Wien]
# How many words the pack should contain up to and including each level. The usual targets are
# A1: 500, A2: 1000, B1: 3000, B2: 5000, C1: 8000, C2: 10000.
targets:
  A1: 1
# The state of each level: in progress (the default), preview or released; uncomment the lines.
# states: {{A1: released}}
# Words that are learnt together: a lesson that teaches one of them teaches them all; uncomment the lines.
# series:
#   weekend: […, …]
# Which of these topics a conversation of the app is about, by the app's name for its topic; uncomment the lines.
# app_topics:
#   restaurant: [restaurant, food]
# Words that definitions use although no level teaches them, each with a gloss; uncomment the lines.
# defining_words: {{…: {{gloss: place, forms: […]}}}}
# Words that only grammar lessons need, to explain; uncomment the lines. See docs/writing-grammar.md.
# grammar_terms: {{…: {{gloss: verb, forms: […]}}}}
# The heading of grammar lessons that are about no topic, in the language taught; uncomment the line.
# grammar_title: …
# The same in English; uncomment the line.
# grammar_title_en: Grammar
# Warnings that someone has reviewed and overruled, each with its reason; uncomment the lines.
# waivers:
#   - rule: not-a-lemma
#     word: …
#     reason: …
"""

_WORDS = """\
# One topic at one level: the folder is the level, the file name is the topic. See docs/writing-packs.md for all fields.
level: A1
topic: greetings
words:
  # Replace this word, which is similar in most languages, with your first; `babblr-vocab new {code} WORD` adds more.
  - base_form: ok
    part_of_speech: interjection
    pronunciation: oˈke  # broad IPA with stress marks, without slashes
    priority: 1  # the band: about 20 words needed equally; 1 is needed most
    meanings:
      - meaning: FIXME  # a definition in the language taught: simpler than the word, one line
        translation: okay  # one to three English equivalents, the commonest first; verbs as to …
        examples:
          - text: Ok, ok, ok.  # a natural sentence with the word, or a form of it, in it
            translation: Okay, okay, okay.
    status: draft  # reviewed, once a second person has read the entry
"""

_LANGUAGE = """\
# What is true of the language. Every key is explained in docs/languages.md, and the first section there leads from this
# file to a built pack. Without a key, what it describes is not checked; uncomment the lines that you fill in.
{name}# The letters of base forms, in lower case.
# alphabet = "abcdefghijklmnopqrstuvwxyz"
# The opening and closing quotation marks.
# quotes = "“”"
# Uncomment it if words are written without spaces between them.
# spaces = false
# Words that come before a noun and are never part of a base form.
# articles = ["a", "the"]
# The genders of nouns: masculine, feminine, neuter, common, masculine/feminine, common/neuter.
# genders = ["masculine", "feminine"]
# How infinitives end, and how those of reflexive verbs do: before it stands se, or at the end stands si for e.
# infinitive_endings = ["are"]
# reflexive_prefixes = ["se "]
# reflexive_suffixes = {{ arsi = "are" }}
# The columns of the paradigm tables, such as paradigms/noun.csv: Universal Dependencies features, by form type.
# [paradigms.noun]
# singular = ["Number=Sing"]
# plural = ["Number=Plur"]
# [paradigms.verb]
# infinitive = ["VerbForm=Inf"]
# present = ["Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin", "Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin"]
# Short forms with an apostrophe, each with the words that it can stand for; then words that stand for several in order.
# [recognition.elisions]
# "l'" = ["le"]
# [recognition.contractions]
# del = ["de", "el"]
# The pronouns of reflexive verbs, each with the features of the verb forms that it goes with.
# [recognition.reflexive_pronouns]
# me = "Number=Sing|Person=1"
# se = "Person=3"
"""

_NAME = """\
# The name of the language in English.
name = "FIXME"
"""

_README = """\
# {title}

How the words of this pack are chosen, for the next person who works on it:

- **Variety**: which country's language it teaches.
- **Sources**: which lists and frequencies were consulted. Facts only; every text is our own.
- **Choice**: what was left out, and why.

How to write entries: docs/writing-packs.md. To check them:

```console
$ babblr-vocab validate {folder}
```
"""


def create(code: str, sources: Path) -> list[Path]:
    """Write a new pack for a language into the sources folder, completely or not at all, and return its files.

    Outside our own checkout, the schemas that the pack refers to are written beside it unless they exist.

    Raises:
        NotPossibleError: the code is unknown, the pack's folder exists, or the sources folder does not.
        OSError: the folder cannot be written.
    """
    if code not in ISO_639_1:
        raise NotPossibleError(f"“{code}” is not an ISO 639-1 code; {_meant(code)}")
    if not sources.is_dir():
        raise NotPossibleError(f"the folder {sources} does not exist; create it, or name another one with --sources")
    folder = sources / code
    if os.path.lexists(folder):
        raise NotPossibleError(f"{folder} already exists; `babblr-vocab new {code} WORD` adds a word to it")
    ours = resource("schemas")
    schemas = ours if real(folder).is_relative_to(ours.parent) else real(sources) / SCHEMAS
    files = _files(profile(code), folder, schemas)
    beside = {sources / SCHEMAS / name: read_text(ours / name) for name in _missing(schemas, files)}
    if beside and (sources / SCHEMAS).is_symlink():
        raise NotPossibleError(f"{sources / SCHEMAS} is a link; nothing was written there")
    with draft_folder(folder) as draft:
        for name, text in files.items():
            path = draft / name
            path.parent.mkdir(exist_ok=True)
            create_file(path, text.encode())
        with _taken_back_on_failure(beside):
            draft.rename(folder)
    return [*(folder / name for name in files), *beside]


def _files(language: Profile, folder: Path, schemas: Path) -> dict[str, str]:
    title = language.name if language.known else f"Vocabulary pack {language.code}"
    pack = _PACK.format(code=language.code, title=title, today=date.today())
    name = "" if language.known else _NAME
    modeline = _modeline(folder, schemas / "profile.schema.json", "#:schema ")
    described = {} if language.describes_words else {LANGUAGE_FILE: modeline + _LANGUAGE.format(name=name)}
    return {
        "pack.yaml": _modeline(folder, schemas / "pack.schema.json") + pack,
        **described,
        "A1/greetings.yaml": _modeline(folder / "A1", schemas / "words.schema.json")
        + _WORDS.format(code=language.code),
        "README.md": _README.format(title=title, folder=folder.as_posix()),
    }


def _modeline(folder: Path, schema: Path, what: str = "# yaml-language-server: $schema=") -> str:
    """Return the line that tells editors which schema applies to a file in a folder."""
    path = Path(os.path.relpath(schema, real(folder)))
    return f"{what}{path.as_posix()}\n"


def _missing(schemas: Path, files: Collection[str]) -> list[str]:
    """Return the names of the schemas that the files of a pack refer to but the folder lacks."""
    kinds = ("pack", "words", *(["profile"] if LANGUAGE_FILE in files else []))
    return [name for name in (f"{kind}.schema.json" for kind in kinds) if not os.path.lexists(schemas / name)]


@contextmanager
def _taken_back_on_failure(files: Mapping[Path, str]) -> Iterator[None]:
    """Write files, and remove them if that or the body of the `with` fails."""
    folders = [folder for folder in {path.parent for path in files} if not folder.exists()]
    made: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(exist_ok=True)
            create_file(path, text.encode())
            made.append(path)
        yield
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        raise


def _meant(code: str) -> str:
    """Return a suggestion: the code of a language given by name, or codes with the same beginning."""
    name = code.lower()
    codes = {one.name.lower(): one.code for one in profiles()}
    close = get_close_matches(name, sorted(codes), 1, cutoff=0.7)
    if close:
        return f"did you mean “{codes[close[0]]}” ({close[0].capitalize()})?"
    if name[:2] in ISO_639_1:
        return f"did you mean “{name[:2]}”?"
    alike = [known for known in ISO_639_1 if known[0] == name[:1]]
    listed = f"all are listed at {_CODES}"
    return f"with the same first letter there are {', '.join(alike)}; {listed}" if alike else listed
