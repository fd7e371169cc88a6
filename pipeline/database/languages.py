"""The app's names for languages, for where it does not use ISO 639-1 codes, above all in its conversations."""

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
"""The app's names for languages, each with the code used in the vocabulary."""


def language_code(language: str) -> str:
    """Return the ISO 639-1 code of a language, given by its code or by the app's name for it.

    Raises:
        ValueError: it is neither.
    """
    code = APP_LANGUAGES.get(language, language)
    if code not in ISO_639_1:
        names = ", ".join(APP_LANGUAGES)
        raise ValueError(f"{language!r} is not a language: give an ISO 639-1 code, such as 'es', or one of {names}")
    return code
