"""Read zstandard files as a stream, in little memory, with the package zstandard of the extras corpus and intake."""

import errno
import io
from typing import Any, BinaryIO

_WINDOW = 2**27
"""The most memory in bytes that a zstandard file may ask for."""
_COMPRESSED = 512
"""How many bytes of a zstandard file are decompressed at a time: 4 of them may stand for 128 KiB."""


class Frames(io.RawIOBase):
    """The content of a zstandard file of any number of frames.

    The library's own reader takes the end of a file for the end of its content, even in the middle of a frame.
    """

    def __init__(self, file: BinaryIO) -> None:
        import zstandard

        self._file = file
        self._error = zstandard.ZstdError
        self._decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
        self._frame: Any = None
        self._compressed = b""
        self._content = memoryview(b"")  # a piece is taken from it without copying what is left

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._content and self._more():
            pass
        part = self._content[: len(buffer)]
        buffer[: len(part)] = part
        self._content = self._content[len(part) :]
        return len(part)

    def _more(self) -> bool:
        """Decompress the next few bytes; return False at the end of the file."""
        self._compressed = self._compressed or self._file.read(_COMPRESSED)
        if not self._compressed:
            if self._frame is not None:
                raise EOFError
            return False
        self._frame = self._frame or self._decompressor.decompressobj()
        try:
            self._content = memoryview(self._frame.decompress(self._compressed))
        except self._error as error:
            message = "it needs too much memory" if "memory" in str(error) else "it is damaged"
            raise OSError(errno.EIO, message) from error
        self._compressed = self._frame.unused_data if self._frame.eof else b""
        if self._frame.eof:
            self._frame = None
        return True
