"""What processes of `tests.children` find done: all that a build and an upgrade import, and the Spanish tables."""

import gc
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from pipeline.cli import COMMANDS, cli
from pipeline.database.upgrade import upgrade_database
from tests.packs import VALID

with TemporaryDirectory(prefix="babblr-vocab-warm-") as folder:
    release = Path(folder) / "babblr.db"
    build(packs_in(VALID), release)
    upgrade_database(shutil.copy(release, Path(folder) / "learner.db"), release)
for name in COMMANDS:
    cli.get_command(None, name)
gc.freeze()  # what is there is never collected: children would copy its pages
