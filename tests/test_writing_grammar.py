"""docs/writing-grammar.md shows what the schemas allow."""

import re
from pathlib import Path

import pytest

from pipeline.model.findings import Finding
from pipeline.model.lexicon import Document
from pipeline.reading import yaml_events
from pipeline.reading.conformity import faults

PAGE = Path(__file__).parents[1] / "docs" / "writing-grammar.md"


def blocks() -> dict[str, str]:
    """Return the YAML files that the page shows, by the schema that each one names."""
    shown = re.compile(r"```yaml\n(# yaml-language-server: \$schema=\S*/(\S+)\.schema\.json\n.*?)```", re.DOTALL)
    return {kind: text for text, kind in shown.findall(PAGE.read_text("utf-8"))}


def found_in(kind: str, text: str) -> list[Finding]:
    data, findings = yaml_events.parse(text, "shown.yaml")
    return findings or faults(Document("shown.yaml", kind, "yaml", text, "", data))


def test_both_formats_are_shown() -> None:
    assert list(blocks()) == ["grammar", "assessment"]


@pytest.mark.parametrize("kind", ["grammar", "assessment"])
def test_what_is_shown_is_valid(kind: str) -> None:
    assert found_in(kind, blocks()[kind]) == []


@pytest.mark.parametrize(
    ("kind", "old", "new", "path", "message"),
    [
        ("grammar", "yo ___ Marta", "yo soy Marta", "lessons[0].exercises[0].question", "is not a valid question"),
        ("grammar", "yo ___ Marta", "___ ___ Marta", "lessons[0].exercises[0].question", "is not a valid question"),
        ("grammar", "type: fill_in_blank", "type: gap", "lessons[0].exercises[2].type", "“gap” is not a valid type"),
        ("grammar", "type: fill_in_blank", "type: multiple_choice", "lessons[0].exercises[2]", "“options” is missing"),
        ("grammar", "type: multiple_choice", "type: fill_in_blank", "lessons[0].exercises[0].options", "at most 0"),
        ("grammar", '["no", soy, de, España]', "no soy de España", "lessons[0].exercises[4].answer", "must be a list"),
        ("grammar", "answer: soy", "answer: [yo, soy, yo]", "lessons[0].exercises[0].answer", "must be text"),
        ("grammar", "    after: A1/people/de-donde-eres\n", "", "lessons[0]", "the field “after” is missing"),
        ("assessment", "    word: pan\n", "", "questions[0]", "exactly one of the fields “word” and “rule” is needed"),
        ("assessment", "    word: pan\n", "    word: pan\n    rule: x\n", "questions[0]", "exactly one of the fields"),
        ("assessment", "[cheese, bread, water, meat]", "[cheese, bread]", "questions[0].options", "at least 4"),
        ("assessment", "¿De dónde ___ tú?", "¿De dónde eres?", "questions[1].question", "is not a valid question"),
    ],
)
def test_what_is_not_allowed_is_explained(kind: str, old: str, new: str, path: str, message: str) -> None:
    text = blocks()[kind]
    assert old in text
    [finding] = found_in(kind, text.replace(old, new, 1))
    assert finding.place.path == path
    assert message in finding.message
