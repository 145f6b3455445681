"""The head of manage.py: a Python environment with exactly what the locks name.

Rule: standard library only, and silent when there is nothing to do. What is installed is written down as
the digest of the lock in `.venv/convoy-stamp.json`; the same digest means the work is skipped.
`CONVOY_OWN_PYTHON=1` leaves the environment alone (containers that installed the lock themselves).
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
COMMANDS_FOR_TESTING = {"test"}


class SetupFailed(Exception):
    """Set-up stopped; the message says what a person can do about it."""


def enter_environment(argv: list[str], root: Path = ROOT, script: str = "manage.py", lock: str | None = None) -> None:
    """Return only inside `.venv` with the right lock installed; otherwise prepare it and re-execute `script`."""
    if sys.version_info < OLDEST_PYTHON:
        raise SetupFailed("Python 3.11 or newer is needed; run this with a newer python3.")
    if os.environ.get("CONVOY_OWN_PYTHON") == "1":
        return
    home = root / ".venv"
    if lock is None:
        lock = "test" if len(argv) > 1 and argv[1] in COMMANDS_FOR_TESTING else "runtime"
    prepare(root, home, lock)
    python = python_of(home)
    if Path(sys.prefix).resolve() == home.resolve():
        return
    command = [str(python), str(root / script), *argv[1:]]
    if os.name == "nt":  # exec on Windows gives the prompt back too early
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606  our own Python


def prepare(root: Path, home: Path, lock: str) -> None:
    """Make the environment and install the lock unless the stamp says that both are there."""
    if _is_installed(root, home, lock):
        return
    with _one_at_a_time(root):
        if _is_installed(root, home, lock):
            return
        if not python_of(home).exists():
            _make_environment(home)
        _install(python_of(home), root / "requirements" / f"{lock}.txt")
        _write_stamp(root, home, lock)


def python_of(home: Path) -> Path:
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def digest(root: Path, lock: str) -> str:
    content = (root / "requirements" / f"{lock}.txt").read_bytes()
    return hashlib.sha256(content + repr(sys.version_info[:2]).encode()).hexdigest()


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _stamp(home: Path) -> dict[str, str]:
    try:
        found = json.loads((home / "convoy-stamp.json").read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_installed(root: Path, home: Path, lock: str) -> bool:
    return python_of(home).exists() and _stamp(home).get(lock) == digest(root, lock)


def _write_stamp(root: Path, home: Path, lock: str) -> None:
    """The test lock holds everything of the runtime lock, so it stamps both."""
    stamp = _stamp(home) | {lock: digest(root, lock)}
    if lock == "test":
        stamp["runtime"] = digest(root, "runtime")
    (home / "convoy-stamp.json").write_text(json.dumps(stamp))


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    """Two commands started together install once."""
    if os.name == "nt":
        yield
        return
    import fcntl

    (root / "var").mkdir(exist_ok=True)
    with open(root / "var" / "setup.lock", "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _make_environment(home: Path) -> None:
    say("Convoy: making the Python environment .venv …")
    try:
        venv.EnvBuilder(with_pip=True, clear=True, symlinks=os.name != "nt").create(home)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupFailed(
            f"python3 -m venv does not work here ({error}). On Debian or Ubuntu: apt install python3-venv."
        ) from error


def _install(python: Path, lock: Path) -> None:
    total = sum(1 for line in lock.read_text().splitlines() if line[:1].isalnum() and "==" in line)
    say(f"Convoy: installing {lock.stem} packages (up to {total}; once, then skipped) …")
    command = [str(python), "-m", "pip", "install", "--require-hashes", "--no-deps", "--prefer-binary"]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "-r", str(lock)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as pip:
        assert pip.stdout is not None
        last_lines = _show_progress(pip.stdout, total)
    if pip.returncode != 0:
        for line in last_lines:
            say("  " + line)
        raise SetupFailed(
            "a package could not be installed (the last lines of pip are above). Check the network or the "
            "proxy, then run the same command again: it goes on where it stopped."
        )


def _show_progress(output: Iterator[str], total: int) -> list[str]:
    """One line for every ten packages; the last lines are kept for when it fails."""
    kept: list[str] = []
    done = 0
    for line in output:
        kept = [*kept[-11:], line.rstrip()]
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            done += 1
            if done % 10 == 0:
                say(f"  {done} of {total}")
        elif line.startswith("Installing collected packages"):
            say("  unpacking …")
    return kept
