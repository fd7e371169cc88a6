"""How long work says what it is doing: to whoever shows progress, or to nobody."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

Steps = Callable[[str], AbstractContextManager[object]]
"""Called with what is being done; its context lasts as long as that does."""


def silent(_: str) -> AbstractContextManager[object]:
    """Show no progress."""
    return nullcontext()
