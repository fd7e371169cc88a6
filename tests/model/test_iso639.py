"""The list of languages is that of ISO 639-1."""

import pycountry

from pipeline.model.iso639 import ISO_639_1


def test_the_list_is_that_of_the_standard():
    standard = {language.alpha_2 for language in pycountry.languages if hasattr(language, "alpha_2")}
    assert set(ISO_639_1) == standard


def test_the_list_is_sorted_and_has_no_duplicate():
    assert list(ISO_639_1) == sorted(set(ISO_639_1))
