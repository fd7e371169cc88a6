"""A learner's database, and what is shown of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.builder.build import build
from pipeline.builder.cache import PLACE
from pipeline.builder.discover import packs_in
from pipeline.cli.browse import fault_in
from pipeline.reports.browse import server
from pipeline.reports.browse.copy import indexed_copy
from tests.packs import VALID
from tests.reports.browsing import learners


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The learner's database. Not to be written to."""
    folder = tmp_path_factory.mktemp("browsed")
    build(packs_in(VALID), folder / "built.db")
    return learners(folder / "built.db", folder / "babblr.db")


@pytest.fixture(scope="session")
def shown(database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Datasette with it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PLACE, str(tmp_path_factory.mktemp("shown")))
        yield server.datasette_of(indexed_copy(database, fault_in))
