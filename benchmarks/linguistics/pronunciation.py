"""How often do our proposals agree with an independent list of pronunciations?

    python -m benchmarks.linguistics.pronunciation LANGUAGE FILE [--sample N] [--same A=B]... [--stress] [--list N]

FILE is in the format of WikiPron: a word and its IPA, separated by a tab; spaces may separate sounds; several
lines for a word are several ways to say it. Words our rules refuse are counted apart. Before comparison ties, glottal
stops, secondary stress and marks of syllables are taken out, and syllabic consonants written with ə; without
`--stress` so is the stress. `--same ʎ=ʝ` takes two signs as one, where it is a matter of convention.
"""

import argparse
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

_LEFT_OUT = re.compile("[ .ʔˌ‿()\u0361\u035c\u032f]")
_SYLLABIC = re.compile("([nlmɐʁ])\u0329")


def main() -> None:
    """Print the share, and what differs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("file", type=Path)
    parser.add_argument("--sample", type=int, default=5_000, help="words, chosen at random")
    parser.add_argument("--same", action="append", default=[], metavar="A=B")
    parser.add_argument("--stress", action="store_true", help="also compare the stress")
    parser.add_argument("--list", type=int, default=60, help="how many differences to print")
    options = parser.parse_args()
    same = dict(pair.split("=") for pair in options.same)
    said: dict[str, set[str]] = defaultdict(set)
    for line in options.file.read_text("utf-8").splitlines():
        word, _, ipa = line.partition("\t")
        if word and ipa:
            said[word].add(plain(ipa, same, stress=options.stress))
    words = sorted(said)
    if len(words) > options.sample:
        words = random.Random(1).sample(words, options.sample)
    pronounce = import_module(f"pipeline.languages.{options.language}.pronunciation").pronounce
    refused, other = [], []
    for word in words:
        ours = pronounce(word, "noun" if word[:1].isupper() else "verb")
        if ours is None:
            refused.append(word)
        elif plain(ours, same, stress=options.stress) not in said[word]:
            other.append(f"{word} {ours} ({', '.join(sorted(said[word]))})")
    asked = len(words) - len(refused)
    print(f"{asked - len(other)} of {asked} agree ({(asked - len(other)) / max(1, asked):.2%}); {len(refused)} refused")
    print("other:", "; ".join(other[: options.list]))
    print("refused:", ", ".join(refused[: options.list]))


def plain(ipa: str, same: Mapping[str, str], *, stress: bool) -> str:
    """Return a pronunciation without matters of convention."""
    text = unicodedata.normalize("NFD", ipa)
    text = _SYLLABIC.sub(r"ə\1", _LEFT_OUT.sub("", text)).replace("g", "ɡ").replace("əʁ", "ɐ")
    if not stress:
        text = text.replace("ˈ", "")
    for one, other in same.items():
        text = text.replace(one, other)
    return text


if __name__ == "__main__":
    main()
