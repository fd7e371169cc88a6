"""A text of any length is split into tokens in time that does not grow with the square of its length."""

import time

from pipeline.languages.profile import profile
from pipeline.lemmas.analyses import token_lemmas


def test_a_text_of_quotation_marks() -> None:
    text = "pan " + '"' * 60_000
    dict(token_lemmas(profile("es"), ["pan"]))  # loads the tables
    begun = time.process_time()
    found = dict(token_lemmas(profile("es"), [text]))
    assert time.process_time() - begun < 5
    assert "pan" in found[text]
