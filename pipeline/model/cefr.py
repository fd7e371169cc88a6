"""The levels of the Common European Framework of Reference for Languages, easiest first.

Source: https://www.coe.int/en/web/common-european-framework-reference-languages/level-descriptions
"""

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


def check_level(level: str) -> None:
    """Check that there is such a level.

    Raises:
        ValueError: there is none.
    """
    if level not in LEVELS:
        raise ValueError(f"{level!r} is not a CEFR level: give one of {', '.join(LEVELS)}")


def up_to(level: str) -> tuple[str, ...]:
    """Return the levels up to and including one, easiest first.

    Raises:
        ValueError: there is no such level.
    """
    check_level(level)
    return LEVELS[: LEVELS.index(level) + 1]
