"""What tests inherit from whoever starts them: signals, the user. Set here as each test needs it."""

import os
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
"""The user who owns nothing, on nearly every system that has users by number."""


@contextmanager
def sigint(handler: signal.Handlers) -> Iterator[None]:
    """Have what is started meanwhile begin with SIGINT as a terminal gives it (`SIG_DFL`), or ignored (`SIG_IGN`).

    A shell without job control starts what runs in the background with SIGINT ignored, and so does `trap '' INT`: all
    that is started from there inherits it. Of a handler of ours a child inherits nothing: it begins with the default.
    """
    ours = signal.default_int_handler if handler is signal.SIG_DFL else handler
    former = signal.signal(signal.SIGINT, ours)
    mask = signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, former)


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Be a user whom permissions bind, if the tests are run by one whom they do not, with a way to a folder."""
    if not hasattr(os, "geteuid"):
        pytest.skip("the system has no such users")
    if os.geteuid() != 0:
        yield
        return
    for path in (folder, *folder.parents):
        if path == Path(tempfile.gettempdir()):
            break
        path.chmod(0o755)
    os.seteuid(NOBODY)
    try:
        if not os.access(folder, os.X_OK, effective_ids=True):
            pytest.skip("another user has no way to the folder of the tests")
        yield
    finally:
        os.seteuid(0)
