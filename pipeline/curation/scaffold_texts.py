"""The texts of a new pack, with slots. FIXME marks what is still to be written."""

PACK = """\
# What the pack is, who made it, under which terms, and what it should contain.
# The code of the language taught (ISO 639-1). It is also the name of the folder.
language: {code}
# The language of the translations.
translation_language: en
# The name of the pack, including the variety it teaches: Spanish (Spain).
title: {title}
# major.minor.patch. Raise it with every release.
version: 0.1.0
# The date of this version. Every row of the database carries it, since a build does not read the clock.
release_date: "{today}"
# The SPDX identifier of the pack's licence: https://spdx.org/licenses/
licence: CC-BY-4.0
# The line that credits the authors wherever the pack is used.
attribution: The Babblr vocabulary authors
# Where facts come from, by the id that entries give as their `source`. Texts without one are our own.
sources:
  babblr:
    title: Our own work
    licence: CC-BY-4.0
    author: The Babblr vocabulary authors
    # url: https://…, where to find it; for other people's sources
# The topics in teaching order, by the id that names their files: A1/greetings.yaml.
topics:
{topics}\
# Names of people and towns in the examples, which are not words to learn; uncomment the line.
# names: [Amira, Wien]
# How many words the pack should contain up to and including each level. The usual targets are
# A1: 500, A2: 1000, B1: 3000, B2: 5000, C1: 8000, C2: 10000.
targets:
  A1: 1
# The state of each level: in progress (the default), preview or released; uncomment the lines.
# states:
#   A1: released
# Words that are learnt together: a lesson that teaches one of them teaches them all; uncomment the lines.
# series:
#   weekend: […, …]
# Which of these topics a conversation of the app is about, by the app's name for its topic; uncomment the lines.
# app_topics:
#   restaurant: [restaurant, food]
# Words that definitions use although no level teaches them, each with a gloss; uncomment the lines.
# defining_words:
#   …: {{gloss: place, forms: […]}}
# Words that only grammar lessons need, to explain; uncomment the lines. See docs/writing-grammar.md.
# grammar_terms:
#   …: {{gloss: verb, forms: […]}}
# The heading of grammar lessons that are about no topic, in the language taught; uncomment the line.
# grammar_title: …
# The same in English; uncomment the line.
# grammar_title_en: Grammar
# Warnings that someone has reviewed and overruled, each with its reason; uncomment the lines.
# waivers:
#   - rule: not-a-lemma
#     word: …
#     reason: …
"""

TOPIC = """\
  {id}:
    # In the language taught.
    title: {title}
    title_en: {title_en}
    # What a learner can do with these words, in the language taught and in English; uncomment the lines.
    # oneliner: …
    # oneliner_en: Say hello and goodbye, please and thank you.
"""

WORDS = """\
# One topic at one level: the folder is the level, the file name is the topic. See docs/writing-packs.md for all fields.
level: A1
topic: greetings
words:
  # Replace this word, which is similar in most languages, with your first; `babblr-vocab new {code} WORD` adds more.
  - base_form: ok
    part_of_speech: interjection
    pronunciation: oˈke  # broad IPA with stress marks, without slashes
    priority: 1  # the band: about 20 words needed equally; 1 is needed most
    meanings:
      - meaning: FIXME  # a definition in the language taught: simpler than the word, one line
        translation: okay  # one to three English equivalents, the commonest first; verbs as to …
        examples:
          - text: Ok, ok, ok.  # a natural sentence with the word, or a form of it, in it
            translation: Okay, okay, okay.
    status: draft  # reviewed, once a second person has read the entry
"""

LANGUAGE = """\
# What is true of the language. Every key is explained in docs/languages.md, and the first section there leads from this
# file to a built pack. Without a key, what it describes is not checked; uncomment the lines that you fill in.
{name}# The letters of base forms, in lower case.
# alphabet = "abcdefghijklmnopqrstuvwxyz"
# The opening and closing quotation marks.
# quotes = "“”"
# Uncomment it if words are written without spaces between them.
# spaces = false
# Words that come before a noun and are never part of a base form.
# articles = ["a", "the"]
# The genders of nouns: masculine, feminine, neuter, common, masculine/feminine, common/neuter.
# genders = ["masculine", "feminine"]
# How infinitives end, and how those of reflexive verbs do: before it stands se, or at the end stands si for e.
# infinitive_endings = ["are"]
# reflexive_prefixes = ["se "]
# reflexive_suffixes = {{ arsi = "are" }}
# The columns of the paradigm tables, such as paradigms/noun.csv: Universal Dependencies features, by form type.
# [paradigms.noun]
# singular = ["Number=Sing"]
# plural = ["Number=Plur"]
# [paradigms.verb]
# infinitive = ["VerbForm=Inf"]
# present = ["Mood=Ind|Number=Sing|Person=1|Tense=Pres|VerbForm=Fin", "Mood=Ind|Number=Plur|Tense=Pres|VerbForm=Fin"]
# Short forms with an apostrophe, each with the words that it can stand for; then words that stand for several in order.
# [recognition.elisions]
# "l'" = ["le"]
# [recognition.contractions]
# del = ["de", "el"]
# The pronouns of reflexive verbs, each with the features of the verb forms that it goes with.
# [recognition.reflexive_pronouns]
# me = "Number=Sing|Person=1"
# se = "Person=3"
"""

NAME = """\
# The name of the language in English.
name = {name}
"""

README = """\
# {title}

How the words of this pack are chosen, for the next person who works on it:

- **Variety**: which country's language it teaches.
- **Sources**: which lists and frequencies were consulted. Facts only; every text is our own.
- **Choice**: what was left out, and why.

How to write entries: docs/writing-packs.md. To check them:

```console
$ babblr-vocab validate {folder}
```
"""
