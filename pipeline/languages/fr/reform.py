"""The spellings that the reform of 1990 allows in addition to the traditional ones.

Source of the rules: Conseil supérieur de la langue française, “Les rectifications de l'orthographe”, Journal officiel,
Documents administratifs no. 100, 6 December 1990. Both spellings are correct, so the new one follows as a variant.
"""

import re

from pipeline.languages.tables import toml_table

_WITHOUT_CIRCUMFLEX = str.maketrans("îû", "iu")
_ACUTE_STEM = re.compile(r"(.*)é((?:[^aeiouyéèêâîôû]+|[gq]u)er)")
_FROM_INFINITIVE = {"infinitive", "future", "conditional"}


def with_reform(word: str) -> tuple[str, ...]:
    """Return a form of a noun or adjective and, if different, its 1990 spelling: `dîner`, `diner`."""
    if word in toml_table("fr", "words")["circumflex_kept"] or word[:1].isupper():
        return (word,)
    return tuple(dict.fromkeys((word, word.translate(_WITHOUT_CIRCUMFLEX))))


def traditional(infinitive: str) -> str:
    """Return an infinitive in -aitre or -oitre as written before 1990: `connaître`."""
    return re.sub("([ao])itre$", r"\1ître", infinitive)


def conjugated(infinitive: str, tense: str, form: str) -> tuple[str, ...]:
    """Return a verb's form and, if different, its variant: `chancelle`, `chancèle`; `connaît`, `connait`.

    `paye` beside `paie` is older than the reform, but is formed in the same way.
    """
    if infinitive.endswith("ayer"):
        variant = _y_kept(infinitive, form)
    elif infinitive.endswith(("eler", "eter")):
        variant = _grave_for_doubling(infinitive, form)
    elif tense in {"future", "conditional"} and (stem := _ACUTE_STEM.fullmatch(infinitive)):
        variant = _exchanged(form, infinitive, f"{stem[1]}è{stem[2]}")
    else:
        variant = _without_circumflex(infinitive, tense, form)
    return tuple(dict.fromkeys((form, variant)))


def _exchanged(form: str, beginning: str, other: str) -> str:
    return other + form.removeprefix(beginning) if form.startswith(beginning) else form


def _y_kept(infinitive: str, form: str) -> str:
    root = infinitive.removesuffix("yer")
    return _exchanged(form, f"{root}ie", f"{root}ye")


def _grave_for_doubling(infinitive: str, form: str) -> str:
    if infinitive.endswith(("appeler", "interpeler", "jeter")):  # the reform leaves these families alone
        return form
    root, consonant = infinitive[:-4], infinitive[-3]
    return _exchanged(form, f"{root}e{consonant * 2}", f"{root}è{consonant}")


def _without_circumflex(infinitive: str, tense: str, form: str) -> str:
    if infinitive in toml_table("fr", "verbs")["circumflex_kept"]:
        return form
    if infinitive == "croître" and tense not in _FROM_INFINITIVE:
        return form  # croîs, croît, crûs: not to be confused with croire
    if infinitive.endswith(("aître", "oître", "plaire", "gésir")):  # not the endings of connûmes, connût
        return re.sub("([aog])ît", r"\1it", form)
    stem = infinitive[:-2]
    return _exchanged(form, stem, stem.translate(_WITHOUT_CIRCUMFLEX)) if infinitive.endswith(("er", "ir")) else form
