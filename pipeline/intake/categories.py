"""The categories of lists, and the topics of the pack that they are: by their names, or as a curator says."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.intake.drafts.translations import plain_gloss
from pipeline.languages.articles import article_before
from pipeline.languages.profile import Profile
from pipeline.model.lexicon import Word
from pipeline.model.packs import Topic
from pipeline.model.suggestions import closest, did_you_mean

_MOST = 1000
"""How many categories that match nothing are remembered: some lists have a tag for each word."""
_NEAREST = 3


class NoTopicError(Exception):
    """What is said of a category names no topic. The message says which there are."""


class Unmatched(NamedTuple):
    """A category that is no topic of the pack."""

    name: str
    """As the first list has it."""
    words: int
    """How many words have it."""
    nearest: tuple[str, ...]
    """Topics that it may be, the likeliest first."""

    def __str__(self) -> str:
        """Return it as one line: `bagno (12; nearest: housing)`."""
        nearest = f"; nearest: {', '.join(self.nearest)}" if self.nearest else ""
        return f"{self.name} ({self.words:,}{nearest})"


class Categories:
    """Knows which topics of a pack categories are, and remembers those that are none.

    `mapped` has by source what a curator says: the topic of each category.
    """

    def __init__(
        self,
        profile: Profile,
        topics: Iterable[Topic] = (),
        words: Iterable[Word] = (),
        mapped: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self._profile = profile
        self._plains: dict[str, str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        """By what a topic is called, the topics that are called so."""
        self.topics = {topic.id for topic in topics}
        for topic in topics:
            for name in (topic.id, topic.title, topic.title_en):
                self._names[self._plain(name)].add(topic.id)
        self._taught = {profile.lowered(word.base_form): word.topic for word in words if word.topic in self.topics}
        self._mapped = {
            source: {self._plain(name): topic for name, topic in its.items()} for source, its in (mapped or {}).items()
        }
        self._counts: Counter[str] = Counter()
        self._shown: dict[str, str] = {}
        self._votes: dict[str, Counter[str]] = defaultdict(Counter)

    def topics_of(self, category: str, source: str = "") -> frozenset[str]:
        """Return the topics that a category of a source is: what the curator says, or those that are called so."""
        name = self._plain(category)
        stated = self._mapped.get(source, {}).get(name)
        if stated is not None and stated in self.topics:
            return frozenset((stated,))
        return frozenset(self._names.get(name, ()))

    def meet(self, categories: Iterable[str], source: str, base_form: str) -> None:
        """Remember the categories of a word that are no topics. A word of the pack tells which topics they may be."""
        taught = self._taught.get(self._profile.lowered(base_form))
        for category in categories:
            if not self.topics or self.topics_of(category, source):
                continue
            name = self._plain(category)
            if name not in self._shown and len(self._shown) >= _MOST:
                continue
            self._shown.setdefault(name, category)
            self._counts[name] += 1
            if taught:
                self._votes[name][taught] += 1

    def unmatched(self) -> Iterator[Unmatched]:
        """Yield the categories that are no topics, those of most words first."""
        for name, count in sorted(self._counts.items(), key=lambda item: (-item[1], item[0])):
            yield Unmatched(self._shown[name], count, self._nearest(name))

    def _nearest(self, name: str) -> tuple[str, ...]:
        """Return the topics of the pack's words in a category, then of that word itself, then of similar names."""
        by_words = [topic for topic, _ in self._votes[name].most_common(_NEAREST)]
        like = closest(name, self._names)
        spelled = sorted(self._names[like]) if like else []
        own = self._taught.get(self._profile.lowered(name))
        return tuple(dict.fromkeys([*by_words, *([own] if own else []), *spelled]))[:_NEAREST]

    def _plain(self, name: str) -> str:
        """Return a category or a title to be compared: “La casa” as casa."""
        found = self._plains.get(name)
        if found is None:
            text = name.replace("’", "'").strip().casefold()
            article = article_before(self._profile, text)
            found = plain_gloss(text[len(article) :] if article else text)
            if len(self._plains) < _MOST:  # each row of a long list asks for one of a few categories
                self._plains[name] = found
        return found


def parse_topics(texts: Iterable[str], topics: Collection[Topic]) -> dict[str, str]:
    """Return what texts such as `bagno=housing` say: the id of the topic that each category is.

    A topic may be named by a title. Without topics, as there is no pack yet, it is taken as it is.

    Raises:
        NoTopicError: a text has no equals sign, or there is no such topic.
    """
    ids = {name.casefold(): one.id for one in topics for name in (one.title_en, one.title, one.id)}
    found = {}
    for text in texts:
        category, apart, topic = (part.strip() for part in text.rpartition("="))
        if not apart or not category or not topic:
            raise NoTopicError(f"“{text}” does not say which topic a category is; write it as bagno=housing")
        if topics and topic.casefold() not in ids:
            hint = did_you_mean(topic, ids.values(), f"the topics are: {', '.join(one.id for one in topics)}")
            raise NoTopicError(f"the pack has no topic “{topic}”; {hint}")
        found[category] = ids.get(topic.casefold(), topic)
    return found
