"""Settings of all tests, so that neither a busy machine nor what the user has set makes one of them fail."""

import os
import tempfile

from hypothesis import HealthCheck, settings

from tests.packs import SHARED

settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

_CACHE = tempfile.TemporaryDirectory(prefix="babblr-vocab-cache-")
os.environ["BABBLR_VOCAB_CACHE"] = _CACHE.name  # of this process and all it starts: not the user's own

if "PYTEST_XDIST_WORKER" not in os.environ:  # else it is the one of the process that starts the workers
    _SHARED = tempfile.TemporaryDirectory(prefix="babblr-vocab-tests-")
    os.environ[SHARED] = _SHARED.name

for _name in list(os.environ):
    # What our commands read, and which repository git is in: a hook of git sets it for all that it starts.
    if _name in {"SOURCE_DATE_EPOCH", "BABBLR_VOCAB_NO_CACHE"} or _name.startswith("GIT_"):
        del os.environ[_name]
