"""A text being read: the tokens as split, and how some change beside their neighbours."""

from collections.abc import Container
from dataclasses import dataclass, field

from pipeline.recognition.index import Index
from pipeline.recognition.tokens import Spelling, Token


@dataclass(slots=True)
class Passage:
    """The data that the steps of `context` work on."""

    tokens: list[Token]
    text: str
    index: Index
    names: Container[str] = ()
    """What is a name elsewhere in a text of which this is a piece."""
    phrases: dict[int, tuple[int, Spelling]] = field(default_factory=dict)
    """By the number of its first token: the number of tokens in a phrase, and its spelling."""
    changed: dict[int, Spelling] = field(default_factory=dict)
    """By number: tokens with a reading different from that of their spelling alone."""
    lines: bool = field(init=False)
    """Whether the text has more than one line."""

    def __post_init__(self) -> None:
        """Look for the ends of lines, which most texts do not have."""
        self.lines = "\n" in self.text

    def spelling(self, number: int) -> Spelling:
        """Return the current reading of a token."""
        return self.changed.get(number) or self.tokens[number].spelling

    def result(self) -> list[Token]:
        """Return the tokens with all changes."""
        if not self.phrases and not self.changed:
            return self.tokens
        out = list(self.tokens)
        for number, spelling in self.changed.items():
            start, end, _ = out[number]
            out[number] = Token(start, end, spelling)
        if not self.phrases:
            return out
        joined: list[Token] = []
        done = 0
        for number, (length, spelling) in self.phrases.items():  # in order of the text
            joined += out[done:number]
            joined.append(Token(out[number].start, out[number + length - 1].end, spelling))
            done = number + length
        joined += out[done:]
        return joined
