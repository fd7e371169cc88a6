"""Whatever is done to an input, the commands that read it end soon, with a result: no traceback, no internal fault.

The normal run tries about 200 mutations; `make fuzz` tries 20,000, and prints the counts.
"""

import pytest

from tests.fuzzing.kinds import KINDS
from tests.fuzzing.running import failures_of, run_cases, shares, table


def fuzz(count: int) -> None:
    names = shares(list(KINDS), count)
    results = run_cases(names)
    print(table(results))
    assert [result.name for result in results] == names
    assert not failures_of(results)
    for kind in KINDS:  # neither always refused nor always accepted, so the mutations reach what they are for
        codes = {code for result in results if result.name.startswith(f"{kind}:") for code in result.codes}
        assert len(codes) > 1, kind


def test_some_mutations() -> None:
    fuzz(200)


@pytest.mark.slow
def test_many_mutations() -> None:
    fuzz(20_000)
