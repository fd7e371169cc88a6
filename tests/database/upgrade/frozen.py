"""What `create_all` makes of the models, frozen as SQL with each revision: an app that uses them has such files.

`python -m tests.database.upgrade.frozen` writes the file of the newest revision. Those of older ones are history, and
never change.
"""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from pipeline.database.engine import create_engine_for
from pipeline.database.models import Base
from tests.database.history import REVISIONS

MODELS = Path(__file__).with_name("models")


def of_today() -> str:
    """Return the SQL of an empty database that `create_all` makes of the models as they are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "models.db"
        Base.metadata.create_all(create_engine_for(path))
        with closing(sqlite3.connect(path)) as connection:
            statements = connection.execute(
                "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'sqlite_sequence' "
                "ORDER BY type <> 'table', type, iif(type = 'index', name, rowid)"  # SQLAlchemy shuffles indexes
            )
            return "".join(f"{sql};\n" for (sql,) in statements)


def of_newest() -> Path:
    """Return the file of the newest revision."""
    return MODELS / f"{REVISIONS[-1]}.sql"


if __name__ == "__main__":
    of_newest().write_text(of_today(), "utf-8", newline="\n")
