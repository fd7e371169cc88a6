"""A database with the words of small languages in it."""

import json
import shutil
from pathlib import Path

from pipeline.database.engine import create_engine_for
from tests.database.upgrade.releases import empty
from tests.recognition.small import records


def write(path: Path, *languages: str) -> Path:
    """Write the words of some small languages into a new database."""
    shutil.copy(empty(), path)
    with create_engine_for(path).begin() as connection:
        for language in languages:
            for entry, parts_of_speech, forms in records(language):
                connection.exec_driver_sql(
                    "INSERT INTO words (id, language, base_form, part_of_speech) VALUES (?, ?, ?, ?)",
                    (entry.id, language, entry.base_form, parts_of_speech[0]),
                )
                connection.exec_driver_sql(
                    "INSERT INTO word_difficulty_levels (word_id, difficulty_level) VALUES (?, ?)",
                    (entry.id, entry.level),
                )
                for order, part_of_speech in enumerate(parts_of_speech, 1):
                    connection.exec_driver_sql(
                        "INSERT INTO word_meanings (word_id, meaning_text, translation, meaning_order, part_of_speech)"
                        " VALUES (?, 'x', 'x', ?, ?)",
                        (entry.id, order, part_of_speech if order > 1 else None),
                    )
                for type_, text, features in forms:
                    info = json.dumps(features) if features else None
                    connection.exec_driver_sql(
                        "INSERT INTO word_forms (word_id, form_type, form_text, grammatical_info) VALUES (?, ?, ?, ?)",
                        (entry.id, type_, text, info),
                    )
    return path
