"""Every word on a page goes through the catalogue: no bare text in templates, no Chinese in the sources' English."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from campaigns.foundation import extraction

from .sources import ROOT, name, templates

DROPPED = re.compile(
    r"\{%\s*comment.*?endcomment\s*%\}|\{#.*?#\}|<!--.*?-->|<script.*?</script>|<style.*?</style>|<code.*?</code>|<kbd.*?</kbd>"
    r"|\{%\s*blocktrans.*?endblocktrans(?:late)?\s*%\}|\{%.*?%\}|\{\{.*?\}\}",
    re.DOTALL,
)
ATTRIBUTES = re.compile(r"\{%\s*block (?:body|html|main)_\w+\s*%\}.*?\{%\s*endblock[^%]*%\}", re.DOTALL)
SPOKEN = {"aria-label", "title", "alt", "placeholder"}
WORD = re.compile(r"[A-Za-z]{2,}|[\u4e00-\u9fff]+")
NAMES = {
    "Convoy",
    "PDF",
    "QR",
    "XLSX",
    "CSV",
    "JSON",
    "WeChat",
    "EN",
    "CNY",
    "km",
    "SVG",
    "PNG",
    "VIN",
    "Alt",
    "GPS",
    "SHA",
    "HMAC",
    "Python",
    "amp",
    "nbsp",
}
NAMES |= {
    "中文",
    "English",
    "同路",
    "min",
    "https",
    "http",
    "ndash",
    "middot",
    "times",
    "rarr",
    "larr",
    "hellip",
    "mdash",
}
BOTH_LANGUAGES = {"_language.html"}


class Reader(HTMLParser):
    """Collects what a reader sees or hears; what names its own language (`lang="en"`) is meant as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.own_language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if dict(attrs).get("lang"):
            self.own_language = self.own_language or tag
        if not self.own_language:
            self.said += [value for key, value in attrs if key in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag == self.own_language:
            self.own_language = ""

    def handle_data(self, data: str) -> None:
        if not self.own_language:
            self.said.append(data)


def bare_words(text: str) -> list[str]:
    """Words that a reader would see and no translator ever does."""
    reader = Reader()
    reader.feed(DROPPED.sub("", ATTRIBUTES.sub("", text)))
    return [word for part in reader.said for word in WORD.findall(part) if word not in NAMES]


@pytest.mark.parametrize("path", [path for path in templates() if path.suffix == ".html"], ids=name)
def test_template_says_nothing_untranslated(path: Path) -> None:
    if path.name not in BOTH_LANGUAGES and "styleguide" not in str(path):
        assert bare_words(path.read_text(encoding="utf-8")) == []


def test_bare_words_are_noticed() -> None:
    assert bare_words('<p title="Hello">{% translate "Fine" %} {{ name }} <b>World</b></p>') == ["Hello", "World"]


def test_english_is_the_language_of_the_sources() -> None:
    found, _ = extraction.sources(ROOT)
    chinese = [source.singular for source in found if re.search(r"[\u4e00-\u9fff]", source.singular)]

    assert [text for text in chinese if not re.search(r"[A-Za-z]{3,}", text)] == []
