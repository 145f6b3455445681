"""One home for every raw value, and nothing inline: the content security policy forbids it anyway."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from .sources import name, scripts, style_sheets, templates

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![\w-])|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(")
COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}|\{% comment.*?endcomment %\}|<!--.*?-->", re.DOTALL)
HREF = re.compile(
    r"""(?:href|url|src|action|id|for|from|by|data-[\w-]+)=["'][^"']*["']|&#\w+;|url\(#[\w-]+\)|name="theme-color".*"""
)
INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*type="application/json")"""
)
STATIC = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")
PRINTED = "documents"


def _text(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", [path for path in style_sheets() if path.name != "tokens.css"], ids=name)
def test_raw_colours_are_only_in_the_tokens(path: Path) -> None:
    assert COLOUR.findall(_text(path)) == []


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template_writes_no_raw_colour(path: Path) -> None:
    assert COLOUR.findall(HREF.sub("", _text(path))) == []


@pytest.mark.parametrize("path", [path for path in templates() if PRINTED not in path.parts], ids=name)
def test_template_has_nothing_inline(path: Path) -> None:
    assert INLINE.findall(_text(path)) == []


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template_trusts_no_text(path: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape off", _text(path))


@pytest.mark.parametrize("path", templates(), ids=name)
def test_template_names_static_files_that_exist(path: Path) -> None:
    missing = [found for found in STATIC.findall(_text(path)) if "{{" not in found and not finders.find(found)]

    assert missing == []


@pytest.mark.parametrize("path", scripts(), ids=name)
def test_script_writes_no_styles_and_no_code_from_text(path: Path) -> None:
    assert not re.search(r"\.innerHTML\s*=|\beval\(|new Function\(|document\.write", _text(path))
