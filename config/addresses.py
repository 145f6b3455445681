"""Where `start` can be reached: is the port free, what is the address, does it answer yet."""

import errno
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable

EVERYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104  compared with, not bound to
WAIT_SECONDS = 30


def why_unusable(host: str, port: int) -> str | None:
    """A sentence that says what to do when nobody can listen there; None when all is well."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return _sentence(error, host, port)
    return None


def base_url(host: str, port: int) -> str:
    """What to type on this machine, or on a phone in the same network when it listens everywhere."""
    name = _own_address() if host in EVERYWHERE else host
    name = "localhost" if name in {"127.0.0.1", "::1"} else name
    shown = f"[{name}]" if ":" in name else name
    return f"http://{shown}" + ("" if port == 80 else f":{port}")


def wait_until_it_answers(host: str, port: int, is_running: Callable[[], bool]) -> None:
    """Return when /healthz says ok, when the server ended, or after half a minute."""
    target = "127.0.0.1" if host in EVERYWHERE else host
    shown = f"[{target}]" if ":" in target else target
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline and is_running():
        try:
            with urllib.request.urlopen(f"http://{shown}:{port}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)


def _own_address() -> str:
    """This machine's address in its network; no packet is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return "127.0.0.1"


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program. Choose one: python3 manage.py start --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"Port {port} needs more rights. Choose one above 1023: python3 manage.py start --port 8000"
    return f"Nothing can listen on {host}: {error.strerror}. Try --host 127.0.0.1, or 0.0.0.0 for the network."
