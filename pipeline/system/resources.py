"""Find the folders that come with the code, in a checkout or an installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """Return the folder `name` (`schemas`, `migrations` or `templates`).

    A wheel has it at `pipeline/resources/<name>`, a checkout beside the package.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for folder in (_PACKAGE / "resources" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder '{name}' is missing from this installation of babblr-vocab")
