"""What is true of one language: a profile as data, one TOML file a language in `data/`.

Adding a language means adding a profile and a pack; no stage and no rule names a language.
"""
