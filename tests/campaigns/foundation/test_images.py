"""Pictures handed in: known by content, capped before decoding, drawn anew without where they were taken."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from campaigns.foundation import images


def picture(size=(800, 600), kind="JPEG", noise=False, **options) -> bytes:
    drawn = Image.effect_noise(size, 90).convert("RGB") if noise else Image.new("RGB", size, "teal")
    target = BytesIO()
    drawn.save(target, kind, **options)
    return target.getvalue()


def picture_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter to the right
    exif[0x010F] = "Phone maker"
    exif.get_ifd(0x8825)[2] = (28.0, 14.0, 6.0)
    return picture((800, 600), exif=exif.tobytes())


def huge_png_head(width: int, height: int) -> bytes:
    """A PNG of a few bytes that promises width × height pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_kinds_are_taken_and_drawn_anew_as_jpeg(kind):
    drawn = Image.open(BytesIO(images.for_print(picture(kind=kind))))

    assert drawn.format == "JPEG"
    assert drawn.size == (800, 600)


def test_place_and_camera_are_gone_and_the_picture_stands_upright():
    source = picture_with_place()
    assert Image.open(BytesIO(source)).getexif().get_ifd(0x8825)

    drawn = Image.open(BytesIO(images.for_print(source)))

    assert drawn.size == (600, 800)
    assert not drawn.getexif()
    assert b"Phone maker" not in images.for_print(source)


def test_large_picture_is_reduced_for_print():
    assert max(Image.open(BytesIO(images.for_print(picture((3000, 1500))))).size) == images.PRINT_EDGE_PX


@pytest.mark.parametrize("noise", [False, True])
def test_cover_is_small_even_for_the_busiest_picture(noise):
    cover = images.for_cover(picture((2400, 1600), noise=noise))

    assert len(cover) <= images.COVER_BYTES
    assert Image.open(BytesIO(cover)).format == "WEBP"


def test_transparent_ground_becomes_white():
    target = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(target, "PNG")

    assert Image.open(BytesIO(images.for_print(target.getvalue()))).getpixel((5, 5)) == (255, 255, 255)


HOSTILE = {
    "text": b"not a picture",
    "nothing": b"",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "gif": picture(kind="GIF"),
    "tiff": picture(kind="TIFF"),
    "cut short": picture(noise=True)[:2000],
    "too many pixels": huge_png_head(20_000, 20_000),
    "too many bytes": b"\xff\xd8" + b"0" * (images.MOST_BYTES + 1),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("make", [images.for_print, images.for_cover, images.for_thumbnail])
def test_hostile_or_foreign_file_is_refused_with_a_sentence(name, make):
    with pytest.raises(images.PictureRefused) as refused:
        make(HOSTILE[name])

    assert len(refused.value.message) > 8


def test_pixels_are_counted_before_any_is_decoded(monkeypatch):
    monkeypatch.setattr(images, "_upright", lambda _picture: pytest.fail("decoded"))

    with pytest.raises(images.PictureRefused):
        images.for_print(huge_png_head(9_000, 9_000))
