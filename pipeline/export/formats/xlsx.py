"""A workbook for people who do not write YAML (`export.workbook`)."""

from typing import TYPE_CHECKING

from pipeline.export.registry import PackFormat

if TYPE_CHECKING:
    from pipeline.export.content import Content


def written(content: "Content") -> bytes:
    """Return the workbook.

    Raises:
        NothingError: the pack has no such topic.
    """
    from pipeline.export import workbook  # reads packs, which takes an extra

    return workbook.made(content)


FORMAT = PackFormat(suffix=".xlsx", write=written, extra="intake", filled_in=True, findings=True)
