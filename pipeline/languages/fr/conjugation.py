"""The paradigms of verbs: ablaut's tables, our corrections and variants of them (`verbs.toml`), and participles.

Finite forms omit their pronoun, even in reflexive verbs: `se lever` has `lève`. In a multiword entry the verb is
conjugated: `faire les courses` has `fais les courses`.
"""

from collections.abc import Mapping

from pipeline.languages import conjugation as conjugator
from pipeline.languages.fr import reform, tables
from pipeline.languages.inflection import Lexeme, Paradigm
from pipeline.languages.profile import profile
from pipeline.languages.tables import toml_table

Rows = dict[str, list[tuple[str, ...]]]
"""By tense: the variants of each form, in the order of the cells."""

_FINITE = (
    "present",
    "imperfect",
    "past_historic",
    "future",
    "subjunctive_present",
    "subjunctive_imperfect",
    "conditional",
    "imperative",
)
_AGREEMENT = ("Gender=Masc|Number=Sing", "Gender=Fem|Number=Sing", "Gender=Masc|Number=Plur", "Gender=Fem|Number=Plur")
CELLS = {
    **conjugator.cells("fr"),
    "past_participle": tuple(f"{agreement}|Tense=Past|VerbForm=Part" for agreement in _AGREEMENT),
}
"""The cells of each of the conjugator's rows; the participle agrees."""


def conjugate(lexeme: Lexeme) -> Paradigm:
    """Return the simple forms of a verb by cell. Raises UnknownParadigmError, MissingExtraError."""
    reflexive, written, rest = _parts(lexeme.base_form)
    verb = reform.traditional(written)
    rows = _usual(verb)
    if written != verb:
        rows["infinitive"] = [(written, verb)]
    rows["past_participle"] = _agreeing(verb, rows["past_participle"][0])
    paradigm: dict[str, tuple[str, ...]] = {}
    for tense, names in CELLS.items():
        before = reflexive if tense == "infinitive" else ""
        for cell, forms in zip(names, rows[tense], strict=True):
            both = dict.fromkeys(form for given in forms for form in reform.conjugated(verb, tense, given))
            if both:
                paradigm[cell] = tuple(f"{before}{form}{rest}" for form in both)
    return paradigm


def _parts(base_form: str) -> tuple[str, str, str]:
    """Return the reflexive pronoun, the verb and what follows it: `se rendre compte` → `se `, `rendre`, ` compte`."""
    core = profile("fr").core(base_form)
    verb, space, rest = core.partition(" ")
    return base_form.removesuffix(core), verb, space + rest


def _usual(verb: str) -> Rows:
    """Return the forms of a verb in current use, without the 1990 spellings."""
    data = toml_table("fr", "verbs")
    rows = _like(verb, data["like"][verb]) if verb in data["like"] else _from_ablaut(verb)
    for tense, written in data["replaced"].get(verb, {}).items():
        rows[tense] = _row(written)
    for tense, written in data["added"].get(verb, {}).items():
        rows[tense] = [(*old, *new) for old, new in zip(rows[tense], _row(written), strict=True)]
    used = data["only"].get(verb, rows)
    for tense in [*data["missing"].get(verb, ()), *(tense for tense in rows if tense not in used)]:
        rows[tense] = [()] * len(rows[tense])
    if persons := data["persons"].get(verb):
        for tense in _FINITE:
            places = () if tense == "imperative" else persons
            rows[tense] = [forms if place in places else () for place, forms in enumerate(rows[tense], 1)]
    return rows


def _like(verb: str, how: Mapping[str, str]) -> Rows:
    """Return the rows of one verb made from another's: `absoudre` from `résoudre`."""
    rows = {
        tense: [tuple(how["new"] + form.removeprefix(how["old"]) for form in forms) for forms in row]
        for tense, row in _usual(how["verb"]).items()
    }
    if "past_participle" in how:
        rows["past_participle"] = _row(how["past_participle"])
    rows["infinitive"] = [(verb, *(form for form in rows["infinitive"][0] if form != verb))]
    return rows


def _from_ablaut(verb: str) -> Rows:
    rows = conjugator.conjugated(verb, "fr")
    found: Rows = {row: [(form,) if form else () for form in forms] for row, forms in rows.items()}
    return found | {"infinitive": [(verb,)]}


def _row(written: str) -> list[tuple[str, ...]]:
    return [tables.variants(word) for word in written.split()]


def _agreeing(verb: str, participles: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the past participle in the order of its cells: masculine, feminine, then their plurals."""
    data = toml_table("fr", "verbs")
    if verb in data["invariable_participles"] or not participles:
        return [participles, (), (), ()]
    rows = [(participle, *_inflected(participle, data["participles"])) for participle in participles]
    return list(zip(*rows, strict=True))


def _inflected(participle: str, irregular: Mapping[str, list[str]]) -> tuple[str, str, str]:
    if participle in irregular:
        feminine, masculines, feminines = irregular[participle]
        return feminine, masculines, feminines
    plural = participle if participle.endswith("s") else f"{participle}s"
    return f"{participle}e", plural, f"{participle}es"
