"""What a column of a table can hold."""

from enum import StrEnum


class Role(StrEnum):
    """The role of a column; its value is the name that `--map` and mapping files use."""

    WORD = "word"
    ARTICLE = "article"
    PART_OF_SPEECH = "part_of_speech"
    GENDER = "gender"
    PLURAL = "plural"
    FORMS = "forms"
    PRONUNCIATION = "pronunciation"
    TRANSLATION = "translation"
    DEFINITION = "definition"
    LEVEL = "level"
    TOPIC = "topic"
    EXAMPLE = "example"
    EXAMPLE_TRANSLATION = "example_translation"
    COUNT = "count"
    LANGUAGE = "language"
    NOTE = "note"
    SENTENCE = "sentence"
    SENTENCE_LANGUAGE = "sentence_language"
    SENTENCE_TRANSLATION = "sentence_translation"
    IGNORE = "ignore"
