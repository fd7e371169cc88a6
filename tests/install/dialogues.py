"""A script for any environment: print the coverage of each dialogue, as JSON by language and file.

Arguments: the folder of dialogues, and the database.
"""

import json
import sys
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli import cli

folder, database = map(Path, sys.argv[1:])
found = {}
for file in sorted(folder.glob("*/*.txt")):
    options = ["--language", file.parent.name, "--level", "A1", "--db", str(database), "--format", "json"]
    result = CliRunner().invoke(cli, ["coverage", str(file), *options], catch_exceptions=False)
    found[f"{file.parent.name}/{file.name}"] = json.loads(result.stdout)
print(json.dumps(found))
