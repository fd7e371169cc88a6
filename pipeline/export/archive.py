"""The same workbook as the same bytes: no archive of it says when, or on what system, it was made."""

import io
import re
import zipfile

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first that an archive can state."""
_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


def settled(content: bytes) -> bytes:
    """Return an Office document with the same parts in the same order, and without times."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, _MOMENT)
            part.create_system, part.external_attr = 3, 0o600 << 16
            text = source.read(name)
            if name == _CORE:
                text = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", text)
            archive.writestr(part, text, zipfile.ZIP_DEFLATED, 9)
    return target.getvalue()
