"""What an app may set about its conversations."""

from collections.abc import Mapping
from dataclasses import dataclass

APP_SHARES = {"A1": 0.95, "A2": 0.9, "B1": 0.85, "B2": 0.8, "C1": 0.75, "C2": 0.7}
"""The shares of known words that the Babblr app's own templates ask for, for `TalkSettings(share=APP_SHARES)`."""


@dataclass(frozen=True, slots=True)
class TalkSettings:
    """The sizes and shares of a conversation's vocabulary.

    Raises:
        ValueError: a number is negative, or a share is not between 0 and 1.
    """

    focus: int = 20
    """How many words the model is asked to bring into the conversation."""
    of_topic: int = 8
    """At most how many of these are of the conversation's topic, and half of it at least, if it has as many words."""
    due: int = 17
    """At most how many are due to be met again. They come before others of the topic, and before new ones."""
    new: int = 3
    """At most how many are the next ones that the learner has not met."""
    new_words: int = 2
    """At most how many words new to the learner a reply may have."""
    share: float | Mapping[str, float] = 0.9
    """The share of a reply's words that are of the learner's level or below, from 0 to 1; or one for each level."""
    budget: int = 4000
    """About how many tokens of the prompt the list of allowed words may take above A2."""

    def __post_init__(self) -> None:
        """Check the values."""
        for name in ("focus", "of_topic", "due", "new", "new_words", "budget"):
            if getattr(self, name) < 0:
                raise ValueError(f"{name} is {getattr(self, name)}: give 0 or more")
        for share in self.share.values() if isinstance(self.share, Mapping) else (self.share,):
            if not 0 <= share <= 1:
                raise ValueError(f"the share is {share}: give a number from 0 to 1, such as 0.9")

    def share_at(self, level: str) -> float:
        """Return the share at a level; 0.9, as specified, for one that the mapping lacks."""
        return self.share.get(level, 0.9) if isinstance(self.share, Mapping) else self.share
