"""Habits of the house that a reader would otherwise have to check by eye."""

import ast
import re
from pathlib import Path

import pytest

from .sources import name, python_files, scripts, templates

LONGEST = {".py": 300, ".html": 120, ".js": 200}
LONGEST_FUNCTION = 45
VAGUE = {"utils", "helpers", "common", "misc", "tools"}
EVERYTHING = [*python_files(), *templates(), *scripts()]


@pytest.mark.parametrize("path", EVERYTHING, ids=name)
def test_file_is_short_and_finished(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.count("\n") <= LONGEST.get(path.suffix, 300)
    assert path.stem not in VAGUE
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", text)


@pytest.mark.parametrize("path", list(python_files()), ids=name)
def test_module_says_what_it_is_and_hides_no_error(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    code = [node for node in tree.body if not isinstance(node, (ast.Import, ast.ImportFrom))]

    if len(code) > 2 and path.name not in {"__init__.py", "apps.py"}:
        assert ast.get_docstring(tree), "a module says what its concept is and the one rule to know"
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: name the error"
            assert not (len(node.body) == 1 and isinstance(node.body[0], ast.Pass)), f"line {node.lineno}: say why"
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines"
