"""Everything specific to one language, in one folder each: a profile as data, and rules where data is not enough.

Adding a language means adding a profile and a pack; no stage and no rule names a language.
"""
