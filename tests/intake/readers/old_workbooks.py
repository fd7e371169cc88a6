"""Make workbooks of old Excel (BIFF8 in a compound file), whose makers have died out.

Sources: [MS-XLS] for records, [MS-CFB] for the file.
"""

import struct

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def workbook(rows: list[list[str | float]], far: tuple[int, int] | None = None) -> bytes:
    """Return the stream of a workbook with one sheet; `far` is the row and column of a further cell, from 0 on."""
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                sheet += _record(0x204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
            else:
                sheet += _record(0x203, place + struct.pack("<d", value))
    if far is not None:
        sheet += _record(0x203, struct.pack("<HHHd", *far, 0, 1.0))
    sheet += _record(0x0A, b"")
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _record(0x42, struct.pack("<H", 1200))
    name = "Hoja1"
    at = len(head) + 4 + 8 + len(name) + 4
    head += _record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name.encode()) + _record(0x0A, b"")
    return (head + sheet).ljust(8 * SECTOR, b"\0")


def compound(stream: bytes, name: str = "Workbook", *, last: int = END, size: int | None = None) -> bytes:
    """Return a compound file with one stream; `last` is what follows its last sector."""
    stream = stream.ljust(-(-len(stream) // SECTOR) * SECTOR, b"\0")
    sectors = len(stream) // SECTOR
    fat = [FAT, END, *range(3, sectors + 2), last]
    assert len(fat) <= SECTOR // 4
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    root = _entry("Root Entry", 5, END, 0, child=1)
    entry = _entry(name, 2, 2, len(stream) if size is None else size)
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0,
    )  # fmt: skip
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return header + table + (root + entry).ljust(SECTOR, b"\0") + stream


def _record(number: int, data: bytes) -> bytes:
    return struct.pack("<HH", number, len(data)) + data


def _entry(name: str, kind: int, start: int, size: int, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sI8s8sIQ", text, len(text) + 2, kind, 1, FREE, FREE, child, b"", 0, b"", b"", start, size
    )
