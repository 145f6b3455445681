"""Finds every translatable string in Python modules and Django templates, without GNU gettext.

Rule: only literal strings count; a call such as `gettext(f"…")` can never be translated and is an error.
Django's own `templatize` reads the templates, so what is found is what Django looks up.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

_STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_TEMPLATE_CALL = re.compile(rf"(?<![\w.])(n?p?gettext|_)\(({_STRING}(?:\s*,\s*{_STRING})*)")
_ARGUMENT = re.compile(_STRING)
SKIPPED_FOLDERS = {".venv", "node_modules", "build", "var", "tests", "migrations", "bench", ".git"}


class Unreadable(Exception):
    """A source that cannot be searched; the message names the file and the reason."""


@dataclass(frozen=True, order=True)
class Source:
    """One translatable string: context or "", the English, and the English plural or ""."""

    context: str
    singular: str
    plural: str = ""


def sources(root: Path) -> tuple[set[Source], list[str]]:
    """All strings below `root`, and one sentence for each file or call that could not be read."""
    found: set[Source] = set()
    problems: list[str] = []
    for path in sorted(_files(root)):
        read = from_python if path.suffix == ".py" else from_template
        try:
            found.update(read(path.read_text(encoding="utf-8")))
        except (SyntaxError, Unreadable, UnicodeDecodeError) as error:
            problems.append(f"{path.relative_to(root)}: {error}")
    return found, problems


def from_python(text: str) -> Iterator[Source]:
    """Strings of gettext, ngettext, pgettext, npgettext, their lazy and noop forms, and `_`."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        kind = "gettext" if name == "_" else name.removesuffix("_lazy").removesuffix("_noop")
        if kind in {"gettext", "ngettext", "pgettext", "npgettext"}:
            yield from _source(kind, [_literal(argument) for argument in node.args])


def from_template(text: str) -> Iterator[Source]:
    """Strings of translate, blocktranslate (trimmed, plural, context) and `_()` in tags and filters."""
    for call in _TEMPLATE_CALL.finditer(templatize(text)):
        kind = "gettext" if call[1] == "_" else call[1]
        yield from _source(kind, [str(ast.literal_eval(part)) for part in _ARGUMENT.findall(call[2])])


def _files(root: Path) -> Iterator[Path]:
    for folder in ("campaigns", "registrations", "config", "templates"):
        for path in (root / folder).rglob("*"):
            if path.suffix in {".py", ".html", ".txt", ".svg", ".webmanifest"} and not SKIPPED_FOLDERS & set(
                path.parts
            ):
                yield path


def _literal(argument: ast.expr) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    if isinstance(argument, ast.JoinedStr):
        raise Unreadable(f"line {argument.lineno}: an f-string cannot be translated; use %(name)s")
    return ""


def _source(kind: str, arguments: list[str]) -> Iterator[Source]:
    context = arguments.pop(0) if kind.removeprefix("n").startswith("p") and arguments else ""
    if not arguments or not arguments[0]:
        return
    plural = arguments[1] if kind.startswith("n") and len(arguments) > 1 else ""
    yield Source(context, arguments[0], plural)
