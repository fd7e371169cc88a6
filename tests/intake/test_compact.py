"""A compact table says what a dictionary says."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.intake.compact import CompactTable


@given(st.lists(st.tuples(st.text(max_size=2), st.integers(0, 2**64 - 1))))
def test_it_is_a_dictionary(items: list[tuple[str, int]]) -> None:
    table, known = CompactTable(), dict[str, int]()
    for text, number in items:
        assert table.setdefault(text, number) == known.get(text)
        known.setdefault(text, number)


def test_it_grows() -> None:
    table = CompactTable()
    for number in range(5000):
        assert table.setdefault(str(number), number) is None
    assert [table.setdefault(str(number), 0) for number in range(5000)] == list(range(5000))
