"""What `pronounce` writes is planned as values: the word lists that miss something, with their new texts."""

from pathlib import Path

from pipeline.builder.analyse import read_pack
from pipeline.builder.discover import PackFolder
from pipeline.curation.pronounce import propose, rewrites
from tests.packs import copy_of_valid


def test_only_lists_that_miss_something_change(tmp_path: Path) -> None:
    pack = copy_of_valid(tmp_path)
    path = pack / "A1" / "greetings.csv"
    sound = path.read_text("utf-8")
    path.write_text(sound.replace("ˈola", ""), "utf-8")
    lexicon = read_pack(PackFolder(pack, pack.as_posix()))
    (one,) = rewrites(pack, lexicon.documents, list(propose(lexicon.words, "es")))
    assert (one.path, one.root, one.before, one.after) == (path, pack, path.read_text("utf-8"), sound)
    assert list(rewrites(pack, lexicon.documents, [])) == []
