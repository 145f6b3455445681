"""The browser of the browser tests: what is installed, else Debian's Chromium, else Playwright's own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from . import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
WITHOUT = (
    "No browser for the browser tests. Install Chromium or Chrome (Debian: sudo apt install chromium), or set "
    "CHROMIUM to the path of one; or leave them out: python3 manage.py test -m 'not browser'"
)


class NoBrowser(Exception):
    """There is no Chromium and none could be installed."""


def path() -> str | None:
    """Where Chromium or Chrome is; None when only Playwright can know."""
    found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), str(MAC) if MAC.exists() else None]
    return next(filter(None, found), None)


def chinese_font(folder: Path) -> dict[str, str]:
    """The environment that lets a browser find the packaged Chinese font, so that pages have their real widths."""
    if not sys.platform.startswith("linux"):
        return {}
    import justmytype_intl_cjk

    fonts = Path(justmytype_intl_cjk.__file__).parent / "fonts" / "ofl" / "notosanssc"
    file = folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{fonts}</dir><cachedir>{folder / 'fonts-cache'}</cachedir></fontconfig>"
    )
    return {"FONTCONFIG_FILE": str(file)}


def ensure(say: Callable[[str], object]) -> None:
    if path() or (debian.can_install() and debian.install("chromium", say=say)):
        return
    say("Installing Playwright's Chromium …")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if subprocess.run(command, check=False).returncode:  # noqa: S603  our own Python
        raise NoBrowser(WITHOUT)
