"""Settings of all tests: no example has a deadline, since a busy machine is no fault of the code."""

import os
import tempfile

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_CACHE = tempfile.TemporaryDirectory(prefix="babblr-vocab-cache-")
os.environ["BABBLR_VOCAB_CACHE"] = _CACHE.name  # of this process and all it starts: not the user's own
