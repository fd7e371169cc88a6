"""What is counted, and that neither blocks nor their order change it."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.curation.frequency.corpus import Block, blocks_of
from pipeline.curation.frequency.counting import Vocabulary, count_block
from pipeline.curation.frequency.totals import Frequency, totals
from tests.app import database
from tests.curation.frequency.corpora import lines, write


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return Vocabulary("es", database.write(tmp_path_factory.mktemp("database") / "babblr.db", "es"))


def counted(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[Frequency]:
    with totals() as found:
        for block in blocks:
            found.add(count_block(block, vocabulary))
        return list(found.frequencies())


def test_forms_count_for_their_lemma(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = write(tmp_path / "a.txt", ["Como pan.", "¿Comes pan? ¡No, 12 casas!", "", "Perros y xyzzy"])
    found = {one.lemma: one for one in counted(blocks_of([path]), vocabulary)}
    assert (found["comer"].level, found["comer"].occurrences, found["comer"].documents) == ("A1", 2, 2)
    assert (found["perro"].level, found["perro"].occurrences) == ("", 1)
    assert (found["xyzzy"].level, found["xyzzy"].per_million) == ("", pytest.approx(1e6 / 9, abs=0.001))
    assert "12" not in found


def test_evenness(tmp_path: Path, vocabulary: Vocabulary) -> None:
    documents = ["pan xyzzy"] * 8 + ["pan casa", "pan casa"]
    found = {one.lemma: one for one in counted(blocks_of([write(tmp_path / "a.txt", documents)]), vocabulary)}
    assert found["pan"].evenness == 1
    # All of its occurrences are in 2 of 10 documents of the same length: log2(5) bits.
    assert found["casa"].evenness == pytest.approx(0.0981, abs=0.0001)
    assert found["xyzzy"].evenness > found["casa"].evenness


@pytest.mark.parametrize("size", [50, 333, 4_000, 10**6])
def test_the_size_and_order_of_blocks_change_nothing(tmp_path: Path, vocabulary: Vocabulary, size: int) -> None:
    path = write(tmp_path / "a.txt", lines(400))
    blocks = blocks_of([path], size)
    random.Random(size).shuffle(blocks)
    assert counted(blocks, vocabulary) == counted(blocks_of([path]), vocabulary) != []


def test_a_document_that_is_no_utf_8_is_counted_as_such(tmp_path: Path, vocabulary: Vocabulary) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("pan\ncasa\xff\npan é\n".encode("latin-1") + b"pan")
    counts = count_block(*blocks_of([path]), vocabulary)
    assert (counts.undecodable, counts.documents, counts.running) == (2, 2, 2)


def test_without_a_database_lemma_tables_are_used(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", ["Como pan", "casas"])
    found = {one.lemma: one for one in counted(blocks_of([path]), Vocabulary("es"))}
    assert found.keys() == {"comer", "pan", "casa"} or found.keys() == {"como", "pan", "casa"}
    assert {one.level for one in found.values()} == {""}
