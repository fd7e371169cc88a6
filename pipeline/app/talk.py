"""A conversation with a learner: one call for its beginning, and one for each thing that is heard or said.

A `Talk` holds no connection and nothing that changes: make one wherever one is needed. The index of its language is
built at the first call, and kept while the program runs (`indexes`).
"""

from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, overload

from sqlalchemy.orm import Session

from pipeline.app.credit import credited
from pipeline.app.engines import run_in, writing
from pipeline.app.focus import FocusWord, focus_words
from pipeline.app.indexes import index_of
from pipeline.app.progress import Encounter, Recorded, record_encounters
from pipeline.app.prompt import prompt_of
from pipeline.app.reply import NOT_MEASURED, ReplyCheck, checked_reply
from pipeline.app.settings import TalkSettings
from pipeline.database.languages import language_code
from pipeline.database.timestamps import utc_now
from pipeline.model.cefr import check_level

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncSession

_NOTHING = Recorded((), ())
Corrections = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Opening:
    """What a conversation begins with."""

    prompt: str
    """The part of the system prompt about the vocabulary; empty if there is none."""
    focus: tuple[FocusWord, ...]
    """The words that the prompt asks the model to bring in."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation in a language, given by its code or the app's name for it, at a CEFR level.

    Every method takes a session, synchronous or asynchronous; await the result if it is asynchronous. A language
    without vocabulary has an empty prompt, and nothing is recorded or measured.

    Raises:
        ValueError: there is no such language or level.
    """

    language: str
    level: str
    settings: TalkSettings = field(default_factory=TalkSettings)

    def __post_init__(self) -> None:
        """Check the language and the level."""
        language_code(self.language)
        check_level(self.level)

    @overload
    def open(self, session: Session) -> bool: ...
    @overload
    def open(self, session: "AsyncSession") -> Coroutine[Any, Any, bool]: ...
    def open(self, session: Any) -> Any:
        """Build the index of the language now instead of at the first text; return whether there is a vocabulary.

        For asynchronous sessions too, the event loop waits while it is built: call this when the app starts.
        """
        return run_in(session, lambda one: index_of(one, self.language) is not None)

    @overload
    def start(self, session: Session, topic: str | None = None, at: datetime | None = None) -> Opening: ...
    @overload
    def start(
        self, session: "AsyncSession", topic: str | None = None, at: datetime | None = None
    ) -> Coroutine[Any, Any, Opening]: ...
    def start(self, session: Any, topic: str | None = None, at: datetime | None = None) -> Any:
        """Return the prompt and the words in focus of a conversation about a topic of the app. It only reads.

        Raises:
            ValueError: the time (None: now) has no time zone.
        """
        return run_in(session, lambda one: self._start(one, topic, at or utc_now()))

    @overload
    def heard(self, session: Session, text: str, at: datetime | None = None) -> Recorded: ...
    @overload
    def heard(
        self, session: "AsyncSession", text: str, at: datetime | None = None
    ) -> Coroutine[Any, Any, Recorded]: ...
    def heard(self, session: Any, text: str, at: datetime | None = None) -> Any:
        """Record that the learner has read or heard the words of a text, each once; otherwise like `said`."""
        return run_in(session, lambda one: self._record(one, text, at, used=False))

    @overload
    def said(
        self, session: Session, text: str, corrections: Corrections = (), at: datetime | None = None
    ) -> Recorded: ...
    @overload
    def said(
        self, session: "AsyncSession", text: str, corrections: Corrections = (), at: datetime | None = None
    ) -> Coroutine[Any, Any, Recorded]: ...
    def said(self, session: Any, text: str, corrections: Corrections = (), at: datetime | None = None) -> Any:
        """Record that the learner has used the words of a text, each once, in the session's transaction.

        `corrections` are parts of the text, each with what it should be: the words that differ were used wrongly, all
        others rightly. A spelling that may be either of two words is not counted, and nothing of a text in another
        language. The caller commits, and `undo_recording` takes it back.

        Raises:
            ValueError: the time (None: now) has no time zone.
            ReadingSessionError: as for `record_encounters`.
        """
        given = tuple(corrections)
        return run_in(session, lambda one: self._record(one, text, at, used=True, corrections=given))

    @overload
    def check_reply(self, session: Session, reply: str) -> ReplyCheck: ...
    @overload
    def check_reply(self, session: "AsyncSession", reply: str) -> Coroutine[Any, Any, ReplyCheck]: ...
    def check_reply(self, session: Any, reply: str) -> Any:
        """Return how much of a reply the learner may be expected to know, and what is too hard. It only reads."""
        return run_in(session, lambda one: self._check(one, reply))

    def _start(self, session: Session, topic: str | None, at: datetime) -> Opening:
        focus = focus_words(session, self.language, self.level, topic, at=at, settings=self.settings)
        return Opening(prompt_of(session, self.language, self.level, focus, self.settings), focus)

    def _record(
        self, session: Session, text: str, at: datetime | None, *, used: bool, corrections: Corrections = ()
    ) -> Recorded:
        with writing(session):
            index = index_of(session, self.language)
            if index is None:
                return _NOTHING
            found = credited(text, index, corrections)
            met = [Encounter(word, True if used else None, at) for word in found.right]
            met += [Encounter(word, False, at) for word in found.wrong]
            return record_encounters(session, met) if met else _NOTHING

    def _check(self, session: Session, reply: str) -> ReplyCheck:
        index = index_of(session, self.language)
        if index is None:
            return NOT_MEASURED
        return checked_reply(session, index, reply, self.level, self.settings.share_at(self.level))
