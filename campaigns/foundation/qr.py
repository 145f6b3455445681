"""QR codes: what cameras read from a poster, a pass and a sticker.

Rule: level Q (a quarter of it may be covered) and four modules of white on every side, dark on white by day
and by night. An address of up to 26 characters stays within version 3, which a poster needs.
"""

from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .fonts import font_paths
from .tokens import tokens

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

MARGIN_MODULES = 4
POSTER_LENGTH = 26


def matrix(text: str) -> list[list[bool]]:
    """Rows of modules, True is dark, with the white margin."""
    import qrcode  # only pages and papers with a code need it
    from qrcode.constants import ERROR_CORRECT_Q

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=MARGIN_MODULES)
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return [[bool(module) for module in row] for row in code.get_matrix()]


def version(text: str) -> int:
    """The code's version: 1 has 21 modules a side, each further one 4 more."""
    return (len(matrix(text)) - 2 * MARGIN_MODULES - 17) // 4


def svg(text: str, title: str) -> SafeString:
    """A drawing for pages and documents: one path, no style, `title` read aloud. Sized by its class, `qr`."""
    rows = matrix(text)
    dark = "".join(_runs(row, number) for number, row in enumerate(rows))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" viewBox="0 0 {0} {0}" role="img"'
        ' shape-rendering="crispEdges"><title>{1}</title><path fill="{2}" d="M0 0h{0}v{0}H0z"/>'
        '<path fill="{3}" d="{4}"/></svg>',
        len(rows), title, tokens()["code_paper"], tokens()["code_ink"], dark,
    )  # fmt: skip


def png(text: str, *, module_px: int = 16, words: Sequence[str] = ()) -> bytes:
    """A picture to download or to save on a phone; one module is `module_px` pixels wide.

    `words` are lines below the code, the first one large: what to read out, and what it is for.
    """
    from PIL import Image

    rows = matrix(text)
    picture = Image.new("1", (len(rows), len(rows)), 1)
    picture.putdata([0 if module else 255 for row in rows for module in row])
    picture = picture.resize((len(rows) * module_px,) * 2, Image.Resampling.NEAREST)
    if words:
        picture = _with_words(picture, words, module_px)
    target = BytesIO()
    picture.save(target, "PNG", optimize=True)
    return target.getvalue()


def _with_words(picture: "Image", words: Sequence[str], module_px: int) -> "Image":
    from PIL import Image, ImageDraw

    sizes = [module_px * 4, *[module_px * 2] * (len(words) - 1)]
    whole = Image.new("L", (picture.width, picture.height + sum(sizes) * 3 // 2 + module_px), 255)
    whole.paste(picture, (0, 0))
    pen, top = ImageDraw.Draw(whole), picture.height - module_px
    for line, size in zip(words, sizes, strict=True):
        font = _bold(size)
        while size > module_px and font.getlength(line) > picture.width - 2 * module_px:
            size -= 2
            font = _bold(size)
        pen.text((picture.width // 2, top), line, font=font, fill=0, anchor="ma")
        top += size * 3 // 2
    return whole


def _bold(size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    font = ImageFont.truetype(str(font_paths()[0]), size)
    with suppress(OSError):  # a fixed face, set by DOCUMENT_FONTS, has no axes
        font.set_variation_by_axes([700])
    return font


def _runs(row: list[bool], number: int) -> str:
    runs: list[str] = []
    column = 0
    while column < len(row):
        start = column
        while column < len(row) and row[column]:
            column += 1
        if column > start:
            runs.append(f"M{start} {number}h{column - start}v1H{start}z")
        column += 1
    return "".join(runs)
