"""What neighbours say of homographs in the languages of the packs: both readings of each."""

from functools import cache
from typing import Any

import pytest

from pipeline.app.credit import credited
from pipeline.languages.profile import of_table
from pipeline.model.identity import word_id
from pipeline.model.typed import MisfitError
from pipeline.recognition.index import Index, of_lexicon, of_records
from pipeline.recognition.recognition import recognise
from pipeline.recognition.rules import from_profile
from pipeline.recognition.tokens import Candidate, OutsideReading
from tests.packs import beginner, committed
from tests.recognition.small import records


@cache
def vocabulary(language: str) -> Index:
    return of_lexicon(beginner(language))


def readings(language: str, text: str, spelling: str) -> tuple[Candidate, ...]:
    return next(one.candidates for one in recognise(text, vocabulary(language)) if one.text == spelling)


@pytest.mark.parametrize(
    ("text", "spelling", "base_form"),
    [
        # A sentence without another verb, and one with it.
        ("Los martes como en la oficina.", "como", "comer"),
        ("Trabajo como camarero.", "como", "como"),
        ("Mi tía siempre ayuda mucho.", "ayuda", "ayudar"),
        ("Necesito tu ayuda con las maletas.", "ayuda", "ayuda"),
        # A clause more, and a verb more.
        ("Si tienes un problema, pregunta.", "pregunta", "preguntar"),
        ("Si quieres, tengo una pregunta.", "pregunta", "pregunta"),
        ("Quiere que viaje con su madre.", "viaje", "viajar"),
        ("Creo que el viaje es muy largo.", "viaje", "viaje"),
        # What stands alone has no verb.
        ("¡Qué viaje!", "viaje", "viaje"),
        ("¿Más preguntas?", "preguntas", "pregunta"),
        ("Nada, gracias.", "Nada", "nada"),
        # A name.
        ("Ayer vino Carlos.", "vino", "venir"),
        ("Quiero un vino, Carlos.", "vino", "vino"),
        # Two verbs with one form: a direction, an hour, company, a quality.
        ("El sábado fuimos a la playa.", "fuimos", "ir"),
        ("La fiesta fue a las nueve.", "fue", "ser"),
        ("Fue un día muy bonito.", "Fue", "ser"),
        ("¿Adónde fueron tus padres?", "fueron", "ir"),
        ("¿Quién fue?", "fue", "ser"),
        ("Ve al médico mañana.", "Ve", "ir"),
        ("Mi abuela ve la televisión.", "ve", "ver"),
        ("Fui con mis primos.", "Fui", "ir"),
        ("Sé tranquilo en clase.", "Sé", "ser"),
        ("Sé inglés y español.", "Sé", "saber"),
        ("Sé muchas cosas.", "Sé", "saber"),
        # An adverb of degree.
        ("La fruta está muy cara.", "cara", "caro"),
        ("Tienes la cara roja.", "cara", "cara"),
    ],
)
def test_the_first_candidate_is_what_stands_there(text: str, spelling: str, base_form: str) -> None:
    assert readings("es", text, spelling)[0].base_form == base_form


def test_credit_goes_to_the_verb_that_the_sentence_needs() -> None:
    comer, como = word_id("es", "comer"), word_id("es", "como")
    assert credited("Los martes como en la oficina.", vocabulary("es")).right & {comer, como} == {comer}
    assert credited("Trabajo como camarero.", vocabulary("es")).right & {comer, como} == {como}


@pytest.mark.parametrize(
    ("text", "spelling", "base_form"),
    [
        ("Lies deiner Schwester vor!", "Lies", None),
        ("Schreibst du etwas zu essen auf?", "Schreibst", None),
        ("Bring mit deiner Schwester das Buch.", "Bring", "bringen"),
        ("Komm bitte sofort her!", "Komm", None),
        ("Der Zug kommt von Norden her.", "kommt", "kommen"),
        ("Die Mutter hat einen Mantel an.", "hat", "haben"),
        ("Ich will auch mit.", "will", "wollen"),
        ("Wir kochen am Abend zusammen.", "kochen", "kochen"),
        ("Kennst du den Weg?", "Kennst", "kennen"),
        ("Er sucht, bringt nichts mit und geht.", "sucht", "suchen"),
        ("Er liest mit 20 Leuten.", "liest", "lesen"),
        ("Das steht bei „ich“.", "steht", "stehen"),
        ("Ich schreibe mit Anna.", "schreibe", "schreiben"),
    ],
)
def test_a_prefix_at_the_end_of_its_clause_makes_another_verb(text: str, spelling: str, base_form: str | None) -> None:
    found = readings("de", text, spelling)
    assert (found[0].base_form if found else None) == base_form


PROFILE: dict[str, Any] = {
    "name": "Small",
    "recognition": {
        "form_shares": {"Tense=Past": 1, "VerbForm=Fin": 50},
        "word_classes": {"coming": {"base_forms": ["venir"]}},
        "clause_openers": ["que"],
        "constraints": [
            {"prefer": ["coming"], "after": ["name"], "not_second_after": ["number"]},
            {"prefer": ["finite"], "verbless": True, "not_after": ["name"]},
        ],
    },
}


@pytest.mark.parametrize(
    ("text", "base_forms"),
    [
        ("y vino", ("venir", "vino")),
        ("come vino", ("vino", "venir")),
        ("xyz vino", ("vino", "venir")),  # what is not known may be a verb
        ("que come vino", ("venir", "vino")),
        ("come y Ana vino con pan", ("venir", "vino")),
        ("come y Ana vino con 3", ("vino", "venir")),
    ],
)
def test_a_preference_puts_a_reading_first_and_rules_none_out(text: str, base_forms: tuple[str, ...]) -> None:
    index = of_records("es", records("es"), from_profile(of_table("es", PROFILE)))
    (found,) = (one for one in recognise(text, index) if one.text == "vino")
    assert (found.base_forms, found.certain) == (base_forms, False)
    assert len(found.spelling.likely) == len(base_forms)


@pytest.mark.parametrize(("text", "certain"), [("y pan", False), ("come pan", True)])
def test_a_preference_raises_the_share_of_a_word_outside_the_lexicon(text: str, *, certain: bool) -> None:
    rules = from_profile(of_table("es", PROFILE))
    outside = [("pan", OutsideReading("panar", "verb", 0.02))]
    index = of_records("es", records("es"), rules, homographs=outside)
    assert recognise(text, index)[-1].certain is certain


def test_a_preposition_without_a_verb_stays_certain() -> None:
    (para,) = (one for one in recognise("Para mi marido, un café.", vocabulary("es")) if one.text == "Para")
    assert para.certain


def test_a_profile_names_the_tags_that_it_prefers() -> None:
    with pytest.raises(MisfitError) as caught:
        of_table("es", {"name": "Small", "recognition": {"constraints": [{"prefer": ["eting"]}]}})
    assert "“eting” is neither a tag nor a word class" in caught.value.message


@pytest.mark.parametrize(
    ("text", "spelling", "base_form"),
    [
        ("Mon téléphone est cassé.", "cassé", "cassé"),
        ("J'ai cassé un verre.", "cassé", "casser"),
        ("Elle s'est cassé la jambe.", "cassé", "casser"),
        ("Nous sommes mariés depuis un an.", "mariés", "marié"),
        ("Ils se sont mariés hier.", "mariés", "se marier"),
        ("Le chat est sur la table.", "sur", "sur"),
    ],
)
def test_after_etre_stands_a_participle_or_an_adjective(text: str, spelling: str, base_form: str) -> None:
    whole = of_lexicon(committed("fr").lexicon)  # both words are in the pack, the verb later than the adjective
    (token,) = [one for one in recognise(text, whole) if one.text == spelling]
    assert token.base_forms[0] == base_form
