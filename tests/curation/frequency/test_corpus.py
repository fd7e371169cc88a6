"""Blocks together hold every document once, wherever they are cut."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.curation.frequency import corpus
from pipeline.curation.frequency.corpus import Block, CorpusError, blocks_of, documents

zstandard = pytest.importorskip("zstandard")

texts = st.lists(st.text(st.sampled_from("ab é\r"), max_size=12), max_size=12).map("\n".join)


def read(blocks: list[Block]) -> list[bytes]:
    return [line.strip() for block in blocks for line in documents(block)]


def split(content: bytes) -> list[bytes]:
    return [line.strip() for line in content.split(b"\n") if line.strip()]


@given(texts, st.integers(1, 40))
def test_every_document_is_in_one_block(tmp_path_factory: pytest.TempPathFactory, text: str, size: int) -> None:
    path = tmp_path_factory.mktemp("corpus") / "text.txt"
    path.write_bytes(text.encode())
    assert read(blocks_of([path], size)) == split(text.encode())


@given(st.integers(1, 90), st.integers(1, 200))
def test_a_long_line_is_split_at_spaces_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, longest: int, size: int
) -> None:
    content = b"un dos tres cuatro cinco\n" + b"seis siete ocho nueve diez " * 8 + b"\nfin"
    path = tmp_path_factory.mktemp("corpus") / "text.txt"
    path.write_bytes(content)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus, "LONGEST_DOCUMENT", max(longest, 7))
        found = [line for block in blocks_of([path], size) for line in documents(block)]
    assert b"".join(found).replace(b"\n", b"") == content.replace(b"\n", b"")
    assert all(len(line) <= 2 * max(longest, 7) for line in found)
    assert b" ".join(b" ".join(found).split()) == b" ".join(content.split())


def test_compressed_files_hold_what_plain_ones_do(tmp_path: Path) -> None:
    content = "uno\n\ndos\ntres é".encode()
    (tmp_path / "a.gz").write_bytes(gzip.compress(content) + gzip.compress(b"\ncuatro"))
    compress = zstandard.ZstdCompressor().compress
    (tmp_path / "b.zst").write_bytes(compress(content) + compress(b"\ncuatro"))
    (tmp_path / ".hidden.txt").write_bytes(b"no")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.txt").write_bytes(content)
    blocks = blocks_of([tmp_path])
    assert [Path(block.path).name for block in blocks] == ["a.gz", "b.zst", "d.txt"]
    assert read(blocks[:1]) == read(blocks[1:2]) == [*split(content), b"cuatro"]
    assert read(blocks[2:]) == split(content)


@pytest.mark.parametrize("name", ["a.gz", "a.zst"])
@pytest.mark.parametrize("cut", [4, 40])
def test_a_damaged_file_is_an_error_that_names_it(tmp_path: Path, name: str, cut: int) -> None:
    content = bytes(range(256)) * 40
    whole = (
        gzip.compress(content) if name == "a.gz" else zstandard.ZstdCompressor(write_checksum=True).compress(content)
    )
    damaged = tmp_path / name
    for bad in (whole[:cut], whole[:20] + b"xxxx" + whole[24:], b"no"):
        damaged.write_bytes(bad)
        with pytest.raises(CorpusError, match=rf"{name} cannot be read: it is damaged"):
            read(blocks_of([damaged]))


def test_what_is_no_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read: no such file or directory"):
        blocks_of([tmp_path / "missing"])


def test_a_file_that_needs_much_memory_is_an_error(tmp_path: Path) -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=28, enable_ldm=True)
    huge = zstandard.ZstdCompressor(compression_params=parameters).compressobj().compress(b"a" * 2**20)
    huge += zstandard.ZstdCompressor(compression_params=parameters).compress(b"")
    path = tmp_path / "a.zst"
    path.write_bytes(huge)
    with pytest.raises(CorpusError, match="needs too much memory"):
        read(blocks_of([path]))
