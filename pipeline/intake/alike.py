"""Words of one list that are nearly spelled alike and translated alike: one may be a slip, as cussino of cuscino."""

from pipeline.intake.statements import Entry

_SHORTEST = 5
"""Shorter words are often one letter apart."""
_TRANSLATIONS, _WORDS = 50_000, 20
"""How many translations are remembered, and words of each: about 20 MB."""


class AlikeWords:
    """Remembers the words of a list by their translations."""

    def __init__(self) -> None:
        self._by_translation: dict[str, list[tuple[str, str]]] = {}

    def before(self, entry: Entry, place: str) -> str:
        """Return the word before and its place, if one is nearly the same as this one; or an empty text."""
        word = entry.base_form
        if len(word) < _SHORTEST or not entry.senses:
            return ""
        found = ""
        for translation in dict.fromkeys(text.casefold() for sense in entry.senses for text in sense):
            known = self._by_translation.get(translation)
            if known is None:
                if len(self._by_translation) < _TRANSLATIONS:
                    self._by_translation[translation] = [(word, place)]
                continue
            found = found or next((f"{other} ({where})" for other, where in known if nearly(word, other)), "")
            if len(known) < _WORDS:
                known.append((word, place))
        return found


def nearly(word: str, other: str) -> bool:
    """Return whether one letter is changed, added, left out, or two are swapped, but at the end: amico, amica."""
    one, two = word.casefold(), other.casefold()
    if one == two or abs(len(one) - len(two)) > 1:
        return False
    shared = min(len(one), len(two))
    start = next((at for at in range(shared) if one[at] != two[at]), shared)
    left, right = one[start:], two[start:]
    if len(left) == len(right):
        swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
        return len(left) > 1 and (left[1:] == right[1:] or swapped)
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return bool(shorter) and longer[1:] == shorter
