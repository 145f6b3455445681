"""Style sheets per face: one file a page loads, put together from small ones in a fixed order.

Rule: the lists below are the only place that says which face gets which file. The result lies in
build/static/css/ and is made by `manage.py bundle`; in development the template tag makes it again
whenever a source is newer, so nobody has to remember.
"""

import re
from pathlib import Path

from django.conf import settings


def _names(listed: str) -> list[str]:
    return listed.split()


SHARED = _names("""
    btn form choice error-summary brand language map road lanes keys plate callsign status notice facts
    sheet bullets empty
""")
OWNER = _names("sign phase scale cta pages/owner pages/pass pages/owner-*")
STAFF = _names("""
    scale sign bar find kbd who menu rail head post stages week map-sheet acts checks funnel chart filters
    tabs list tick cards pager toast figures flagged
    pages/staff pages/today pages/itinerary pages/calls pages/staff-*
""")
HOST = _names("kbd toast net tally thumb verdict pages/host pages/host-*")
SCREEN = _names("btn brand plate callsign kbd gantry dice drums pages/screen pages/screen-*")

FACES: dict[str, list[str]] = {
    "owner": [*SHARED, *OWNER],
    "staff": [*SHARED, *STAFF],
    "host": [*SHARED, *HOST],
    "screen": SCREEN,
}

COMMENT = re.compile(r"/\*.*?\*/", re.S)
DECLARED = re.compile(r"(--[\w-]+)\s*:\s*[^;{}]+;?")
USED = re.compile(r"var\(\s*(--[\w-]+)")


def source_dir() -> Path:
    return Path(settings.BASE_DIR) / "static" / "css"


def bundle_path(face: str) -> Path:
    return Path(settings.BUILT_STATIC_DIR) / "css" / f"{face}.css"


def sources(face: str) -> list[Path]:
    """The files of one face in order. A name is a component; `pages/x` a page; a star takes all that match."""
    root = source_dir()
    found = [root / "tokens.css", root / "base.css"]
    for name in FACES[face]:
        pattern = f"{name}.css" if "/" in name else f"components/{name}.css"
        matches = sorted(root.glob(pattern))
        if not matches and "*" not in pattern:
            raise FileNotFoundError(f"{face}: there is no static/css/{pattern}")
        found += [path for path in matches if path not in found]
    return found


def minify(css: str) -> str:
    """Comments and needless space out; strings and everything else stay as written."""
    css = COMMENT.sub("", css)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r"(?<=[{;(\s\w-]):\s+", ":", css)
    return css.replace(";}", "}").strip()


def without_unused_tokens(css: str) -> str:
    """Drop custom properties nobody reads, until all that are left are read."""
    used = set(USED.findall(css))
    smaller = DECLARED.sub(lambda match: match[0] if match[1] in used else "", css)
    return css if smaller == css else without_unused_tokens(smaller)


def bundled(face: str) -> str:
    text = "\n".join(path.read_text() for path in sources(face))
    return minify(without_unused_tokens(COMMENT.sub("", text))) + "\n"


def write_bundle(face: str) -> Path:
    """Write one face's file and return its path; the old file stays whole until the new one is."""
    path = bundle_path(face)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    draft.write_text(bundled(face))
    draft.replace(path)
    return path


def is_stale(face: str) -> bool:
    path = bundle_path(face)
    if not path.exists():
        return True
    made = path.stat().st_mtime
    watched = [*sources(face), Path(__file__), source_dir() / "components", source_dir() / "pages"]
    return any(source.stat().st_mtime > made for source in watched)
