"""A lexicographic resource of DMLex 1.0, the data model of OASIS for dictionaries, in its JSON serialization.

Source: https://docs.oasis-open.org/lexidma/dmlex/v1.0/dmlex-v1.0.html
"""

import json
from collections.abc import Iterator
from typing import Any

from pipeline.export.registry import DatabaseFormat
from pipeline.export.vocabulary import Form, Meaning, Vocabulary, Word, credited
from pipeline.reporting.terminal import harmless_json

_LABEL_TYPES = {
    "level": "CEFR level at which it is taught or shown.",
    "topic": "Topic.",
    "gender": "Gender of a noun.",
    "register": "Speech in which the word has the meaning.",
    "part of speech": "Part of speech of the meaning, if it differs from the word's.",
    "features": "Universal Dependencies features of a form.",
}
_ENGLISH = "en"


def written(vocabulary: Vocabulary) -> bytes:
    """Return the resource, an entry on each line."""
    resource = _Resource(vocabulary)
    entries = [_line(resource.entry(word)) for word in vocabulary.words]
    relations = [_line(one) for one in resource.relations()]
    rest = {name: value for name, value in resource.about().items() if value}
    lines = [f"{json.dumps(name)}:{_line(value)}" for name, value in rest.items()]
    for name, found in (("relations", relations), ("entries", entries)):
        if found:
            lines.append(f'"{name}":[\n' + ",\n".join(found) + "\n]")
    return ("{" + ",\n".join(lines) + "}\n").encode()


class _Resource:
    """A resource, which collects the tags that its entries use."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._labels: dict[str, str] = {}
        self._parts: dict[str, None] = {}
        self._forms: dict[str, None] = {}
        self._cells: dict[tuple[Any, ...], dict[str, Any]] = {}
        """What forms of a cell of a paradigm have in common."""
        self._related: dict[str, None] = {}

    def about(self) -> dict[str, Any]:
        """Return all but the entries and relations, once these are made."""
        release = self._vocabulary.release
        used = set(self._labels.values())
        return {
            "title": f"{self._vocabulary.name}. {release.notice}",
            "langCode": release.language,
            "translationLanguages": [_ENGLISH],
            "partOfSpeechTags": [{"tag": one} for one in sorted(self._parts)],
            "labelTypeTags": [{"tag": one, "description": about} for one, about in _LABEL_TYPES.items() if one in used],
            "labelTags": [{"tag": one, "typeTag": self._labels[one]} for one in sorted(self._labels)],
            "inflectedFormTags": [{"tag": one} for one in sorted(self._forms)],
            "transcriptionSchemeTags": [{"tag": "ipa", "description": "International Phonetic Alphabet, broad."}],
            "sourceIdentityTags": [
                {"tag": name, "description": credited(said) or name} for name, said in release.sources.items() if name
            ],
            "relationTypes": [
                {
                    "type": one,
                    "scopeRestriction": "sameResource",
                    "memberTypes": [{"type": "entry", "min": 2, "max": 2}],
                }
                for one in sorted(self._related)
            ],
        }

    def entry(self, word: Word) -> dict[str, Any]:
        """Return the entry of a word."""
        self._parts[word.part_of_speech] = None
        found: dict[str, Any] = {
            "id": str(word.id),
            "headword": word.base_form,
            "partsOfSpeech": [word.part_of_speech],
            "labels": self._labelled(
                ("level", word.level), ("gender", word.gender), *(("topic", one) for one in word.topics)
            ),
        }
        if word.pronunciation:
            found["pronunciations"] = [{"transcriptions": [{"text": word.pronunciation, "scheme": "ipa"}]}]
        if word.forms:
            found["inflectedForms"] = [self._form(one) for one in word.forms]
        notes = [word.notes] if word.notes else []
        found["senses"] = [
            self._sense(f"{word.id}-{number}", one, notes if number == 1 else [])
            for number, one in enumerate(word.meanings, 1)
        ]
        return found

    def relations(self) -> Iterator[dict[str, Any]]:
        """Yield each pair of related words once."""
        chosen = {word.id for word in self._vocabulary.words}
        seen: set[tuple[str, int, int]] = set()
        for word in self._vocabulary.words:
            for one in word.relations:
                if one.word not in chosen:
                    continue
                pair = (one.type, min(word.id, one.word), max(word.id, one.word))
                if pair not in seen:
                    seen.add(pair)
                    self._related[one.type] = None
                    yield {"type": one.type, "members": [{"ref": str(word.id)}, {"ref": str(one.word)}]}

    def _form(self, form: Form) -> dict[str, Any]:
        cell = (form.type, form.features, form.level)
        tagged = self._cells.get(cell)
        if tagged is None:
            self._forms[form.type] = None
            labels = self._labelled(*(("features", one) for one in form.features), ("level", form.level))
            tagged = self._cells[cell] = {"tag": form.type} | ({"labels": labels} if labels else {})
        return {"text": form.text, **tagged}

    def _sense(self, id_: str, meaning: Meaning, notes: list[str]) -> dict[str, Any]:
        labels = self._labelled(("register", meaning.register), ("part of speech", meaning.part_of_speech))
        said = [one for one in (meaning.explanation, *notes) if one]
        found: dict[str, Any] = {
            "id": id_,
            "indicator": meaning.pattern,
            "labels": labels,
            "definitions": [{"text": meaning.text}],
            "headwordTranslations": [{"text": meaning.translation}],
            "headwordExplanations": [{"text": one} for one in said],
            "examples": [
                {"text": one.text} | ({"exampleTranslations": [{"text": one.translation}]} if one.translation else {})
                for one in meaning.examples
            ],
        }
        return {name: value for name, value in found.items() if value}

    def _labelled(self, *labels: tuple[str, str | None]) -> list[str]:
        for kind, tag in labels:
            if tag:
                self._labels.setdefault(tag, kind)
        return list(dict.fromkeys(tag for _, tag in labels if tag))


def _line(value: Any) -> str:
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return line if line.isprintable() else harmless_json(line)


FORMAT = DatabaseFormat(suffix=".dmlex.json", write=written)
