"""What recognition needs to know about a language: how its words are joined, shortened and split in running text.

All of it is data, the table `[recognition]` of the language's profile; schemas/profile.schema.json describes its keys.
A missing key switches off its feature: a language without a profile is matched by stored forms alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.languages.profile import Profile
from pipeline.languages.running_text import Words
from pipeline.model.lexicon import Features
from pipeline.model.patterns import Pattern, parsed
from pipeline.recognition.constraints import NO_CONSTRAINTS, Constraints, classes_of, compiled
from pipeline.recognition.numerals import Grammar, grammar
from pipeline.recognition.spelling import clean
from pipeline.recognition.tags import all_tags
from pipeline.recognition.tokens import WordClasses

Alternatives = Mapping[str, tuple[str, ...]]
"""A spelling, and the words it may represent (or, for contractions, represents together)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Spellings are in lower case, with plain apostrophes; the words they represent are base forms or stored forms."""

    profile: Profile
    """Says whether nouns are capitalised, and strips the reflexive pronoun from a base form."""
    elisions: Alternatives = field(default_factory=dict)
    """Short forms that end in an apostrophe, before the next word: `l'` → le."""
    contractions: Alternatives = field(default_factory=dict)
    """A word that represents several, in order: `del` → de, el."""
    unsplit: tuple[str, ...] = ()
    """Words that look like an elision but are not: `aujourd'hui`."""
    enclitics: Alternatives = field(default_factory=dict)
    """Words attached to the one before: by a hyphen (`donne-moi`), or directly to `enclitic_hosts` (`dámelo`)."""
    euphonic: tuple[str, ...] = ()
    """Meaningless sounds between a word and its enclitics: `a-t-il`."""
    enclitic_hosts: tuple[Features, ...] = ()
    """The forms to which enclitics attach directly; empty if the language has none."""
    enclitic_order: Mapping[str, int] = field(default_factory=dict)
    """The group of each enclitic, if they are ordered: at most one of each group, in the order of the groups."""
    enclitic_lost: Mapping[str, str] = field(default_factory=dict)
    """The letter that a form may lose before an enclitic: sentad + `os` → sentaos, vamos + `nos` → vámonos."""
    enclitic_accent: bool = False
    """Whether the stress of a form stays where it was and is written, once it is on the third syllable from the end."""
    clitics: Alternatives = field(default_factory=dict)
    """Short forms that begin with an apostrophe, on their own or on the word before: `'s` → es."""
    reflexive_pronouns: Mapping[str, Features] = field(default_factory=dict)
    """The reflexive pronouns, with the features of the verb forms they go with."""
    reflexive_window: tuple[int, int] = (3, 0)
    """How many words before and after a reflexive verb its pronoun may be."""
    separable_prefixes: frozenset[str] = frozenset()
    """Separable prefixes: `stehe … auf`."""
    bound_prefixes: frozenset[str] = frozenset()
    """Those of them that end a clause only as the prefix of its verb: `bringe … mit`, but not `sehe … wieder`."""
    prefixless_verbs: frozenset[str] = frozenset()
    """Verbs whose clause may end with such a word all the same: `hat … an`, `will … mit`."""
    circumpositions: Alternatives = field(default_factory=dict)
    """By prefix, the words after which it belongs to them: `von jetzt an`, `weit weg`."""
    compound_links: Alternatives = field(default_factory=dict)
    """By part of speech, what may stand after a word inside a compound, the empty string too. Words of other parts of
    speech are in no compound; none at all: the language has none."""
    compound_minimum_part: int = 3
    """The minimum number of letters in each part of a compound."""
    compound_stem_endings: Alternatives = field(default_factory=dict)
    """Endings that a base form loses inside a compound, by part of speech: schlafen + Zimmer, Schule + Buch."""
    variants: Alternatives = field(default_factory=dict)
    """Other spellings of base forms, and abbreviations: `e` → y, `ud.` → usted."""
    tolerated: Alternatives = field(default_factory=dict)
    """Other ways to write a letter. Of several letters, they are another spelling: `ß` → ss, `ä` → ae, `œ` → oe. Of
    one, its sign is missing: `á` → a; where that makes another letter (es ñ) it is left out. If no letter has a way of
    one letter, any accent may be missing."""
    form_shares: tuple[tuple[Features, float], ...] = ()
    """What share of its uses a verb has in each cell; the first statement that fits a cell counts."""
    classes: Mapping[str, WordClasses] = field(default_factory=dict)
    """By spelling, the word classes that constraints speak of."""
    base_classes: Mapping[str, WordClasses] = field(default_factory=dict)
    """By base form without a reflexive pronoun, those that each form of it is in."""
    clause_openers: frozenset[str] = frozenset()
    """Words that begin a clause with a verb of its own: `que`, `si`."""
    constraints: Constraints = NO_CONSTRAINTS
    """What words can be between their neighbours."""
    constructions: tuple[Pattern, ...] = ()
    """Patterns of auxiliaries and set phrases that are looked for in texts."""
    numerals: Grammar | None = None
    """Numbers written as words of several parts."""
    name_titles: frozenset[str] = frozenset()
    """Words that are followed by a name: `Frau`, `Herr`."""
    place_names: frozenset[str] = frozenset()
    """Countries and cities, and adjectives made of them, lower case: likewise."""
    place_prepositions: frozenset[str] = frozenset()
    """Prepositions that no article follows only before a place: `nach Hamburg`."""
    common_noun_endings: tuple[str, ...] = ()
    """What no place ends in: `in Ordnung`."""
    distinctive_accents: tuple[str, ...] = ()
    """Endings whose accent makes another word: marché, marche."""
    given_names: frozenset[str] = frozenset()
    """Some of the commonest given names, in lower case: names wherever the lexicon does not have the word."""
    short_forms: frozenset[str] = field(init=False)
    """All contractions, elisions and clitics."""

    def __post_init__(self) -> None:
        """Collect the short forms, which are asked for at every look-up."""
        object.__setattr__(self, "short_forms", frozenset((*self.contractions, *self.elisions, *self.clitics)))


_KEPT: dict[str, tuple[Profile, "Rules"]] = {}
"""By language, the rules in its profile: compiling constraints takes a while."""


def rules_of(its: Profile) -> Rules:
    """Return the rules in a profile, made once for each language while it has the same profile."""
    kept = _KEPT.get(its.code)
    if kept is None or kept[0] != its:
        kept = _KEPT[its.code] = (its, from_profile(its))
    return kept[1]


def from_profile(one: Profile) -> Rules:
    """Return the rules in a profile."""
    its = one.recognition
    groups = its.enclitic_groups
    elisions = _alternatives(its.elisions)
    enclitics = _alternatives(its.enclitics or tuple(clitic for group in groups for clitic in group))
    tags = all_tags(its.word_classes)
    tagged = tuple((tags[name], its_class) for name, its_class in its.word_classes.items())
    return Rules(
        profile=one,
        elisions=elisions,
        contractions=_alternatives(its.contractions),
        unsplit=tuple(map(clean, its.unsplit)),
        enclitics={key: words or elisions.get(key) or (key,) for key, words in enclitics.items()},
        euphonic=its.euphonic,
        enclitic_hosts=tuple(features(cell) for host in its.enclitic_hosts for cell in _cells(one, host)),
        enclitic_order={clitic: number for number, group in enumerate(groups) for clitic in group},
        enclitic_lost=its.lost_before,
        enclitic_accent=its.enclitics_move_accents,
        clitics=_alternatives(its.clitics),
        reflexive_pronouns={clean(pronoun): features(text) for pronoun, text in its.reflexive_pronouns.items()},
        reflexive_window=its.reflexive_window,
        separable_prefixes=frozenset(its.separable_prefixes),
        bound_prefixes=frozenset(its.separable_prefixes).difference(its.free_prefixes),
        prefixless_verbs=frozenset(its.prefixless_verbs),
        circumpositions=its.circumpositions,
        compound_links=its.compound_links,
        compound_minimum_part=its.compound_minimum_part,
        compound_stem_endings=its.compound_stem_endings,
        variants=_alternatives(its.variants),
        tolerated=_alternatives(its.ligatures) | _alternatives(its.tolerated),
        form_shares=tuple((features(cell), share / 100) for cell, share in its.form_shares.items()),
        classes=classes_of((tag, its_class, its_class.words) for tag, its_class in tagged),
        base_classes=classes_of((tag, its_class, its_class.base_forms) for tag, its_class in tagged),
        clause_openers=frozenset(map(clean, its.clause_openers)),
        constraints=compiled(its.constraints, tags),
        constructions=tuple(parsed(text, one.reflexives) for text in one.constructions),
        numerals=grammar(its.numerals),
        place_names=frozenset(_places(its.place_names, its.place_adjective_endings)),
        place_prepositions=frozenset(its.name_place_prepositions),
        common_noun_endings=its.common_noun_endings,
        distinctive_accents=its.distinctive_accents,
        name_titles=frozenset(one.lowered(title) for title in its.name_titles),
        given_names=frozenset(one.lowered(name) for name in its.given_names),
    )


def _places(names: Iterable[str], endings: Alternatives) -> Iterator[str]:
    """Yield places, and what is made of them: Berliner, Münchner, Spaniens."""
    for name in map(str.lower, names):
        yield name
        for ending, ways in endings.items():
            if name.endswith(ending):
                yield from (name.removesuffix(ending) + way for way in ways)


def features(text: str) -> dict[str, str]:
    """Return the features that Universal Dependencies writes as `Mood=Imp|Number=Sing`."""
    return dict(pair.split("=", 1) for pair in text.split("|") if "=" in pair)


def _cells(one: Profile, host: str) -> tuple[str, ...]:
    """Return the cells of a verb's paradigm that have a form type; features stand for themselves."""
    return (host,) if "=" in host else tuple(one.paradigms.get("verb", {}).get(host, ()))


def _alternatives(value: Words | tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return a table whose values may be one word or several; a list is a table without values."""
    if isinstance(value, tuple):
        return {clean(key): () for key in value}
    return {clean(key): (words,) if isinstance(words, str) else words for key, words in value.items()}
