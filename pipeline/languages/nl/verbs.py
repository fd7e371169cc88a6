"""The paradigm of Dutch verbs: weak ones by rule, strong and irregular ones from `verbs.toml`."""

import re

from pipeline.languages import conjugation
from pipeline.languages.inflection import Paradigm, UnknownParadigmError
from pipeline.languages.nl import spelling
from pipeline.languages.profile import profile
from pipeline.languages.tables import toml_table

INFINITIVE, SEPARATED = "VerbForm=Inf", "PartType=Inf|VerbForm=Inf"
PARTICIPLE, INFLECTED = "Tense=Past|VerbForm=Part", "Definite=Def|Tense=Past|VerbForm=Part"

_PERSONS = tuple(f"Number={number}|Person={person}" for number in ("Sing", "Plur") for person in (1, 2, 3))
_ONSET = "(?:[dtz]w|ch|[bcdfgkptv][lr]|[gk]n|kw|qu|s[cjklmnptw]|schr?|s[pt]r|spl|wr|[^aeiouyëï]|)"
_VERB = re.compile(rf"{_ONSET}[aeiouyëï]+(?!n$).*en|(?:d|z)(?:oen|ien|ijn)|(?:g|st|sl)aan")
"""What may follow a prefix: `be-dekken`, but not `be-dden`, `be-ven`."""


def inflect_verb(base_form: str) -> Paradigm:
    """Return the simple forms of a verb by cell; finite forms omit a reflexive pronoun.

    A separable verb has its finite forms as two words (`sta op`), then as one (`opsta`), as at the end of a clause, and
    an infinitive with `te` between its parts. In an expression (`boodschappen doen`) the last word is inflected; of
    `gaan zitten` and the like the first, and there is no participle.

    Raises UnknownParadigmError if the word is not an infinitive, or if it is not known whether its prefix is separable.
    """
    verb = profile("nl").core(base_form)
    first, _, rest = verb.partition(" ")
    if rest and first in toml_table("nl", "verbs")["before_infinitives"]:
        cells = {cell: forms for cell, forms in _simple(first).items() if "Part" not in cell}
        return {cell: tuple(f"{form} {rest}" for form in forms) for cell, forms in cells.items()}
    front, space, last = verb.rpartition(" ")
    particle, core = (front, last) if front else split(verb)
    cells = _simple(core)
    if particle:
        for cell, forms in cells.items():
            joined = [f"{particle}{space}{form}" for form in forms]
            apart = [f"{form} {particle}" for form in forms]
            cells[cell] = joined if "Fin" not in cell else apart if "Imp" in cell else [*apart, *joined]
        if not space:
            cells[SEPARATED] = [f"{particle} te {core}"]
    if verb != base_form:
        cells[INFINITIVE] = [base_form, verb]
    lacking = conjugation.lacking(cells, verb, toml_table("nl", "verbs")["defective"])
    return {cell: tuple(dict.fromkeys(forms)) for cell, forms in cells.items() if forms and cell not in lacking}


def split(verb: str) -> tuple[str, str]:
    """Return the separable prefix of a verb, or nothing, and the verb that is conjugated."""
    its = toml_table("nl", "verbs")["prefixes"]
    if verb in its["one_word"] or verb in its["inseparable_verbs"]:
        return "", verb
    known = verb in its["separable_verbs"]
    found = [
        one
        for one in its["ambiguous" if known else "separable"]
        if verb.startswith(one) and _VERB.fullmatch(verb, len(one))
    ]
    particle = max(found, key=len, default="")
    core = verb.removeprefix(particle)
    if verb in its["both"] or (particle in its["ambiguous"] and not known):
        raise UnknownParadigmError(f"the prefix of “{verb}” can be separable or not, and it is not known which it is")
    borrowed = re.search("(?:^|[^io])eren$|ëren$", core) and stressed(core) and core not in its["before_eren"]
    return ("", verb) if borrowed else (particle, core)


def _simple(verb: str) -> dict[str, list[str]]:
    """Return the cells of a verb that is one word in all its forms."""
    data = toml_table("nl", "verbs")
    if prefix := _unstressed_prefix(verb):
        core = verb.removeprefix(prefix)
        cells = _simple(core)
        for cell in (PARTICIPLE, INFLECTED) if not _unstressed_prefix(core) else ():
            cells[cell] = [re.sub("^ge.", core[0], form) for form in cells[cell]]  # geïnnerd: herinnerd
        return {cell: [prefix + form for form in forms] for cell, forms in cells.items()}
    if verb in data["borrowed"]:
        stem, past, participle = data["borrowed"][verb].split()
        present = data["present"].get(verb, f"{stem} {stem}t|{stem} {stem}t")
        return _cells(verb, present, f"{past} {past}n {participle} {participle}e")
    if not (_VERB.fullmatch(verb) and verb.isalpha()):
        raise UnknownParadigmError(f"“{verb}” is not an infinitive, or its spelling is borrowed")
    known = verb in data["strong"] or verb in data["prefixes"]["one_word"]
    if not known and any(re.fullmatch(f".*[aeiouy].+{one}", verb) for one in data["strong"]):
        raise UnknownParadigmError(f"“{verb}” looks like a compound of a strong verb, and its first part is not known")
    root = verb.removesuffix("en")
    stem = data["stems"].get(verb) or spelling.stem(root, stressed=stressed(verb))
    third = stem if stem.endswith("t") else f"{stem}t"
    present = data["present"].get(verb, f"{stem} {third}|{stem} {third}")
    if verb in data["strong"]:
        parts = data["strong"][verb]
        inflected = "|".join(spelling.changed(one, "inflected") for one in parts.split()[2:])
        return _cells(verb, present, f"{parts} {inflected}")
    past = f"{stem}{'t' if re.search('(?:[tkfspxc]|[cs]h)$', root) else 'd'}e"
    bare, inflected = (stem, f"{root}e") if stem.endswith(("t", "d")) else (past[:-1], past)
    with_ge = (spelling.changed(one, "ge") for one in (bare, inflected))
    return _cells(verb, present, " ".join([past, f"{past}n", *with_ge]))


def _cells(verb: str, present: str, parts: str) -> dict[str, list[str]]:
    """Return the cells from the singular of the present, and the past, its plural, the participle and that with -e."""
    first, second, third = present.split()
    past, pasts, *participles = parts.split()
    rows = {"Pres": [first, second, third, verb, verb, verb], "Past": [past, past, past, pasts, pasts, pasts]}
    cells = {
        f"Mood=Ind|{person}|Tense={tense}|VerbForm=Fin": forms
        for tense, row in rows.items()
        for person, forms in zip(_PERSONS, row, strict=True)
    }
    cells |= zip((PARTICIPLE, INFLECTED), participles, strict=False)
    cells["Mood=Imp|VerbForm=Fin"] = toml_table("nl", "verbs")["imperative"].get(verb, first)
    cells |= {
        INFINITIVE: verb,
        "Tense=Pres|VerbForm=Part": f"{verb}d",
        "Definite=Def|Tense=Pres|VerbForm=Part": f"{verb}de",
    }
    return {cell: forms.split("|") for cell, forms in cells.items()}


def _unstressed_prefix(verb: str) -> str:
    """Return a prefix that has no stress and no ge- beside it, or nothing."""
    data = toml_table("nl", "verbs")
    its = data["prefixes"]
    if verb in data["strong"] or verb in its["none"]:
        return ""
    prefixes = its["unstressed"] if verb in its["inseparable_verbs"] else its["inseparable"]
    fitting = [one for one in prefixes if verb.startswith(one) and _VERB.fullmatch(verb, len(one))]
    return next((one for one in fitting if not re.match("[bg]e[eiu]", verb)), "")


def stressed(verb: str) -> bool:
    """Return whether the vowel before the ending of an infinitive has the stress: studéren, but wándelen."""
    stress, root = toml_table("nl", "verbs")["stress"], verb.removesuffix("en")
    if verb in stress["heavy"] or len(re.findall("[aeiouy]+|[ëïöü][aeiouy]*", root)) < 2:
        return True
    return verb not in stress["light"] and re.search("(?:e[lmn]|i[a-z])$", root) is None
