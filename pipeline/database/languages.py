"""What the app calls languages where it does not use their codes of ISO 639-1: in its conversations above all."""

from pipeline.model.iso639 import ISO_639_1

APP_LANGUAGES = {
    "dutch": "nl",
    "english": "en",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "portuguese": "pt",
    "spanish": "es",
}
"""The app's names of languages, and the code that the vocabulary has for each."""


def language_code(language: str) -> str:
    """Return the code of ISO 639-1 of a language, which is given by its code or by the app's name for it.

    Raises:
        ValueError: it is neither.
    """
    code = APP_LANGUAGES.get(language, language)
    if code not in ISO_639_1:
        names = ", ".join(APP_LANGUAGES)
        raise ValueError(f"{language!r} is no language: give a code of ISO 639-1, such as 'es', or one of {names}")
    return code
