"""The PDF door: tagged, our own fonts, and nothing fetched that was not handed over."""

import logging
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from campaigns.foundation.fonts import FAMILY, cut_faces
from campaigns.foundation.pdf import FetchDenied, fetcher, write_pdf

PAGE = '<html lang="zh-Hans"><head><title>{title}</title></head><body>{body}</body></html>'
FORBIDDEN = [
    "http://127.0.0.1:9/x.png", "https://example.com/x.css", "file:///etc/passwd", "data:image/png;base64,AAAA",
    "convoy:static/../config/settings.py", "convoy:static//etc/passwd", "convoy:static/css/%2e%2e/x.css",
    "convoy:static/js/scan.js", "convoy:picture/unknown", "convoy:font/unknown.ttf", "ftp://x/y", "convoy:",
]  # fmt: skip


def document(body: str, title: str = "标题", **options) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(write_pdf(PAGE.format(title=title, body=body), **options)))


def embedded_fonts(reader: pypdf.PdfReader) -> dict[str, bool]:
    found = {}
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            dictionary = font.get_object()
            descriptor = dictionary["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            found[dictionary["/BaseFont"]] = any(name in descriptor for name in ("/FontFile2", "/FontFile3"))
    return found


def test_document_is_tagged_and_says_its_language_and_title():
    reader = document("<h1>向山而行</h1>", title="活动方案")

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "zh-Hans"
    assert reader.metadata.title == "活动方案"
    assert "/StructTreeRoot" in reader.trailer["/Root"]


def test_text_reads_back_and_only_our_fonts_are_embedded():
    reader = document("<h1>向山而行</h1><p>张家界 café – 47 辆 <b>122 人</b></p>")

    assert "向山而行" in reader.pages[0].extract_text()
    assert "张家界 café – 47 辆" in reader.pages[0].extract_text()
    fonts = embedded_fonts(reader)
    assert fonts
    assert all(embedded and FAMILY.replace(" ", "") in name.replace("-", "") for name, embedded in fonts.items())


def test_characters_outside_the_first_font_come_from_the_next():
    content = write_pdf(PAGE.format(title="稀有", body="<p>陈𠮷 䶮 한국</p>"))

    assert "陈𠮷 䶮 한국" in pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()


def test_character_no_font_has_is_logged(caplog):
    with caplog.at_level(logging.WARNING):
        cut_faces("\U0001f699")

    assert "U+1F699" in caplog.text


def test_faces_hold_what_is_used_and_little_more():
    faces = cut_faces("向山而行")

    assert [face.weight for face in faces] == [400, 700]
    assert all(len(face.content) < 60_000 for face in faces)


@pytest.mark.parametrize("html", ["<html><title>x</title></html>", '<html lang="zh"><title></title></html>'])
def test_document_without_language_or_title_is_refused(html):
    with pytest.raises(ValueError, match="lang"):
        write_pdf(html)


@pytest.mark.parametrize("url", FORBIDDEN)
def test_fetcher_denies(url):
    with pytest.raises(FetchDenied):
        fetcher({"known.jpg": b"x"}).fetch(url)


def test_fetcher_gives_what_was_handed_over():
    fetch = fetcher({"known.jpg": b"the picture"}).fetch

    assert fetch("convoy:picture/known.jpg").read() == b"the picture"
    assert b"@layer" in fetch("convoy:static/css/tokens.css").read()


def test_document_with_foreign_addresses_embeds_none_of_them(tmp_path, caplog):
    """Negative control first: the engine alone does read the local file that our door refuses."""
    secret = tmp_path / "secret.svg"
    secret.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50"><text y="20">SECRET</text></svg>'
    )
    html = PAGE.format(title="x", body=f'<img src="{secret.as_uri()}" alt="x"><p>Body</p>')
    import weasyprint

    unguarded = weasyprint.HTML(string=html).write_pdf()
    assert "SECRET" in pypdfium2.PdfDocument(unguarded)[0].get_textpage().get_text_range()

    guarded = pypdfium2.PdfDocument(write_pdf(html))[0].get_textpage().get_text_range()
    assert "Body" in guarded
    assert "SECRET" not in guarded
    assert "document asked for file:///" in caplog.text


def test_no_row_stands_alone_on_the_next_page():
    foot = "<tfoot><tr><th>Total</th></tr></tfoot>"
    broken = 0
    for count in range(36, 52):
        rows = "".join(f"<tr><td>row {n}.</td></tr>" for n in range(1, count + 1))
        pages = document(f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody>{foot}</table>").pages
        if len(pages) == 2:
            broken += 1
            last = pages[1].extract_text()
            assert "Total" in last
            assert f"row {count - 2}." in last
    assert broken > 1
