import json
import subprocess
import sys
from pathlib import Path

import pytest

from config import bootstrap


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with two locks and an environment that looks finished."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "runtime.txt").write_text("django==5.2\n")
    (tmp_path / "requirements" / "test.txt").write_text("django==5.2\npytest==9\n")
    python = bootstrap.python_of(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    locks: list[str] = []
    monkeypatch.setattr(bootstrap, "_install", lambda python, lock: locks.append(lock.stem))
    return locks


def test_head_imports_the_standard_library_only() -> None:
    code = "import sys; import config.bootstrap; print([m for m in sys.modules if m.startswith('django')])"

    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_lock_is_installed_once_until_it_changes(clone: Path, installed: list[str]) -> None:
    home = clone / ".venv"
    bootstrap.prepare(clone, home, "runtime")
    bootstrap.prepare(clone, home, "runtime")
    assert installed == ["runtime"]

    (clone / "requirements" / "runtime.txt").write_text("django==5.2.1\n")
    bootstrap.prepare(clone, home, "runtime")

    assert installed == ["runtime", "runtime"]


def test_test_lock_serves_the_runtime_too(clone: Path, installed: list[str]) -> None:
    bootstrap.prepare(clone, clone / ".venv", "test")
    bootstrap.prepare(clone, clone / ".venv", "runtime")

    assert installed == ["test"]


def test_damaged_stamp_means_install_again(clone: Path, installed: list[str]) -> None:
    (clone / ".venv" / "convoy-stamp.json").write_text("{not json")

    bootstrap.prepare(clone, clone / ".venv", "runtime")

    assert installed == ["runtime"]
    assert json.loads((clone / ".venv" / "convoy-stamp.json").read_text()).keys() == {"runtime"}


def test_failed_installation_leaves_no_stamp_and_says_what_to_do(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "python_of", lambda home: Path(sys.executable))
    (clone / "requirements" / "runtime.txt").write_text("no-such-package-of-convoy==0 --hash=sha256:00\n")

    with pytest.raises(bootstrap.SetupFailed, match="run the same command again"):
        bootstrap.prepare(clone, clone / ".venv", "runtime")

    assert not (clone / ".venv" / "convoy-stamp.json").exists()


def test_old_python_is_refused_in_one_sentence(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (99, 0))

    with pytest.raises(bootstrap.SetupFailed, match=r"Python 3\.11 or newer"):
        bootstrap.enter_environment(["manage.py", "start"], clone)


def test_own_python_is_left_alone(clone: Path, monkeypatch: pytest.MonkeyPatch, installed: list[str]) -> None:
    monkeypatch.setenv("CONVOY_OWN_PYTHON", "1")

    bootstrap.enter_environment(["manage.py", "start"], clone)

    assert installed == []
