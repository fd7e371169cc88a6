"""Corpora to count, made of the words of a small database."""

import random
from collections.abc import Iterable
from pathlib import Path

WORDS = [
    "como",
    "comes",
    "pan",
    "casa",
    "casas",
    "la",
    "el",
    "rosa",
    "del",
    "vino",
    "xyzzy",
    "Piotr",
    "¡hola!",
    "12",
    "no,",
    "y",
]


def lines(count: int, seed: int = 20, most: int = 30) -> list[str]:
    """Return documents of up to `most` words, some of them empty."""
    chosen = random.Random(seed)
    return [" ".join(chosen.choices(WORDS, k=chosen.randint(0, most))) for _ in range(count)]


def write(path: Path, documents: Iterable[str]) -> Path:
    path.write_text("\n".join(documents), "utf-8")
    return path
