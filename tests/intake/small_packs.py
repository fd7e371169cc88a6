"""Small packs, with which it is tested what a list has that the pack has too."""

from pipeline.intake.conform.knowledge import Knowledge
from pipeline.languages.profile import profile
from pipeline.model.findings import Place
from pipeline.model.lexicon import Form, Word

_WORDS = {
    "de": [("Stadt", "noun", ("Städte",)), ("ein", "pronoun", ("eine", "einen"))],
    "es": [
        ("niño", "noun", ("niños", "niña")),
        ("cocina", "noun", ("cocinas",)),
        ("no", "adverb", ()),
        ("casa", "noun", ("casas",)),
        ("estar", "verb", ("está", "estaré", "estaban")),
        ("de", "preposition", ("del",)),
    ],
    "fr": [("aller", "verb", ("allé", "allés", "vais")), ("chaise", "noun", ("chaises",))],
    "it": [("tavolo", "noun", ("tavoli",))],
    "nl": [("huis", "noun", ("huizen",))],
}


def knowledge(language: str, *, pack: bool = True) -> Knowledge:
    """Return what is known of a language with its small pack, or without any."""
    words = [
        Word(base, part, (), (), "", Place(""), forms=tuple(Form("", form) for form in forms))
        for base, part, forms in (_WORDS.get(language, ()) if pack else ())
    ]
    return Knowledge.of(profile(language), words)
