"""A new pack: every field of pack.yaml explained, and one word to replace. FIXME marks what is still to be written."""

import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from pipeline.curation.entry_plan import plain_name
from pipeline.curation.scaffold import NotPossibleError
from pipeline.curation.scaffold_texts import LANGUAGE, NAME, PACK, README, TOPIC, WORDS
from pipeline.curation.yaml_scalars import written
from pipeline.languages.pack_profile import LANGUAGE_FILE
from pipeline.languages.profile import Profile, profile, profiles
from pipeline.model.iso639 import ISO_639_1
from pipeline.model.placeholders import MARKER
from pipeline.system.drafts import create_file, draft_folder
from pipeline.system.files import read_text, real
from pipeline.system.resources import resource

SCHEMAS = "_schemas"
"""The folder beside the packs for the schemas they refer to. It is not itself a pack."""

_CODES = "https://www.loc.gov/standards/iso639-2/php/code_list.php"


def create(
    code: str, sources: Path, name: str | None = None, topics: Mapping[str, str] = MappingProxyType({})
) -> list[Path]:
    """Write a new pack for a language into the sources folder, completely or not at all, and return its files.

    `name` is the language's, in English. With `topics`, their titles by id, the pack has these and no word yet;
    without, one topic with a word to replace.

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
    for topic in topics:
        if not plain_name(topic):
            raise NotPossibleError(f"“{topic}” is not a valid topic: write small letters, digits and hyphens")
    files = _files(profile(code), folder, schemas, name, topics)
    beside = {sources / SCHEMAS / name: read_text(ours / name) for name in _missing(schemas, files)}
    if beside and (sources / SCHEMAS).is_symlink():
        raise NotPossibleError(f"{sources / SCHEMAS} is a link; nothing was written there")
    with draft_folder(folder) as draft:
        for file, text in files.items():
            path = draft / file
            path.parent.mkdir(exist_ok=True)
            create_file(path, text.encode())
        with _taken_back_on_failure(beside):
            draft.rename(folder)
    return [*(folder / file for file in files), *beside]


def _files(
    language: Profile, folder: Path, schemas: Path, stated_name: str | None, topics: Mapping[str, str]
) -> dict[str, str]:
    title = stated_name or (language.name if language.known else f"Vocabulary pack {language.code}")
    listed = topics or {"greetings": MARKER}
    pack = PACK.format(
        code=language.code,
        title=written(title),
        today=date.today(),
        topics="".join(
            TOPIC.format(id=topic, title=written(its), title_en=topic.replace("-", " ").capitalize())
            for topic, its in listed.items()
        ),
    )
    name = "" if language.known else NAME.format(name=json.dumps(stated_name or MARKER, ensure_ascii=False))
    modeline = _modeline(folder, schemas / "profile.schema.json", "#:schema ")
    described = {} if language.describes_words else {LANGUAGE_FILE: modeline + LANGUAGE.format(name=name)}
    words = _modeline(folder / "A1", schemas / "words.schema.json") + WORDS.format(code=language.code)
    return {
        "pack.yaml": _modeline(folder, schemas / "pack.schema.json") + pack,
        **described,
        **({} if topics else {"A1/greetings.yaml": words}),
        "README.md": README.format(title=title, folder=folder.as_posix()),
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
