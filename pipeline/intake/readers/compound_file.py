"""Files of old Excel: checked before a library reads them that would go in circles, or make room for all of a sheet.

A compound file is a file system of its own: a table says for each sector which one follows it.
Sources: [MS-CFB] for the file, [MS-XLS] for the records of a workbook.
"""

import struct
from collections.abc import Callable, Iterator, Sequence

from pipeline.intake.readers.family import NotReadableError
from pipeline.intake.readers.sheet_extent import check_span

_LAST = 0xFFFFFFFA
"""The highest number of a sector; those above say that none follows."""
_IN_HEADER = 109
_ENTRY = 128
_BEGIN, _SEVERAL = 0x809, 0xBD
_CELLS = frozenset({0x06, 0x203, 0x204, 0x205, 0x27E, _SEVERAL, 0xD6, 0xFD})
"""Records of cells that have a value; each begins with its row and its column."""
_DAMAGED = "it is a damaged workbook: save it as XLSX or CSV"


def check_workbook(content: bytes) -> None:
    """Check a workbook of old Excel.

    Raises:
        NotReadableError: it is damaged, encrypted, none, or a sheet spans too many cells.
    """
    try:
        _check_spans(_workbook(content))
    except (struct.error, IndexError) as error:
        raise NotReadableError(_DAMAGED) from error


def _workbook(content: bytes) -> bytes:
    """Return the records of a workbook, once nothing in the file goes in circles."""
    shift, directory, small_from, small = struct.unpack_from("<30xH16xI4xII", content)
    if shift not in (9, 12):
        raise IndexError
    size = 1 << shift

    def sector(number: int) -> bytes:
        found = content[(number + 1) * size : (number + 2) * size]
        if not found:
            raise IndexError
        return found

    table = [number for place in _table_sectors(content, sector) for number in _numbers(sector(place))]
    _check_ends(table)
    _check_ends([number for place in _chain(table, small) for number in _numbers(sector(place))])
    streams = _streams(b"".join(map(sector, _chain(table, directory))))
    if "EncryptedPackage" in streams:
        raise NotReadableError("it is encrypted: save it as XLSX or CSV, without a password")
    start, length = streams.get("Workbook") or streams.get("Book") or (None, 0)
    if start is None:
        raise NotReadableError("it is a document of an old program, and not a workbook: save the list as CSV")
    if length < small_from:  # in sectors of another size, which Excel never uses for it
        raise IndexError
    return b"".join(map(sector, _chain(table, start)))[:length]


def _table_sectors(content: bytes, sector: Callable[[int], bytes]) -> Iterator[int]:
    """Yield the sectors that hold the table of sectors; the first of them are in the header."""
    more, count = struct.unpack_from("<68xII", content)
    numbers = list(struct.unpack_from(f"<76x{_IN_HEADER}I", content))
    for _ in range(min(count, len(content) // 512)):
        if more > _LAST:
            break
        *others, more = _numbers(sector(more))
        numbers += others
    yield from (number for number in numbers if number <= _LAST)


def _numbers(sector: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sector) // 4}I", sector[: len(sector) // 4 * 4])


def _chain(table: list[int], number: int) -> Iterator[int]:
    """Yield the sectors of a stream, whose table has been checked."""
    while number <= _LAST:
        yield number
        number = table[number]


def _check_ends(table: Sequence[int]) -> None:
    """Check that every chain of sectors ends."""
    ends = bytearray(len(table))
    for start in range(len(table)):
        here, path = start, []
        while here < len(table) and not ends[here]:
            ends[here] = 1
            path.append(here)
            here = table[here]
        if here < len(table) and ends[here] == 1:
            raise IndexError
        for passed in path:
            ends[passed] = 2


def _streams(entries: bytes) -> dict[str, tuple[int, int]]:
    """Return the first sector and the size of each stream by its name."""
    streams = {}
    for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
        length, kind, start, size = struct.unpack_from("<64xHB49xIQ", entries, at)
        if kind == 2:
            streams[entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")] = start, size
    return streams


def _check_spans(records: bytes) -> None:
    at = last_row = last_column = 0
    while at + 4 <= len(records):
        kind, length = struct.unpack_from("<HH", records, at)
        at += 4
        if kind == _BEGIN:
            last_row = last_column = 0
        elif kind in _CELLS and length >= 4:
            row, column = struct.unpack_from("<HH", records, at)
            if kind == _SEVERAL:
                (column,) = struct.unpack_from("<H", records, at + length - 2)
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
            check_span(last_row, last_column)
        at += length
