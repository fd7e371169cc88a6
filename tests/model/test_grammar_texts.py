"""Every text of a grammar lesson or an assessment is checked like any other of the pack."""

from pathlib import Path

import pytest

from tests import grammar_packs
from tests.packs import findings_of

G, Q = "grammar/A1.yaml", "assessments/first-steps.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        (G, "title: Soy, eres, es", "title: Soy,  eres, es", "5:12"),
        (G, "description_en: The verb “ser”", "description_en: The  verb “ser”", "14:25"),
        (G, "explanation_en: With “yo”", "explanation_en: With  “yo”", "35:25"),
        (G, "question: I'm not from Madrid.", "question: I'm  not from Madrid.", "58:19"),
        (G, "[eres, soy, es]", "[eres, soy, no  es]", "32:30"),
        (Q, "explanation_en: “Casa” is", "explanation_en: “Casa”  is", "10:75"),
        (Q, "title: ¿Qué sabes?", "title: ¿Qué  sabes?", "3:8"),
    ],
)
def test_two_spaces_are_found(file: str, old: str, new: str, where: str, tmp_path: Path) -> None:
    sources = grammar_packs.copied(tmp_path / "sources")
    path = sources / "es" / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert f"{file}:{where} V121" in findings_of(sources / "es", but=["V302"])
