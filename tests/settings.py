"""Settings of the tests: the real ones with fixed keys, quick passwords and a database of their own."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "the-tests-sign-with-this-and-nothing-else-does")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs beside the tests
os.environ["DEBUG"] = "0"

from config.settings import *  # noqa: E402, F403  the point of this module
from config.settings import DATABASES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SCRATCH = Path(tempfile.gettempdir()) / f"convoy-tests-{os.getpid()}"
MEDIA_ROOT = SCRATCH / "media"
BASE_URL = "http://testserver"
SHOW_STYLEGUIDE = True
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    SCRATCH.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
