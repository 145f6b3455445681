"""The first minute of a newcomer: `start` on an empty database, and Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _start(tmp_path: Path, port: int) -> subprocess.Popen[str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"DJANGO_SETTINGS_MODULE", "SECRET_KEY"}}
    environment = kept | {"DATABASE_URL": f"sqlite:///{tmp_path}/start.sqlite3", "CONVOY_OWN_PYTHON": "1"}
    return subprocess.Popen(
        [sys.executable, "manage.py", "start", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _read_until(process: subprocess.Popen[str], text: str) -> str:
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if text in line:
            break
    return "".join(lines)


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_start_serves_the_demo_and_stops_on_ctrl_c(tmp_path: Path, port: int) -> None:
    process = _start(tmp_path, port)
    try:
        said = _read_until(process, "Ctrl-C")
        assert f"http://localhost:{port}/" in said
        for login in ("planner / ", "caller / ", "host / ", "manager / ", "admin / "):
            assert login in said
        page = urllib.request.urlopen(f"http://localhost:{port}/c/p7k2/", timeout=20).read().decode()
        assert "张家界" in page
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)

    assert process.returncode == 0
    deadline = time.monotonic() + 10
    while _is_open(port) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not _is_open(port)


def test_start_on_a_taken_port_says_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = _start(tmp_path, taken.getsockname()[1])
        said, _ = process.communicate(timeout=60)

    assert process.returncode != 0
    assert "is taken by another program" in said
    assert "Traceback" not in said
