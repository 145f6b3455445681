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
