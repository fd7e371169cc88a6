"""Turn the record of pack.yaml into a value."""

from typing import Any

from pipeline.model.findings import Place
from pipeline.model.packs import GlossedWord, LevelState, Pack, Source, Topic


def stripped(fields: dict[str, Any]) -> dict[str, str]:
    """Return texts without surrounding white space. White space inside is left as the curator wrote it."""
    return {name: value.strip() for name, value in fields.items()}


def pack_in(data: dict[str, Any], place: Place) -> Pack:
    """Return the pack in the record of a file; `place` is that of the file."""
    return Pack(
        **{
            name: data[name].strip()
            for name in (
                "language",
                "translation_language",
                "title",
                "version",
                "release_date",
                "licence",
                "attribution",
            )
        },
        **stripped({name: data[name] for name in ("grammar_title", "grammar_title_en") if name in data}),
        place=place,
        sources={key: Source(id=key, **stripped(fields)) for key, fields in data["sources"].items()},
        topics={key: Topic(id=key, **stripped(fields)) for key, fields in data["topics"].items()},
        app_topics={key: tuple(map(str.strip, topics)) for key, topics in data.get("app_topics", {}).items()},
        targets=data["targets"],
        states={level: LevelState(state) for level, state in data.get("states", {}).items()},
        series={key: tuple(map(str.strip, words)) for key, words in data.get("series", {}).items()},
        defining_words=_glossed("defining_words", data, place),
        grammar_terms=_glossed("grammar_terms", data, place),
        names=tuple(map(str.strip, data.get("names", ()))),
    )


def _glossed(name: str, data: dict[str, Any], place: Place) -> tuple[GlossedWord, ...]:
    return tuple(
        GlossedWord(
            base_form.strip(),
            fields["gloss"].strip(),
            place.at(name).key(base_form),
            tuple(map(str.strip, fields.get("forms", ()))),
        )
        for base_form, fields in data.get(name, {}).items()
    )
