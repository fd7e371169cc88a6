"""The forms of a word as tables: persons or numbers across, tenses or cases down.

The features are those of Universal Dependencies (https://universaldependencies.org/u/feat/).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

ACROSS = ("Person", "Number", "Gender")
"""The features that a column stands for; all others say which row a form is in."""

_NAMES = {
    "Abbr=Yes": "abbreviated", "Case=Acc": "accusative", "Case=Dat": "dative", "Case=Gen": "genitive",
    "Case=Nom": "nominative", "Definite=Def": "definite", "Definite=Ind": "indefinite", "Degree=Abs": "absolute",
    "Degree=Cmp": "comparative", "Degree=Dim": "diminutive", "Degree=Pos": "positive", "Degree=Sup": "superlative",
    "Gender=Com": "common", "Gender=Fem": "feminine", "Gender=Masc": "masculine", "Gender=Neut": "neuter",
    "Mood=Cnd": "conditional", "Mood=Imp": "imperative", "Mood=Ind": "indicative", "Mood=Sub": "subjunctive",
    "NumType=Card": "cardinal", "NumType=Ord": "ordinal", "Number=Plur": "plural", "Number=Sing": "singular",
    "Person=1": "1st person", "Person=2": "2nd person", "Person=3": "3rd person", "Polite=Form": "formal",
    "Poss=Yes": "possessive", "PronType=Art": "article", "PronType=Dem": "demonstrative", "PronType=Ind": "indefinite",
    "PronType=Int": "interrogative", "PronType=Neg": "negative", "PronType=Prs": "personal", "Tense=Fut": "future",
    "Tense=Imp": "imperfect", "Tense=Past": "past", "Tense=Pqp": "pluperfect", "Tense=Pres": "present",
    "Variant=Short": "short", "VerbForm=Ger": "gerund", "VerbForm=Inf": "infinitive", "VerbForm=Part": "participle",
}  # fmt: skip
_UNSAID = frozenset({"VerbForm=Fin"})
"""What every row with a mood says anyway."""
_ORDER = {name: number for number, name in enumerate(("Mood", "VerbForm", "Tense", "Degree", "Definite", "Case"))}
_VALUES = {
    value: number for number, value in enumerate(("Sing", "Plur", "Masc", "Fem", "Neut", "Nom", "Acc", "Dat", "Gen"))
}


class StoredForm(NamedTuple):
    """A form as it is stored."""

    type: str
    text: str
    info: str | None
    """A JSON array of objects of features."""
    level: str | None = None
    """The level from which learners are shown it; None if they always are."""


@dataclass(frozen=True, slots=True)
class Table:
    """The forms of a type. With one column without a name, its rows are a list."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[StoredForm, ...], ...]], ...]
    """The name of each row, and in each column its forms."""


def paradigm(forms: Iterable[StoredForm]) -> Iterator[Table]:
    """Yield a table for each type of form, in the order in which the types are stored."""
    types: dict[str, dict[tuple[str, ...], dict[tuple[str, ...], dict[StoredForm, None]]]] = {}
    for form in forms:
        rows = types.setdefault(form.type, {})
        for features in _analyses(form.info):
            across = tuple(_feature(name, features[name]) for name in ACROSS if name in features)
            down = tuple(_feature(name, features[name]) for name in sorted(features.keys() - set(ACROSS), key=_place))
            rows.setdefault(down, {}).setdefault(across, {})[form] = None
    for title, rows in types.items():
        columns = sorted({column for row in rows.values() for column in row}, key=_sort_key)
        yield Table(
            title,
            tuple(map(_named, columns)),
            tuple(
                (_named(down), tuple(tuple(row.get(column, ())) for column in columns)) for down, row in rows.items()
            ),
        )


class KeyForms(NamedTuple):
    """Forms that a reader judges the others by."""

    name: str
    texts: tuple[str, ...]
    more: bool = False
    """Whether there are others like these."""


def key_forms(forms: Iterable[StoredForm], base_form: str) -> Iterator[KeyForms]:
    """Yield, of each type of form, what its first row has and the first form of every other: all persons of the
    present, the first person of other tenses. Cases are in one row. What is only the base form again is left out.
    """
    rows: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for form in forms:
        for features in _analyses(form.info):
            names = sorted(features.keys() - {*ACROSS, "Case"}, key=_place)
            row = form.type, tuple(_feature(name, features[name]) for name in names)
            rows.setdefault(row, {})[form.text] = None
    begun = set()
    for (type_, down), texts in rows.items():
        shown = tuple(texts) if type_ not in begun else tuple(texts)[:1]
        begun.add(type_)
        if shown != (base_form,):
            kind, name = type_.replace("_", " "), _named(down)
            yield KeyForms(name if kind in name else f"{kind} {name}".strip(), shown, len(shown) < len(texts))


def _analyses(info: str | None) -> list[Mapping[str, str]]:
    """Return the analyses of a form; one without features if there are none that can be read."""
    try:
        found = json.loads(info) if info else []
    except (ValueError, RecursionError):
        found = []
    analyses = found if isinstance(found, list) else [found]
    return [{str(name): str(value) for name, value in one.items()} for one in analyses if isinstance(one, dict)] or [{}]


def _feature(name: str, value: str) -> str:
    return f"{name}={value}"


def _place(name: str) -> tuple[int, str]:
    return _ORDER.get(name, len(_ORDER)), name


def _sort_key(features: tuple[str, ...]) -> list[tuple[str, int, str]]:
    """Sort by number, then by person, then by gender, as grammars do."""
    values = dict(one.split("=", 1) for one in features)
    return [_rank(name, values.get(name, "")) for name in ("Number", "Person", "Gender")]


def _rank(name: str, value: str) -> tuple[str, int, str]:
    return name, _VALUES.get(value, len(_VALUES) if value else -1), value


def _named(features: tuple[str, ...]) -> str:
    return " ".join(_name(one) for one in features if one not in _UNSAID)


def _name(feature: str) -> str:
    name, _, value = feature.partition("=")
    parts = [_NAMES.get(f"{name}={one}", feature) for one in value.split(",")]
    return "/".join(parts)
