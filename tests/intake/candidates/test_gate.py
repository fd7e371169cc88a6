"""Only what a licence allows gets into a pack."""

from pathlib import Path

import pytest

from pipeline.intake.candidates.gate import candidates_for_pack, sentences_for_pack
from pipeline.intake.candidates.store import read_sentences
from pipeline.intake.statements import Entry, Pair, Sample
from pipeline.model.findings import Place
from pipeline.model.packs import Pack
from tests.intake.candidates.imports import bring_in, candidates, source

LICENCES = {
    "attribution": "CC-BY-4.0",
    "mine": "own",
    "share": "CC-BY-SA-4.0",
    "base": "ODbL-1.0",
    "no-profit": "CC-BY-NC-4.0",
    "unknown": "",
}


@pytest.mark.parametrize(
    ("licence", "facts", "texts"),
    [
        ("CC-BY-4.0", {"attribution", "mine"}, {"attribution", "mine"}),
        ("CC-BY-SA-4.0", {"attribution", "mine", "share"}, {"attribution", "mine", "share"}),
        ("ODbL-1.0", {"attribution", "mine", "base"}, {"attribution", "mine"}),
    ],
)
def test_what_may_be_written(licence: str, facts: set[str], texts: set[str], tmp_path: Path) -> None:
    entry = Entry("casa", gender="feminine", definition="Edificio.", examples=(Sample("Voy a casa."),))
    bring_in(tmp_path, {source(id_, its): [entry, Pair("Hola.", "Hi.")] for id_, its in LICENCES.items()})
    pack = Pack("es", "en", "Pack", "1.0.0", "2026-01-01", licence, "Us", Place("pack.yaml"))
    (candidate,) = candidates(tmp_path)
    allowed = candidates_for_pack(candidate, pack)
    assert len(candidate.claims["gender"]) == len(LICENCES)
    for name, expected in (("base_form", facts), ("gender", facts), ("definition", texts), ("example", texts)):
        assert {claim.source for claim in allowed.claims[name]} == expected
    assert {one.source for one in sentences_for_pack(read_sentences(tmp_path, "es"), pack)} == texts


def test_of_a_source_that_may_not_be_written_nothing_is_left(tmp_path: Path) -> None:
    bring_in(tmp_path, {source("unknown", ""): [Entry("casa", gender="feminine")]})
    pack = Pack("es", "en", "Pack", "1.0.0", "2026-01-01", "CC0-1.0", "Us", Place("pack.yaml"))
    assert candidates_for_pack(candidates(tmp_path)[0], pack).claims == {}
