"""Run a small pack through the stages, so that each of them can be tested alone."""

import json
from collections.abc import Callable, Collection
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.languages.profile import profile
from pipeline.model.findings import Finding
from pipeline.model.lexicon import Lexicon, Word
from pipeline.stages import Context, Memory, check_files, lemmatize
from pipeline.stages.order import STAGES
from tests.packs import copy_of_valid

FOOD, GREETINGS, PACK = "A1/food.yaml", "A1/greetings.csv", "pack.yaml"
NOUNS, ADJECTIVES = "paradigms/noun.csv", "paradigms/adjective.csv"


def edited(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """Return a copy of the valid pack in which texts of files are replaced: (file, old, new)."""
    pack = copy_of_valid(folder)
    for file, old, new in edits:
        text = (pack / file).read_text("utf-8")
        assert old in text
        (pack / file).write_text(text.replace(old, new, 1), "utf-8")
    return pack


def context_of(pack: Path, memory: Memory | None = None) -> Context:
    """Return the context of a pack."""
    return Context(pack, pack.name, profile(pack.name), cache=memory)


def before(stage: ModuleType, context: Context, but: Collection[ModuleType] = (lemmatize, check_files)) -> Lexicon:
    """Return the input of a stage, without those in `but`: nearly all work without spaCy and without being checked."""
    lexicon = Lexicon(context.profile.code)
    for one in STAGES[: STAGES.index(stage)]:
        if one not in but:
            lexicon = one.run(lexicon, context)
    return lexicon


def after(stage: ModuleType, pack: Path) -> tuple[Lexicon, list[Finding]]:
    """Return the output of a stage for a pack, with the findings up to it."""
    context = context_of(pack)
    return stage.run(before(stage, context), context), context.findings


def told(findings: Collection[Finding]) -> list[tuple[str, str, str]]:
    """Return the code, the file within the pack and the pointer of each finding."""
    return [(one.rule.code, one.place.file.partition("/")[2], one.place.path) for one in findings]


def word(lexicon: Lexicon, base_form: str) -> Word:
    """Return the only word with a base form."""
    (found,) = (one for one in lexicon.words if one.base_form == base_form)
    return found


class Kept:
    """A cache in memory: one value per name, as read back from JSON, with what it was made from."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self._made_of: dict[str, str] = {}
        self.tables: dict[str, bytes] = {}

    def get(self, name: str, read: Callable[[Any], Any], *made_of: Any) -> Any:
        if self._made_of.get(name) != json.dumps(made_of):
            return None
        try:
            return read(self.values[name])
        except (TypeError, ValueError, LookupError, AttributeError):
            return None

    def put(self, name: str, value: Any, *made_of: Any) -> None:
        self.values[name] = json.loads(json.dumps(value))
        self._made_of[name] = json.dumps(made_of)

    def get_table(self, name: str, *_made_of: str) -> memoryview | None:
        return memoryview(self.tables[name]) if name in self.tables else None

    def put_table(self, name: str, content: bytes, *_made_of: str) -> None:
        self.tables[name] = content
