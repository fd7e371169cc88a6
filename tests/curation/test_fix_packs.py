"""The project's own word lists, damaged at random, come back through `fix`, and `validate` finds them clean."""

import random
import shutil
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cli import cli
from pipeline.curation.fields import each_text, is_taught
from pipeline.languages.profile import profile
from pipeline.model.findings import Pointer
from pipeline.reading import yaml_events
from tests.curation.damage import Writer, damaged
from tests.packs import COMMITTED, LANGUAGES

MENDED = ("V113", "V121", "V122", "V123")
"""Unicode form, spaces, quotation marks and apostrophes."""


@cache
def files(language: str) -> list[str]:
    pack = COMMITTED / language
    return sorted(path.relative_to(pack).as_posix() for path in pack.glob("[ABC][12]/*.yaml"))


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, arguments)
    return result.exit_code, result.output


@pytest.fixture(scope="module", params=LANGUAGES)
def pack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of a pack that every example puts back as it was."""
    return Path(shutil.copytree(COMMITTED / request.param, tmp_path_factory.mktemp("packs") / request.param))


@pytest.mark.parametrize("count", [3, pytest.param(12, marks=pytest.mark.slow)])
def test_damaged_pack_comes_back_clean(pack: Path, count: int) -> None:
    @settings(max_examples=count, suppress_health_check=[HealthCheck.too_slow])
    @given(st.integers(0, 2**32))  # a random generator of hypothesis' own would be too large for a whole file
    def each(seed: int) -> None:
        comes_back_clean(pack, random.Random(seed))

    each()


def comes_back_clean(pack: Path, rnd: random.Random) -> None:
    quotes_come_back = profile(pack.name).quotes == "«»"

    def damage(pointer: Pointer, text: str) -> str:
        return damaged(text, rnd, taught=quotes_come_back and is_taught("words", pointer))

    path = pack / rnd.choice(files(pack.name))
    sound = path.read_bytes()
    record, findings = yaml_events.parse(sound.decode(), "")
    assert findings == []
    try:
        path.write_bytes(Writer(rnd).text(each_text(record, damage)).encode())
        assert run("fix", str(path))[0] == 0
        fixed = path.read_bytes()
        assert yaml_events.parse(fixed.decode(), "") == (record, [])
        assert run("fix", "--check", str(path))[0] == 0
        code, output = run("validate", "--strict", "--quiet", *(f"--select={code}" for code in MENDED), str(path))
        assert (code, output) == (0, "")
    finally:
        path.write_bytes(sound)
