"""A profile is read into types, or refused with its file, line and column."""

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.languages.profile import FOLDER, Profile, ProfileError, load, of_table, profile, profiles
from tests.packs import LANGUAGES, languages_in


def written(folder: Path, text: str | bytes, code: str = "eo") -> Path:
    path = folder / code / "profile.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_profiles_of_the_project_are_read(language: str) -> None:
    its = profile(language)
    assert (its.code, its.known) == (language, True)
    assert its.paradigms
    assert its.recognition.given_names
    assert its in profiles()


def test_a_language_without_a_file_has_an_empty_profile(tmp_path: Path) -> None:
    assert profile("eo", tmp_path) == Profile("eo", "eo")
    for code in ("", "..", "de/../es", "ES", "x" * 5000):
        assert not profile(code).known


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('name = "X"\narticels = ["la"]\n', "2:1: there is no key “articels” here; did you mean “articles”?"),
        ('name = "X"\n[recognition]\nunsplt = []\n', "3:1: there is no key “unsplt” here; did you mean “unsplit”?"),
        ('name = "X"\narticles = "la"\n', "2:12: “articles” must be a list, not text"),
        ('name = "X"\narticles = [\n  "la",\n  3,\n]\n', "4:3: “articles” must be text, not a number"),
        ('name = "X"\n[paradigms.noun]\nsingular = "Number=Sing"\n', "3:12: “singular” must be a list, not text"),
        ('name = "X"\n[[recognition]]\n', "2:3: “recognition” must be a mapping, not a list"),
        ('name = "X"\nquotes = 2026-01-02\n', "2:10: “quotes” must be text, not a date or time"),
        ('articles = ["la"]\n', "1:1: the key “name” is missing"),
        ("", "1:1: the key “name” is missing"),
        ('name = "X"\ncode = "es"\nknown = true\n', "2:1: there is no key “code” here"),
        ('name = "X\n', "1:10: illegal character '\\n'"),
        ('name = "X"\nname = "Y"\n', "2:1: the key “name” is given twice"),
        (f"name = {'[' * 5000}", "1:108: lists and tables are nested more than 100 deep"),
        (b'name = "\xe9"', "1:9: byte 0xE9 is not UTF-8"),
        (b'name = "\0"', "1:9: illegal character '\\x00'"),
        ("#" * 2**20, "this file has 1048576 bytes; the limit is 262144"),
        (
            'name = "X"\nparadigms.verb.gerund = ["VerbForm=Ger"]\nrecognition.enclitic_hosts = ["A=B", "gerunds"]\n',
            "3:38: “gerunds” is not a form type of the paradigm of verbs; did you mean “gerund”?",
        ),
    ],
)
def test_what_is_no_profile_is_refused_at_its_place(text: str | bytes, where: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ProfileError) as caught:
        load(path, "eo")
    assert str(caught.value).startswith(f"{path}:{where}" if where[0].isdigit() else f"{path}: {where}")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_faulty_profile_keeps_nothing_from_the_others(tmp_path: Path) -> None:
    written(tmp_path, (FOLDER / "es" / "profile.toml").read_bytes(), "es")
    written(tmp_path, "articels = 1", "fr")
    with languages_in(tmp_path):
        assert [one.code for one in profiles()] == ["es"]
        with pytest.raises(ProfileError):
            profile("fr")
    assert {one.code for one in profiles()} >= set(LANGUAGES)


def test_reading_a_profile_needs_no_validator() -> None:
    program = (
        "import sys; from pipeline.languages.profile import profile; from pipeline.recognition.rules import rules_of; "
        "rules_of(profile('es')); "
        "sys.exit(len({'jsonschema', 'jsonschema_rs', 'yaml', 'tomlkit', 'pydantic'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("table", "cores"),
    [
        (
            {"reflexive_suffixes": {"arsi": "are", "ersi": "ere", "rsi": "rre"}, "infinitive_endings": ["re"]},
            {"lavarsi": "lavare", "porsi": "porre", "lavare": "lavare", "quasi": "quasi"},
        ),
        (
            {"reflexive_suffixes": {"-se": ""}, "infinitive_endings": ["ar", "er", "ir", "or", "ôr"]},
            {"lavar-se": "lavar", "pôr-se": "pôr", "dá-se": "dá-se", "-se": "-se"},
        ),
        (
            {"reflexive_prefixes": ["zich "], "infinitive_endings": ["n"]},
            {"zich wassen": "wassen", "zich ": "zich ", "wassen": "wassen"},
        ),
        (
            {"reflexive_suffixes": {"se": ""}, "infinitive_endings": ["ar"]},
            {"levantarse": "levantar", "clase": "clase"},
        ),
    ],
    ids=["Italian", "Portuguese", "Dutch", "Spanish"],
)
def test_reflexive_verbs_are_data(table: dict[str, Any], cores: dict[str, str]) -> None:
    its = of_table("xx", {"name": "X"} | table)
    assert {base_form: its.core(base_form) for base_form in cores} == cores
