"""The layers of docs/architecture.md, as import-linter reads them from pyproject.toml."""

import subprocess
import sys

from .sources import ROOT


def test_imports_keep_their_direction() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[done.stdout.find("Broken contracts") :] + done.stderr
