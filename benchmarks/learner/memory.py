"""A learner whose memory decays by halves. It is not the model of FSRS, which would flatter what FSRS plans."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

_DAY = timedelta(days=1)


@dataclass(slots=True)
class Trace:
    """The memory of a word: after `half` days the chance to recall it is one half."""

    half: float
    last: datetime


class Learner:
    """A learner who meets words, and uses those that come to mind."""

    def __init__(self, chance: random.Random) -> None:
        """Begin with no word."""
        self.traces: dict[int, Trace] = {}
        self._chance = chance

    def recall(self, word: int, at: datetime) -> float:
        """Return the chance that a word comes to mind, from 0 to 1."""
        trace = self.traces.get(word)
        return 0.0 if trace is None else 2 ** (-((at - trace.last) / _DAY) / trace.half)

    def meet(self, word: int, at: datetime) -> None:
        """Read a word. What was nearly forgotten gains most."""
        self._strengthen(word, at, 0.5)

    def use(self, word: int, at: datetime) -> bool:
        """Try to use a word that is being read, and return whether it succeeded. It teaches more than reading alone."""
        right = self._chance.random() < max(self.recall(word, at), 0.3)
        self._strengthen(word, at, 1.5 if right else 0.7)
        return right

    def _strengthen(self, word: int, at: datetime, gain: float) -> None:
        trace = self.traces.get(word)
        if trace is None:
            self.traces[word] = Trace(0.7, at)
        else:
            trace.half *= 1 + gain * (1 - self.recall(word, at))
            trace.last = at
