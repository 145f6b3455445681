"""Debian packages for what Python packages cannot bring: a browser and Pango. Only as root, only on Debian."""

import os
import shutil
import subprocess
from collections.abc import Callable


def can_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*packages: str, say: Callable[[str], object]) -> bool:
    """Install `packages`; False when that failed, after saying so."""
    say(f"Installing {', '.join(packages)} with apt …")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install_command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (install_command, ["apt-get", "update", "-q"], install_command):
        done = subprocess.run(command, env=quiet, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode == 0 and command is install_command:
            return True
    say(f"apt could not install {', '.join(packages)}: {done.stderr.strip().splitlines()[-1:]}")
    return False
