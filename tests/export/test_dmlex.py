"""An export to DMLex: valid by the schema, where it is at hand, and sound where no schema can tell."""

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline.export.formats.dmlex import written
from pipeline.export.vocabulary import Form, Relation, Vocabulary
from tests.export.samples import changed, hostile, word_of
from tests.release.test_hostile import HOSTILE

SCHEMA = os.environ.get("BABBLR_DMLEX_SCHEMA")


def resource(vocabulary: Vocabulary) -> Any:
    return json.loads(written(vocabulary))


def full(vocabulary: Vocabulary) -> Vocabulary:
    """A vocabulary that uses all there is."""
    pan, comer = word_of(vocabulary, "pan"), word_of(vocabulary, "comer")
    meaning = pan.meanings[0]._replace(
        explanation="Any kind.", register="formal", pattern="pan + de", part_of_speech="verb"
    )
    forms = (*pan.forms, Form("plural", "pánes", ("Gender=Masc", "Gender=Fem"), "B1"))
    relations = (Relation("near_synonym", comer.id),)
    return changed(
        changed(vocabulary, "pan", meanings=(meaning, meaning), forms=forms, notes="A note.", relations=relations),
        "comer",
        relations=(Relation("near_synonym", pan.id), Relation("synonym", 1)),
    )


@pytest.mark.skipif(not SCHEMA, reason="BABBLR_DMLEX_SCHEMA does not say where dmlex.schema.json is (make check-dmlex)")
@pytest.mark.parametrize("text", ["pan", *HOSTILE.values()])
def test_it_is_valid_by_the_schema_of_oasis(text: str, spanish: Vocabulary) -> None:
    schema = json.loads(Path(SCHEMA or "").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    assert not [one.message for one in validator.iter_errors(resource(hostile(full(spanish), text)))]


def test_an_entry_has_all_that_is_known_of_a_word(spanish: Vocabulary) -> None:
    found = resource(full(spanish))
    pan = next(one for one in found["entries"] if one["headword"] == "pan")
    sense = {
        "indicator": "pan + de",
        "labels": ["formal", "verb"],
        "definitions": [{"text": "Alimento de harina y agua que se cuece en el horno."}],
        "headwordTranslations": [{"text": "bread"}],
        "headwordExplanations": [{"text": "Any kind."}, {"text": "A note."}],
        "examples": [
            {"text": "Compro pan todos los días.", "exampleTranslations": [{"text": "I buy bread every day."}]}
        ],
    }
    assert pan == {
        "id": "152730373726866",
        "headword": "pan",
        "partsOfSpeech": ["noun"],
        "labels": ["A1", "masculine", "food"],
        "pronunciations": [{"transcriptions": [{"text": "pan", "scheme": "ipa"}]}],
        "inflectedForms": [
            {"text": "pan", "tag": "singular", "labels": ["Gender=Masc|Number=Sing"]},
            {"text": "panes", "tag": "plural", "labels": ["Gender=Masc|Number=Plur"]},
            {"text": "pánes", "tag": "plural", "labels": ["Gender=Masc", "Gender=Fem", "B1"]},
        ],
        "senses": [
            {"id": "152730373726866-1", **sense},
            {"id": "152730373726866-2", **sense, "headwordExplanations": [{"text": "Any kind."}]},
        ],
    }
    assert found["title"].endswith("Licence: CC-BY-4.0")
    assert (found["langCode"], found["translationLanguages"]) == ("es", ["en"])


def test_ids_are_unique_and_references_lead_somewhere(spanish: Vocabulary) -> None:
    found = resource(full(spanish))
    ids = [one["id"] for entry in found["entries"] for one in (entry, *entry["senses"])]
    assert len(ids) == len(set(ids))
    referred = [one["ref"] for relation in found["relations"] for one in relation["members"]]
    assert referred
    assert set(referred) <= set(ids)
    pairs = [(one["type"], *sorted(member["ref"] for member in one["members"])) for one in found["relations"]]
    assert len(pairs) == len(set(pairs)) == 3
    assert {one["type"] for one in found["relationTypes"]} == {one[0] for one in pairs}


def test_every_tag_is_declared(spanish: Vocabulary) -> None:
    found = resource(full(spanish))
    entries = found["entries"]
    forms = [form for entry in entries for form in entry.get("inflectedForms", ())]
    labelled = [*entries, *forms, *(sense for entry in entries for sense in entry["senses"])]
    for tags, used in (
        ("labelTags", {tag for one in labelled for tag in one.get("labels", ())}),
        ("inflectedFormTags", {one["tag"] for one in forms}),
        ("partOfSpeechTags", {tag for one in entries for tag in one["partsOfSpeech"]}),
    ):
        assert {one["tag"] for one in found[tags]} == used
    assert {one["typeTag"] for one in found["labelTags"]} == {one["tag"] for one in found["labelTypeTags"]}
