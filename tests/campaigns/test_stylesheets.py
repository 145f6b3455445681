"""One small file per face, made from many and never stale."""

import gzip
import os
import re
from pathlib import Path

import pytest

from campaigns.foundation import stylesheets
from campaigns.foundation.stylesheets import FACES, bundled, minify, without_unused_tokens


@pytest.mark.parametrize("face", FACES)
def test_bundle_is_whole_css_without_comments(face: str) -> None:
    css = bundled(face)

    assert "/*" not in css
    assert css.count("{") == css.count("}")
    assert css.startswith("@layer tokens,base,components,pages,print;")


@pytest.mark.parametrize("face", FACES)
def test_every_token_a_face_reads_is_in_its_file(face: str) -> None:
    css = bundled(face)

    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(re.findall(r"(--[\w-]+):", css))


def test_owners_load_little() -> None:
    assert len(gzip.compress(bundled("owner").encode())) <= 8_000


def test_every_component_is_worn_by_some_face() -> None:
    worn = {path for face in FACES for path in stylesheets.sources(face)}
    components = set((stylesheets.source_dir() / "components").glob("*.css"))

    assert components - worn == set()


def test_minifying_keeps_what_css_needs() -> None:
    assert minify("a > b { width: calc(1px + 2px); color: red; } /* x */") == "a>b{width:calc(1px + 2px);color:red}"
    assert (
        minify("@media (min-width: 1px) and (x) { a:hover { b: c } }") == "@media (min-width:1px) and (x){a:hover{b:c}}"
    )


def test_tokens_nobody_reads_are_dropped_even_behind_others() -> None:
    css = ":root{--a:1;--b:var(--a);--c:2}p{x:var(--c)}"

    assert without_unused_tokens(css) == ":root{--c:2}p{x:var(--c)}"


def test_newer_source_makes_a_bundle_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stylesheets, "bundle_path", lambda face: tmp_path / f"{face}.css")
    assert stylesheets.is_stale("owner")

    path = stylesheets.write_bundle("owner")
    assert not stylesheets.is_stale("owner")

    os.utime(path, (1, 1))
    assert stylesheets.is_stale("owner")
