"""The stages in the order they run."""

from pipeline.stages import (
    check,
    check_files,
    conform,
    extract,
    inflect,
    lemmatize,
    normalize,
    recognise,
    relate,
    teach,
)

STAGES = (extract, conform, normalize, check_files, inflect, recognise, lemmatize, relate, teach, check)
"""What each language goes through before anything is written."""
