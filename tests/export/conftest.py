"""What is exported of the tiny pack."""

from pathlib import Path

import pytest

from pipeline.export.stored import vocabulary
from pipeline.export.vocabulary import Vocabulary
from tests.export.built import built


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not to be written to."""
    return built(tmp_path_factory.mktemp("exported"))


@pytest.fixture(scope="session")
def spanish(database: Path) -> Vocabulary:
    return vocabulary(database, "es")
