"""The app's names of languages, and the codes that the vocabulary has for them."""

import pytest

from pipeline.database.languages import APP_LANGUAGES, language_code
from pipeline.languages.profile import FOLDER, profile
from pipeline.model.iso639 import ISO_639_1

PROFILES = sorted(path.parent.name for path in FOLDER.glob("*/profile.toml"))


def test_names_are_those_of_the_profiles() -> None:
    names = {code: name for name, code in APP_LANGUAGES.items()}
    assert len(names) == len(APP_LANGUAGES)
    for code in names.keys() & set(PROFILES):
        assert names[code] == profile(code).name.lower()


def test_a_language_is_given_by_its_name_or_its_code() -> None:
    assert set(APP_LANGUAGES.values()) <= set(ISO_639_1)
    for name, code in APP_LANGUAGES.items():
        assert language_code(name) == language_code(code) == code


@pytest.mark.parametrize("language", ["", "Spanish", "xx", "es-ES"])
def test_nothing_else_is_one(language: str) -> None:
    with pytest.raises(ValueError, match="is not a language"):
        language_code(language)
