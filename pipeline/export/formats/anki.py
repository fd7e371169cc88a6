"""A package for Anki: a note for each word, a deck for each level, lessons and topics as tags."""

from pipeline.export.anki_collection import collection
from pipeline.export.anki_notes import notes
from pipeline.export.archive import archived
from pipeline.export.registry import DatabaseFormat
from pipeline.export.vocabulary import Vocabulary


def written(vocabulary: Vocabulary) -> bytes:
    """Return the package. It has no media: the field for sound is the learner's to fill."""
    content = collection(list(notes(vocabulary)), vocabulary.release, vocabulary.name)
    return archived([("collection.anki2", content), ("media", b"{}")])


FORMAT = DatabaseFormat(suffix=".apkg", write=written)
