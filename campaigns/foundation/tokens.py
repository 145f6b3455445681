"""Raw design values for drawings that cannot use CSS variables (SVG in a PDF, a QR code).

Rule: no second copy. The values are read once from static/css/tokens.css, by day: paper is always day.
"""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

_DECLARATION = re.compile(r"--([a-z0-9-]+)\s*:\s*([^;}]+)")
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NIGHT = re.compile(
    r"@media screen and \(prefers-color-scheme: dark\).*?\} \}|:root\[data-theme=\"dark\"\]\s*\{[^}]*\}", re.S
)


def css_text(name: str) -> str:
    """The text of one of our own style sheets, named from static/css/."""
    return (Path(settings.BASE_DIR) / "static" / "css" / name).read_text(encoding="utf-8")


@cache
def tokens() -> dict[str, str]:
    """Every token by name, with underscores: `tokens()["step_1"]`, `{{ tokens.step_1 }}` in a template."""
    day = _NIGHT.sub("", _COMMENT.sub("", css_text("tokens.css")))
    return {name.replace("-", "_"): value.strip() for name, value in _DECLARATION.findall(day)}


def written_out(css: str, **instead: str) -> str:
    """The same CSS with every var(--token) replaced by its value (or `instead`), without comments and layers."""
    values = tokens() | instead
    plain = _COMMENT.sub("", css)
    plain = re.sub(r"^\s*@layer [a-z]+ \{(.*)\}\s*$", r"\1", plain, flags=re.DOTALL)
    return _VARIABLE.sub(lambda found: values[found[1].replace("-", "_")], plain).strip()
