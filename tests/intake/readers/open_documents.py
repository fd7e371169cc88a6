"""Make archives of XML, such as spreadsheets of LibreOffice, by hand."""

import io
import zipfile

_SPACES = "office table text"
_NAMESPACES = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in _SPACES.split())
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def archive(members: dict[str, bytes]) -> bytes:
    """Return a zip file with such members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, member in members.items():
            file.writestr(name, member)
    return content.getvalue()


def changed(content: bytes, name: str, *replacements: tuple[bytes, bytes]) -> bytes:
    """Return an archive in which a member has changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        members = {one: file.read(one) for one in file.namelist()}
    before = members[name]
    for old, new in replacements:
        members[name] = members[name].replace(old, new)
    assert members[name] != before
    return archive(members)


def cell(text: str, attributes: str = "") -> str:
    """Return a cell with a text."""
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def spreadsheet(rows: str) -> bytes:
    """Return a spreadsheet with a sheet of such rows."""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/></manifest:manifest>'
    )
    body = f'<table:table table:name="Hoja1">{rows}</table:table>'
    content = (
        f"<office:document-content {_NAMESPACES}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    return archive(
        {"mimetype": _TYPE.encode(), "META-INF/manifest.xml": manifest.encode(), "content.xml": content.encode()}
    )
