"""The database of the tiny pack, finished, with a lesson."""

from pathlib import Path

from pipeline.builder.build import build
from pipeline.builder.discover import packs_in
from tests.packs import copy_of_finished

LESSONS = """\
lessons:
  - id: A1/food/pan
    topic: food
    title: El pan
    title_en: Bread
    oneliner: Di qué comes.
    oneliner_en: Say what you eat.
    items:
      - comer
      - pan
      - phrase: ¿Comes pan?
        translation: Do you eat bread?
        example: Hola, ¿comes pan?
        example_translation: Hello, do you eat bread?
        pronunciation: ˈkomes pan
"""


def built(folder: Path) -> Path:
    """Build it in an empty folder."""
    pack = copy_of_finished(folder / "sources")
    (pack / "lessons").mkdir()
    (pack / "lessons" / "A1.yaml").write_text(LESSONS, "utf-8")
    published, found = build(packs_in(folder / "sources"), folder / "babblr.db")
    assert published is not None, found
    return folder / "babblr.db"
