"""QR codes: read back by an independent decoder, margin and version as printing needs them."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from campaigns.foundation import qr
from campaigns.foundation.tokens import tokens

LINK = "https://tx.cn/c/abcd2x/"


def test_png_decodes_to_the_same_text_at_level_q():
    found = zxingcpp.read_barcodes(Image.open(BytesIO(qr.png(LINK))))

    assert [code.text for code in found] == [LINK]
    assert found[0].ec_level == "Q"


def test_words_stand_below_the_code_and_leave_it_readable():
    bare = Image.open(BytesIO(qr.png(LINK)))
    picture = Image.open(BytesIO(qr.png(LINK, words=["3CE8 Z8GF", "向山而行 · " + "李燕" * 12])))

    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [LINK]
    assert picture.width == bare.width
    below = picture.crop((0, bare.height, picture.width, picture.height)).convert("L")
    assert below.getextrema() == (0, 255)
    assert below.crop((0, 0, 8, below.height)).getextrema() == (255, 255)


@pytest.mark.parametrize("length", range(1, qr.POSTER_LENGTH + 1))
def test_an_address_of_26_characters_stays_within_version_three(length):
    assert qr.version("x" * length) <= 3


def test_margin_is_four_light_modules_on_every_side():
    rows = qr.matrix(LINK)
    size = len(rows)

    edge = [rows[y][x] for y in range(size) for x in range(size) if min(x, y, size - 1 - x, size - 1 - y) < 4]
    assert not any(edge)
    assert rows[4][4]


def test_svg_draws_the_same_modules_without_any_style():
    drawing = qr.svg(LINK, "Code <for> us")

    assert "style" not in drawing
    assert "<title>Code &lt;for&gt; us</title>" in drawing
    assert f'fill="{tokens()["code_ink"]}"' in drawing
    assert drawing.count("M") - 1 == sum(
        1 for row in qr.matrix(LINK) for x, dark in enumerate(row) if dark and not row[x - 1]
    )
