"""2xx: is the pack consistent?"""

from collections.abc import Iterator

from pipeline.languages.profile import Profile
from pipeline.model.findings import Finding, Place, Rule, Severity
from pipeline.model.iso639 import ISO_639_1
from pipeline.model.lexicon import Lexicon
from pipeline.model.suggestions import Suggestions
from pipeline.rules.catalogue import Scope, checks, reported

NO_PACK_FILE = Rule(
    code="V201",
    slug="no-pack-file",
    severity=Severity.ERROR,
    title="The pack has no pack.yaml",
    reason="Without it, the language, licence and version of the words are unknown.",
    bad="vocab_sources/es/A1/food.yaml without vocab_sources/es/pack.yaml.",
    good="vocab_sources/es/pack.yaml beside vocab_sources/es/A1/food.yaml.",
)
reported(NO_PACK_FILE, by={"pipeline.stages.extract"})

LANGUAGE_MISMATCH = Rule(
    code="V202",
    slug="language-mismatch",
    severity=Severity.ERROR,
    title="The folder does not match the language in pack.yaml",
    reason="Words of one language would be taught as words of another.",
    bad="vocab_sources/es/pack.yaml with: language: fr",
    good="vocab_sources/es/pack.yaml with: language: es",
)


@checks(LANGUAGE_MISMATCH, Scope.FILE)
def language_mismatch(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare pack.yaml with the folder."""
    if lexicon.pack and lexicon.pack.language != lexicon.language:
        message = f"pack.yaml says “{lexicon.pack.language}”, but the folder is “{lexicon.language}”"
        yield Finding(LANGUAGE_MISMATCH, message, lexicon.pack.place.at("language"))


UNKNOWN_LANGUAGE = Rule(
    code="V203",
    slug="unknown-language",
    severity=Severity.ERROR,
    title="The language code is not in ISO 639-1",
    reason="The app finds words by the two-letter code, and the database rejects any other.",
    bad="language: sp",
    good="language: es",
)


@checks(UNKNOWN_LANGUAGE, Scope.FILE)
def unknown_language(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look the code up in ISO 639-1."""
    if lexicon.pack and lexicon.pack.language not in ISO_639_1:
        message = f"“{lexicon.pack.language}” is not an ISO 639-1 language code"
        yield Finding(UNKNOWN_LANGUAGE, message, lexicon.pack.place.at("language"))


LEVEL_MISMATCH = Rule(
    code="V204",
    slug="level-mismatch",
    severity=Severity.ERROR,
    title="The folder does not match the level in the file",
    reason="A B1 word would reach beginners.",
    bad="A1/food.yaml with: level: B1",
    good="A1/food.yaml with: level: A1",
)


@checks(LEVEL_MISMATCH, Scope.FILE)
def level_mismatch(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare each file with its folder."""
    for document in lexicon.word_lists:
        if document.stated_level != document.level:
            message = f"the file says {document.stated_level}, but the folder is {document.level}"
            yield Finding(LEVEL_MISMATCH, message, Place(document.file, ("level",)))


TOPIC_MISMATCH = Rule(
    code="V205",
    slug="topic-mismatch",
    severity=Severity.ERROR,
    title="The file name does not match the topic in the file",
    reason="A curator looks for a topic's words in the file with that name.",
    bad="A1/food.yaml with: topic: travel",
    good="A1/food.yaml with: topic: food",
)


@checks(TOPIC_MISMATCH, Scope.FILE)
def topic_mismatch(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare each file with its name."""
    for document in lexicon.word_lists:
        if document.stated_topic != document.topic:
            message = f"the file says “{document.stated_topic}”, but its name is “{document.topic}”"
            yield Finding(TOPIC_MISMATCH, message, Place(document.file, ("topic",)))


UNDECLARED_TOPIC = Rule(
    code="V206",
    slug="undeclared-topic",
    severity=Severity.ERROR,
    title="A topic is not declared in pack.yaml",
    reason="A topic without titles cannot become a lesson.",
    bad="topic: foods    # pack.yaml declares food",
    good="topic: food",
)


@checks(UNDECLARED_TOPIC, Scope.FILE)
def undeclared_topic(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look the topics of files, of entries and of the app's conversations up in pack.yaml."""
    if lexicon.pack is None:
        return
    declared = Suggestions(lexicon.pack.topics)
    for topic, place, word in _stated_topics(lexicon):
        if topic not in lexicon.pack.topics:
            message = f"the topic “{topic}” is not declared in pack.yaml"
            hint = declared.hint(topic)
            yield Finding(UNDECLARED_TOPIC, message, place, word, hint)


def _stated_topics(lexicon: Lexicon) -> Iterator[tuple[str, Place, str | None]]:
    """Yield every topic that is named, where, and the base form of the entry that names it."""
    if lexicon.pack:
        for app_topic, topics in lexicon.pack.app_topics.items():
            for index, topic in enumerate(topics):
                yield topic, lexicon.pack.place.at("app_topics", app_topic, index), None
    for document in lexicon.word_lists:
        if document.stated_topic is not None:
            yield document.stated_topic, Place(document.file, ("topic",)), None
    for word in lexicon.words:
        for index, topic in enumerate(word.further_topics):
            yield topic, word.place.at("topics", index), word.base_form


NO_PROFILE = Rule(
    code="V207",
    slug="no-language-profile",
    severity=Severity.WARNING,
    title="The language has no profile yet, or one that does not describe its words",
    reason="What is particular to the language (its lemmas, its form types) goes unchecked.",
    bad="vocab_sources/eu, and no folder eu in pipeline/languages.",
    good="vocab_sources/es, with its profile in pipeline/languages/es/profile.toml.",
)


@checks(NO_PROFILE, Scope.FILE)
def no_profile(lexicon: Lexicon, profile: Profile) -> Iterator[Finding]:
    """Report what goes unchecked."""
    if lexicon.pack and not profile.describes_words:
        message = f"there is no profile for “{lexicon.language}”: its lemmas and form types go unchecked"
        if profile.known:
            message = f"the profile of {profile.name} does not describe its words: lemmas and form types go unchecked"
        hint = "Describe it in a language.toml in the pack: see docs/languages.md"
        yield Finding(NO_PROFILE, message, lexicon.pack.place.at("language"), suggestion=hint)


UNUSED_WAIVER = Rule(
    code="V208",
    slug="unused-waiver",
    severity=Severity.WARNING,
    title="A waiver has no effect",
    reason="What it excused was fixed or renamed. Left in place, it would hide the same fault if it came back.",
    bad="waivers:\n  - {rule: not-a-lemma, word: unn, reason: The article is its own base form.}    # the word is un",
    good="waivers:\n  - {rule: not-a-lemma, word: un, reason: The article is its own base form.}",
)
reported(UNUSED_WAIVER, by={"pipeline.builder.waive"})

VOID_WAIVER = Rule(
    code="V209",
    slug="void-waiver",
    severity=Severity.ERROR,
    title="A waiver has expired, or cannot be one",
    reason="Somebody believes that a finding is waived, but it is not: the rule does not exist, is an error that "
    "stops every build, or should have been looked at again by now.",
    bad="release_date: 2027-03-01\nwaivers:\n  - {rule: V302, word: un, reason: To be asked., expires: 2027-01-01}",
    good="release_date: 2027-03-01\nwaivers:\n  - {rule: V302, word: un, reason: To be asked., expires: 2027-06-01}",
)
reported(VOID_WAIVER, by={"pipeline.builder.waive"})

UNUSED_TOPIC = Rule(
    code="V210",
    slug="unused-topic",
    severity=Severity.INFO,
    title="A declared topic has no words",
    reason="The topic was planned and forgotten, or its file has another name.",
    bad="topics:\n  foods: {…}    # but the file is A1/food.yaml",
    good="topics:\n  food: {…}",
)


@checks(UNUSED_TOPIC, Scope.LANGUAGE)
def unused_topic(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Look for words of every topic."""
    if lexicon.pack is None or not lexicon.complete:
        return
    used = {topic for word in lexicon.words for topic in word.topics}
    for topic in lexicon.pack.topics:
        if topic not in used:
            message = f"the topic “{topic}” has no words"
            yield Finding(UNUSED_TOPIC, message, lexicon.pack.place.at("topics").key(topic))


REDUNDANT_TOPIC = Rule(
    code="V212",
    slug="redundant-topic",
    severity=Severity.WARNING,
    title="An entry repeats a topic",
    reason="The topic of the file goes without saying, and a topic counts once. Another one was probably meant.",
    bad="topic: food    # of the file\n- base_form: pan\n  topics: [food]",
    good="topic: food\n- base_form: pan\n  topics: [shopping]",
)


@checks(REDUNDANT_TOPIC, Scope.FILE)
def redundant_topic(lexicon: Lexicon, _: Profile) -> Iterator[Finding]:
    """Compare the topics of each entry with that of its file, and with each other."""
    for word in lexicon.words:
        given: set[str] = set()
        for index, topic in enumerate(word.further_topics):
            place = word.place.at("topics", index)
            if topic == word.topic:
                yield Finding(REDUNDANT_TOPIC, f"“{topic}” is the topic of this file already", place, word.base_form)
            elif topic in given:
                yield Finding(REDUNDANT_TOPIC, f"the topic “{topic}” is given twice", place, word.base_form)
            given.add(topic)


FAULTY_PROFILE = Rule(
    code="V211",
    slug="faulty-language-profile",
    severity=Severity.ERROR,
    title="The profile of the language does not follow its schema",
    reason="A misspelled key would be ignored, and all words would be checked against the wrong language. So the "
    "words are not checked until the profile is valid.",
    bad='articels = ["la"]',
    good='articles = ["la"]',
)
reported(
    FAULTY_PROFILE,
    by={"pipeline.reading.conformity", "pipeline.reading.profiles", "pipeline.stages.lemmatize"},
)

EXPRESSION_IN_PACK = Rule(
    code="V213",
    slug="expression-in-pack",
    severity=Severity.ERROR,
    title="The language.toml of a pack has a regular expression",
    reason="A pack comes from anybody, and the app would run the expression on whatever a learner writes: one can take "
    "for ever.",
    bad='[recognition.numerals.shapes]\nnumber = "<ten>-<unit>"    # in language.toml',
    good="The words of the numbers as entries of the pack, without the table.",
)
reported(EXPRESSION_IN_PACK, by={"pipeline.reading.profiles"})
