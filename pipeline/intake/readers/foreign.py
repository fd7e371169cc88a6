"""Files that hold no list, or none that can be read, and what to do about them."""

import re

from pipeline.intake.readers.guessing import utf_16_of

_SAVE = "save the list as CSV, or copy it and paste it"
_BEGINNINGS = (
    (b"%PDF", f"it is a PDF, which has no cells: {_SAVE}"),
    (b"{\\rtf", f"it is a formatted text (RTF): {_SAVE}"),
    (b"\x89PNG", "it is an image: type the words, or recognise its text and save that"),
    (b"\xff\xd8\xff", "it is an image: type the words, or recognise its text and save that"),
    (b"GIF8", "it is an image: type the words, or recognise its text and save that"),
    (b"SQLite format 3\0", f"it is a database: export its table; {_SAVE}"),
    (b"Rar!", "it is an archive: unpack it first"),
    (b"7z\xbc\xaf", "it is an archive: unpack it first"),
    (b"BZh", "it is compressed with bzip2: decompress it, or use gzip or zstandard"),
    (b"\xfd7zXZ", "it is compressed with xz: decompress it, or use gzip or zstandard"),
    (b"\x7fELF", "it is a program"),
    (b"MZ\x90", "it is a program"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")
_OLE = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"
_OFFICE = (b"word/", b"ppt/", b"opendocument.text", b"opendocument.presentation")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def why_foreign(start: bytes) -> str:
    """Return why a file cannot be read, and what to do; an empty text if its beginning looks readable."""
    for beginning, why in _BEGINNINGS:
        if start.startswith(beginning):
            return why
    if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:9].lower().startswith(_MARKUP):
        return f"it is a web page or XML: open it in a browser or a spreadsheet program; {_SAVE}"
    if start.startswith(_ZIP) and any(one in start for one in _OFFICE):
        return f"it is a document of a word processor or a presentation: {_SAVE}"
    if not start.startswith((_ZIP, _OLE)) and not _is_text(start):
        return f"it is not text, nor any other format that can be read: {_SAVE}"
    return ""


def _is_text(start: bytes) -> bool:
    """Whether there are as few control characters as in text; in UTF-16 and UTF-32 there are many zeros."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return True
    return bool(utf_16_of(start)) or len(_CONTROLS.findall(start)) * 100 <= len(start)
