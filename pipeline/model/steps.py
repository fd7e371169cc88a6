"""How long-running work reports its progress, if anything shows it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

Steps = Callable[[str], AbstractContextManager[object]]
"""Called with the name of a step; its context lasts as long as the step."""


def silent(_: str) -> AbstractContextManager[object]:
    """Show no progress."""
    return nullcontext()
