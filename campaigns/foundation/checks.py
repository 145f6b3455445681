"""What `check --deploy` asks of the machine beyond Django's own questions."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection


@register(Tags.database, deploy=True)
def sqlite_is_safe(**kwargs: Any) -> list[CheckMessage]:
    """SQLite 3.7.0–3.51.2 can corrupt a WAL database when two connections write and checkpoint at once."""
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= settings.SAFE_SQLITE:
        return []
    return [
        Error(
            f"SQLite {sqlite3.sqlite_version} can corrupt the database.",
            hint="Install the pysqlite3 wheel, or use PostgreSQL through DATABASE_URL.",
            id="foundation.E001",
        )
    ]
