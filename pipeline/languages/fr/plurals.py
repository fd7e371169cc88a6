"""The plural of nouns and of masculine adjectives, as far as rules can tell.

Source of the rules: Grevisse & Goosse, “Le bon usage”, on the plural of nouns.
"""

from pipeline.languages.tables import toml_table


def plural(word: str, *, keeps_al: bool = False) -> str:
    """Return the plural of one word. `keeps_al`: a word in -al that takes -s, such as `bal` and `banal`."""
    words = toml_table("fr", "words")["plurals"]
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith("al") and not keeps_al:
        return f"{word[:-2]}aux"
    if word in words["ail_aux"]:
        return f"{word[:-3]}aux"
    if word in words["ou_oux"] or (word.endswith(("au", "eu", "œu")) and word not in words["au_eu_s"]):
        return f"{word}x"
    return f"{word}s"
