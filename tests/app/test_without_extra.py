"""Without the extra `app`, which brings aiosqlite and greenlet, all works that is not asynchronous."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys

sys.modules["aiosqlite"] = sys.modules["greenlet"] = None  # as if they were not installed

from pipeline.app.initialise import init_db
from pipeline.app.progress import Encounter, record_encounters
from pipeline.app.prompt import prompt_vocabulary
from pipeline.app.selection import select_words
from pipeline.app.engines import async_engine_for, engine_for, sessions
from pipeline.database.models import Word, WordDifficultyLevel

init_db("x.db")
engine = engine_for("x.db")
with sessions(engine, writing=True).begin() as session:
    session.add(Word(id=1, language="es", base_form="pan", part_of_speech="noun"))
    session.add(WordDifficultyLevel(word_id=1, difficulty_level="A1", priority=1))
    session.flush()
    assert record_encounters(session, [Encounter(1, correct=True)]).progress[0].mastery_score == 20
    assert [word.base_form for word in session.scalars(select_words("es", "A1", 1))] == ["pan"]
    assert '"pan"' in prompt_vocabulary(session, "es", "A1")
engine.dispose()
try:
    async_engine_for("x.db")
except ImportError:
    print("refused")
"""


def test_what_is_synchronous_needs_no_extra(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("refused\n", "")
